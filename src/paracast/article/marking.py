"""Stretches of words that their source marks: in another language, or leading elsewhere."""

from dataclasses import dataclass, replace
from typing import TypeVar

from paracast.article.traced import Span, Traced, found_again
from paracast.units import LanguageTag


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a block's text that its source marks as being in another language."""

    span: Span
    language: LanguageTag


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a block's text that leads elsewhere.

    Attributes:
        address: absolute, `http` or `https`, in ASCII.
    """

    span: Span
    address: str


Marked = TypeVar("Marked", Passage, Link)


def within(piece: Span, marked: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """Return what is marked in a piece of some words, counted from its start."""
    return tuple(
        replace(
            one,
            span=Span(
                max(one.span.start, piece.start) - piece.start,
                min(one.span.end, piece.end) - piece.start,
            ),
        )
        for one in marked
        if one.span.start < piece.end and one.span.end > piece.start
    )


def marked_again(marked: tuple[Marked, ...], before: Traced, after: Traced) -> tuple[Marked, ...]:
    """Return what is marked in some words as it stands in what became of them."""
    if not marked:
        return ()
    spans = found_again(after, [before[one.span.start : one.span.end].span for one in marked])
    return tuple(replace(one, span=span) for one, span in zip(marked, spans, strict=True) if span)
