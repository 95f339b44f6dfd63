"""A show's feed from elsewhere → its episodes on the shelf, under the GUIDs that they had.

What is to be taken is decided first. Each episode is on the shelf before the next is fetched, so
that a run that ends early goes on where it ended.
"""

from collections import Counter
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from paracast.article.address import parse_address
from paracast.article.downloading import download
from paracast.article.options import FetchOptions
from paracast.article.source import fetch
from paracast.episode import promises
from paracast.episode.locking import locked
from paracast.episode.own_artwork import draw_own
from paracast.episode.promises import Promise
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError, AudioError, ParacastError, UsageError
from paracast.feed.foreign import ForeignFeed, Item, read_show_feed
from paracast.files import digest_of, unwritable
from paracast.pipeline.arrival import Arrived, arrive, leave_room
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.setup import Setup
from paracast.units import Digest

HERE = "it is here already"
"""Why an item is not taken that was taken before."""

LOCK = ".importing.lock"
"""In the show's folder; held while something is taken over."""

_LARGEST_FEED = 30_000_000  # bytes
_EVERY = 25  # episodes: how often the show's feed is written while more are being fetched
_SOUNDS = {"audio/mpeg", "audio/mp3", "audio/mpeg3", "audio/x-mpeg", "audio/x-mp3", ""}


@dataclass(frozen=True, slots=True)
class Left:
    """An item that is not taken, and why."""

    item: Item
    why: str

    @property
    def is_here(self) -> bool:
        """Whether its episode is on the shelf already."""
        return self.why == HERE


@dataclass(frozen=True, slots=True)
class Taking:
    """Which items are to be taken; the oldest comes first."""

    wanted: tuple[Item, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an item: an episode, or an error; then it is tried again next time."""

    item: Item
    arrived: Arrived | None = None
    error: ParacastError | None = None


def read_foreign(locator: str, options: FetchOptions) -> ForeignFeed:
    """Fetch a show's feed.

    Raises:
        ArticleError: it cannot be fetched, or is no feed of a podcast.
    """
    source = fetch(locator, replace(options, largest_bytes=_LARGEST_FEED))
    return read_show_feed(source, datetime.now(UTC).replace(microsecond=0))


def fetch_artwork(feed: ForeignFeed, options: FetchOptions) -> tuple[bytes, str]:
    """Fetch a show's artwork as a JPEG; empty, with the reason, where it cannot be had."""
    if not feed.image:
        return b"", ""
    with TemporaryDirectory() as room:
        path = Path(room, "artwork")
        try:
            download(feed.image, path, options)
            return draw_own(path.read_bytes(), feed.image), ""
        except (ArticleError, UsageError) as error:
            return b"", error.message


def decide_taking(
    feed: ForeignFeed, on_shelf: Collection[str], removed: Collection[str] = ()
) -> Taking:
    """Decide which items are to become episodes.

    Args:
        feed: the show's.
        on_shelf: the GUIDs of all episodes.
        removed: the GUIDs of those that were removed.
    """
    wanted, left, seen = list[Item](), list[Left](), set[str]()
    for item in feed.items:
        why = _refused(item, on_shelf, removed)
        if not why and item.guid in seen:
            why = "its GUID stands there twice"
        seen.add(item.guid)
        if why:
            left.append(Left(item, why))
        else:
            wanted.append(item)
    return Taking(tuple(wanted), tuple(left))


def _refused(item: Item, on_shelf: Collection[str], removed: Collection[str]) -> str:
    """Say why an item is not taken; empty: it is."""
    if item.enclosure is None:
        return "it has no sound"
    if item.guid in on_shelf:
        return HERE
    if item.guid in removed:
        return "it was removed here"
    is_mp3 = item.enclosure.url.partition("?")[0].lower().endswith(".mp3")
    if not is_mp3 and item.enclosure.type not in _SOUNDS:
        return f"it is {item.enclosure.type}, and only MP3 is taken over"
    return ""


def plan_takeover(feed: ForeignFeed, setup: Setup) -> Taking:
    """Decide which items of a feed are to become episodes of a show.

    Raises:
        ShelfError: a manifest is damaged.
    """
    shelf = Shelf(setup.episodes)
    on_shelf = {episode.guid for episode in shelf.episodes()}
    return decide_taking(feed, on_shelf, {one.guid for one in shelf.removed()})


def take_over(
    taking: Taking, feed: ForeignFeed, setup: Setup, options: FetchOptions
) -> Generator[Taken, None, None]:
    """Fetch each item and put it on the shelf; a bad one does not stop the rest.

    The show's feed is written every few episodes and at the end, however that comes.

    Raises:
        ShelfError: the show cannot be written, or another run takes something over into it.
    """
    with _alone(setup.folder):
        yield from _taken_over(taking, feed, setup, options)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other run fetch into the same show: it would write into the same files."""
    try:
        with locked(folder / LOCK, patience=0):
            yield
    except OSError as error:
        raise unwritable(folder, error) from error


def _taken_over(
    taking: Taking, feed: ForeignFeed, setup: Setup, options: FetchOptions
) -> Generator[Taken, None, None]:
    identities, waiting = identities_of(feed), {item.guid for item in taking.wanted}
    try:
        for number, item in enumerate(taking.wanted, start=1):
            try:
                arrived = arrive(item, identities.get(item.guid, ""), feed, setup, options)
                waiting.discard(item.guid)
                yield Taken(item, arrived)
            except (ArticleError, AudioError) as error:
                yield Taken(item, error=error)
            if number % _EVERY == 0:
                write_feed(setup)
    finally:
        leave_room(setup, waiting)
        write_feed(setup)


def promise_guids(feed: ForeignFeed, setup: Setup) -> int:
    """Remember the GUIDs of a feed's items by their links; return how many there are.

    When an article at such an address is made, its episode gets the GUID and the date that it had.

    Raises:
        ShelfError: the show cannot be written.
    """
    identities = identities_of(feed)
    kept = [
        Promise(
            item.guid,
            item.published,
            _spellings(item.link),
            item.kind,
            item.season,
            item.number,
        )
        for item in feed.items
        if item.guid in identities
    ]
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        new = {promise.guid for promise in kept}
        others = [promise for promise in shelf.promises() if promise.guid not in new]
        shelf.keep(promises.NAME, promises.to_json([*others, *kept]))
    return len(kept)


def identities_of(feed: ForeignFeed) -> dict[str, Digest]:
    """Name the articles that items were made from by their links, by GUID.

    A link that several items have leads to no article of theirs.
    """
    links = Counter(item.link for item in feed.items)
    alone = (item for item in feed.items if item.link and links[item.link] == 1)
    return {item.guid: names[0] for item in alone if (names := _spellings(item.link))}


def _spellings(link: str) -> tuple[Digest, ...]:
    """Return the identities of an address as it may be written, the one that stands there first."""
    try:
        address = parse_address(link).lasting
    except ArticleError:
        return ()
    other = {"http": "https", "https": "http"}[address.partition(":")[0]]
    schemes = (address, f"{other}:{address.partition(':')[2]}")
    paths = (one.removesuffix("/") for one in schemes)
    every = dict.fromkeys((*schemes, *(p for path in paths for p in (path, f"{path}/"))))
    return tuple(digest_of(b"url:" + one.encode()) for one in every)
