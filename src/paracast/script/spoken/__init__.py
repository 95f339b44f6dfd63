"""Written text → its spoken form: named rules, one module for each language."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import cast

from paracast.article import Passage, Span
from paracast.script.lexicon import NO_LEXICON, RULE, Lexicon, overlap
from paracast.script.model import Edit, SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

_LANGUAGES = {"en": "english"}
"""The module that knows a language's rules; for others, those of every language apply."""


def spoken_form(
    text: str,
    language: LanguageTag,
    passages: Sequence[Passage] = (),
    lexicon: Lexicon = NO_LEXICON,
) -> SpokenForm:
    """Return how a text is said: the lexicon claims its words first, then the rules theirs.

    Passages are said by the rules and the entries of their own languages.
    """
    own = _edits(text, language, lexicon)
    edits = [edit for edit in own if not any(overlap(edit.written, p.span) for p in passages)]
    for passage in passages:
        start, end = passage.span.start, passage.span.end
        within = _edits(text[start:end], passage.language, lexicon)
        edits += (edit.moved(start) for edit in within)
    return SpokenForm(text, tuple(sorted(edits, key=lambda edit: edit.written.start)))


def _edits(text: str, language: LanguageTag, lexicon: Lexicon) -> tuple[Edit, ...]:
    own = {edit.written: edit for edit in lexicon.edits(text, language)}
    rules = _rules(language.partition("-")[0].lower())
    edits = find_edits(text, (_claiming(own), *rules) if own else rules)
    return tuple(own.get(edit.written, edit) for edit in edits)


def _claiming(edits: dict[Span, Edit]) -> Rule:
    places = cast("re.Pattern[str]", _Places(tuple(edits)))
    return Rule(RULE, places, lambda match: edits[Span(*match.span())].spoken)


@dataclass(frozen=True, slots=True)
class _Places:
    """Stretches that were found already, in the guise of a pattern that matches just there."""

    spans: tuple[Span, ...]

    def finditer(self, text: str) -> Iterator[re.Match[str] | None]:
        return (_ANYTHING.fullmatch(text, span.start, span.end) for span in self.spans)


_ANYTHING = re.compile(r".*", re.DOTALL)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    module = import_module(f"paracast.script.spoken.{_LANGUAGES.get(language, 'universal')}")
    rules: tuple[Rule, ...] = module.RULES
    return rules
