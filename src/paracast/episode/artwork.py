"""A show → its artwork: its own image, or a poster drawn from its title.

The poster says what paracast does: lines of a paragraph become the waves of a voice.
"""

import colorsys
import hashlib
import io
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paracast.episode.show import Show
from paracast.errors import ConfigError

if TYPE_CHECKING:  # Pillow takes its time, and most runs only need an artwork's name
    from PIL import Image, ImageDraw, ImageFont

SIZE = 3000  # pixels: the largest that Apple takes
THUMBNAIL = 600  # pixels: what a tag may carry (Blubrry's advice)
SMALLEST = 1400
_STYLE = "1"  # changes whenever a title would be drawn in another way
_QUALITY = 88
_TITLE_FONT, _TEXT_FONT = "NotoSerifDisplay-Bold.ttf", "NotoSans-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Artwork:
    """A show's image.

    Attributes:
        name: its file's name; it tells the content, so that a new image has a new address.
        given: the show's own image as it is; empty: it is drawn.
    """

    name: str
    given: bytes
    title: str
    author: str

    def full(self) -> bytes:
        """Return the image for the directories: a JPEG or PNG of 1400 to 3000 pixels."""
        return self.given or draw(self.title, self.author, SIZE)

    def thumbnail(self) -> bytes:
        """Return the image for a tag: a JPEG of at most 600 pixels."""
        if not self.given:
            return draw(self.title, self.author, THUMBNAIL)
        return thumbnail_of(self.given)


def thumbnail_of(given: bytes) -> bytes:
    """Return artwork as small as a tag may carry it: a JPEG of at most 600 pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(given)) as image:
        return _jpeg(image.convert("RGB").resize((THUMBNAIL, THUMBNAIL)))


def artwork_of(show: Show, folder: Path) -> Artwork:
    """Return a show's artwork; nothing is drawn yet.

    Raises:
        ConfigError: the show's own image cannot be read or is not fit for the directories.
    """
    if show.artwork:
        return _given(show, folder / show.artwork)
    inputs = f"{_STYLE}\0{show.title}\0{show.author}"
    return Artwork(f"artwork-{_short_digest(inputs.encode())}.jpg", b"", show.title, show.author)


def _given(show: Show, path: Path) -> Artwork:
    from PIL import Image, UnidentifiedImageError

    remedy = f"Give a square JPEG or PNG of {SMALLEST} to {SIZE} pixels, RGB, in [show] artwork."
    try:
        data = path.read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            ending = {"JPEG": "jpg", "PNG": "png"}.get(image.format or "")
            width, height = image.size
            mode = image.mode
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise ConfigError(f"The artwork {path} cannot be read.", remedy=remedy) from error
    if ending is None or mode != "RGB" or width != height or not SMALLEST <= width <= SIZE:
        raise ConfigError(
            f"The artwork {path} is {width} × {height} pixels, {mode}, which no directory takes.",
            remedy=remedy,
        )
    return Artwork(f"artwork-{_short_digest(data)}.{ending}", data, show.title, show.author)


def _short_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


class Palette(NamedTuple):
    """Colours that go together, as `#rrggbb`."""

    ground: str
    paper: str
    accent: str
    quiet: str


def palette_of(title: str) -> Palette:
    """Choose colours by a title: a deep ground, light letters, one warm accent."""
    seed = hashlib.sha256(title.encode()).digest()
    hue = seed[0] / 255
    return Palette(
        ground=_colour(hue, 0.16, 0.48),
        paper=_colour(hue, 0.95, 0.35),
        accent=_colour((hue + 0.44 + seed[1] / 255 * 0.12) % 1, 0.66, 0.85),
        quiet=_colour(hue, 0.34, 0.34),
    )


def _colour(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(
        f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation)
    )


def draw(title: str, author: str, size: int) -> bytes:
    """Draw the poster as a JPEG of `size` × `size` pixels."""
    from PIL import Image, ImageDraw

    palette = palette_of(title)
    image = Image.new("RGB", (size, size), palette.ground)
    pen = ImageDraw.Draw(image)
    _draw_voice(pen, title, palette, size)
    margin = size * 9 // 100
    if _can_write(title):
        font, lines = _fitted(title, size - 2 * margin, size * 40 // 100)
        step = round(font.size * 1.14)
        for index, line in enumerate(lines):
            pen.text((margin, margin * 9 // 10 + index * step), line, font=font, fill=palette.paper)
    if author and _can_write(author):
        small = _font(_TEXT_FONT, size * 36 // 1000)
        name = _cut(author, small, size - 2 * margin)
        pen.text((margin, size - margin), name, font=small, fill=palette.paper, anchor="ls")
    return _jpeg(image)


def _draw_voice(pen: "ImageDraw.ImageDraw", title: str, palette: Palette, size: int) -> None:
    """Draw ragged lines of text that turn, from left to right, into the bars of a wave."""
    seed = hashlib.sha256(title.encode()).digest()
    count, margin = 44, size * 9 // 100
    middle, reach = size * 70 // 100, size * 13 // 100
    step = (size - 2 * margin) / count
    rows, thick = 5, max(1, round(step * 0.34))
    text_end = size * 42 // 100
    for row in range(rows):
        y = middle + (row - rows // 2) * reach * 2 // rows
        length = (text_end - margin) * (60 + seed[row] % 40) // 100
        pen.rounded_rectangle((margin, y - thick, margin + length, y + thick), thick, palette.quiet)
    for bar in range(count):
        x = margin + (bar + 0.5) * step
        if x < text_end + step:
            continue
        swell = math.sin(math.pi * (x - text_end) / (size - margin - text_end + step)) ** 0.7
        height = reach * swell * (0.25 + 0.75 * seed[(bar * 7) % 32] / 255)
        box = (x - thick, middle - height - thick, x + thick, middle + height + thick)
        pen.rounded_rectangle(box, thick, palette.accent)


def _fitted(text: str, width: int, height: int) -> "tuple[ImageFont.FreeTypeFont, list[str]]":
    """Return the largest font in which a text fits a box, and its lines."""
    for share in range(200, 20, -6):
        font = _font(_TITLE_FONT, width * share // 1000)
        lines = _wrapped(text, font, width)
        fits = all(font.getlength(line) <= width for line in lines)
        if fits and len(lines) * font.size * 1.14 <= height:
            return font, lines
    font = _font(_TITLE_FONT, width * 40 // 1000)
    most = max(1, int(height / (font.size * 1.14)))
    lines = [_cut(line, font, width) for line in _wrapped(text, font, width)]
    return font, lines if len(lines) <= most else [
        *lines[: most - 1],
        _cut(f"{lines[most - 1]} …", font, width),
    ]


def _wrapped(text: str, font: "ImageFont.FreeTypeFont", width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split()[:60]:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, font: "ImageFont.FreeTypeFont", width: int) -> str:
    """Return as much of a line as fits, with an ellipsis where it is cut."""
    if font.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        if font.getlength(text[:half].rstrip() + "…") <= width:
            low = half
        else:
            high = half - 1
    return text[:low].rstrip() + "…"


def _can_write(text: str) -> bool:
    """Tell whether the bundled font has every letter; boxes in their place would be ugly."""
    font = _font(_TITLE_FONT, 20)
    missing = bytes(font.getmask("\U0010ffff"))
    return bool(text.strip()) and all(
        character.isspace() or bytes(font.getmask(character)) != missing for character in set(text)
    )


@cache
def _font(name: str, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    data = files("paracast.episode").joinpath("fonts", name).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


def _jpeg(image: "Image.Image") -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY, dpi=(72, 72))
    return written.getvalue()
