"""An utterance and its clip → when each of its written words is said.

Engines mark words of the spoken text; the form's edits lead back to the written ones.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice, pairwise, repeat

from paracast.audio.clip import Clip
from paracast.audio.pauses import Pause, pauses_in
from paracast.episode.model import TimedSentence, Turn, Word
from paracast.script.model import Utterance
from paracast.script.words import HeardWord, heard_words
from paracast.speech.engine import Mark
from paracast.units import Hertz, Samples

_SHORTEST = 100  # words in a second: closer marks were not measured
_LATE = 0.08  # seconds by which a mark may follow the pause that its word ends
_AT_ONCE = Samples(0)
_DIGIT = 4  # letters' worth


def timed_sentences(
    utterance: Utterance,
    clip: Clip,
    *,
    rate: Hertz,
    start: Samples = _AT_ONCE,
    turns: Sequence[Turn] = (),
) -> Iterator[TimedSentence]:
    """Yield the words of each sentence that is heard, in order, without overlap.

    A word lasts until the next one begins or a pause does. Written words that have one mark (“of
    the”), or several that nobody can tell apart (“Feb. 28”), share their time by their letters.

    Args:
        utterance: the words.
        clip: how they are said.
        rate: the clip's.
        start: where the clip begins on the timeline.
        turns: who speaks from where on, by positions in the written words.
    """
    sentences = list(heard_words(utterance))
    words = list(chain.from_iterable(sentences))
    texts = [utterance.form.written[word.start : word.end] for word in words]
    times = _timed(_marked(words, clip.marks), texts, _Speech.of(clip, rate, len(words)))
    said = (
        Word(text, Samples(start + begin), Samples(start + end), speaker)
        for text, (begin, end), speaker in zip(
            texts, times, _speakers(words, texts, turns), strict=True
        )
    )
    for sentence in sentences:
        yield tuple(islice(said, len(sentence)))


def _speakers(
    words: Sequence[HeardWord], texts: Sequence[str], turns: Sequence[Turn]
) -> Iterator[str]:
    """Return who says each word: whose turn begins before its end."""
    if not turns:
        return repeat("", len(words))
    later = [turn.start for turn in turns[1:]]
    ends = (word.start + len(text.rstrip()) for word, text in zip(words, texts, strict=True))
    return (turns[bisect_left(later, end)].name for end in ends)


def _marked(words: Sequence[HeardWord], marks: Sequence[Mark]) -> list[Samples | None]:
    """Return the sample of each word's first mark; None where it has none of its own."""
    positions = [mark.position for mark in marks]
    found, after = list[Samples | None](), len(marks)
    for word in reversed(words):
        first = after if word.place is None else bisect_left(positions, word.place)
        found.append(marks[first].sample if first < after else None)
        after = min(first, after)
    return found[::-1]


def _letters(word: str) -> int:
    """Return how long a word takes to say, about, in letters."""
    return 1 + sum(_DIGIT if letter.isdigit() else letter.isalpha() for letter in word)


@dataclass(frozen=True, slots=True)
class _Speech:
    """What a clip's sound tells, in samples.

    Attributes:
        begins: of the pauses.
        marks: of all spoken words.
        shortest: how long a word lasts at least.
        late: by how much a mark may follow the end of the pause before its word.
    """

    length: int
    pauses: Sequence[Pause]
    begins: Sequence[int]
    marks: Sequence[int]
    shortest: int
    late: int

    @classmethod
    def of(cls, clip: Clip, rate: Hertz, words: int) -> "_Speech":
        pauses = pauses_in(clip, rate)
        shortest = min(rate // _SHORTEST, clip.speech // max(1, words))
        begins, marks = [pause.begin for pause in pauses], [mark.sample for mark in clip.marks]
        return cls(clip.speech, pauses, begins, marks, shortest, round(_LATE * rate))

    def sound_from(self, sample: int) -> int:
        """Return where it sounds next: marks may stand in the pause before their words."""
        index = bisect_right(self.begins, sample) - 1
        return max(sample, self.pauses[index].end) if index >= 0 else sample

    def marks_within(self, begin: int, end: int) -> Sequence[int]:
        """Return the marks after a beginning and before an end."""
        return self.marks[bisect_right(self.marks, begin) : bisect_left(self.marks, end)]

    def sound_until(self, sample: int, earliest: int) -> int:
        """Return where the pause before a word's beginning begins, if there is one."""
        index = bisect_left(self.begins, sample) - 1
        if index < 0:
            return sample
        pause = self.pauses[index]
        is_before = pause.end >= sample - self.late and pause.begin >= earliest
        return pause.begin if is_before else sample


def _timed(
    marked: Sequence[Samples | None], texts: Sequence[str], speech: _Speech
) -> Iterator[tuple[int, int]]:
    """Yield when each word begins and ends."""
    known = [*_trusted(marked, speech), (len(marked), speech.length)]
    for (first, begin), (after, end) in pairwise(known):
        until = speech.sound_until(end, begin + (after - first) * speech.shortest)
        if after - first == 1:
            yield begin, until
        else:
            letters = [_letters(text) for text in texts[first:after]]
            yield from pairwise(_shared(begin, until, letters, speech))


def _trusted(marked: Sequence[Samples | None], speech: _Speech) -> Iterator[tuple[int, int]]:
    """Yield the words whose marks leave room for all others, and where they begin to sound."""
    last = begin = 0
    for index, mark in enumerate(marked):
        if mark is None and index:
            continue
        sample = speech.sound_from(mark or 0)
        latest = speech.length - (len(marked) - index) * speech.shortest
        if index == 0:
            begin = min(sample, latest)
            yield 0, begin
        elif begin + (index - last) * speech.shortest <= sample <= latest:
            last, begin = index, sample
            yield index, sample


def _shared(begin: int, end: int, letters: Sequence[int], speech: _Speech) -> Iterator[int]:
    """Yield the bounds of words that share a time by their letters, at marks if there are some."""
    whole, place, least = sum(letters), begin, speech.shortest
    marks = speech.marks_within(begin, end)
    yield begin
    for said, left in zip(accumulate(letters[:-1]), range(len(letters) - 1, 0, -1), strict=True):
        fair = begin + (end - begin) * said // whole
        first, last = place + least, end - left * least
        fitting = (mark for mark in marks if first <= mark <= last)
        place = min(fitting, key=lambda mark: abs(mark - fair), default=max(first, min(fair, last)))
        yield place
    yield end
