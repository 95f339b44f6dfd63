"""A paragraph → pieces that an engine takes at once: the whole of it, unless it is very long."""

from collections.abc import Iterator, Sequence

from paracast.article.traced import Span

LONGEST = 3000
"""Characters in one utterance: about three minutes. It bounds a worker's memory."""


def pieces_of(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Return pieces of at most `LONGEST` characters that lose nothing but space between them.

    Cut is at the ends of sentences; within a sentence at a space; within a word only where one
    word alone is too long.
    """
    if len(text) <= LONGEST:
        return (Span(0, len(text)),)
    return tuple(_filled(text, sentences))


def _filled(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    start = end = sentences[0].start if sentences else 0
    for sentence in sentences:
        for part in _cut(text, sentence):
            if part.end - start > LONGEST and end > start:
                yield Span(start, end)
                start = part.start
            end = part.end
    if end > start:
        yield Span(start, end)


def _cut(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence that is too long by itself."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > start else start + LONGEST
        yield Span(start, end)
        start = end + 1 if end == space else end
    yield Span(start, sentence.end)
