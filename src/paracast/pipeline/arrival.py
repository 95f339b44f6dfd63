"""An item of a feed from elsewhere → its files, fetched → an episode on the shelf."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from paracast.article.downloading import download, forget
from paracast.article.options import FetchOptions
from paracast.audio.measuring import measured
from paracast.episode import chapters
from paracast.episode.chapter_frames import points_in
from paracast.episode.heard import heard_in
from paracast.episode.model import Chapter, Episode, MediaFile, Sound, Source
from paracast.episode.naming import folder_name, slug_of
from paracast.episode.own_artwork import artwork_file, draw_own
from paracast.episode.points import chapters_at, points_of
from paracast.episode.shelf import Shelf, Stage
from paracast.errors import ArticleError, AudioError, ShelfError, UsageError
from paracast.feed.foreign import ForeignFeed, Item, Named
from paracast.files import digest_of, pieces_of, unwritable
from paracast.pipeline.revising import write_revision
from paracast.pipeline.setup import Setup
from paracast.units import Digest

ROOM = ".incoming"
"""Where files wait, in the show's folder, until their episode is whole."""

_LARGEST_SOUND = 2_000_000_000  # bytes
_LARGEST_TEXT = 20_000_000  # bytes, of a picture too
_VTT, _SRT, _JSON = ("vtt", "text/vtt"), ("srt", "application/x-subrip"), "application/json"
_TRANSCRIPTS = {
    "text/vtt": _VTT,
    "application/x-subrip": _SRT,
    "application/srt": _SRT,
    "text/srt": _SRT,
    _JSON: ("transcript.json", _JSON),
}
"""What a feed calls a transcript → what its name ends in, and what we call it."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An episode that was taken over.

    Attributes:
        missing: what of it could not be taken, in words.
    """

    episode: Episode
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Luggage:
    """What an item brings, fetched.

    Attributes:
        path: the MP3.
        transcripts: by what their names end in and their type.
        listed: the chapters file as it came; empty: there is none.
        artwork: a JPEG; empty: none of its own.
    """

    path: Path
    sound: Sound
    chapters: tuple[Chapter, ...]
    transcripts: dict[tuple[str, str], bytes]
    listed: bytes
    artwork: bytes


def arrive(
    item: Item, identity: str, feed: ForeignFeed, setup: Setup, options: FetchOptions
) -> Arrived:
    """Fetch all files of an item, and put it on the shelf under its own GUID.

    Args:
        item: has a sound.
        identity: of the article that it was made from; empty: nobody knows.
        feed: whose item it is.
        setup: of the show that it comes to.
        options: what may be asked.

    Raises:
        ArticleError: its sound cannot be fetched.
        AudioError: its sound is no MP3.
        ShelfError: it cannot be written.
    """
    fetching = _Fetching(item, setup.folder / ROOM, options)
    luggage = fetching.luggage(feed.image)
    episode = _put(_known_of(item, identity, feed, luggage), luggage, setup)
    fetching.clear()
    return Arrived(episode, tuple(fetching.missing))


def leave_room(setup: Setup, waiting: Collection[str]) -> None:
    """Remove what no item waits for, such as what a killed run left behind.

    Args:
        setup: of the show.
        waiting: the GUIDs of items that are still to come.
    """
    room, kept = setup.folder / ROOM, tuple(map(_name_of, waiting))
    for path in room.iterdir() if room.is_dir() else ():
        if not path.name.lstrip(".").startswith(kept):
            path.unlink()
    if room.is_dir() and not any(room.iterdir()):
        room.rmdir()


def _name_of(guid: str) -> str:
    return digest_of(guid.encode("utf-8", "surrogatepass"))[:16]


