"""An article → an episode of a show, one MP3, or only the plan of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from paracast.api.workers import Workers, studio_of
from paracast.article.model import Article
from paracast.episode.model import Chapter, Sound
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Tell, tell_nobody
from paracast.speech.profile import VoiceProfile
from paracast.units import LanguageTag

if TYPE_CHECKING:
    from collections.abc import Callable

    from paracast.pipeline.outcome import Made
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.speaking import Studio
    from paracast.script import Script

Commissioned: TypeAlias = str | Path | Article | Commission
"""What may be asked to be made: the file or the address of an article, one that was read, or a
commission, which says more of it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be made of an article.

    Attributes:
        voices: everybody who would be heard, the reader first.
        seconds: expected; within a tenth for ordinary prose.
        length: bytes of the MP3, expected.
    """

    title: str
    language: LanguageTag
    voices: tuple[VoiceProfile, ...]
    paragraphs: int
    seconds: float
    length: int


@dataclass(frozen=True, slots=True)
class MadeFile:
    """An MP3 that is in no feed.

    Attributes:
        voices: everybody who is heard, the reader first.
        length: of the file, in bytes.
    """

    path: Path
    title: str
    language: LanguageTag
    voices: tuple[VoiceProfile, ...]
    sound: Sound
    chapters: tuple[Chapter, ...]
    length: int


def make_episode(
    article: Commissioned,
    output: str | Path,
    *,
    voice: str = "",
    tell: Tell = tell_nobody,
    workers: Workers | None = None,
) -> MadeFile:
    """Make an article into one MP3; no show is needed.

    Args:
        article: the file or the address of one, or one that was read.
        output: the MP3; what is there is replaced.
        voice: who speaks: a profile that ships with paracast, or `ENGINE:VOICE`.
        tell: takes events while it is made.
        workers: who speaks; None: processes, as many as there are cores.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
        SpeechError: there is no such voice, or it failed.
        ShelfError: the file could not be written.
    """
    from paracast.api.booth import Booth

    return Booth.outside(voice=voice).make_file(article, output, tell=tell, workers=workers)


def articles_in(*locators: str | Path, recursive: bool = False) -> list[str]:
    """Put the articles of each folder in its place; files and addresses stay as they are.

    Args:
        locators: files, folders, web addresses.
        recursive: of a folder, the folders in it too.

    Raises:
        ArticleError: a folder holds none, or cannot be read.
    """
    from paracast.article.folders import opened

    return opened(map(str, locators), recursive=recursive)


def commission_of(article: str | Path | Commission) -> Commission:
    """Return what is asked for by a mere name."""
    return article if isinstance(article, Commission) else Commission(str(article))


def read(article: Commissioned, setup: "Setup") -> "tuple[Article, Script]":
    """Read an article, unless it has been, and write its script."""
    from paracast.pipeline.making import read_and_script, script_of

    if isinstance(article, Article):
        return article, script_of(article, setup)
    return read_and_script(commission_of(article), setup)


def planned(article: Commissioned, setup: "Setup") -> Planned:
    """Tell what would be made."""
    from paracast.pipeline.casting import cast_for
    from paracast.pipeline.planning import plan_of

    script = read(article, setup)[1]
    plan, cast = plan_of(script, setup), cast_for(script, setup)
    return Planned(
        plan.title, script.language, cast.voices, plan.paragraphs, plan.seconds, plan.length
    )


def make_one(article: Commissioned, setup: "Setup", tell: Tell, workers: Workers | None) -> "Made":
    """Make an episode, and write the feed."""
    from paracast.pipeline.feeding import write_feed

    with studio_of(setup, workers) as studio:
        if isinstance(article, Article):
            from paracast.pipeline.making import make_episode_of

            made = make_episode_of(article, studio(), tell)
        else:
            made = _made(commission_of(article), setup, studio, tell)
    write_feed(setup)
    return made


def _made(
    commission: Commission, setup: "Setup", studio: "Callable[[], Studio]", tell: Tell
) -> "Made":
    """Make an episode; what is imported for that is left out where nothing changed."""
    from paracast.article.source import fetch
    from paracast.pipeline.unchanged import unchanged

    source = fetch(commission.locator, commission.fetching)
    if known := unchanged(source, commission, setup):
        return known
    opened = studio()
    from paracast.pipeline.making import make_fetched

    return make_fetched(source, commission, opened, tell)


def make_mp3(
    article: Commissioned, path: Path, setup: "Setup", tell: Tell, workers: Workers | None
) -> MadeFile:
    """Make a file, and tell what is known of it."""
    with studio_of(setup, workers) as studio:
        opened = studio()
        from paracast.pipeline.making import make_file, make_file_of

        if isinstance(article, Article):
            recording = make_file_of(article, opened, path, tell)
        else:
            recording = make_file(commission_of(article), opened, path, tell)
    return MadeFile(
        path,
        recording.article.title,
        recording.script.language,
        recording.cast.voices,
        recording.sound,
        recording.chapters,
        path.stat().st_size,
    )
