"""An Utterance → its parts: stretches of its spoken form that one voice can say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from paracast.article import Span
from paracast.script.model import Utterance
from paracast.units import LanguageTag

_CLOSING = re.compile(r"[^\w\s(\[{“„«‘¿¡$€£#@&+–—-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an utterance's spoken text that is in one language.

    Attributes:
        is_speech: whether it is direct speech.
    """

    span: Span
    language: LanguageTag
    is_speech: bool = False


def parts_of(utterance: Utterance) -> tuple[Part, ...]:
    """Return an utterance's parts in order; together they are all of its spoken text.

    Each has words. A passage keeps the signs that close it, and other signs that stand alone go to
    the part before.
    """
    parts: list[Part] = []
    for part in _stretches(utterance):
        worded = _has_words(utterance, part)
        if parts and not (worded and _has_words(utterance, parts[-1])):
            alike = part if worded else parts[-1]
            parts[-1] = replace(alike, span=Span(parts[-1].span.start, part.span.end))
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
    passages, speeches = list(_spoken_passages(utterance)), list(_spoken_speeches(utterance))
    inner = (cut for part in (*passages, *speeches) for cut in (part.span.start, part.span.end))
    for start, end in pairwise(sorted({0, len(utterance.form.text), *inner})):
        language = next((p.language for p in passages if _holds(p, start)), utterance.language)
        yield Part(Span(start, end), language, any(_holds(part, start) for part in speeches))


def _spoken_passages(utterance: Utterance) -> Iterator[Part]:
    form, position = utterance.form, 0
    for passage in utterance.passages:
        start = max(position, form.spoken_position(passage.span.start))
        end = _with_closing_signs(form.text, form.spoken_position(passage.span.end))
        if end > start:
            yield Part(Span(start, end), passage.language)
        position = max(position, end)


def _spoken_speeches(utterance: Utterance) -> Iterator[Part]:
    form = utterance.form
    for span in utterance.speeches:
        start, end = form.spoken_position(span.start), form.spoken_position(span.end)
        if end > start:
            yield Part(Span(start, end), utterance.language, is_speech=True)


def _holds(part: Part, position: int) -> bool:
    return part.span.start <= position < part.span.end
