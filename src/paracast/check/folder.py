"""A show's folder → what is wrong with its feed, and with everything that it names."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from paracast.check import sources
from paracast.check.captions import Spoken, check_agreement, check_cues, read_transcript
from paracast.check.channel import check_channel
from paracast.check.chaptering import check_beside_tag, check_chapters, check_stamps, read_chapters
from paracast.check.document import Document, Item, all_of, find, read_feed
from paracast.check.history import check_history
from paracast.check.hosting import Hosting
from paracast.check.items import check_items
from paracast.check.model import Finding, Severity, error, warning
from paracast.check.pictures import check_artwork
from paracast.check.sound import check_heard, check_loudness, check_sound, header_of, sound_of
from paracast.check.tagging import chapters_of, check_tag, tags_of
from paracast.episode.shelf import Shelf
from paracast.feed import is_archive

FEED = "feed.xml"
PUBLISHED = ".published.xml"

_AGAIN = "Make the episode again, then: paracast feed"
_NO_FEED = error("feed-missing", sources.RSS, "Write it: paracast feed")
_GONE = error("file-missing", sources.RSS, _AGAIN)
_LENGTH = error("enclosure-length", f"{sources.RSS}, enclosure", "Write the feed: paracast feed")
_DURATION = warning("duration-wrong", sources.APPLE, "Write the feed anew: paracast feed")
_DIGEST = error("file-damaged", "the episode's manifest", _AGAIN)
_INTEGRITY = error("integrity", "W3C, Subresource Integrity, 3.1", "paracast feed")
_ARCHIVE = error("archive-missing", sources.PAGING, "Write the feed anew: paracast feed")
_READ = frozenset(
    ("text/vtt", "application/x-subrip", "application/srt", "text/srt", "application/json")
)
_ENDLESS = 1e9  # seconds: nobody knows how long it lasts
_UNKNOWN = warning(
    "history-unreadable", sources.LISTENERS, "Publish again, or give another file: --against"
)
_SLACK = 1.0  # seconds: what rounding and an encoder's silence come to


def check_folder(
    folder: Path, *, deep: bool = True, against: bytes | None = None
) -> tuple[Finding, ...]:
    """Check a show's folder, as it is going to be published.

    Args:
        folder: `episodes/`, with `feed.xml` in it.
        deep: read all sound, walk through its frames, decode it and measure it. Otherwise frames
            are believed to be as the header tells, and loudness as the manifest does.
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
    hosting = Hosting(folder, document.address, Shelf(folder).episodes())
    yield from check_document(document)
    archives = list[Document]()
    for archive in _archives(document, hosting):
        if isinstance(archive, Finding):
            yield archive
        else:
            archives.append(archive)
            yield from check_document(archive)
    yield from _check_show_files(document, hosting)
    seen = set[str]()
    for one in (document, *archives):
        for item in one.items:
            if item.url not in seen:
                yield from _check_files(item, hosting, deep=deep)
            seen.add(item.url)
    if published := _before(folder, against):
        before = read_feed(published, "the feed that was published last")
        if isinstance(before, Document):
            yield from check_history(document, before, {*_guids(archives), *_removed(folder)})
        else:
            yield _UNKNOWN.at(FEED, f"{before.place} cannot be read: {before.seen}")


def check_document(document: Document) -> Iterator[Finding]:
    """Check a feed by itself, without what it names."""
    yield from check_channel(document)
    yield from check_items(document)


def _archives(document: Document, hosting: Hosting) -> Iterator[Document | Finding]:
    """Yield the archives that a feed leads to, the newest first."""
    seen = {document.name}
    while url := document.linked("prev-archive"):
        path = hosting.path_of(url)
        if path is None or not path.is_file() or path.name in seen or not is_archive(path.name):
            yield _ARCHIVE.at(document.name, f"Its archive {url} is not there.")
            return
        seen.add(path.name)
        read = read_feed(path.read_bytes(), path.name)
        yield read
        if isinstance(read, Finding):
            return
        document = read


def _guids(documents: list[Document]) -> Iterator[str]:
    for document in documents:
        yield from (item.text("guid") for item in document.items)


def _removed(folder: Path) -> Iterator[str]:
    yield from (tombstone.guid for tombstone in Shelf(folder).removed())


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
    if path.is_file():
        yield from check_artwork(path, path.name)
    else:
        yield _GONE.at(document.name, f"{path.name} is not there.")


