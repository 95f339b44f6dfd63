"""A table → its rows as they are said: each cell with its column's head."""

import itertools
import re
from collections.abc import Callable, Iterator

from paracast.article import Block, Span
from paracast.script.model import Edit, SpokenForm

_ROW = re.compile(r"[^\n]+")
_CELL = re.compile(r"[^\t\n]+")


def size_of(table: Block) -> tuple[int, int]:
    """Return a table's rows, without the heads', and its columns."""
    rows = table.text.split("\n")
    return len(rows) - bool(table.level), max(row.count("\t") + 1 for row in rows)


def rows_of(text: str) -> tuple[Span, ...]:
    """Return where each row stands in a table's text."""
    return tuple(Span(*match.span()) for match in _ROW.finditer(text) if match.group().strip())


def table_form(table: Block, speak: Callable[[str], SpokenForm]) -> SpokenForm:
    """Say “Year 1984, tonnes 57,000.” for each row; cells are spoken one by one by `speak`."""
    text = table.text
    body = text.find("\n") + 1 if table.level and "\n" in text else 0
    heads = text[: body - 1].split("\t") if body else []
    edits = [Edit(Span(0, body), "", "heads are said with their cells")] if body else []
    for row in _ROW.finditer(text, body):
        edits += _row(row, heads, speak)
    return SpokenForm(text, tuple(sorted(edits, key=lambda edit: edit.written.start)))


def _row(
    row: re.Match[str], heads: list[str], speak: Callable[[str], SpokenForm]
) -> Iterator[Edit]:
    cells = list(_CELL.finditer(row.string, row.start(), row.end()))
    for cell in cells:
        column = row.string.count("\t", row.start(), cell.start())
        head = heads[column].strip() if column < len(heads) else ""
        if head:
            yield from _head(speak(head), cell.start())
        yield from (edit.moved(cell.start()) for edit in speak(cell.group()).edits)
    for one, two in itertools.pairwise(cells):
        yield Edit(Span(one.end(), two.start()), ", ", "cell ends in a pause")
    if row.end() < len(row.string):
        yield Edit(Span(row.end(), row.end() + 1), ". ", "row ends in a stop")


def _head(head: SpokenForm, place: int) -> Iterator[Edit]:
    """Say a column's head before a cell: in several edits of one place where phonemes are known."""
    where, text, position = Span(place, place), head.text.rstrip(".:"), 0
    for known in head.pronunciations:
        start, end = known.span.start, min(known.span.end, len(text))
        yield Edit(where, text[position:start], "column's head")
        yield Edit(where, text[start:end], "column's head", known.phonemes)
        position = end
    yield Edit(where, f"{text[position:]} ", "column's head")
