"""Chapters: the JSON file by itself, beside the tag, and beside the description."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paracast.check import sources
from paracast.check.model import Finding, error, warning

_MAKE = "Make the episode again: paracast make ARTICLE"
_JSON = error("chapters-malformed", sources.CHAPTERS, _MAKE)
_ORDER = error("chapters-order", sources.CHAPTERS, _MAKE)
_BEYOND = error("chapters-beyond-end", sources.LISTENERS, _MAKE)
_TITLE = warning("chapters-without-title", sources.LISTENERS, _MAKE)
_DIFFER = error("chapters-differ", f"{sources.LISTENERS}: AntennaPod takes one or the other", _MAKE)
_STAMPS = warning("stamps", f"{sources.APPLE_CHAPTERS}: from 00:00:00, three or more", _MAKE)
_STAMPS_DIFFER = error("stamps-differ", sources.APPLE_CHAPTERS, _MAKE)

_STAMP = re.compile(r"(?:^|<(?:li|p|br)[^>]*>)\s*\(?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\b")
_FEWEST = 3
_CLOSE = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Listed:
    """A chapter of the JSON file."""

    start: float
    title: str


def read_chapters(data: bytes) -> list[Listed] | str:
    """Return what a chapters file lists, or what is wrong with it."""
    try:
        read = json.loads(data)
        listed = [
            Listed(float(one["startTime"]), str(one.get("title", "")))
            for one in read["chapters"]
            if one.get("toc", True)
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as failure:
        return f"It is no chapters file: {failure!r}."
    return listed if isinstance(read.get("version"), str) else "It tells no version."


def check_chapters(data: bytes, seconds: float, place: str) -> Iterator[Finding]:
    """Check a chapters file of a sound that lasts so many seconds."""
    chapters = read_chapters(data)
    if isinstance(chapters, str):
        yield _JSON.at(place, chapters)
        return
    starts = [chapter.start for chapter in chapters]
    if any(later <= one for one, later in pairwise(starts)):
        yield _ORDER.at(place, f"They begin at {', '.join(f'{start:g}' for start in starts)} s.")
    if any(start >= seconds or start < 0 for start in starts):
        yield _BEYOND.at(place, f"One begins at {max(starts):g} s; the sound has {seconds:.1f} s.")
    if any(not chapter.title.strip() for chapter in chapters):
        yield _TITLE.at(place, "A chapter has no title.")


def check_beside_tag(
    chapters: Sequence[Listed], tagged: Sequence[float], place: str
) -> Iterator[Finding]:
    """Compare a chapters file with the tag's chapters, which begin at so many seconds."""
    starts = [chapter.start for chapter in chapters]
    if tagged and not _agree(starts, sorted(tagged)):  # their order is another rule's
        told = f"{len(starts)} in the file, {len(tagged)} in the tag"
        yield _DIFFER.at(place, f"Chapters do not agree: {told}, or not at the same times.")


def check_stamps(html: str, chapters: Sequence[Listed], place: str) -> Iterator[Finding]:
    """Check the time stamps of a description, and compare them with the chapters."""
    found = (
        int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        for hours, minutes, seconds in _STAMP.findall(html)
    )
    stamps = list(found)
    if not stamps:
        return
    if len(stamps) < _FEWEST or stamps[0] != 0 or stamps != sorted(set(stamps)):
        yield _STAMPS.at(place, f"The description has stamps at {', '.join(map(str, stamps))} s.")
    elif chapters and not _agree([chapter.start for chapter in chapters], stamps):
        yield _STAMPS_DIFFER.at(place, f"{len(stamps)} stamps, {len(chapters)} chapters.")


def _agree(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= _CLOSE for a, b in zip(one, other, strict=True)
    )
