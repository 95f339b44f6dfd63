"""Sentences in words → cues of two lines at most, cut and broken where a reader pauses.

Players show a cue as it is broken; what is too long for two lines becomes several cues, each timed
by its own words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from paracast.episode.model import Cue, TimedSentence, Word
from paracast.units import Hertz, Milliseconds, Samples, to_samples

_LINES = 2
_LINGER = Milliseconds(500)  # a shorter gap between two cues would only flicker
_FULL = 0.9  # of two lines: words seldom fill them
# No full stop: within a sentence, it ends an abbreviation.
_CLAUSE = re.compile(r"[,;:!?…—–)\]，、；：。！？][”’»\"']*\s*$")
_UNEVEN = re.compile(r"[^\S ]|\s{2}")
_AMID_CLAUSE = 0.5  # lines' worth of imbalance that it costs to cut there
_BROKEN_CLAUSE = 0.15  # the same for the break between the lines of one cue


def cues_of(sentences: Iterable[TimedSentence], width: int, rate: Hertz) -> Iterator[Cue]:
    """Yield cues in order, of whole words in lines of at most `width` characters.

    A cue begins with its first word. It stays for half a second after its last one, or until the
    next begins. No word is broken unless it is wider than a line.
    """
    linger = to_samples(_LINGER, rate)
    shown: Cue | None = None
    for sentence in sentences:
        for cue in _cut(_Measured.of(sentence, width)):
            if shown:
                yield replace(shown, end=min(cue.start, Samples(shown.end + linger)))
            shown = cue
    if shown:
        yield shown


@dataclass(frozen=True, slots=True)
class _Measured:
    """A sentence's words, none wider than a line, and where each begins and ends in its text."""

    words: Sequence[Word]
    begins: Sequence[int]
    ends: Sequence[int]
    width: int

    @classmethod
    def of(cls, sentence: TimedSentence, width: int) -> "_Measured":
        words: Sequence[Word] = sentence
        if _UNEVEN.search("".join(word.text for word in sentence)) or any(
            len(word.text) > width for word in sentence
        ):
            words = [part for word in sentence for part in _narrow(_plain(word), width)]
        begins = list(accumulate((len(word.text) for word in words[:-1]), initial=0))
        ends = [at + len(word.text.rstrip()) for at, word in zip(begins, words, strict=True)]
        return cls(words, begins, ends, width)

    def length(self, first: int, after: int) -> int:
        """Count the characters of some words in a row."""
        return self.ends[after - 1] - self.begins[first]

    def filled(self, first: int) -> int:
        """Return the word before which a line that begins with a word is full."""
        return bisect_right(self.ends, self.begins[first] + self.width, lo=first)

    def ends_clause(self, after: int) -> bool:
        """Tell whether a reader pauses before a word."""
        return bool(_CLAUSE.search(self.words[after - 1].text))


def _plain(word: Word) -> Word:
    """Write a word's text with single spaces."""
    text = " ".join(word.text.split())
    if word.text[-1:].isspace():
        text += " "
    return word if text == word.text else replace(word, text=text)


def _narrow(word: Word, width: int) -> Iterator[Word]:
    """Break a word that is wider than a line, at spaces where it has some."""
    rest = word
    while len(rest.text.rstrip()) > width:
        cut = (rest.text.rfind(" ", 1, width + 1) + 1) or width
        turn = Samples(rest.start + (rest.end - rest.start) * cut // len(rest.text))
        yield replace(rest, text=rest.text[:cut], end=turn)
        rest = replace(rest, text=rest.text[cut:], start=turn)
    yield rest


def _cut(text: _Measured) -> Iterator[Cue]:
    first, count = 0, len(text.words)
    while first < count:
        after = _cue_end(text, first)
        words, middle = text.words, _line_end(text, first, after)
        lines = (words[first:middle], words[middle:after])
        start, end = words[first].start, words[after - 1].end
        yield Cue(start, end, tuple(tuple(line) for line in lines if line))
        first = after


def _cue_end(text: _Measured, first: int) -> int:
    """Choose the word before which a cue ends: all that is left, or a fair share of it."""
    most, count = first, len(text.words)
    for _ in range(_LINES):
        most = text.filled(most) if most < count else most
    if most == count:
        return count
    rest, room = text.length(first, count), _FULL * _LINES * text.width
    fair = rest / max(2, ceil(rest / room))
    least = min(
        most, max(first + 1, bisect_left(text.ends, text.begins[first] + fair / 2, lo=first))
    )

    def cost(after: int) -> float:
        uneven = abs(text.length(first, after) - fair) / text.width
        return uneven + (0 if text.ends_clause(after) else _AMID_CLAUSE)

    return min(range(least, most + 1), key=cost)


def _line_end(text: _Measured, first: int, after: int) -> int:
    """Choose the word before which the first line ends: all in one line, or two of like length."""
    most = text.filled(first)
    if after <= most:
        return after
    least = bisect_left(text.begins, text.ends[after - 1] - text.width, lo=first + 1)

    def cost(middle: int) -> float:
        uneven = abs(text.length(first, middle) - text.length(middle, after)) / text.width
        return uneven + (0 if text.ends_clause(middle) else _BROKEN_CLAUSE)

    return min(range(least, most + 1), key=cost)
