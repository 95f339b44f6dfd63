"""Rules that never cascade.

Each rule looks at the written text only. Rules come in order, and what one has claimed no later
one may touch: so every change has one name, and the way back to the written words is known.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeAlias

from paracast.article.traced import Span
from paracast.script.model import Edit

Speak: TypeAlias = Callable[[re.Match[str]], str | None]

_DIGITS = r"\d+"
_REACH = 40  # characters before what a rule is near to, in which its match may begin
_WORD = re.compile(r"\w+|[^\w\s]")
_CROWDED = 6  # with more places than one in so many characters, to look at each is slower


@dataclass(frozen=True)  # without slots: the compiled pattern is kept in the instance
class Rule:
    """A pattern and how its matches are said.

    Attributes:
        written: the pattern; compiled when a text first has a place for it, as all of them take
            a quarter of a second.
        speak: returns the words, or None where the match is not the rule's after all.
        near: what each match holds, or begins at most 40 characters before, at a word or a sign;
            the rule is tried nowhere else, which only saves time. None: it is tried everywhere.
    """

    name: str
    written: str
    speak: Speak
    near: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.written)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules say of a text.

    Attributes:
        edits: in order of place; they do not overlap.
        failures: names of the rules that raised, each once.
    """

    edits: tuple[Edit, ...]
    failures: tuple[str, ...] = ()


def rule(name: str, pattern: str, speak: Speak | str, *, near: str | None = None) -> Rule:
    """Make a rule; a `speak` that is a string is expanded as `re` expands templates."""
    if isinstance(speak, str):
        template = speak
        return Rule(name, pattern, lambda match: match.expand(template), near)
    return Rule(name, pattern, speak, near)


def numeric(name: str, pattern: str, speak: Speak | str) -> Rule:
    """Make a rule whose matches hold a digit."""
    return rule(name, pattern, speak, near=_DIGITS)


def find_edits(text: str, rules: Iterable[Rule], first: Sequence[Edit] = ()) -> Findings:
    """Apply rules in order, behind edits that have their words already.

    A rule that raises leaves the text as it stands there, and is named in the failures: an episode
    with a badly read number is better than none.
    """
    places = _Places(text)
    claimed = bytearray(len(text))
    edits = list(first)
    for edit in first:
        claimed[edit.written.start : edit.written.end] = b"\1" * (
            edit.written.end - edit.written.start
        )
    failures: dict[str, None] = {}
    for each in rules:
        for match in _free_matches(each, places, claimed):
            spoken = _said(each, match, failures)
            if spoken is not None:
                start, end = match.span()
                claimed[start:end] = b"\1" * (end - start)
                edits.append(Edit(Span(start, end), spoken, each.name))
    return Findings(tuple(sorted(edits, key=lambda edit: edit.written.start)), tuple(failures))


class _Places:
    """Where in a text rules are tried: found once for all rules that are near to the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: list[int] | None = None
        self._near: dict[str, Sequence[int] | None] = {}

    def near(self, sign: str) -> Sequence[int] | None:
        """Return the places in order, or None where they are too many to be worth it."""
        if sign not in self._near:
            self._near[sign] = self._find(sign)
        return self._near[sign]

    def _find(self, sign: str) -> Sequence[int] | None:
        signs = [match.start() for match in _sign(sign).finditer(self.text)]
        if len(signs) * _CROWDED > len(self.text) > _REACH:
            return None
        if signs and self._words is None:
            self._words = [match.start() for match in _WORD.finditer(self.text)]
        found: set[int] = set()
        for at in signs:
            words = self._words or []
            found.update(words[bisect_left(words, at - _REACH) : bisect_right(words, at)])
            found.update((max(at - 1, 0), at))
        return sorted(found)


@cache
def _sign(written: str) -> re.Pattern[str]:
    return re.compile(written)


def _free_matches(each: Rule, places: _Places, claimed: bytearray) -> Iterator[re.Match[str]]:
    """Yield matches that touch nothing claimed."""
    starts = places.near(each.near) if each.near else None
    if starts is None:
        yield from _search(each.pattern, places.text, claimed)
        return
    position = 0
    for start in starts:
        if start < position or claimed[start]:
            continue
        match = each.pattern.match(places.text, start)
        if match and claimed.find(1, start, match.end()) < 0 and match.end() > start:
            yield match
            position = match.end()


def _search(pattern: re.Pattern[str], text: str, claimed: bytearray) -> Iterator[re.Match[str]]:
    """Look everywhere; after a match that touches a claim, look on behind it."""
    position = 0
    while position <= len(text) and (match := pattern.search(text, position)):
        start, end = match.span()
        taken = claimed.find(1, start, end)
        if taken >= 0:
            free = claimed.find(0, taken)
            position = len(text) + 1 if free < 0 else free
            continue
        if end > start:
            yield match
        position = max(end, start + 1)


def _said(each: Rule, match: re.Match[str], failures: dict[str, None]) -> str | None:
    try:
        return each.speak(match)
    except Exception:  # noqa: BLE001  whatever a rule does wrong, the episode goes on; it is reported
        failures[each.name] = None
        return None
