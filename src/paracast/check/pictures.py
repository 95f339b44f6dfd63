"""Artwork: what directories take."""

import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from paracast.check import sources
from paracast.check.model import Finding, error
from paracast.episode.artwork import SIZE, SMALLEST

_REMEDY = f"Give a square RGB JPEG or PNG of {SMALLEST} to {SIZE} pixels in [show] artwork."
_READ = error("artwork-unreadable", sources.APPLE, _REMEDY)
_SIZE = error("artwork-size", sources.APPLE, _REMEDY)
_MODE = error("artwork-mode", f"{sources.APPLE}: RGB, without transparency", _REMEDY)
_TYPE = error("artwork-type", f"{sources.APPLE}: the ending tells the type", _REMEDY)

_ENDINGS = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture's header tells.

    Attributes:
        width: pixels.
        height: pixels.
        mode: as Pillow names it: RGB, L, CMYK…
        kind: as Pillow names it: JPEG, PNG…
        see_through: whether one colour of it means nothing at all.
    """

    width: int
    height: int
    mode: str
    kind: str
    see_through: bool


def picture_in(source: BinaryIO, *, deep: bool) -> Picture | None:
    """Look at a picture; None: it cannot be read.

    Args:
        source: a file.
        deep: decode it, and not only its header. One that is too large anyway is not decoded.
    """
    from PIL import Image

    broken = (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its size, which is judged here, and of what is odd
        try:
            with Image.open(source) as image:
                if deep and max(image.size) <= SIZE:
                    image.load()
                see_through = "transparency" in image.info
                return Picture(*image.size, image.mode, image.format or "", see_through)
        except (*broken, Image.DecompressionBombError):
            return None


def check_artwork(path: Path, place: str, *, deep: bool) -> Iterator[Finding]:
    """Check an image of a show or an episode; `deep` decodes it."""
    with path.open("rb") as file:
        yield from check_picture(file, path.suffix, place, deep=deep)


def check_picture(source: BinaryIO, ending: str, place: str, *, deep: bool) -> Iterator[Finding]:
    """Check an image whose name has an ending, such as `.jpg`; `deep` decodes it."""
    picture = picture_in(source, deep=deep)
    if picture is None:
        yield _READ.at(place, "It is no image that can be read, or not whole.")
        return
    width, height = picture.width, picture.height
    if width != height or not SMALLEST <= width <= SIZE:
        yield _SIZE.at(place, f"It has {width} × {height} pixels.")
    if picture.mode != "RGB" or picture.see_through:
        told = ", with transparency" if picture.see_through else ""
        yield _MODE.at(place, f"Its mode is {picture.mode}{told}.")
    if ending.lower() not in _ENDINGS.get(picture.kind, set()):
        yield _TYPE.at(place, f"It is {picture.kind or 'of an unknown type'}.")
