"""A script and its clips → words and chapters on the episode's timeline."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Final

from paracast.article import Link
from paracast.audio.programme import Programme
from paracast.episode.division import Division, Section, divided, title_of
from paracast.episode.model import Chapter, MediaFile, Mention, TimedSentence, Turn
from paracast.episode.words import timed_sentences
from paracast.script.model import Script, Utterance
from paracast.script.words import heard_words
from paracast.units import Samples, to_seconds

NO_PICTURES: Final[Mapping[Path, MediaFile]] = MappingProxyType({})


def sentences_of(
    utterances: Sequence[Utterance], programme: Programme, turns: Sequence[Sequence[Turn]] = ()
) -> Iterator[tuple[TimedSentence, ...]]:
    """Yield each utterance's sentences that are heard: their words, with who says them.

    Nobody is told where only one speaks.

    Args:
        utterances: what is said.
        programme: on whose timeline.
        turns: who speaks, for each utterance; empty: nobody is told.
    """
    if len({turn.name for said in turns for turn in said}) <= 1:
        turns = [()] * len(utterances)
    rate = programme.encoding.rate
    for index, (utterance, speakers) in enumerate(zip(utterances, turns, strict=True)):
        clip, start = programme.utterance(index)
        yield tuple(timed_sentences(utterance, clip, rate=rate, start=start, turns=speakers))


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
    sections = [
        Section(segment.title, programme.approach(first) // rate, segment.level)
        for segment, first in zip(segments, script.firsts, strict=True)
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
        for link, begin in _linked(index, utterance, programme) if utterance.links else ():
            words = utterance.form.written[link.span.start : link.span.end]
            found.setdefault(link.address, Mention(begin, title_of([words]), link.address))
    return tuple(found.values())


def _linked(
    index: int, utterance: Utterance, programme: Programme
) -> Iterator[tuple[Link, Samples]]:
    """Yield the links of an utterance, and where the sentence of each begins."""
    clip, start = programme.utterance(index)
    rate = programme.encoding.rate
    timed = timed_sentences(utterance, clip, rate=rate, start=start)
    heard = list(zip(heard_words(utterance), timed, strict=True))
    places = [words[0].start for words, _ in heard]
    for link in utterance.links:
        number = bisect_right(places, link.span.start) - 1
        yield link, heard[max(0, number)][1][0].start
