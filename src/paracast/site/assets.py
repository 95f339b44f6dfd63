"""What all pages share: style, scripts and a small artwork, under names that tell their content."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from paracast.episode.artwork import Artwork, palette_of
from paracast.episode.shelf import Shelf
from paracast.files import digest_of
from paracast.site import look
from paracast.units import Digest

FOLDER = "assets"
_ART = "1"  # changes whenever artwork would be made small in another way
_OURS = re.compile(r"(?:site|player|readalong|subscribe|episodes|art|search)-[0-9a-f]{12}\.\w+\Z")


@dataclass(frozen=True, slots=True)
class Assets:
    """The shared files, as the list of episodes names them.

    Attributes:
        list_scripts: those of the list of episodes, in order.
        episode_scripts: those of an episode's page.
    """

    style: str
    art: str
    list_scripts: tuple[str, ...]
    episode_scripts: tuple[str, ...]


def place_assets(shelf: Shelf, artwork: Artwork) -> Assets:
    """Put the shared files in place, and return their names.

    Raises:
        ShelfError: they cannot be written.
    """
    (shelf.folder / FOLDER).mkdir(exist_ok=True)
    art = named("art", "jpg", f"{_ART}\0{artwork.name}".encode())
    if not (shelf.folder / art).is_file():
        shelf.keep(art, artwork.thumbnail())
    style = _source("site.css") + _colours(artwork, shelf.folder / art).encode()
    scripts = {
        name: _placed(shelf, name, "js", _source(f"{name}.js"))
        for name in ("player", "readalong", "subscribe", "episodes")
    }
    return Assets(
        style=_placed(shelf, "site", "css", style),
        art=art,
        list_scripts=(scripts["subscribe"], scripts["episodes"]),
        episode_scripts=(scripts["player"], scripts["readalong"], scripts["subscribe"]),
    )


def _colours(artwork: Artwork, small: Path) -> str:
    if artwork.given:
        hue = look.hue_of_image(small.read_bytes())
        return look.style_of(hue, hue)
    palette = palette_of(artwork.title)
    return look.style_of(look.hue_of(palette.ground), look.hue_of(palette.accent))


def named(name: str, ending: str, data: bytes) -> str:
    """Return the name of a shared file with this content: another content is another file."""
    return f"{FOLDER}/{name}-{digest_of(data)[:12]}.{ending}"


def _placed(shelf: Shelf, name: str, ending: str, data: bytes) -> str:
    place = named(name, ending, data)
    shelf.keep(place, data)
    return place


def sweep(shelf: Shelf, used: Iterable[str]) -> None:
    """Remove shared files of ours that no page names any more."""
    names = {Path(name).name for name in used}
    for path in (shelf.folder / FOLDER).iterdir():
        if _OURS.match(path.name) and path.name not in names:
            path.unlink()


@cache
def edition() -> Digest:
    """Return the digest of all that decides how pages are written, beside what is on them."""
    package = files("paracast.site")
    sources = [package, package.joinpath("pages")]
    found = sorted(
        (one.name, one.read_bytes())
        for source in sources
        for one in source.iterdir()
        if one.name.endswith((".py", ".html"))
    )
    return digest_of(b"\0".join(name.encode() + b"\0" + data for name, data in found))


def _source(name: str) -> bytes:
    return files("paracast.site").joinpath("files", name).read_bytes()
