"""An image that a user gives an episode → its artwork: a JPEG that every directory takes."""

import io
import warnings

from paracast.episode.artwork import SIZE, SMALLEST
from paracast.episode.model import MediaFile
from paracast.errors import UsageError
from paracast.files import digest_of

_QUALITY = 90
_REMEDY = f"Give a square JPEG or PNG of {SMALLEST} to {SIZE} pixels."


def draw_own(data: bytes, name: str) -> bytes:
    """Return an image as a JPEG without transparency; nothing is kept but what is seen.

    Args:
        data: the image file.
        name: what to call it in an error.

    Raises:
        UsageError: it cannot be read, or no directory takes an image of its size.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
                width, height = image.size
                if width != height or not SMALLEST <= width <= SIZE:
                    raise UsageError(
                        f"{name} is {width} × {height} pixels, which no directory takes.",
                        remedy=_REMEDY,
                    )
                upright = ImageOps.exif_transpose(image).convert("RGBA")
    except (
        OSError,
        SyntaxError,  # how Pillow calls a broken PNG
        ValueError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
    ) as error:
        raise UsageError(f"{name} cannot be read as a picture.", remedy=_REMEDY) from error
    ground = Image.new("RGB", upright.size, "white")
    ground.paste(upright, mask=upright)
    written = io.BytesIO()
    ground.save(written, "JPEG", quality=_QUALITY, dpi=(72, 72))
    return written.getvalue()


def artwork_file(jpeg: bytes) -> MediaFile:
    """Name artwork by its content, so that another image has another address."""
    digest = digest_of(jpeg)
    return MediaFile(f"artwork-{digest[:8]}.jpg", "image/jpeg", len(jpeg), digest)
