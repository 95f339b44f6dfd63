"""A script and its clips → cues and chapters on the episode's timeline."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TypeAlias

from paracast.article import Span
from paracast.audio.clip import Clip
from paracast.audio.programme import Programme
from paracast.episode.model import Chapter, Cue, Turn
from paracast.script.model import Script, Utterance
from paracast.units import Samples

Turns: TypeAlias = Callable[[Utterance], Sequence[Turn]]
"""Tells who speaks an utterance, by positions in its written words."""


def nobody(_utterance: Utterance) -> tuple[Turn, ...]:
    """Tell of nobody who speaks."""
    return ()


def cues_of(
    utterances: Sequence[Utterance], programme: Programme, turns: Turns = nobody
) -> tuple[Cue, ...]:
    """Return one cue for each sentence of the utterances, in the article's own words."""
    return tuple(
        replace(cue, turns=_within(turns(said), sentence))
        for index, said in enumerate(utterances)
        for cue, sentence in _cues(said, *programme.utterance(index))
    )


def _within(turns: Sequence[Turn], sentence: Span) -> tuple[Turn, ...]:
    """Return the turns of one sentence, counted from its start."""
    before = [turn for turn in turns if turn.start <= sentence.start][-1:]
    later = [turn for turn in turns if sentence.start < turn.start < sentence.end]
    return tuple(Turn(max(0, turn.start - sentence.start), turn.name) for turn in (*before, *later))


def _cues(utterance: Utterance, clip: Clip, start: Samples) -> Iterator[tuple[Cue, Span]]:
    begins = [*_beginnings(utterance, clip), clip.speech]
    for sentence, (begin, end) in zip(utterance.sentences, pairwise(begins), strict=True):
        if end > begin:
            text = utterance.form.written[sentence.start : sentence.end]
            cue = Cue(Samples(start + begin), Samples(start + end), text, utterance.role)
            yield cue, sentence


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
        *(programme.approach(first) for first in firsts),
        programme.length,
    )
    return tuple(
        Chapter(begin, end, segment.title)
        for segment, (begin, end) in zip(script.segments, pairwise(starts), strict=True)
    )
