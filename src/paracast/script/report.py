"""A Script's account → rows that show source and speech side by side."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from paracast.article import ADDED, Article
from paracast.script.model import Fate, Script, Stretch

QUIET = frozenset({"space", "markup", "link address", "list mark"})
"""Reasons that nobody wants to read about: signs that were never words."""


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the source, and what becomes of it.

    Attributes:
        written: as it stands in the source; empty where the script says something of its own.
        spoken: what is said; empty where it is left out.
        why: the rules and reasons at work, each once.
    """

    written: str
    spoken: str
    why: tuple[str, ...]


def rows_of(article: Article, script: Script) -> tuple[Row, ...]:
    """Return a row for each utterance, and one for each stretch that is left out between them."""
    return tuple(row for _, row in sorted(_placed(article, script), key=lambda pair: pair[0]))


def _placed(article: Article, script: Script) -> Iterator[tuple[int, Row]]:
    stretches = script.account.stretches
    starts = [stretch.span.start for stretch in stretches]
    covered: set[int] = set()
    last = 0
    for utterance in script.utterances:
        known = [place for place in utterance.places if place != ADDED]
        start, end = (min(known), max(known) + 1) if known else (last, last)
        failed = (f"failed: {name}" for name in utterance.form.failures)
        inside = range(bisect_left(starts, start), bisect_left(starts, end))
        why = (*_whys(stretches[inside.start : inside.stop]), *failed)
        yield start, Row(article.source[start:end], utterance.form.text, why)
        covered.update(inside)
        last = max(last, end)
    for number, stretch in enumerate(stretches):
        if number not in covered and _is_worth_a_row(stretch):
            written = article.source[stretch.span.start : stretch.span.end]
            yield stretch.span.start, Row(written, "", (_why(stretch),))


def _is_worth_a_row(stretch: Stretch) -> bool:
    if stretch.fate is Fate.LEFT_OUT:
        return stretch.why not in QUIET
    return stretch.fate is Fate.UNEXPLAINED


def _whys(inside: tuple[Stretch, ...]) -> tuple[str, ...]:
    told = (s for s in inside if s.fate is Fate.REPLACED or _is_worth_a_row(s))
    return tuple(dict.fromkeys(map(_why, told)))


def _why(stretch: Stretch) -> str:
    match stretch.fate:
        case Fate.REPLACED:
            return stretch.why
        case Fate.LEFT_OUT:
            return f"left out: {stretch.why}"
        case _:
            return stretch.fate.value
