"""Written text → its spoken form: named rules, one module for each language."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import TypeAlias

from paracast.article import Passage, Span
from paracast.script.lexicon import NO_LEXICON, Lexicon
from paracast.script.model import Edit, SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

FormOf: TypeAlias = Callable[[str, LanguageTag, Sequence[Passage]], SpokenForm]
"""Returns how a text in a language is said, of which passages are in others."""

_LANGUAGES = {"en": "english"}
"""The module whose RULES are a language's; for others, those of every language apply."""


def spoken_form(
    text: str,
    language: LanguageTag,
    passages: Sequence[Passage] = (),
    *,
    lexicon: Lexicon = NO_LEXICON,
    rules: Iterable[Rule] | None = None,
) -> SpokenForm:
    """Return how a text is said: the lexicon claims its words first, then the rules theirs.

    Args:
        text: as it is written.
        language: decides the rules.
        passages: stretches in other languages, which have rules of their own.
        lexicon: the user's pronunciations.
        rules: others to use for the text, in order.

    Returns:
        The form. A rule that fails is named in `failures`, and the text is said as it stands there.
    """
    chosen = _rules(language.partition("-")[0].lower()) if rules is None else rules
    found = find_edits(text, chosen, lexicon.edits(text, language))
    inner = [
        (p.span, spoken_form(text[p.span.start : p.span.end], p.language, lexicon=lexicon))
        for p in passages
    ]
    edits = [
        *(edit for edit in found.edits if not any(_reaches(edit, span) for span, _ in inner)),
        *(edit.moved(span.start) for span, form in inner for edit in form.edits),
    ]
    failures = dict.fromkeys((*found.failures, *(f for _, form in inner for f in form.failures)))
    return SpokenForm(
        text, tuple(sorted(edits, key=lambda edit: edit.written.start)), tuple(failures)
    )


def _reaches(edit: Edit, passage: Span) -> bool:
    return edit.written.start < passage.end and passage.start < edit.written.end


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    module = import_module(f"paracast.script.spoken.{_LANGUAGES.get(language, 'universal')}")
    rules: tuple[Rule, ...] = module.RULES
    return rules
