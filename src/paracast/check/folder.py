"""A show's folder → what is wrong with its feed, and with everything that it names."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from paracast.check import sources
from paracast.check.channel import check_channel
from paracast.check.document import Document, find, read_feed
from paracast.check.enclosed import GONE, check_files
from paracast.check.history import UNREADABLE, check_buried, check_history
from paracast.check.hosting import Hosting
from paracast.check.items import check_items
from paracast.check.model import Finding, error, warning
from paracast.check.pictures import check_artwork
from paracast.check.values import json_of
from paracast.episode.guid import is_public
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.episode.tombstones import NAME as REMOVED
from paracast.errors import ShelfError
from paracast.feed import FEED, is_archive

PUBLISHED = ".published.xml"
"""The feed as it was last published; it stays here, for comparison."""

PEOPLE_HAVE = "the feed that people have"

_NO_FEED = error("feed-missing", sources.RSS, "Write it: paracast feed")
_ARCHIVE = error("archive-missing", sources.PAGING, "Write the feed anew: paracast feed")
_MARKED = error("archive-marks", sources.PAGING, "Write the feed anew: paracast feed")
_MANIFEST = error(
    "manifest-damaged",
    "paracast",
    "Put a copy of it back, or remove its folder and make its article again.",
)
_PRIVATE = warning(
    "address-private",
    sources.LISTENERS,
    "Write where others will reach the show: [show] url in paracast.toml.",
)
_REMOVED = error("removed-damaged", "paracast", f"Put {REMOVED} back from a backup.")


def check_folder(
    folder: Path, *, deep: bool = True, against: bytes | None = None
) -> tuple[Finding, ...]:
    """Check a show's folder, as it is going to be published.

    Args:
        folder: `episodes/`, with `feed.xml` in it.
        deep: read all sound, walk through its frames, decode it and measure it. Otherwise frames
            are believed to be as the header tells, loudness as the manifest does, and transcripts
            are where their bytes are those that were made.
        against: the feed that people have; None: the one that was published last, if there is one.
    """
    return tuple(_findings(folder, against, deep=deep))


def _findings(folder: Path, against: bytes | None, *, deep: bool) -> Iterator[Finding]:
    path = folder / FEED
    if not path.is_file():
        yield _NO_FEED.at(FEED, f"There is no {FEED} in {folder}.")
        return
    document = read_feed(path.read_bytes(), FEED)
    if isinstance(document, Finding):
        yield document
        return
    episodes = _episodes(folder)
    if isinstance(episodes, Finding):
        yield episodes
        episodes = ()
    hosting = Hosting(folder, document.address, episodes, deep)
    archives = list[Document]()
    for archive in _archives(document, hosting):
        if isinstance(archive, Finding):
            yield archive
        else:
            archives.append(archive)
    meant = {text for episode in episodes for text in (episode.title, episode.author)}
    yield from _check_documents([document, *archives], meant)
    if document.url and not is_public(document.url):
        yield _PRIVATE.at(FEED, f"Nobody else reaches {document.address}")
    yield from _check_show_files(document, hosting)
    whole = (*archives[::-1], document)  # an episode that two name is looked at in the feed's words
    named = {item.url or item.place: item for one in whole for item in one.items}
    for item in named.values():
        yield from check_files(item, hosting)
    removed = _removed(folder)
    if isinstance(removed, Finding):
        yield removed
        removed = frozenset()
    yield from check_buried(document, removed)
    archived = {item.text("guid") for archive in archives for item in archive.items}
    yield from _check_before(document, _before(folder, against), archived | removed)


def check_document(document: Document, meant: Collection[str] = ()) -> Iterator[Finding]:
    """Check a feed by itself, without what it names.

    Args:
        document: the feed.
        meant: titles and names that are known to read so, though they look like markup.
    """
    yield from check_channel(document)
    yield from check_items(document, meant)


def _check_documents(documents: Sequence[Document], meant: Collection[str]) -> Iterator[Finding]:
    for document in documents:
        yield from check_document(document, meant)
        is_marked = find(document.channel, "fh:archive") is not None
        if is_marked and document is documents[0]:
            yield _MARKED.at(document.name, "It calls itself an archive: nobody would look again.")
        elif not is_marked and document is not documents[0]:
            yield _MARKED.at(document.name, "It does not call itself an archive (fh:archive).")


def _episodes(folder: Path) -> tuple[Episode, ...] | Finding:
    try:
        return Shelf(folder).episodes()
    except ShelfError as failure:
        return _MANIFEST.at(FEED, failure.message)


def _archives(document: Document, hosting: Hosting) -> Iterator[Document | Finding]:
    """Yield the archives that a feed leads to, the newest first."""
    seen = {document.name}
    while url := document.linked("prev-archive"):
        path = hosting.path_of(url)
        if path is None or path.name in seen or not _is_there(path, hosting):
            yield _ARCHIVE.at(document.name, f"Its archive {url} is not there.")
            return
        seen.add(path.name)
        read = read_feed(path.read_bytes(), path.name)
        yield read
        if isinstance(read, Finding):
            return
        document = read


def _is_there(path: Path, hosting: Hosting) -> bool:
    return is_archive(path.name) and hosting.holds(path)


def _check_before(
    document: Document, before: bytes, elsewhere: Collection[str]
) -> Iterator[Finding]:
    if not before:
        return
    old = read_feed(before, PEOPLE_HAVE)
    if isinstance(old, Finding):
        yield UNREADABLE.at(PEOPLE_HAVE, old.seen)
    else:
        yield from check_history(document, old, elsewhere)


def _removed(folder: Path) -> frozenset[str] | Finding:
    """Return the GUIDs of what was removed on purpose."""
    try:
        data = (folder / REMOVED).read_bytes()
        return frozenset(str(one["guid"]) for one in json_of(data))
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, TypeError, KeyError):
        return _REMOVED.at(REMOVED, "Nobody can tell which episodes were removed.")


def _before(folder: Path, against: bytes | None) -> bytes:
    if against is not None:
        return against
    path = folder / PUBLISHED
    return path.read_bytes() if path.is_file() else b""


def _check_show_files(document: Document, hosting: Hosting) -> Iterator[Finding]:
    image = find(document.channel, "itunes:image")
    path = hosting.path_of("" if image is None else image.get("href", ""))
    if path is None:
        return
    if hosting.holds(path):
        yield from check_artwork(path, path.name, deep=hosting.deep)
    else:
        yield GONE.at(document.name, f"{path.name[:80]} is not there.")
