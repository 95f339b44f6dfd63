"""Written text → its spoken form: named rules, one module for each language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import cast

from paracast.article.traced import Span
from paracast.script.lexicon import NO_LEXICON, RULE, Lexicon
from paracast.script.model import Edit, SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

_LANGUAGES = {"en": "english"}
"""The module that knows a language's rules; for others, those of every language apply."""


def spoken_form(text: str, language: LanguageTag, lexicon: Lexicon = NO_LEXICON) -> SpokenForm:
    """Return how a text is said: the lexicon claims its words first, then the rules theirs."""
    own = {edit.written: edit for edit in lexicon.edits(text, language)}
    rules = _rules(language.partition("-")[0].lower())
    edits = find_edits(text, (_claiming(own), *rules) if own else rules)
    return SpokenForm(text, tuple(own.get(edit.written, edit) for edit in edits))


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
