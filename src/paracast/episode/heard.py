"""A JSON transcript → its sentences as they are heard, word by word, for reading along."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import msgspec

from paracast.errors import ShelfError
from paracast.units import Milliseconds

_LONGEST = 1e6  # seconds: eleven days
_UNTOLD = -1.0  # seconds; transcripts from elsewhere need not tell when something ends


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence on the episode's timeline.

    Attributes:
        text: the article's own words.
        opens: what begins with it: `heading`, `paragraph`, `list item`, …; empty: what has begun
            goes on.
        words: where each begins in the text, in characters, and when; empty: nobody knows.
    """

    start: Milliseconds
    end: Milliseconds
    text: str
    opens: str = ""
    words: tuple[tuple[int, Milliseconds], ...] = ()


class _Timed(msgspec.Struct, rename="camel"):
    start_time: float
    body: str
    end_time: float = _UNTOLD
    opens: str = ""


class _Transcript(msgspec.Struct):
    segments: list[_Timed]
    sentences: list[_Timed] | None = None


def heard_in(data: bytes, where: str) -> tuple[Heard, ...]:
    """Read the sentences of a JSON transcript, in order.

    Raises:
        ShelfError: it is damaged.
    """
    try:
        read = msgspec.json.decode(data, type=_Transcript)
        for one in (*read.segments, *(read.sentences or ())):
            _refuse_odd(one)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ShelfError(
            f"{where} is damaged: {error}.",
            remedy="Make the episode again, or remove its folder.",
        ) from error
    if read.sentences is None:
        return tuple(_heard(one, ()) for one in _ended(read.segments))
    starts = [word.start_time for word in read.segments]
    return tuple(
        _heard(said, _placed(said.body, read.segments[slice(*_within(starts, said))]))
        for said in read.sentences
    )


def _refuse_odd(said: _Timed) -> None:
    told = said.start_time if said.end_time == _UNTOLD else max(said.start_time, said.end_time)
    if said.start_time < 0 or told > _LONGEST:
        raise msgspec.ValidationError(f"a time of {told:g} s")


def _ended(segments: Sequence[_Timed]) -> Iterator[_Timed]:
    """Let what has no end last until the next begins."""
    for said, following in zip_longest(segments, segments[1:]):
        if said.end_time == _UNTOLD:
            said.end_time = following.start_time if following else said.start_time
        yield said


def _within(starts: Sequence[float], said: _Timed) -> tuple[int, int]:
    return bisect_left(starts, said.start_time), bisect_left(starts, said.end_time)


def _heard(said: _Timed, words: Sequence[tuple[int, Milliseconds]]) -> Heard:
    start, end = _milliseconds(said.start_time), _milliseconds(said.end_time)
    return Heard(start, end, said.body, said.opens, tuple(words))


def _placed(text: str, words: Sequence[_Timed]) -> list[tuple[int, Milliseconds]]:
    """Find a sentence's words in its text; nothing where they are not the text's own."""
    found, place = list[tuple[int, Milliseconds]](), 0
    for word in words:
        for index, piece in enumerate(word.body.split()):
            begin = text.find(piece, place)
            if begin < 0:
                return []
            if index == 0:
                found.append((begin, _milliseconds(word.start_time)))
            place = begin + len(piece)
    return found


def _milliseconds(seconds: float) -> Milliseconds:
    return Milliseconds(round(seconds * 1000))
