"""A script and its clips → cues and chapters on the episode's timeline."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from paracast.article import Link, Span
from paracast.audio.clip import Clip
from paracast.audio.programme import Programme
from paracast.episode.division import Division, Section, divided, title_of
from paracast.episode.model import Chapter, Cue, MediaFile, Mention, Turn
from paracast.script.model import Script, Utterance
from paracast.units import Samples, to_seconds

NO_PICTURES: Final[Mapping[Path, MediaFile]] = MappingProxyType({})

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


def chapters_of(
    script: Script, programme: Programme, pictures: Mapping[Path, MediaFile] = NO_PICTURES
) -> tuple[Chapter, ...]:
    """Return chapters that together cover the episode, each of one segment or more.

    Args:
        script: whose segments they are.
        programme: on whose timeline.
        pictures: what became of the article's own.
    """
    rate, segments = programme.encoding.rate, script.segments
    firsts = accumulate((len(segment.utterances) for segment in segments[:-1]), initial=0)
    sections = [
        Section(segment.title, programme.approach(first) // rate, segment.level)
        for segment, first in zip(segments, firsts, strict=True)
    ]
    chapters = divided(sections, to_seconds(programme.length, rate))
    seconds = (sections[chapter.made_of.start].second for chapter in chapters[1:])
    bounds = (Samples(0), *(Samples(second * rate) for second in seconds), programme.length)
    return tuple(
        Chapter(begin, end, *_told(script, chapter, pictures))
        for chapter, (begin, end) in zip(chapters, pairwise(bounds), strict=True)
    )


def _told(
    script: Script, chapter: Division, pictures: Mapping[Path, MediaFile]
) -> tuple[str, str, MediaFile | None]:
    """Return a chapter's title, where it leads, and its picture."""
    named = [script.segments[number] for number in chapter.named_after]
    parts = (script.segments[number] for number in chapter.made_of)
    seen = [part.picture for part in parts if part.picture]
    return (
        title_of([segment.title for segment in named]),
        next((segment.address for segment in named if segment.address), ""),
        next((pictures[path] for path in seen if path in pictures), None),
    )


def mentions_of(utterances: Sequence[Utterance], programme: Programme) -> tuple[Mention, ...]:
    """Return the links of what is said, each address once, where their sentences begin."""
    found = dict[str, Mention]()
    for index, utterance in enumerate(utterances):
        clip, start = programme.utterance(index)
        for link, begin in _linked(utterance, clip) if utterance.links else ():
            words = utterance.form.written[link.span.start : link.span.end]
            mention = Mention(Samples(start + begin), title_of([words]), link.address)
            found.setdefault(link.address, mention)
    return tuple(found.values())


def _linked(utterance: Utterance, clip: Clip) -> Iterator[tuple[Link, Samples]]:
    """Yield the links of an utterance, and where in its clip the sentence of each begins."""
    begins = list(_beginnings(utterance, clip))
    sentences = [sentence.start for sentence in utterance.sentences]
    for link in utterance.links:
        number = bisect_right(sentences, link.span.start) - 1
        yield link, begins[max(0, number)]
