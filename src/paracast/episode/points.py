"""Where chapters begin, as others tell it → chapters as we keep them."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from paracast.episode.model import Chapter
from paracast.units import Hertz, Samples

_LONGEST = 255  # characters of a title


class Point(NamedTuple):
    """Where a chapter begins, in seconds."""

    seconds: float
    title: str
    url: str = ""


class _Listed(msgspec.Struct, rename="camel"):
    start_time: float
    title: str = ""
    url: str = ""


class _Chapters(msgspec.Struct):
    chapters: list[_Listed]


def points_of(data: bytes) -> list[Point]:
    """Read a chapters file (Podcasting 2.0, JSON chapters format); a damaged one has none."""
    try:
        read = msgspec.json.decode(data, type=_Chapters)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    return [Point(one.start_time, " ".join(one.title.split()), one.url) for one in read.chapters]


def chapters_at(points: Sequence[Point], rate: Hertz, length: Samples) -> tuple[Chapter, ...]:
    """Return chapters that begin at whole seconds and together last to the end.

    Args:
        points: in any order; those beyond the end, without a title, and the later of two within a
            second are left out.
        rate: of the episode.
        length: of the episode.
    """
    starts: dict[int, Point] = {}
    within = (one for one in points if one.title and 0 <= one.seconds * rate < length)
    for point in sorted(within):
        starts.setdefault(int(point.seconds), point)
    ends = [*(Samples(second * rate) for second in starts), length][1:]
    return tuple(
        Chapter(Samples(second * rate), end, point.title[:_LONGEST], _link(point.url))
        for (second, point), end in zip(starts.items(), ends, strict=True)
    )


def _link(url: str) -> str:
    return url if url.startswith(("https://", "http://")) and url.isascii() else ""
