"""Written text → its spoken form: named rules, one module for each language."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module

from paracast.article import Passage, Span
from paracast.script.model import Edit, SpokenForm
from paracast.script.spoken.rules import Rule, find_edits
from paracast.units import LanguageTag

_LANGUAGES = {"en": "english"}
"""The module that knows a language's rules; for others, those of every language apply."""


def spoken_form(text: str, language: LanguageTag, passages: Sequence[Passage] = ()) -> SpokenForm:
    """Return how a text is said; its passages by the rules of their own languages."""
    own = find_edits(text, _rules(language.partition("-")[0].lower()))
    edits = [edit for edit in own if not any(_reaches(edit, passage) for passage in passages)]
    edits += (edit for passage in passages for edit in _within(text, passage))
    return SpokenForm(text, tuple(sorted(edits, key=lambda edit: edit.written.start)))


def _reaches(edit: Edit, passage: Passage) -> bool:
    return edit.written.start < passage.span.end and passage.span.start < edit.written.end


def _within(text: str, passage: Passage) -> Iterator[Edit]:
    start, end = passage.span.start, passage.span.end
    for edit in spoken_form(text[start:end], passage.language).edits:
        yield replace(edit, written=Span(edit.written.start + start, edit.written.end + start))


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    module = import_module(f"paracast.script.spoken.{_LANGUAGES.get(language, 'universal')}")
    rules: tuple[Rule, ...] = module.RULES
    return rules
