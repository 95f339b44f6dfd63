"""A script and its clips → cues and chapters on the episode's timeline."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from paracast.audio.clip import Clip
from paracast.audio.programme import Programme
from paracast.episode.model import Chapter, Cue
from paracast.script.model import Script, Utterance
from paracast.units import Samples


def cues_of(utterances: Sequence[Utterance], programme: Programme) -> tuple[Cue, ...]:
    """Return one cue for each sentence of the utterances, in the article's own words."""
    first = programme.jingles
    spoken = zip(utterances, programme.clips[first:], programme.starts[first:], strict=False)
    return tuple(cue for said in spoken for cue in _cues(*said))


def _cues(utterance: Utterance, clip: Clip, start: Samples) -> Iterator[Cue]:
    begins = [*_beginnings(utterance, clip), clip.speech]
    for sentence, (begin, end) in zip(utterance.sentences, pairwise(begins), strict=True):
        if end > begin:
            text = utterance.form.written[sentence.start : sentence.end]
            yield Cue(Samples(start + begin), Samples(start + end), text, utterance.role)


def _beginnings(utterance: Utterance, clip: Clip) -> Iterator[Samples]:
    """Yield where each sentence begins: at its first word's mark."""
    positions = [mark.position for mark in clip.marks]
    length = len(utterance.form.text)
    for index, sentence in enumerate(utterance.sentences):
        position = utterance.form.spoken_position(sentence.start)
        first = bisect_left(positions, position)
        if index == 0:
            yield Samples(0)
        elif first < len(positions):
            yield clip.marks[first].sample
        else:
            yield Samples(clip.speech * position // max(1, length))


def chapters_of(script: Script, programme: Programme) -> tuple[Chapter, ...]:
    """Return one chapter for each segment; together they cover the episode."""
    firsts = accumulate(len(segment.utterances) for segment in script.segments[:-1])
    starts = (
        Samples(0),
        *(programme.starts[programme.jingles + first] for first in firsts),
        programme.length,
    )
    return tuple(
        Chapter(begin, end, segment.title)
        for segment, (begin, end) in zip(script.segments, pairwise(starts), strict=True)
    )
