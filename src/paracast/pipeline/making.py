"""A locator → an episode on the shelf: the order of the stages."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import msgspec

from paracast import __version__
from paracast.article import Article, Span, read_article
from paracast.episode.model import Episode, Source
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError
from paracast.files import digest_of
from paracast.pipeline.casting import Cast, cast_for, host_language, reader_for
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Scripted, Tell
from paracast.pipeline.placing import Identity, Recording, put_on_shelf, write_mp3
from paracast.pipeline.planning import expected_seconds
from paracast.pipeline.setup import Setup
from paracast.pipeline.speaking import Studio, record
from paracast.script import Fate, Script, Utterance, write_script
from paracast.units import Digest


class Outcome(StrEnum):
    """What making did."""

    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Made:
    """An episode on the shelf, and how it came there.

    Attributes:
        reused: how many of its paragraphs were spoken before and kept.
    """

    episode: Episode
    outcome: Outcome
    script: Script
    cast: Cast
    reused: int = 0


def read_commission(commission: Commission) -> Article:
    """Read the article that is to be made.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
    """
    return read_article(
        commission.locator,
        title=commission.title,
        author=commission.author,
        options=commission.fetching,
    )


def read_and_script(commission: Commission, setup: Setup) -> tuple[Article, Script]:
    """Read an article and write its script; nothing is spoken yet.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
    """
    article = read_commission(commission)
    return article, _script_of(article, setup)


def make_episode(commission: Commission, studio: Studio, tell: Tell) -> Made:
    """Make an article's episode, or make it anew under its old GUID; nothing if nothing changed.

    Raises:
        ArticleError: the article cannot be read, or holds nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the episode could not be written.
    """
    return make_episode_of(read_commission(commission), studio, tell)


def make_episode_of(article: Article, studio: Studio, tell: Tell) -> Made:
    """Make the episode of an article that has been read, as `make_episode` does.

    Raises:
        ArticleError: there is nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the episode could not be written.
    """
    setup = studio.setup
    script = _accounted(_script_of(article, setup), article, setup)
    cast = cast_for(script, setup)
    identity = Identity(_source(article), _recipe(article, script, cast, studio))
    shelf = Shelf(setup.episodes)
    known = shelf.find(identity.source)
    if known and known.recipe == identity.recipe and shelf.is_complete(known):
        return Made(known, Outcome.UNCHANGED, script, cast, len(script.utterances))
    recording = _recorded(article, script, cast, studio, tell)
    episode = put_on_shelf(recording, identity, setup, studio.thumbnail)
    outcome = Outcome.UPDATED if known else Outcome.MADE
    return Made(episode, outcome, script, cast, recording.reused)


def make_file(commission: Commission, studio: Studio, path: Path, tell: Tell) -> Recording:
    """Make one MP3 outside any show.

    Raises:
        ArticleError: the article cannot be read, or holds nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the file could not be written.
    """
    article, script = read_and_script(commission, studio.setup)
    _accounted(script, article, studio.setup)
    recording = _recorded(article, script, cast_for(script, studio.setup), studio, tell)
    write_mp3(path, recording, studio.setup, studio.thumbnail)
    return recording


def _recorded(
    article: Article, script: Script, cast: Cast, studio: Studio, tell: Tell
) -> Recording:
    """Tell what is to be spoken, and speak it."""
    seconds = expected_seconds(script, studio.setup)
    tell(Scripted(script.title, len(script.utterances), seconds))
    recorded = record(script, cast, studio, tell)
    return Recording(article, script, cast, recorded.programme, recorded.reused)


def _script_of(article: Article, setup: Setup) -> Script:
    return write_script(
        article,
        setup.script,
        setup.reading,
        show=setup.show.title,
        host=host_language(article, setup),
        lexicon=setup.lexicon_of(reader_for(article.language, setup)),
        casting=setup.casting,
    )


def _accounted(script: Script, article: Article, setup: Setup) -> Script:
    """Let a script pass of whose article nothing has been lost.

    Raises:
        ArticleError: more of it than the show allows is neither spoken, nor replaced by a rule,
            nor left out for a reason.
    """
    lost = script.account.unexplained
    if lost <= setup.reading.unexplained:
        return script
    first = next(s.span for s in script.account.stretches if s.fate is Fate.UNEXPLAINED)
    excerpt = " ".join(article.source[first.start : first.end][:60].split())
    raise ArticleError(
        f"{lost:.2%} of {article.source_name} is not accounted for, such as “{excerpt}”.",
        remedy="Look at it: paracast text ARTICLE --report. To make it all the same, raise "
        "unexplained in [reading] of paracast.toml; and please report it.",
    )


def _source(article: Article) -> Source:
    words = "\n".join((article.title, *(block.text for block in article.blocks)))
    known = article.credits
    return Source(
        article.identity,
        digest_of(words.encode()),
        article.source_name,
        url=known.url,
        site=known.site,
        published=known.published,
        image=known.image,
    )


def _heard(cast: Cast, utterance: Utterance) -> list[tuple[Span, str]]:
    return [(part.span, part.voice.name) for part in cast.parts(utterance)]


def _recipe(article: Article, script: Script, cast: Cast, studio: Studio) -> Digest:
    """Digest all that decides an episode's sound and texts."""
    setup = studio.setup
    sounds = [setup.folder / name for name in setup.sound.files]
    parts = (
        __version__,
        [  # what a lexicon says of the article stands in the forms
            (voice.name, replace(voice.asks(""), time_limit=0), voice.volume, known.engine_version)
            for voice, known in studio.calibrations(cast.voices).items()
        ],
        (article.title, article.credits, article.language),
        [
            (u.role, u.form, u.sentences, u.pause, u.speaker, _heard(cast, u))
            for u in script.utterances
        ],
        [segment.title for segment in script.segments],
        [(left.reason, left.text) for left in script.left_out],
        setup.audio,
        [digest_of(path.read_bytes()) if path.is_file() else "" for path in sounds],
        setup.sound.bed_seconds,
        (setup.show.title, setup.show.author, digest_of(studio.thumbnail)),
    )
    return digest_of(msgspec.json.encode(parts))
