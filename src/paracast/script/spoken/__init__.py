"""Written text → its spoken form: named rules, one module for each language."""

from functools import cache
from importlib import import_module

from paracast.script.model import SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

_LANGUAGES = {"en": "english"}
"""The module that knows a language's rules; for others, those of every language apply."""


def spoken_form(text: str, language: LanguageTag) -> SpokenForm:
    """Return how a text is said."""
    return SpokenForm(text, find_edits(text, _rules(language.partition("-")[0].lower())))


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    module = import_module(f"paracast.script.spoken.{_LANGUAGES.get(language, 'universal')}")
    rules: tuple[Rule, ...] = module.RULES
    return rules
