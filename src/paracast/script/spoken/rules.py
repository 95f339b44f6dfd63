"""Rules that never cascade.

Each rule looks at the written text only. Rules come in order, and what one has claimed no later
one may touch: so every change has one name, and the way back to the written words is known.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from paracast.article.model import Span
from paracast.script.model import Edit

Speak: TypeAlias = Callable[[re.Match[str]], str | None]

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how its matches are said.

    Attributes:
        speak: returns the words, or None where the match is not the rule's after all.
        numeric: each match holds a digit; only saves time.
    """

    name: str
    pattern: re.Pattern[str]
    speak: Speak
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules say of a text.

    Attributes:
        edits: in order of place; they do not overlap.
        failures: names of the rules that raised, each once.
    """

    edits: tuple[Edit, ...]
    failures: tuple[str, ...] = ()


def rule(name: str, pattern: str, speak: Speak | str, flags: int = 0) -> Rule:
    """Make a rule; a `speak` that is a string is expanded as `re` expands templates."""
    compiled = re.compile(pattern, flags)
    if isinstance(speak, str):
        template = speak
        return Rule(name, compiled, lambda match: match.expand(template))
    return Rule(name, compiled, speak)


def numeric(name: str, pattern: str, speak: Speak | str, flags: int = 0) -> Rule:
    """Make a rule whose matches hold a digit."""
    made = rule(name, pattern, speak, flags)
    return replace(made, numeric=True)


def find_edits(text: str, rules: Iterable[Rule]) -> Findings:
    """Apply rules in order.

    A rule that raises leaves the text as it stands there, and is named in the failures: an episode
    with a badly read number is better than none.
    """
    claimed = bytearray(len(text))
    edits: list[Edit] = []
    failures: dict[str, None] = {}
    has_digit = _DIGIT.search(text) is not None
    for each in rules:
        if each.numeric and not has_digit:
            continue
        for match in _free_matches(each.pattern, text, claimed):
            spoken = _said(each, match, failures)
            if spoken is not None:
                start, end = match.span()
                claimed[start:end] = b"\1" * (end - start)
                edits.append(Edit(Span(start, end), spoken, each.name))
    return Findings(tuple(sorted(edits, key=lambda edit: edit.written.start)), tuple(failures))


def _free_matches(
    pattern: re.Pattern[str], text: str, claimed: bytearray
) -> Iterator[re.Match[str]]:
    """Yield matches that touch nothing claimed; after one that does, look on behind the claim."""
    position = 0
    while match := pattern.search(text, position):
        start, end = match.span()
        taken = claimed.find(1, start, end)
        if start == end:
            position = end + 1
        elif taken >= 0:
            free = claimed.find(0, taken)
            position = len(text) if free < 0 else free
        else:
            yield match
            position = end
        if position > len(text):
            return


def _said(each: Rule, match: re.Match[str], failures: dict[str, None]) -> str | None:
    try:
        return each.speak(match)
    except Exception:  # noqa: BLE001  whatever a rule does wrong, the episode goes on; it is reported
        failures[each.name] = None
        return None
