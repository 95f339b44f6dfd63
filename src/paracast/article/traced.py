"""Text that knows where each of its characters stood in the source.

A reader cuts, joins and mends text only through this type. So the place of every character is
carried along, and whatever a reader takes away has a name.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

ADDED = -1
"""The place of a character that stands nowhere in the source."""

Places: TypeAlias = "array[int]"
"""For each character of a text its position in the source, or `ADDED`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: characters from `start` up to, but not including, `end`."""

    start: int
    end: int

    def moved(self, by: int) -> "Span":
        """Return the stretch as it is counted from elsewhere."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the source that reads otherwise in the article, or not at all.

    Attributes:
        rule: the name of what changed it, such as `markup`.
    """

    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Text, the places of its characters, and what was changed on the way to it."""

    text: str
    places: Places
    changes: tuple[Change, ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> "Traced":
        """Cut a piece out; the changes come along, as they are the source's."""
        return Traced(self.text[part], self.places[part], self.changes)

    def __add__(self, other: "Traced") -> "Traced":
        return Traced(
            self.text + other.text, self.places + other.places, self.changes + other.changes
        )

    @property
    def span(self) -> Span:
        """The stretch of the source that the text comes from; empty for added text."""
        known = [place for place in self.places if place != ADDED]
        if known:
            return Span(min(known), max(known) + 1)
        return self.changes[0].span if self.changes else Span(0, 0)

    def strip(self) -> "Traced":
        """Cut the space at both ends off."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def changed(self, start: int, end: int, said: str, rule: str) -> "Traced":
        """Let `said` take the place of a stretch, under a rule's name."""
        return self.edited([(start, end, said)], rule)

    def sub(
        self, pattern: re.Pattern[str], said: str | Callable[[re.Match[str]], str], rule: str
    ) -> "Traced":
        """Replace every match, as `re.sub` does with a plain string or a function."""
        edits = [
            (match.start(), match.end(), said if isinstance(said, str) else said(match))
            for match in pattern.finditer(self.text)
        ]
        return self.edited(edits, rule) if edits else self

    def edited(self, edits: Iterable[tuple[int, int, str]], rule: str) -> "Traced":
        """Apply edits (start, end, what stands there instead), which are in order."""
        pieces: list[Traced] = []
        changes: list[Change] = []
        position = 0
        for start, end, said in edits:
            pieces += (self[position:start], appended(said))
            changes += (Change(span, rule) for span in spans_of(self.places[start:end]))
            position = end
        joined = concatenated([*pieces, self[position:]])
        return Traced(joined.text, joined.places, (*self.changes, *changes))


def traced(source: str, start: int = 0, end: int | None = None) -> Traced:
    """Take a stretch of the source as it stands."""
    last = len(source) if end is None else end
    return placed(source[start:last], start)


def placed(text: str, start: int) -> Traced:
    """Take a text that stands in the source from `start` on."""
    return Traced(text, array("q", range(start, start + len(text))))


def appended(text: str) -> Traced:
    """Make text that stands nowhere in the source."""
    return Traced(text, _nowhere(len(text)))


def concatenated(pieces: Sequence[Traced], between: str = "") -> Traced:
    """Join pieces into one; what is put between them stands nowhere in the source."""
    gap = _nowhere(len(between))
    places: Places = array("q")
    for index, piece in enumerate(pieces):
        places += gap + piece.places if index else piece.places
    changes = dict.fromkeys(change for piece in pieces for change in piece.changes)
    return Traced(between.join(piece.text for piece in pieces), places, tuple(changes))


def followed(content: Traced, written: str, cursor: int) -> tuple[Traced, int]:
    """Find what was `written` at or after a cursor, and return it with where it ends.

    Where it is not there as a whole, its words are looked for one by one; what a parser has put in
    stands nowhere.
    """
    flat = content.text.replace("\n", " ")
    wanted = written.replace("\n", " ")
    place = flat.find(wanted, cursor)
    if place >= 0:
        return content[place : place + len(written)], place + len(written)
    pieces = []
    for word in _WORD.findall(wanted):
        place = flat.find(word, cursor)
        pieces.append(content[place : place + len(word)] if place >= 0 else appended(word))
        cursor = place + len(word) if place >= 0 else cursor
    return concatenated(pieces), cursor


_WORD = re.compile(r"\w+|\s+|[^\w\s]")


def spans_of(places: Places) -> list[Span]:
    """Return the stretches of the source that places stand for, in their order."""
    spans: list[Span] = []
    start = end = ADDED
    for place in places:
        if place == ADDED:
            continue
        if place != end:
            if end != ADDED:
                spans.append(Span(start, end))
            start = place
        end = place + 1
    if end != ADDED:
        spans.append(Span(start, end))
    return spans


def found_again(words: Traced, spans: Sequence[Span]) -> list[Span | None]:
    """Find stretches of the source in the words that they became; None: nothing of one is left.

    Args:
        words: where to look.
        spans: in order of their starts, and without overlap.
    """
    starts = [span.start for span in spans]
    found: list[Span | None] = [None] * len(spans)
    for index, place in enumerate(words.places):
        number = bisect_right(starts, place) - 1
        if number >= 0 and place < spans[number].end:
            known = found[number]
            found[number] = Span(known.start if known else index, index + 1)
    return found


def _nowhere(length: int) -> Places:
    return array("q", [ADDED]) * length
