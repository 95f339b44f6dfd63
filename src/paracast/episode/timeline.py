"""A script and its clips → words and chapters on the episode's timeline."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from paracast.audio.programme import Programme
from paracast.episode.model import Chapter, TimedSentence, Turn
from paracast.episode.words import timed_sentences
from paracast.script.model import Script, Utterance
from paracast.units import Samples

Turns: TypeAlias = Callable[[Utterance], Sequence[Turn]]
"""Tells who speaks an utterance, by positions in its written words."""


def nobody(_utterance: Utterance) -> tuple[Turn, ...]:
    """Tell of nobody who speaks."""
    return ()


def sentences_of(
    utterances: Sequence[Utterance], programme: Programme, turns: Turns = nobody
) -> Iterator[TimedSentence]:
    """Yield the words of each sentence that is heard, with who says them where several speak."""
    told = [turns(utterance) for utterance in utterances]
    if len({turn.name for said in told for turn in said}) <= 1:
        told = [()] * len(told)
    first, rate = programme.jingles, programme.encoding.rate
    clips = zip(programme.clips[first:], programme.starts[first:], strict=False)
    for utterance, speakers, (clip, start) in zip(utterances, told, clips, strict=False):
        yield from timed_sentences(utterance, clip, rate=rate, start=start, turns=speakers)


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
