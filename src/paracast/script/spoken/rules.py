"""Rules that never cascade.

Each rule looks at the written text only. Rules come in order, and what one has claimed no later
one may touch: so every change has one name, and the way back to the written words is known.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from paracast.article.traced import Span
from paracast.script.model import Edit

Speak: TypeAlias = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how its matches are said.

    Attributes:
        speak: returns the words, or None where the match is not the rule's after all.
    """

    name: str
    pattern: re.Pattern[str]
    speak: Speak


def rule(name: str, pattern: str, speak: Speak | str, flags: int = 0) -> Rule:
    """Make a rule; a `speak` that is a string is expanded as `re` expands templates."""
    compiled = re.compile(pattern, flags)
    if isinstance(speak, str):
        template = speak
        return Rule(name, compiled, lambda match: match.expand(template))
    return Rule(name, compiled, speak)


def find_edits(text: str, rules: Iterable[Rule]) -> tuple[Edit, ...]:
    """Apply rules in order; return edits in order of place that do not overlap."""
    claimed: list[tuple[int, int]] = []
    edits = []
    for each in rules:
        for edit in _of(each, text):
            if _is_free(claimed, edit.written):
                insort(claimed, (edit.written.start, edit.written.end))
                edits.append(edit)
    return tuple(sorted(edits, key=lambda edit: edit.written.start))


def _of(each: Rule, text: str) -> Iterator[Edit]:
    for match in each.pattern.finditer(text):
        spoken = each.speak(match) if match.end() > match.start() else None
        if spoken is not None:
            yield Edit(Span(match.start(), match.end()), spoken, each.name)


def _is_free(claimed: list[tuple[int, int]], span: Span) -> bool:
    after = bisect_left(claimed, (span.start, span.end))
    overlaps_next = after < len(claimed) and claimed[after][0] < span.end
    return not overlaps_next and (after == 0 or claimed[after - 1][1] <= span.start)
