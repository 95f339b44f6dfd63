"""An article → an episode of a show, one MP3, or only the plan of it."""

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from paracast.article.model import Article
from paracast.episode.model import Chapter, Sound
from paracast.errors import UsageError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Tell, tell_nobody
from paracast.pipeline.workers.staffing import HERE, Workers, staff
from paracast.speech.profile import VoiceProfile
from paracast.units import LanguageTag

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from paracast.pipeline.batch import Order, Result, Watch
    from paracast.pipeline.feeding import WrittenFeed
    from paracast.pipeline.outcome import Made
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.slots import Slot
    from paracast.pipeline.workers.staffing import Staff
    from paracast.script import Script

_Wanted = TypeVar("_Wanted", bound="Commissioned")

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
    workers: Workers = HERE,
) -> MadeFile:
    """Make an article into one MP3; no show is needed.

    Args:
        article: the file or the address of one, or one that was read.
        output: the MP3; what is there is replaced.
        voice: who speaks: a profile that ships with paracast, or `ENGINE:VOICE`.
        tell: takes events while it is made.
        workers: who does the work.

    Raises:
        ArticleError: it cannot be read, or holds nothing to say.
        SpeechError: there is no such voice, or it failed.
        ShelfError: the file could not be written.
    """
    from paracast.api.booth import Booth

    return Booth.outside(voice=voice).make_file(article, output, tell=tell, workers=workers)


def articles_in(*locators: str | Path, recursive: bool = False) -> list[str]:
    """Put the articles of each folder in its place; files and addresses stay, each once.

    Args:
        locators: files, folders, web addresses.
        recursive: of a folder, the folders in it too.

    Raises:
        ArticleError: a folder holds none, or cannot be read.
    """
    from paracast.article.folders import opened

    return list(dict.fromkeys(opened(map(str, locators), recursive=recursive)))


def articles_listed(path: str | Path) -> list[str]:
    """Read a list of articles: one a line, without empty lines and those that begin with `#`.

    Args:
        path: of the list; `-` is standard input.

    Raises:
        ArticleError: it cannot be read, or names nothing.
    """
    from paracast.article.folders import listed

    return listed(Path(path))


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
    from paracast.pipeline.jingling import check_sounds
    from paracast.pipeline.planning import plan_of

    check_sounds(setup)
    script = read(article, setup)[1]
    plan, cast = plan_of(script, setup), cast_for(script, setup)
    return Planned(
        plan.title, script.language, cast.voices, plan.paragraphs, plan.seconds, plan.length
    )


def make_one(article: Commissioned, setup: "Setup", tell: Tell, workers: Workers) -> "Made":
    """Make an episode, and write the feed."""
    from paracast.pipeline.feeding import write_feed
    from paracast.pipeline.slots import AT_ONCE

    with staff(setup, workers) as crew:
        order = next(_orders([article], crew))
        made = order.make(tell, AT_ONCE)
    write_feed(setup)
    return made


def make_all(
    articles: "Iterable[_Wanted]",
    setup: "Setup",
    workers: Workers,
    watch: "Watch",
    fed: "Callable[[WrittenFeed], None]",
) -> "Generator[Result[_Wanted], None, None]":
    """Make episodes, several at once, and write the feed now and then and at the end."""
    from paracast.pipeline.batch import Batch

    with (
        staff(setup, workers) as crew,
        closing(Batch(crew, watch, fed).make(_orders(articles, crew))) as results,
    ):
        yield from results


def _orders(articles: "Iterable[_Wanted]", crew: "Staff") -> "Iterator[Order[_Wanted]]":
    from paracast.pipeline.batch import Order, orders_of

    for article in articles:
        if isinstance(article, Article):
            yield Order(article, article.title, partial(_made_of, article, crew))
        else:
            for order in orders_of([commission_of(article)], crew):
                yield Order(article, order.name, order.make)


def _made_of(article: Article, crew: "Staff", tell: Tell, slot: "Slot") -> "Made":
    from paracast.pipeline.making import make_episode_of

    return make_episode_of(article, crew.studio(), tell, slot)


def make_mp3(
    article: Commissioned, path: Path, setup: "Setup", tell: Tell, workers: Workers
) -> MadeFile:
    """Make a file, and tell what is known of it."""
    if path.suffix.lower() not in {"", ".mp3"}:
        raise UsageError(
            f"{path} would be an MP3 all the same.",
            remedy=f"Name it so: {path.with_suffix('.mp3')}",
        )
    with staff(setup, workers) as crew:
        opened = crew.studio()
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
