"""A text → sentences short enough for a neural voice, and where its words begin in them."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from paracast.article import Span
from paracast.speech.phonetic.clauses import clauses

LONGEST = 400
"""Characters of what a voice is given at once: Kokoro takes 510 and cuts what is longer."""

_AT_ONCE = 350  # characters of the text; few languages take fewer characters of IPA
_WORD = re.compile(r"\S+")
_ALPHANUMERIC = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text in what a voice is given.

    Attributes:
        position: in characters of the text.
        share: of its sentence that is said before it, 0 to 1.
    """

    position: int
    share: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a voice says at once.

    Attributes:
        said: phonemes, or the text, with the marks that end its clauses.
        words: in order; the first begins with the sentence.
        stops: whether a pause belongs after it.
    """

    said: str
    words: tuple[Word, ...]
    stops: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    said: str
    mark: str
    stops: bool


Say = Callable[[Span], str]
"""How a stretch of the text is written for the voice."""


def sentences(text: str, say: Say, kept: Collection[Span] = ()) -> Iterator[Sentence]:
    """Put a text into what a voice says at once: its sentences, parts of those that are too long.

    Args:
        text: the spoken form.
        say: writes a stretch of it for the voice; empty where nothing is heard.
        kept: stretches that are not to be parted.
    """
    waiting: list[_Piece] = []
    for piece in _pieces(text, say, kept):
        if not piece.said:
            if waiting and piece.stops:  # a mark alone ends what stands before it
                waiting[-1] = replace(waiting[-1], mark=piece.mark, stops=True)
        else:
            if waiting and sum(len(p.said) + 2 for p in (*waiting, piece)) > LONGEST:
                yield _joined(text, waiting)
                waiting = []
            waiting.append(piece)
        if waiting and waiting[-1].stops:
            yield _joined(text, waiting)
            waiting = []
    if waiting:
        yield _joined(text, waiting)


def _pieces(text: str, say: Say, kept: Collection[Span]) -> Iterator[_Piece]:
    for clause in clauses(text, kept):
        parts = list(_short(text, clause.span, say, kept))
        for part, said in parts[:-1]:
            yield _Piece(part, said, "", stops=False)
        part, said = parts[-1]
        yield _Piece(part, said, clause.mark, clause.stops)


def _short(text: str, span: Span, say: Say, kept: Collection[Span]) -> Iterator[tuple[Span, str]]:
    """Say a stretch, in halves where it is too long."""
    length = span.end - span.start
    said = say(span) if length <= _AT_ONCE else ""
    if length > _AT_ONCE or (len(said) > LONGEST and length > 1):
        middle = _middle(text, span, kept)
        yield from _short(text, Span(span.start, middle), say, kept)
        yield from _short(text, Span(middle, span.end), say, kept)
    else:
        yield span, said


def _middle(text: str, span: Span, kept: Collection[Span]) -> int:
    """Return where to halve: after the space nearest to the middle, else in the midst of a word."""
    middle = (span.start + span.end) // 2
    after = text.find(" ", middle, span.end - 1)
    before = text.rfind(" ", span.start + 1, middle)
    spaces = sorted((p for p in (after, before) if p >= 0), key=lambda p: abs(p - middle))
    free = (p + 1 for p in spaces if not any(s.start <= p < s.end for s in kept))
    return next(free, middle)


def _joined(text: str, pieces: list[_Piece]) -> Sentence:
    said, places = "", list[tuple[int, float]]()
    for piece in pieces:
        places += [(word, len(said) + place) for word, place in _places(text, piece)]
        said += f"{piece.said}{piece.mark} "
    said = said.rstrip()
    words = tuple(Word(position, min(place / len(said), 1.0)) for position, place in places)
    return Sentence(said, words, pieces[-1].stops)


def _places(text: str, piece: _Piece) -> Iterator[tuple[int, float]]:
    """Give each word its place in what is said: its own group there, else by its letters."""
    words = list(_words(text, piece.span))
    groups = piece.said.split(" ")
    if len(groups) != len(words):
        groups = ["x" * len(word) for _, word in words]
    lengths = [len(group) + 1 for group in groups]
    scale = len(piece.said) / max(1, sum(lengths) - 1)
    begins = accumulate(lengths[:-1], initial=0)
    for (position, _), begin in zip(words, begins, strict=False):
        yield position, begin * scale


def _words(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """Find the words that begin in a stretch, each by its first letter."""
    for run in _WORD.finditer(text, span.start, span.end):
        letter = _ALPHANUMERIC.search(run[0])
        cut = run.start() == span.start > 0 and text[span.start - 1].isalnum()
        if letter and not cut:
            yield run.start() + letter.start(), run[0]
