"""Text → lines that remember where they stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from paracast.article.repair import repair
from paracast.article.traced import Span, Traced, appended, concatenated, traced

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])?")
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s(?=[a-z])")
_COMPOUND = re.compile(
    r"(?:\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|self|well|ex|all|half|quasi)"
    r"|-\w+)\Z",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_SCRIPTS = "\u0e00-\u0e7f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_UNSPACED = re.compile(rf"(?<=[{_SCRIPTS}]) (?=[{_SCRIPTS}])")
_ENDS = "\r\n\x0b\x0c\x85\u2028\u2029"
_BLANK = appended("")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source.

    Attributes:
        words: repaired.
        span: in the source, the line's end included.
        indent: columns of white space before the text.
    """

    words: Traced
    span: Span
    indent: int

    @property
    def text(self) -> str:
        """The words alone."""
        return self.words.text

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


def lines_of(source: str) -> list[Line]:
    """Split a text at every kind of line end, and repair each line."""
    return [
        Line(_words(source, match), Span(match.start(), match.end()), _indent(match.group()))
        for match in _LINE.finditer(source)
        if match.end() > match.start()
    ]


def _words(source: str, line: re.Match[str]) -> Traced:
    if line.group().isspace():
        return _BLANK
    return repair(traced(source, line.start(), line.start() + len(line.group().rstrip(_ENDS))))


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def span_of(lines: Sequence[Line]) -> Span:
    """Return the stretch from the first line to the last."""
    return Span(lines[0].span.start, lines[-1].span.end)


def joined(lines: Sequence[Line]) -> Traced:
    """Join lines; a word that was broken at a line's end is whole again."""
    words = concatenated([line.words for line in lines], " ")
    if len(lines) < 2:  # noqa: PLR2004
        return words
    edits = []
    for broken in _BROKEN.finditer(words.text):
        before = _WORD_BEFORE.search(words.text, max(0, broken.start() - 50), broken.start())
        kept = before and _COMPOUND.search(before.group())
        edits.append((broken.start() + bool(kept), broken.end(), ""))
    words = words.edited(edits, "word broken at a line's end") if edits else words
    return words.sub(_UNSPACED, "", "line's end") if _UNSPACED.search(words.text) else words
