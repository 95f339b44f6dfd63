"""An Article and its Script → what became of every character of the source."""

from collections.abc import Iterator
from itertools import groupby

from paracast.article import ADDED, Article, Change, Span
from paracast.script.model import Account, Fate, Script, Stretch, Utterance

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
