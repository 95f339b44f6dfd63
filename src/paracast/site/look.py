"""A show's artwork → the colours of its pages, light and dark.

Whatever the artwork's hue, letters stand out as WCAG 2.2, 1.4.3 (level AA) asks for, and somewhat
more.
"""

import colorsys
import io
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TypeAlias

Hue: TypeAlias = float
"""An angle on the wheel of colours, 0 to 1."""

_CONTRAST = 5.2  # 4.5 is asked for
_BINS = 36
_GREY = 0.02  # share of a full colour below which artwork has no hue
_LINEAR = 0.04045  # below it sRGB's curve is a line (IEC 61966-2-1)
_SEA = 0.58  # the hue of grey artwork's pages


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a page, as `#rrggbb`.

    Attributes:
        paper: behind everything.
        card: what lies on the paper.
        ink: letters.
        dim: letters of less weight.
        line: what separates.
        accent: links, buttons and what is played.
        on_accent: letters on the accent.
        mark: behind the sentence that is said.
    """

    paper: str
    card: str
    ink: str
    dim: str
    line: str
    accent: str
    on_accent: str
    mark: str


def light(ground: Hue, accent: Hue) -> Colours:
    """Return colours for bright surroundings."""
    paper, mark = _colour(ground, 0.972, 0.30), _colour(accent, 0.905, 0.72)
    return Colours(
        paper=paper,
        card=_colour(ground, 0.995, 0.30),
        ink=_colour(ground, 0.11, 0.22),
        dim=_readable(ground, 0.14, paper, _darker),
        line=_colour(ground, 0.875, 0.20),
        accent=_readable(accent, 0.62, mark, _darker),
        on_accent="#ffffff",
        mark=mark,
    )


def dark(ground: Hue, accent: Hue) -> Colours:
    """Return colours for dark surroundings."""
    card, mark = _colour(ground, 0.115, 0.16), _colour(accent, 0.22, 0.36)
    return Colours(
        paper=_colour(ground, 0.075, 0.18),
        card=card,
        ink=_colour(ground, 0.92, 0.16),
        dim=_readable(ground, 0.12, card, _lighter),
        line=_colour(ground, 0.21, 0.14),
        accent=_readable(accent, 0.80, mark, _lighter),
        on_accent=_colour(ground, 0.06, 0.18),
        mark=mark,
    )


def style_of(ground: Hue, accent: Hue) -> str:
    """Write the colours as CSS custom properties."""
    bright, night = _properties(light(ground, accent)), _properties(dark(ground, accent))
    return (
        f":root {{ color-scheme: light dark; {bright} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"
        f"@media print {{ :root {{ {bright} }} }}\n"
    )


def _properties(colours: Colours) -> str:
    return " ".join(
        f"--{field.name.replace('_', '-')}: {getattr(colours, field.name)};"
        for field in fields(colours)
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(hue: Hue, lightness: float, saturation: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _darker(lightness: float) -> float:
    return lightness - 0.01


def _lighter(lightness: float) -> float:
    return lightness + 0.01


def _readable(hue: Hue, saturation: float, behind: str, move: Callable[[float], float]) -> str:
    """Return a hue's colour nearest to the middle that can be read on another."""
    lightness = 0.5
    while contrast(_colour(hue, lightness, saturation), behind) < _CONTRAST:
        lightness = move(lightness)
    return _colour(hue, lightness, saturation)


def hue_of(colour: str) -> Hue:
    """Return the hue of `#rrggbb`."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)[0]


def hue_of_image(jpeg: bytes) -> Hue:
    """Return the hue that an image shows most of, by how colourful it is."""
    from PIL import Image  # slow to import, and most shows have a drawn poster

    with Image.open(io.BytesIO(jpeg)) as image:
        small = image.convert("RGB").resize((48, 48)).tobytes()
    weights = [0.0] * _BINS
    for at in range(0, len(small), 3):
        red, green, blue = (part / 255 for part in small[at : at + 3])
        hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
        weights[int(hue * _BINS) % _BINS] += saturation * value
    strongest = max(range(_BINS), key=weights.__getitem__)
    colourless = sum(weights) < _GREY * len(small) / 3
    return _SEA if colourless else (strongest + 0.5) / _BINS
