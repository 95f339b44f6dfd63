"""The sections of an article, in time → the chapters that apps bear.

Decision 12 says why starts are whole seconds, and where the limits come from.
"""

import textwrap
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

SHORTEST: Final = 30
"""Seconds of a chapter; a shorter one is part of another (Spotify's advice; YouTube wants 10)."""

MOST: Final = 255
"""Chapters of an episode: a table of contents counts them in one byte (ID3v2 Chapter Frame
Addendum 1.0, section 3.2)."""

_LONGEST_TITLE = 80  # characters; apps show about half of it on a line


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of an article that may become a chapter.

    Attributes:
        second: the whole second at or right before its first word.
        level: its heading's rank, 1 is the highest; 0 for what stands before all headings.
    """

    title: str
    second: int
    level: int


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter, by the numbers of sections.

    Attributes:
        made_of: all that are in it.
        named_after: those that give it its title.
    """

    made_of: range
    named_after: tuple[int, ...]


def divided(sections: Sequence[Section], seconds: float) -> list[Division]:
    """Return the chapters of an episode, in order; together they hold every section.

    Headings of a higher rank come first, and of the same rank those with more below them: a
    heading begins a chapter if none that came before it is nearer than `SHORTEST` seconds, nor
    the episode's start or end; and as long as there are no more than `MOST`.

    Args:
        sections: in order of time; the first one begins the episode.
        seconds: how long the episode is.
    """
    lengths = _lengths(sections, seconds)
    ranks = [(section.level, -length) for section, length in zip(sections, lengths, strict=True)]
    chosen = [0]
    for number in sorted(range(1, len(sections)), key=ranks.__getitem__):
        place = bisect(chosen, number)
        before = sections[chosen[place - 1]].second if place > 1 else 0
        after = sections[chosen[place]].second if place < len(chosen) else seconds
        second = sections[number].second
        if len(chosen) < MOST and second - before >= SHORTEST and after - second >= SHORTEST:
            chosen.insert(place, number)
    return [
        Division(range(first, last), _named_after(sections, ranks, range(first, last)))
        for first, last in pairwise([*chosen, len(sections)])
    ]


def _lengths(sections: Sequence[Section], seconds: float) -> list[float]:
    """Return how long each section is, with all that is below its heading."""
    lengths = [0.0] * len(sections)
    following: list[tuple[int, float]] = []  # levels, and where they begin: the nearest is last
    for number in range(len(sections) - 1, -1, -1):
        section = sections[number]
        while following and following[-1][0] > section.level:
            following.pop()
        lengths[number] = (following[-1][1] if following else seconds) - section.second
        following.append((section.level, section.second))
    return lengths


def _named_after(
    sections: Sequence[Section], ranks: Sequence[tuple[int, float]], chapter: range
) -> tuple[int, ...]:
    """Return the section that begins a chapter, and what comes below it within moments.

    So “Part One” is followed by its first chapter. What stands before all headings is only the
    title and a notice where it is so short: then the chapter is called after what follows.
    """
    first, *others = chapter
    begin = sections[first].second if first else 0
    near = list(takewhile(lambda number: sections[number].second - begin < SHORTEST, others))
    if first == 0 and len(chapter) == len(sections):
        return (first,)
    if first == 0 and near:
        first = min(near, key=ranks.__getitem__)
        near = [number for number in near if number > first]
    below = takewhile(
        lambda pair: sections[pair[0]].level < sections[pair[1]].level, pairwise([first, *near])
    )
    return (first, *(number for _, number in below))


def title_of(titles: Sequence[str]) -> str:
    """Put titles into one that fits a line: `Part One: The Harbour`."""
    whole = ""
    for title in titles:
        whole += f"{'' if not whole else ' ' if whole[-1] in '.:!?…' else ': '}{title}"
    short = textwrap.shorten(whole, _LONGEST_TITLE, placeholder=" …")
    return short if short != "…" else f"{whole[: _LONGEST_TITLE - 1].rstrip()}…"
