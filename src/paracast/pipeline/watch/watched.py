"""What a user wants watched, and how → folders and feeds, and what is left apart in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from paracast.article.address import is_address
from paracast.article.folders import is_article_name
from paracast.article.options import DEFAULT, FetchOptions
from paracast.errors import UsageError
from paracast.pipeline.following import Choice
from paracast.pipeline.publishing import Publication, destination
from paracast.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched.

    Attributes:
        feeds: addresses, or files.
    """

    folders: tuple[Path, ...]
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody watches.

    Attributes:
        recursive: whether the folders' folders are watched too.
        settle: seconds for which a file must be still to be whole.
        every: seconds between two questions to a feed.
        choice: which of a feed's entries are wanted.
        fetching: how feeds and their pages are fetched.
        publication: how the show is published whenever it changed; None: it is not.
    """

    recursive: bool = False
    settle: float = 2.0
    every: float = 1800.0
    choice: Choice = field(default_factory=Choice)
    fetching: FetchOptions = DEFAULT
    publication: Publication | None = None


def watched_of(locators: Iterable[str], setup: Setup) -> Watched:
    """Tell folders from feeds.

    Raises:
        UsageError: there is no such folder, it is the show's own, or an article was given.
    """
    folders, feeds = list[Path](), list[str]()
    for locator in dict.fromkeys(locators):
        path = Path(locator)
        if is_address(locator):
            feeds.append(locator)
        elif path.is_dir():
            _refuse_own(path, setup)
            folders.append(path)
        elif not path.is_file():
            raise UsageError(
                f"There is no folder {locator}.",
                remedy="Check the name, or make it: it may be empty. Or give a feed's address.",
            )
        elif is_article_name(path.name):
            raise UsageError(
                f"{locator} is an article, and no folder.",
                remedy=f"Make it: paracast make {locator}. Or watch the folder that it is in.",
            )
        else:
            feeds.append(locator)
    return Watched(tuple(folders), tuple(feeds))


def apart_of(setup: Setup, publication: Publication | None) -> frozenset[Path]:
    """Return the folders in which nothing is an article: what is made goes there.

    Raises:
        UsageError: the show is to be published, and nobody says where.
    """
    apart = {setup.episodes.resolve()}
    if publication:
        address = destination(setup, publication)[0]
        if not address.scheme:
            apart.add(Path(address.path).resolve())
    return frozenset(apart)


def _refuse_own(folder: Path, setup: Setup) -> None:
    if folder.resolve().is_relative_to(setup.episodes.resolve()):
        raise UsageError(
            f"{folder} holds what paracast makes.",
            remedy="Watch another folder, and put articles there.",
        )
