"""An Utterance → its parts: stretches of its spoken form, each in one language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from paracast.article import Span
from paracast.script.model import Utterance
from paracast.units import LanguageTag

_CLOSING = re.compile(r"[^\w\s(\[{“„«‘¿¡$€£#@&+–—-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an utterance's spoken text that is in one language."""

    span: Span
    language: LanguageTag


def parts_of(utterance: Utterance) -> tuple[Part, ...]:
    """Return an utterance's parts in order; together they are all of its spoken text.

    Each has words. A passage keeps the signs that close it, and other signs that stand alone go to
    the part before.
    """
    parts: list[Part] = []
    for part in _stretches(utterance):
        worded = _has_words(utterance, part)
        if parts and not (worded and _has_words(utterance, parts[-1])):
            language = part.language if worded else parts[-1].language
            parts[-1] = Part(Span(parts[-1].span.start, part.span.end), language)
        else:
            parts.append(part)
    return tuple(parts)


def _with_closing_signs(text: str, end: int) -> int:
    """Let a passage keep the signs that close it: they tell a voice how it ends."""
    closing = _CLOSING.match(text, end)
    return closing.end() if closing else end


def _has_words(utterance: Utterance, part: Part) -> bool:
    """Tell whether a voice makes a sound of a part; of `²` alone some make none."""
    text = utterance.form.text[part.span.start : part.span.end]
    return any(character.isalpha() or character.isdecimal() for character in text)


def _stretches(utterance: Utterance) -> Iterator[Part]:
    form, position = utterance.form, 0
    for passage in utterance.passages:
        start = max(position, form.spoken_position(passage.span.start))
        end = _with_closing_signs(form.text, form.spoken_position(passage.span.end))
        if start > position:
            yield Part(Span(position, start), utterance.language)
        if end > start:
            yield Part(Span(start, end), passage.language)
        position = max(position, end)
    if position < len(form.text):
        yield Part(Span(position, len(form.text)), utterance.language)
