"""Written text → its spoken form: named rules, one module for each language."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from paracast.script.model import SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

_LANGUAGES = {"en": "english"}
"""The module whose RULES are a language's; for others, those of every language apply."""


def spoken_form(
    text: str, language: LanguageTag, *, rules: Iterable[Rule] | None = None
) -> SpokenForm:
    """Return how a text is said.

    Args:
        text: as it is written.
        language: decides the rules.
        rules: others to use, in order.

    Returns:
        The form. A rule that fails is named in `failures`, and the text is said as it stands there.
    """
    chosen = _rules(language.partition("-")[0].lower()) if rules is None else rules
    found = find_edits(text, chosen)
    return SpokenForm(text, found.edits, found.failures)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    module = import_module(f"paracast.script.spoken.{_LANGUAGES.get(language, 'universal')}")
    rules: tuple[Rule, ...] = module.RULES
    return rules