@dataclass(frozen=True, slots=True)
class _Fetching:
    """An item's files on their way.

    Attributes:
        missing: what could not be had, so far.
    """

    item: Item
    room: Path
    options: FetchOptions
    missing: list[str] = field(default_factory=list)

    def luggage(self, shared_image: str) -> _Luggage:
        path = self._sound()
        try:
            sound = Sound(*measured(path))
        except AudioError:
            forget(path)
            raise
        listed = self._chapters(self.item.chapters) if self.item.chapters else b""
        points = points_of(listed) if listed else points_in(path)
        found = chapters_at(points, sound.rate, sound.length)
        own = self.item.image if self.item.image != shared_image else ""
        artwork = self._artwork(own) if own else b""
        return _Luggage(path, sound, found, self._transcripts(), listed, artwork)

    def clear(self) -> None:
        """Remove what was fetched, once it is on the shelf."""
        forget(self._place("mp3"))

    def _sound(self) -> Path:
        path = self._place("mp3")
        try:
            self.room.mkdir(exist_ok=True)
        except OSError as error:
            raise unwritable(self.room, error) from error
        url = self.item.enclosure.url if self.item.enclosure else ""
        download(url, path, replace(self.options, largest_bytes=_LARGEST_SOUND))
        return path

    def _place(self, ending: str) -> Path:
        return self.room / f"{_name_of(self.item.guid)}.{ending}"

    def _text(self, file: Named, what: str) -> bytes:
        """Fetch a small file; empty, and noted, if it cannot be had."""
        path = self._place("part")
        try:
            download(file.url, path, replace(self.options, largest_bytes=_LARGEST_TEXT))
            return path.read_bytes()
        except ArticleError as error:
            self.missing.append(f"{what}: {error.message}")
            return b""
        finally:
            forget(path)

    def _chapters(self, file: Named) -> bytes:
        data = self._text(file, "chapters")
        if data and not points_of(data):
            self.missing.append(f"chapters that cannot be read: {file.url}")
        return data if points_of(data) else b""

    def _transcripts(self) -> dict[tuple[str, str], bytes]:
        """Fetch one transcript of each kind that apps read."""
        found = dict[tuple[str, str], bytes]()
        for file in self.item.transcripts:
            kind = _TRANSCRIPTS.get(file.type)
            if kind is None:
                self.missing.append(f"a transcript of type {file.type or 'unknown'}: {file.url}")
            elif kind not in found and (data := self._text(file, "a transcript")):
                if is_transcript(data, kind[1]):
                    found[kind] = data
                else:
                    self.missing.append(f"a transcript that is no {file.type}: {file.url}")
        return found

    def _artwork(self, url: str) -> bytes:
        data = self._text(Named(url, ""), "its artwork")
        try:
            return draw_own(data, url) if data else b""
        except UsageError as error:
            self.missing.append(f"its artwork: {error.message}")
            return b""


def is_transcript(data: bytes, kind: str) -> bool:
    """Tell whether a file is what its type says, as far as players need it to be."""
    try:
        text = data.decode("utf-8-sig")
        if kind == _JSON:
            return bool(heard_in(data, ""))
    except (UnicodeDecodeError, ShelfError):
        return False
    return text.startswith("WEBVTT") if kind == _VTT[1] else "-->" in text


def _known_of(item: Item, identity: str, feed: ForeignFeed, luggage: _Luggage) -> Episode:
    """Return what is known of an item; it has no files yet."""
    none = MediaFile("", "", 0, Digest(""))
    return Episode(
        guid=item.guid,
        folder="",
        title=item.title or "Untitled",
        author=item.author,
        language=feed.show.language,
        description=item.notes,
        published=item.published,
        updated=datetime.now(UTC).replace(microsecond=0),
        source=Source(identity, Digest(""), item.link, url=item.link),
        recipe=Digest(""),
        sound=luggage.sound,
        enclosure=none,
        transcripts=(),
        chapter_file=None,
        chapters=luggage.chapters,
        voices=(),
        left_out={},
        versions={},
        kind=item.kind,
        season=item.season,
        number=item.number,
        artwork=artwork_file(luggage.artwork) if luggage.artwork else None,
    )


def _put(episode: Episode, luggage: _Luggage, setup: Setup) -> Episode:
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        for other in shelf.episodes():
            if other.guid == episode.guid:  # another run was faster
                return other
        name = shelf.free_name(folder_name(episode.title, episode.published))
        with shelf.stage(name) as stage:
            revision = write_revision(stage, pieces_of(luggage.path), None, slug_of(episode.title))
            if episode.artwork:
                stage.write(episode.artwork.name, episode.artwork.type, [luggage.artwork])
            episode = replace(
                episode,
                folder=name,
                enclosure=revision.enclosure,
                transcripts=tuple(
                    stage.write(f"{revision.stem}.{ending}", kind, [data])
                    for (ending, kind), data in luggage.transcripts.items()
                ),
            )
            listed = luggage.listed or _listed(episode, setup)
            episode = replace(episode, chapter_file=_chapter_file(stage, revision.stem, listed))
            stage.finish(episode)
    return episode


def _chapter_file(stage: Stage, stem: str, listed: bytes) -> MediaFile | None:
    return stage.write(f"{stem}.chapters.json", chapters.TYPE, [listed]) if listed else None


def _listed(episode: Episode, setup: Setup) -> bytes:
    """Write the chapters of the tag; empty: it has none."""
    if not episode.chapters:
        return b""
    folder_url = f"{setup.show.address}{quote(episode.folder)}/"
    return chapters.to_json(episode.chapters, episode.sound.rate, episode.title, folder_url)
