"""Panels of bars → an SVG that reads well on light pages and on dark ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

WIDTH = 760
_SPACE = "http://www.w3.org/2000/svg"
_MARGIN, _VALUES, _BARS = 24, 282, 296  # x: where labels begin, values end, bars begin
_ROOM = WIDTH - _MARGIN - _BARS  # for the longest bar
_HEAD, _NAMED = 48, 18  # heights: of a panel's head, and of the reference's name below it
_ROW, _THICK, _GAP = 26, 14, 26  # heights: a row, its bar, between panels
_SPARE = 1.04  # how far the scale goes beyond the largest value

_STYLE = """
.page { fill: #ffffff } .ink { fill: #1f2328 } .faint { fill: #59636e }
.track { fill: #f0f2f5 } .line { stroke: #59636e; stroke-dasharray: 3 3 }
.aim { stroke: #1f2328; stroke-width: 2 }
.standard { fill: #2c6fa6 } .compact { fill: #2f9e8a } .plain { fill: #8a8fb8 }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { fill: #9198a1 }
.track { fill: #1b222c } .line { stroke: #9198a1 }
.aim { stroke: #e6edf3 }
.standard { fill: #62a8de } .compact { fill: #52c2ad } .plain { fill: #9ea4d0 }
}
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif }
.title { font-size: 15px; font-weight: 600 } .small { font-size: 12px }
.end { text-anchor: end }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a panel.

    Attributes:
        value: its length, in the panel's unit.
        told: the value as it is written.
        colour: `standard`, `compact` or `plain`.
        aim: where a mark is set; None: nowhere.
    """

    label: str
    value: float
    told: str
    colour: str
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars of one unit under a title.

    Attributes:
        note: tells what the bars are, in a line under the title.
        reference: where a dashed line stands for what they are measured by, and its name.
    """

    title: str
    note: str
    bars: Sequence[Bar]
    reference: tuple[float, str] | None = None

    @property
    def head(self) -> int:
        """Pixels above the first bar."""
        return _HEAD + (_NAMED if self.reference else 0)

    @property
    def height(self) -> int:
        """Pixels of the whole panel."""
        return self.head + _ROW * len(self.bars)


def plot(title: str, panels: Sequence[Panel]) -> str:
    """Draw panels, one below the other; the title is for those who do not see them."""
    height = 2 * _MARGIN + sum(p.height for p in panels) + _GAP * max(0, len(panels) - 1)
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="{_SPACE}" {size} role="img" aria-label={quoteattr(title)}>',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{height}" rx="8"/>',
    ]
    top = _MARGIN
    for panel in panels:
        lines += _drawn(panel, top)
        top += panel.height + _GAP
    return "\n".join([*lines, "</svg>", ""])


def _drawn(panel: Panel, top: int) -> Iterator[str]:
    yield _text(_MARGIN, top + 14, "ink title", panel.title)
    yield _text(_MARGIN, top + 34, "faint small", panel.note)
    marks = [bar.aim or 0 for bar in panel.bars] + [panel.reference[0] if panel.reference else 0]
    longest = max([bar.value for bar in panel.bars] + marks, default=0) or 1
    scale = _ROOM / (longest * _SPARE)
    for row, bar in enumerate(panel.bars):
        yield from _row(bar, top + panel.head + row * _ROW, scale)
    if panel.reference:
        value, name = panel.reference
        x = _BARS + value * scale
        yield _line("line", x, top + 60, top + panel.height)
        yield _text(min(x + 50, WIDTH - _MARGIN), top + 54, "faint small end", name)


def _row(bar: Bar, top: int, scale: float) -> Iterator[str]:
    baseline, length = top + 12, max(1.0, bar.value * scale)
    yield _text(_MARGIN, baseline, "ink", bar.label)
    yield _text(_VALUES, baseline, "ink end", bar.told)
    yield _rectangle("track", top, _ROOM)
    yield _rectangle(bar.colour, top, length)
    if bar.aim is not None:
        yield _line("aim", _BARS + bar.aim * scale, top - 3, top + _THICK + 3)


def _line(style: str, x: float, top: int, bottom: int) -> str:
    return f'<line class="{style}" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>'


def _rectangle(colour: str, top: int, width: float) -> str:
    size = f'x="{_BARS}" y="{top}" width="{width:.1f}" height="{_THICK}" rx="3"'
    return f'<rect class="{colour}" {size}/>'


def _text(x: float, y: int, style: str, words: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y}">{escape(words)}</text>'
