"""A text → its clauses, and with which mark a voice ends each."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from paracast.article import Span

_CLOSING = "\"'”’»)\\]}"
_BREAK = re.compile(
    rf"""(?P<mark>[.,:;!?…]+)(?=[{_CLOSING}]*(?:\s|$))   # at the end of a word
       | (?P<wide>[。！？，、；：]+)                         # scripts without spaces
       | \s*[—()\[\]{{}}]\s* | \s+[–-]+\s+ | \s*\n\s*\n\s*
    """,
    re.VERBOSE,
)
_WIDE = str.maketrans("。！？，、；：…", ".!?,,;:.")
_STOPS = ".!?"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text, up to the next.

    Attributes:
        mark: one of `. ! ? , ; :` and how the voice ends it; empty where nothing is written.
        stops: whether a sentence ends here.
    """

    span: Span
    mark: str
    stops: bool


def clauses(text: str, kept: Collection[Span] = ()) -> Iterator[Clause]:
    """Part a text at what a reader pauses for; together the clauses are all of it.

    Args:
        text: the spoken form.
        kept: stretches that no clause may end in.
    """
    start = 0
    for found in _BREAK.finditer(text):
        if any(span.start < found.end() and found.start() < span.end for span in kept):
            continue
        mark = _mark(found)
        goes_on = _goes_on(text, found.end())
        if mark == "." and goes_on:
            continue  # an abbreviation's
        yield Clause(Span(start, found.end()), mark, mark in _STOPS and not goes_on)
        start = found.end()
    if start < len(text):
        yield Clause(Span(start, len(text)), ".", stops=True)


def _mark(found: re.Match[str]) -> str:
    written = (found["mark"] or found["wide"] or ("." if "\n" in found[0] else ",")).translate(
        _WIDE
    )
    return next((sign for sign in "?!." if sign in written), written[0])


def _goes_on(text: str, position: int) -> bool:
    """Tell whether a small letter follows: then the sentence has not ended."""
    following = text[position : position + 8].lstrip(" \t\n\"'“”‘’«»()[]")
    return following[:1].islower()
