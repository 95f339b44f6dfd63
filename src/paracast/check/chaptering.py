"""Chapters: the JSON file by itself, beside the tag, and beside the description."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from paracast.check import sources
from paracast.check.model import Finding, error, warning
from paracast.check.values import json_of
from paracast.check.values import seconds as seconds_of

_MAKE = "Make the episode again: paracast make ARTICLE"
_JSON = error("chapters-malformed", sources.CHAPTERS, _MAKE)
_ORDER = error("chapters-order", sources.CHAPTERS, _MAKE)
_BEYOND = error("chapters-beyond-end", sources.LISTENERS, _MAKE)
_TITLE = warning("chapters-without-title", sources.LISTENERS, _MAKE)
_DIFFER = error("chapters-differ", f"{sources.LISTENERS}: AntennaPod takes one or the other", _MAKE)
_TITLES = warning(
    "chapter-titles-differ", f"{sources.LISTENERS}: they show one or the other", _MAKE
)
_STAMPS = warning("stamps", f"{sources.APPLE_CHAPTERS}: from 00:00:00, three or more", _MAKE)
_STAMPS_DIFFER = error("stamps-differ", sources.APPLE_CHAPTERS, _MAKE)

_STAMP = re.compile(r"(?:^|<(?:li|p|br)[^<>]*>)\s*\(?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})\b")
_VERSION = re.compile(r"1(\.\d+)*", re.ASCII)
_FEWEST = 3
_CLOSE = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Listed:
    """A chapter: seconds from the beginning, and what it is called."""

    start: float
    title: str


def read_chapters(data: bytes) -> list[Listed] | str:
    """Return what a chapters file lists, or what is wrong with it."""
    try:
        read = json_of(data)
        listed = [
            Listed(seconds_of(one["startTime"]), str(one.get("title", "")))
            for one in read["chapters"]
            if one.get("toc", True)
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as failure:
        return f"It is no chapters file: {str(failure)[:80]}."
    return listed if _VERSION.fullmatch(str(read.get("version"))) else "It tells no version 1."


def check_chapters(
    chapters: Sequence[Listed] | str, seconds: float, place: str
) -> Iterator[Finding]:
    """Check a chapters file, as it was read, of a sound that lasts so many seconds."""
    if isinstance(chapters, str):
        yield _JSON.at(place, chapters)
        return
    starts = [chapter.start for chapter in chapters]
    if any(later <= one for one, later in pairwise(starts)):
        yield _ORDER.at(place, f"They begin at {', '.join(f'{start:g}' for start in starts)} s.")
    if any(start >= seconds for start in starts):
        yield _BEYOND.at(place, f"One begins at {max(starts):g} s; the sound has {seconds:.1f} s.")
    if any(not chapter.title.strip() for chapter in chapters):
        yield _TITLE.at(place, "A chapter has no title.")


def check_beside_tag(
    chapters: Sequence[Listed], tagged: Sequence[Listed], place: str
) -> Iterator[Finding]:
    """Compare a chapters file with the tag's chapters."""
    inside = sorted(tagged, key=lambda chapter: chapter.start)  # their order is another rule's
    if not inside:
        return
    if not _agree([chapter.start for chapter in chapters], [chapter.start for chapter in inside]):
        told = f"{len(chapters)} in the file, {len(tagged)} in the tag"
        yield _DIFFER.at(place, f"Chapters do not agree: {told}, or not at the same times.")
        return
    for listed, other in zip(chapters, inside, strict=True):
        one, two = listed.title.strip(), other.title.strip()
        if one and two and one != two:
            yield _TITLES.at(place, f"“{listed.title}” in the file, “{other.title}” in the tag.")
            return


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
