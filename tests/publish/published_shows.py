"""Shows whose sounds are a few bytes, and whether what a host holds of them is true."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from samples import EPISODE

from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.episode.show import Show
from paracast.feed import FeedOptions, render_documents
from paracast.publish.comparing import compare
from paracast.publish.gathering import gather
from paracast.publish.model import Changes, Held, Local
from paracast.publish.sending import Step, look_at, send
from paracast.publish.target import PublishTarget

SHOW = Show("Harbour Reads", url="https://example.org/harbour/")
_ARTWORK = "artwork-1.jpg"
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def put(folder: Path, name: str, sound: bytes, stem: str = "a") -> Episode:
    """Put an episode on a shelf, instead of the one that may be there."""
    shelf = Shelf(folder)
    with shelf.opened(), shelf.stage(name) as stage:
        episode = replace(
            EPISODE,
            guid=name,
            folder=name,
            published=_FIRST + timedelta(days=sum(name.encode())),
            enclosure=stage.write(f"{stem}.mp3", "audio/mpeg", [sound]),
            transcripts=tuple(
                stage.write(f"{stem}.{file.name.partition('.')[2]}", file.type, [b"t" + sound])
                for file in EPISODE.transcripts[:1]
            ),
            chapter_file=stage.write(f"{stem}.chapters.json", "application/json+chapters", [b"{}"]),
        )
        stage.finish(episode)
    return episode


def write_feed(folder: Path, limit: int = 0) -> None:
    """Write the feed, and the archives that it names."""
    shelf = Shelf(folder)
    (folder / _ARTWORK).write_bytes(b"artwork")
    documents = render_documents(
        SHOW, shelf.episodes(), FeedOptions(limit=limit), artwork_name=_ARTWORK
    )
    for name, data in documents.items():
        shelf.keep(name, data)


def shelf_of(folder: Path, sounds: Mapping[str, tuple[str, bytes]], limit: int = 0) -> Path:
    """Fill a shelf with episodes: by name, the stem of their files and their sound."""
    folder.mkdir(parents=True)
    for name, (stem, sound) in sounds.items():
        put(folder, name, sound, stem)
    write_feed(folder, limit)
    return folder


def published(folder: Path) -> dict[str, bytes]:
    """Return what is to be at a host in the end."""
    return {one.path: b"".join(one.pieces()) for one in gather(folder)}


def lying(folder: Path) -> dict[str, bytes]:
    """Return what a folder at a host holds, without what people cannot ask for."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".paracast-")
    }


def untruths(files: Mapping[str, bytes], address: str = SHOW.address) -> list[str]:
    """Say what the feeds at a host say that is not so."""
    found: list[str] = []
    for name in files:
        if name.startswith("feed") and name.endswith(".xml"):
            for element in ET.fromstring(files[name]).iter():  # noqa: S314  our own feed
                found += _wrong(name, element, files, address)
    return found


def _wrong(
    feed: str, element: ET.Element, files: Mapping[str, bytes], address: str
) -> Iterable[str]:
    for url in (element.text or "", *element.attrib.values()):
        path = unquote(url.removeprefix(address))
        if not url.startswith(address) or path in {"", "feed.xml"}:
            continue  # archives name the feed, and nobody finds them before it
        if path.endswith("/"):
            path += "index.html"
        if path not in files:
            yield f"{feed} names {path}, which is not there"
        elif element.tag == "enclosure" and element.get("length") != str(len(files[path])):
            yield f"{feed} is wrong about the length of {path}"


class Stopped(BaseException):
    """As Ctrl-C and the loss of power do, this passes through everything."""


class Watched:
    """A target that is looked at after each step, and that stops before one of them."""

    def __init__(self, target: PublishTarget, look: Callable[[], None], last: int) -> None:
        self.target, self.look, self.left = target, look, last

    def inventory(self) -> Mapping[str, Held]:
        return self.target.inventory()

    def read(self, path: str) -> bytes:
        return self.target.read(path)

    def upload(self, local: Local) -> Held:
        self._step()
        held = self.target.upload(local)
        self.look()
        return held

    def remove(self, path: str) -> None:
        self._step()
        self.target.remove(path)
        self.look()

    def _step(self) -> None:
        if not self.left:
            raise Stopped
        self.left -= 1


def publish_to(target: PublishTarget, folder: Path, *, prune: bool = True) -> Changes:
    """Publish a shelf."""
    remote = look_at(target)
    changes = compare(gather(folder), remote, address=SHOW.address, prune=prune)
    send(changes, target, remote.ours, SHOW.address, ignore)
    return changes


def ignore(_step: Step) -> None:
    """Hear nothing of it."""
