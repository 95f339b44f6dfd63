"""An article's own pictures → small JPEGs for its chapters."""

import io
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paracast.episode.model import MediaFile
from paracast.errors import ArticleError
from paracast.files import digest_of

if TYPE_CHECKING:  # Pillow takes its time, and most articles have no pictures of their own
    from PIL import Image

_LARGEST = 600  # pixels: what a tag may carry (Blubrry's advice)
_MOST = 100_000  # bytes of one picture, likewise
_MOST_TOGETHER = 1_000_000  # bytes: the tag stands before the sound, and delays it
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is delivered."""

    file: MediaFile
    data: bytes


def draw_pictures(paths: Collection[Path]) -> dict[Path, Picture]:
    """Draw pictures small enough that a tag can carry all of them.

    Nothing of a file is kept but what is seen: where a photograph was taken is nobody's business.

    Raises:
        ArticleError: a picture is damaged, or enormous.
    """
    room = min(_MOST, _MOST_TOGETHER // max(1, len(paths)))
    return {path: _drawn(path, room) for path in paths}


def _drawn(path: Path, room: int) -> Picture:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of what is odd, and no obstacle
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            data = _shrunk(_opened(path), room)
    except (
        OSError,
        SyntaxError,  # how Pillow calls a broken PNG
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise ArticleError(
            f"The picture {path.name} of the article cannot be read: {error}.",
            remedy="Save it once more as a JPEG, or take it out of the article.",
        ) from error
    digest = digest_of(data)
    return Picture(MediaFile(f"picture-{digest[:8]}.jpg", "image/jpeg", len(data), digest), data)


def _opened(path: Path) -> "Image.Image":
    """Return a picture upright, without transparency, no larger than needed."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        image.draft("RGB", (_LARGEST, _LARGEST))
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((_LARGEST, _LARGEST))
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright)
    return ground


def _shrunk(image: "Image.Image", room: int) -> bytes:
    """Write a JPEG of at most so many bytes: a smaller picture where it must be."""
    while True:
        written = io.BytesIO()
        image.save(written, "JPEG", quality=_QUALITY, optimize=True)
        if written.tell() <= room or max(image.size) <= 1:
            return written.getvalue()
        width, height = image.size
        image = image.resize((max(1, width * 4 // 5), max(1, height * 4 // 5)))
