"""A Markdown source by its lines: where blocks and their contents stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from paracast.article.traced import Span, Traced, appended, concatenated, followed, traced

_FOOTNOTE = re.compile(
    r"^[ >]*\[\^(?P<label>[^\]\s]+)\]:"  # the label, all up to a blank line, then indented lines
    r"(?P<note>[^\n]*(?:\n(?![ >]*\[\^)[^\S\n]*\S[^\n]*)*(?:\n\s*\n(?: {4}|\t)[^\n]*)*)",
    re.MULTILINE,
)


@dataclass(slots=True)
class SourceLines:
    """Finds what a parser hands over without its place.

    Attributes:
        source: the whole text; its lines end in a newline.
    """

    source: str
    _starts: list[int] = field(default_factory=list)
    _taken: dict[int, int] = field(default_factory=dict)  # line → how far its cells were found
    _last: tuple[int, Traced] = (-1, appended(""))

    def __post_init__(self) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.source))]

    def span(self, lines: Sequence[int] | None) -> Span:
        """Return where lines `[first, last)` stand."""
        if lines is None:
            return Span(0, 0)
        last = len(self._starts)
        first, end = lines[0], lines[1]
        start = self._starts[first] if first < last else len(self.source)
        return Span(start, self._starts[end] if end < last else len(self.source))

    def rest(self, line: int) -> Span:
        """Return what of a line stands behind the last of its cells that were located."""
        span = self.span((line, line + 1))
        return Span(span.start + self._taken.get(line, 0), span.end)

    def footnotes(self) -> Iterator[tuple[Span, Span]]:
        """Yield where each footnote's label and its text stand."""
        for match in _FOOTNOTE.finditer(self.source):
            yield Span(match.start(), match.start("note")), Span(*match.span("note"))

    def located(self, content: str, lines: Sequence[int] | None) -> Traced:
        """Return a block's content with its places; it stands at the ends of its lines.

        What is not found there (a footnote that stands in the text) is taken as added.
        """
        if lines is None:
            return appended(content)
        pieces = []
        for number, line in enumerate(content.split("\n"), start=lines[0]):
            pieces.append(self._within(line, number))
        return concatenated(pieces, "\n")

    def _within(self, content: str, number: int) -> Traced:
        if number != self._last[0]:  # the cells of a row all ask for the same line
            span = self.span((number, number + 1))
            self._last = number, traced(self.source, span.start, span.end)
        found, self._taken[number] = followed(self._last[1], content, self._taken.get(number, 0))
        return found
