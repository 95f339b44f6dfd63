"""Artwork: what directories take."""

from collections.abc import Iterator
from pathlib import Path

from paracast.check import sources
from paracast.check.model import Finding, error
from paracast.episode.artwork import SIZE, SMALLEST

_REMEDY = f"Give a square RGB JPEG or PNG of {SMALLEST} to {SIZE} pixels in [show] artwork."
_READ = error("artwork-unreadable", sources.APPLE, _REMEDY)
_SIZE = error("artwork-size", sources.APPLE, _REMEDY)
_MODE = error("artwork-mode", f"{sources.APPLE}: RGB, without transparency", _REMEDY)
_TYPE = error("artwork-type", f"{sources.APPLE}: the ending tells the type", _REMEDY)

_ENDINGS = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}}


def check_artwork(path: Path, place: str) -> Iterator[Finding]:
    """Check an image of a show or an episode."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as image:
            width, height = image.size
            mode, kind, see_through = image.mode, image.format or "", "transparency" in image.info
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        yield _READ.at(place, "It is no image that can be read.")
        return
    if width != height or not SMALLEST <= width <= SIZE:
        yield _SIZE.at(place, f"It has {width} × {height} pixels.")
    if mode != "RGB" or see_through:
        yield _MODE.at(place, f"Its mode is {mode}{', with transparency' if see_through else ''}.")
    if path.suffix.lower() not in _ENDINGS.get(kind, set()):
        yield _TYPE.at(place, f"It is {kind or 'of an unknown type'}.")
