"""An Utterance → its parts: stretches of its spoken form, each in one language."""

from collections.abc import Iterator
from dataclasses import dataclass

from paracast.article import Span
from paracast.script.model import Utterance
from paracast.units import LanguageTag


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an utterance's spoken text that is in one language."""

    span: Span
    language: LanguageTag


def parts_of(utterance: Utterance) -> tuple[Part, ...]:
    """Return an utterance's parts in order; together they are all of its spoken text.

    Each has words: signs between two parts go to the one before.
    """
    parts: list[Part] = []
    for part in _stretches(utterance):
        worded = any(map(str.isalnum, _text(utterance, part)))
        if parts and (not worded or not any(map(str.isalnum, _text(utterance, parts[-1])))):
            language = part.language if worded else parts[-1].language
            parts[-1] = Part(Span(parts[-1].span.start, part.span.end), language)
        else:
            parts.append(part)
    return tuple(parts)


def _text(utterance: Utterance, part: Part) -> str:
    return utterance.form.text[part.span.start : part.span.end]


def _stretches(utterance: Utterance) -> Iterator[Part]:
    form, position = utterance.form, 0
    for passage in utterance.passages:
        start = form.spoken_position(passage.span.start)
        end = form.spoken_position(passage.span.end)
        if start > position:
            yield Part(Span(position, start), utterance.language)
        if end > start:
            yield Part(Span(start, end), passage.language)
        position = max(position, end)
    if position < len(form.text):
        yield Part(Span(position, len(form.text)), utterance.language)
