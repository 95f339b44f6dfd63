"""An Article and its Script → what became of every character of the source."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from paracast.article import ADDED, Article, Change, Span
from paracast.script.model import Script, Utterance


class Fate(StrEnum):
    """The three ends of a character, and the one that must not be."""

    SPOKEN = "spoken"
    REPLACED = "replaced"
    LEFT_OUT = "left out"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the source that have one fate.

    Attributes:
        why: the rule that replaced them, or the reason why they are left out; else empty.
    """

    span: Span
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a source: its stretches in order, without a gap."""

    stretches: tuple[Stretch, ...]

    @property
    def unexplained(self) -> float:
        """The share of the source's characters, 0 to 1, that nobody accounts for."""
        total = sum(_length(stretch) for stretch in self.stretches)
        lost = sum(_length(s) for s in self.stretches if s.fate is Fate.UNEXPLAINED)
        return lost / total if total else 0.0

    def summary(self) -> dict[str, dict[str, int]]:
        """Count characters by fate, and within each fate by rule or reason."""
        counted: dict[str, Counter[str]] = {}
        for stretch in self.stretches:
            counted.setdefault(stretch.fate.value, Counter())[stretch.why] += _length(stretch)
        return {fate: dict(counts.most_common()) for fate, counts in counted.items()}


_DROPPED = frozenset(
    {
        "endless title",
        "endless word",
        "footnote mark",
        "invisible character",
        "link address",
        "list mark",
        "list number",
        "markup",
        "page mark",
        "repeated sign",
        "space",
    }
)
"""Changes that put nothing in the place of what they take away."""

_NOBODY = (Fate.UNEXPLAINED, "")
_SPACE = (Fate.LEFT_OUT, "space")
_SPOKEN = (Fate.SPOKEN, "")


def account_for(article: Article, script: Script) -> Account:
    """Follow every character of the source to its end.

    What says most about a character decides: that it is spoken or replaced in an utterance, before
    what was left out for a reason, before what a reader changed. White space is never missed.
    """
    fates = [_SPACE if character.isspace() else _NOBODY for character in article.source]
    for change in _changes_of(article):
        _paint(fates, change.span, (_fate_of(change), change.rule))
    for left in script.left_out:
        if left.span is not None:
            _paint(fates, left.span, (Fate.LEFT_OUT, left.reason))
    for utterance in script.utterances:
        _follow(fates, utterance)
    return Account(tuple(_stretches(fates)))


def _changes_of(article: Article) -> Iterator[Change]:
    yield from article.changes
    yield from article.heading.changes
    for block in article.blocks:
        yield from block.words.changes


def _fate_of(change: Change) -> Fate:
    return Fate.LEFT_OUT if change.rule in _DROPPED else Fate.REPLACED


def _paint(fates: list[tuple[Fate, str]], span: Span, fate: tuple[Fate, str]) -> None:
    fates[span.start : span.end] = [fate] * (min(span.end, len(fates)) - span.start)


def _follow(fates: list[tuple[Fate, str]], utterance: Utterance) -> None:
    places = utterance.places
    for place in places:
        if place != ADDED:
            fates[place] = _SPOKEN
    for edit in utterance.form.edits:
        for place in places[edit.written.start : edit.written.end]:
            if place != ADDED:
                fates[place] = (Fate.REPLACED, edit.rule)


def _stretches(fates: list[tuple[Fate, str]]) -> list[Stretch]:
    found, position = [], 0
    for (fate, why), group in groupby(fates):
        length = sum(1 for _ in group)
        found.append(Stretch(Span(position, position + length), fate, why))
        position += length
    return found


def _length(stretch: Stretch) -> int:
    return stretch.span.end - stretch.span.start
