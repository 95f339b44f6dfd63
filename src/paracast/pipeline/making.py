"""A locator → an episode on the shelf: the order of the stages."""

from dataclasses import replace
from pathlib import Path

import msgspec

from paracast import __version__
from paracast.article import Article, Source, Span, read_article, read_source
from paracast.episode.artwork import artwork_of
from paracast.episode.model import Source as EpisodeSource
from paracast.episode.numbering import ANYWHERE, Asked, standing_of
from paracast.episode.pictures import draw_pictures
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError
from paracast.files import digest_of
from paracast.pipeline.casting import Cast, cast_for, host_language, reader_for
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Scripted, Tell, timed
from paracast.pipeline.forming import KnownForms
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.placing import Delivery, Identity, Recording, put_on_shelf, write_mp3
from paracast.pipeline.planning import expected_seconds
from paracast.pipeline.setup import Setup
from paracast.pipeline.slots import AT_ONCE, Slot
from paracast.pipeline.speaking import Studio, record
from paracast.pipeline.unchanged import (
    Heard,
    Proof,
    file_digest,
    keep_proof,
    proof_key,
    sound_digests,
)
from paracast.script import Fate, Script, Utterance, write_script
from paracast.units import Digest


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
    return article, script_of(article, setup)


def script_of(article: Article, setup: Setup) -> Script:
    """Write the script of an article that has been read.

    Raises:
        ArticleError: it holds nothing to say.
    """
    lexicon = setup.lexicon_of(reader_for(article.language, setup))
    forms = KnownForms(article.identity, lexicon, setup.store)
    script = write_script(
        article,
        setup.script,
        setup.reading,
        show=setup.show.title,
        host=host_language(article, setup),
        lexicon=lexicon,
        casting=setup.casting,
        form_of=forms.form,
    )
    forms.keep()
    return script


def make_fetched(
    source: Source, commission: Commission, studio: Studio, tell: Tell, slot: Slot = AT_ONCE
) -> Made:
    """Make the episode of an article that was fetched; made before, it keeps its GUID.

    What it comes to is kept, so that the next time `unchanged` finds out without reading it.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the episode could not be written.
    """
    key = proof_key(source, commission, studio.setup)
    with timed("read", tell):
        article = read_source(source, title=commission.title, author=commission.author)
    made, cast = _made(article, studio, tell, commission.asked, slot)
    versions = studio.calibrations(cast.voices)
    voices = tuple(Heard(voice, known.engine_version) for voice, known in versions.items())
    proof = Proof(made.episode.recipe, voices, made.paragraphs, made.failures)
    keep_proof(proof, key, studio.setup.store)
    return made


def make_episode_of(article: Article, studio: Studio, tell: Tell, slot: Slot = AT_ONCE) -> Made:
    """Make the episode of an article that has been read, as `make_fetched` does.

    Raises:
        ArticleError: there is nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the episode could not be written.
    """
    return _made(article, studio, tell, ANYWHERE, slot)[0]


def _made(
    article: Article, studio: Studio, tell: Tell, asked: Asked, slot: Slot
) -> tuple[Made, Cast]:
    setup = studio.setup
    with timed("script", tell):
        script = _accounted(script_of(article, setup), article, setup)
        cast = cast_for(script, setup)
    identity = Identity(_episode_source(article), _recipe(article, script, cast, studio))
    shelf, paragraphs = Shelf(setup.episodes), len(script.utterances)
    episodes = shelf.episodes()
    known = shelf.find(identity.source, episodes)
    same = known and known.recipe == identity.recipe and asked.fits(known)
    if known and same and not shelf.damaged(known):
        episode, outcome, reused = known, Outcome.UNCHANGED, paragraphs
    else:
        standing_of(asked, setup.show, known, episodes)  # refuses before anything is spoken
        recording = _recorded(article, script, cast, studio, tell)
        delivery = Delivery(setup, studio.thumbnail, asked, slot)
        with timed("write", tell):
            episode = put_on_shelf(recording, identity, delivery)
        outcome = Outcome.UPDATED if known else Outcome.MADE
        reused = recording.reused
    made = Made(episode, outcome, cast.reader, paragraphs, reused, script.failures)
    if outcome is Outcome.MADE:
        made = replace(made, removed=shelf.removed_of(identity.source))
    return made, cast


def make_file(commission: Commission, studio: Studio, path: Path, tell: Tell) -> Recording:
    """Make one MP3 outside any show.

    Raises:
        ArticleError: the article cannot be read, or holds nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the file could not be written.
    """
    return make_file_of(read_commission(commission), studio, path, tell)


def make_file_of(article: Article, studio: Studio, path: Path, tell: Tell) -> Recording:
    """Make one MP3 of an article that has been read, as `make_file` does.

    Raises:
        ArticleError: there is nothing to say.
        SpeechError: it could not be spoken.
        ShelfError: the file could not be written.
    """
    script = _accounted(script_of(article, studio.setup), article, studio.setup)
    cast = cast_for(script, studio.setup)
    recording = _recorded(article, script, cast, replace(studio, room=path.parent), tell)
    write_mp3(path, recording, studio.setup, studio.thumbnail)
    return recording


def _recorded(
    article: Article, script: Script, cast: Cast, studio: Studio, tell: Tell
) -> Recording:
    """Tell what is to be spoken, and speak it."""
    seconds = expected_seconds(script, studio.setup)
    tell(Scripted(script.title, len(script.utterances), seconds))
    with timed("speak", tell):
        pictures = draw_pictures(script.pictures)
        recorded = record(script, cast, studio, tell)
    return Recording(article, script, cast, recorded.programme, recorded.reused, pictures)


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


def _episode_source(article: Article) -> EpisodeSource:
    words = "\n".join((article.title, *(block.text for block in article.blocks)))
    known = article.credits
    return EpisodeSource(
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
    pictures = {path: file_digest(path) for path in script.pictures}
    parts = (
        __version__,
        [  # what a lexicon says of the article stands in the forms
            (voice.name, replace(voice.asks(""), time_limit=0), voice.volume, known.engine_version)
            for voice, known in studio.calibrations(cast.voices).items()
        ],
        (article.title, article.credits, article.language),
        [
            (u.role, u.form, u.sentences, u.pause, u.speaker, u.links, _heard(cast, u))
            for u in script.utterances
        ],
        [
            (s.title, s.level, s.address, pictures[s.picture] if s.picture else "")
            for s in script.segments
        ],
        setup.show.address if pictures else "",  # the chapters name their pictures' addresses
        [(left.reason, left.text) for left in script.left_out],
        setup.audio,
        sound_digests(setup),
        setup.sound.bed_seconds,
        (setup.show.title, setup.show.author, artwork_of(setup.show, setup.folder).name),
    )
    return digest_of(msgspec.json.encode(parts))