def _check_files(item: Item, hosting: Hosting, *, deep: bool) -> Iterator[Finding]:
    seconds = float(item.text("itunes:duration") or 0) if _is_number(item) else 0.0
    path = hosting.path_of(item.url)
    tagged: list[float] = []
    if path is not None and not path.is_file():
        yield _GONE.at(item.place, f"{path.name} is not there.")
    elif path is not None and path.suffix.lower() == ".mp3":
        sound = sound_of(path) if deep else header_of(path)
        told, seconds = seconds, sound.seconds if sound else seconds
        if told and abs(told - seconds) > _SLACK:
            yield _DURATION.at(item.place, f"{told:.0f} s are told; it has {seconds:.1f} s.")
        tags = tags_of(path)
        if isinstance(tags, Finding):
            yield replace(tags, place=item.place)
        else:
            yield from check_tag(tags, seconds, f"{item.place}, {path.name}")
            tagged = [one.start_time / 1000 for one in chapters_of(tags)] if tags else []
        yield from _check_length(item, path)
        relaxed = _is_from_elsewhere(path, hosting)
        for finding in (*check_sound(sound, _at(item, path)), *_heard(path, item, hosting, deep)):
            yield _relaxed(finding) if relaxed else finding
    yield from _check_companions(item, hosting, seconds, tagged)
    yield from _check_integrity(item, hosting, deep=deep)


def _is_number(item: Item) -> bool:
    return item.text("itunes:duration").isdecimal()


def _at(item: Item, path: Path) -> str:
    return f"{item.place}, {path.name}"


def _is_from_elsewhere(path: Path, hosting: Hosting) -> bool:
    known = hosting.known(path)
    return known is not None and not known[0].voices


def _relaxed(finding: Finding) -> Finding:
    """Make advice of what another host's encoder did; nothing but a new encoding would mend it."""
    mild = {"loudness", "true-peak", "mp3-bitrate-varies", "mp3-without-header", "mp3-rate"}
    if finding.rule.name in mild:
        return replace(finding, rule=replace(finding.rule, severity=Severity.ADVICE))
    return finding


def _check_length(item: Item, path: Path) -> Iterator[Finding]:
    told, there = item.enclosure.get("length", ""), path.stat().st_size  # type: ignore[union-attr]
    if told.isdecimal() and int(told) != there:
        yield _LENGTH.at(item.place, f"{told} bytes are told; {path.name} has {there}.")


def _heard(path: Path, item: Item, hosting: Hosting, deep: bool) -> Iterator[Finding]:  # noqa: FBT001
    known, place = hosting.known(path), _at(item, path)
    if deep:
        if known and _digest(path) != known[1].digest:
            yield _DIGEST.at(place, "Its bytes are not those that were made.")
        yield from check_heard(path, place)
    elif known:
        yield from check_loudness(known[0].sound.loudness, known[0].sound.true_peak, place)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_companions(
    item: Item, hosting: Hosting, seconds: float, tagged: list[float]
) -> Iterator[Finding]:
    texts = list[Sequence[Spoken]]()
    for transcript in all_of(item.element, "podcast:transcript"):
        path, kind = hosting.path_of(transcript.get("url", "")), transcript.get("type", "")
        if path is not None and not path.is_file():
            yield _GONE.at(item.place, f"{path.name} is not there.")
        elif path is not None and kind in _READ:
            cues = read_transcript(path.read_bytes(), kind, _at(item, path))
            if isinstance(cues, Finding):
                yield cues
                continue
            yield from check_cues(cues, kind, seconds or _ENDLESS, _at(item, path))
            texts.append(cues)
    yield from check_agreement(texts, item.place)
    yield from _check_chapter_file(item, hosting, seconds, tagged)
    image = find(item.element, "itunes:image")
    path = hosting.path_of("" if image is None else image.get("href", ""))
    if path is not None and path.parent != hosting.folder:
        if path.is_file():
            yield from check_artwork(path, _at(item, path))
        else:
            yield _GONE.at(item.place, f"{path.name} is not there.")


def _check_chapter_file(
    item: Item, hosting: Hosting, seconds: float, tagged: list[float]
) -> Iterator[Finding]:
    element = find(item.element, "podcast:chapters")
    path = hosting.path_of("" if element is None else element.get("url", ""))
    if path is None:
        yield from check_stamps(item.text("description"), (), item.place)
        return
    if not path.is_file():
        yield _GONE.at(item.place, f"{path.name} is not there.")
        return
    data = path.read_bytes()
    yield from check_chapters(data, seconds or _ENDLESS, _at(item, path))
    chapters = read_chapters(data)
    if not isinstance(chapters, str):
        yield from check_beside_tag(chapters, tagged, item.place)
        yield from check_stamps(item.text("description"), chapters, item.place)


def _check_integrity(item: Item, hosting: Hosting, *, deep: bool) -> Iterator[Finding]:
    for alternate in all_of(item.element, "podcast:alternateEnclosure"):
        source, promise = find(alternate, "podcast:source"), find(alternate, "podcast:integrity")
        path = hosting.path_of("" if source is None else source.get("uri", ""))
        if path is None:
            continue
        if not path.is_file():
            yield _GONE.at(item.place, f"{path.name} is not there.")
        elif deep and promise is not None:
            digest = base64.b64encode(bytes.fromhex(_digest(path))).decode()
            if promise.get("value") != f"sha256-{digest}":
                yield _INTEGRITY.at(item.place, f"{path.name} is not what its digest tells.")
