"""A block's text → its sentences."""

import re
from collections.abc import Iterator

from paracast.article.traced import Span
from paracast.units import LanguageTag

_NO_END = re.compile(
    r"(?:^|[\s(\[“\"'‘])"
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Pres|Supt"
    r"|Jr|Sr|vs|No|Nos|Vol|Fig|Ch|pp|p|ed|eds|al|cf|ca|approx|dept|est|i\.e|e\.g|a\.k\.a"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|[A-Z](?:\.[A-Z])*)\.$"
)
_CLOSING = re.compile(r"[”’»)\]\"']+")
_OPENING = re.compile(r"(?<=\s)[“„«‘\"'(\[]+\s*\Z")
_MARKS = 8  # characters before an end among which they are looked for
_WORD = re.compile(r"\w")
_UNQUOTED = dict.fromkeys(map(ord, '“”„«»"'), " ")


def sentences_of(text: str, language: LanguageTag) -> tuple[Span, ...]:
    """Return the sentences of a text in order; together they hold all that is not space.

    sentencex splits. It keeps a quotation whole, and everything after one that is never closed; so
    it is shown the text without quotation marks, and the marks go to the sentence they close. No
    sentence ends after a title, an initial or a month, or before a small letter.
    """
    from sentencex import get_sentence_boundaries

    code = language.partition("-")[0] if language != "und" else "en"
    boundaries = get_sentence_boundaries(code, text.translate(_UNQUOTED))
    ends = [boundary["end_index"] for boundary in boundaries]
    return tuple(_trimmed(text, start, end) for start, end in _joined(text, _moved(text, ends)))


def _moved(text: str, ends: list[int]) -> list[int]:
    """Let a sentence take the marks that close it along, and leave those that open the next."""
    moved = []
    for found in ends:
        opening = _OPENING.search(text, max(0, found - _MARKS), found)
        end = opening.start() if opening and found < len(text) else found
        closing = _CLOSING.match(text, end)
        after = closing.end() if closing else end
        moved.append(after if after >= len(text) or text[after].isspace() else end)
    return moved


def _joined(text: str, ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the pieces between ends, except where a sentence does not end."""
    start = 0
    for end in sorted({*ends, len(text)}):
        piece = text[start:end].rstrip()
        unfinished = end < len(text) and _goes_on(piece, text[end:])
        if _WORD.search(piece) and not unfinished:
            yield start, end
            start = end
    if text[start:].strip():
        yield start, len(text)


def _goes_on(piece: str, rest: str) -> bool:
    following = rest.lstrip()[:1]
    return not _WORD.search(piece) or following.islower() or bool(_NO_END.search(piece[-12:]))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
