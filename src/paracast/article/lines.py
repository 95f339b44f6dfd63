"""Text → lines that remember where they stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paracast.article.model import Span
from paracast.article.repair import repaired

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    Attributes:
        text: repaired.
        span: in the source, the line's end included.
        indent: columns of white space before the text.
    """

    text: str
    span: Span
    indent: int

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


def lines_of(source: str) -> list[Line]:
    """Split a text at every kind of line end, and repair each line."""
    found = []
    for match in _LINE.finditer(source):
        if match.end() > match.start():
            raw = match.group().expandtabs(4)
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(repaired(raw), Span(match.start(), match.end()), indent))
    return found


def span_of(lines: Sequence[Line]) -> Span:
    """Return the stretch from the first line to the last."""
    return Span(lines[0].span.start, lines[-1].span.end)
