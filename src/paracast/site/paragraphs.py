"""What is heard → the article's paragraphs on a page, as it had them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from paracast.episode.heard import Heard

_PARAGRAPH = "paragraph"
_PAUSE = 500  # milliseconds of silence that begin a paragraph where nothing else tells
_SHAPES: Final = {
    "heading": "heading",
    "list item": "item",
    "quote": "quote",
    "code": "code",
    _PARAGRAPH: _PARAGRAPH,
    "table": "table",
}
_NUMBER = re.compile(r"\(?\d{1,4}[.)](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text that stands for itself.

    Attributes:
        shape: `heading`, `paragraph`, `item`, `numbered` for an item that tells its number,
            `quote`, `code`, `table`, or `aside` for what is said around the article.
        sentences: by their number in the episode; of a table its rows, a tab between two cells.
    """

    shape: str
    sentences: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs of one shape in a row: the items of a list, say."""

    shape: str
    paragraphs: tuple[Paragraph, ...]


def runs_of(heard: Sequence[Heard]) -> tuple[Run, ...]:
    """Put sentences into paragraphs, and paragraphs of one shape into runs."""
    paragraphs = tuple(_paragraphs(heard))
    return tuple(
        Run(shape, tuple(run)) for shape, run in groupby(paragraphs, key=lambda one: one.shape)
    )


def _paragraphs(heard: Sequence[Heard]) -> Iterator[Paragraph]:
    shape, sentences = _PARAGRAPH, list[tuple[int, str]]()
    for number, (opens, sentence) in enumerate(zip(_openings(heard), heard, strict=True)):
        if opens and sentences:
            yield Paragraph(shape, tuple(sentences))
            sentences = []
        if opens:
            shape = _shape(opens, sentence.text)
        sentences.append((number, sentence.text.rstrip()))
    if sentences:
        yield Paragraph(shape, tuple(sentences))


def _shape(opens: str, text: str) -> str:
    shape = _SHAPES.get(opens, "aside")
    return "numbered" if shape == "item" and _NUMBER.match(text) else shape


def _openings(heard: Sequence[Heard]) -> Iterator[str]:
    """Yield what each sentence opens; of a transcript that does not tell, long pauses decide."""
    if any(one.opens for one in heard):
        yield from (one.opens for one in heard)
        return
    end = -_PAUSE
    for one in heard:
        yield _PARAGRAPH if one.start - end >= _PAUSE else ""
        end = one.end
