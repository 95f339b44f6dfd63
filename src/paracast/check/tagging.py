"""An MP3's tag: its version, its chapters in order, its pictures."""

import io
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from mutagen import MutagenError, id3

from paracast.check import sources
from paracast.check.chaptering import Listed
from paracast.check.model import Finding, error, warning
from paracast.check.pictures import picture_in

_MAKE = "Make the episode again: paracast make ARTICLE"
_NONE = warning("tag-missing", sources.ID3, _MAKE)
_BROKEN = error("tag-damaged", sources.ID3, _MAKE)
_VERSION = error("tag-version", f"{sources.ID3}; players lose chapters with pictures of 2.4", _MAKE)
_ORDER = error("tag-chapter-order", f"{sources.ID3}; players show them as they lie", _MAKE)
_NO_TOC = error("tag-without-contents", f"{sources.ID3}, CTOC", _MAKE)
_TOC = error("tag-contents", f"{sources.ID3}, CTOC", _MAKE)
_END = error("tag-chapter-end", f"{sources.ID3}, CHAP", _MAKE)
_PICTURE = warning("tag-picture", sources.LISTENERS, "Use pictures of 600 pixels at most.")
_NEWER = warning("tag-frames", f"{sources.ID3}: TDRC is 2.4's", _MAKE)
_NAMELESS = warning("tag-chapter-without-title", f"{sources.ID3}, CHAP", _MAKE)
_TITLE = warning("tag-without-title", sources.LISTENERS, _MAKE)

Chapter: TypeAlias = Any
"""mutagen's CHAP frame; it declares no attributes."""

_LARGEST = 600  # pixels
_SLACK = 100  # ms: encoders pad
_V3 = 3
_KNOWN = {name: id3.Frames[name] for name in ("TIT2", "TDRC", "APIC", "CHAP", "CTOC")}
"""What is looked at; lyrics take mutagen long."""


def tags_of(path: Path) -> id3.ID3 | Finding | None:
    """Read a tag as it is written; None: there is none."""
    try:
        return id3.ID3(path, known_frames=_KNOWN, translate=False)
    except id3.ID3NoHeaderError:
        return None
    except (MutagenError, ValueError, OSError, LookupError, struct.error) as failure:
        return _BROKEN.at(path.name, f"{failure}.")


def listed_in(tags: id3.ID3 | None) -> list[Listed]:
    """Return what a tag's chapters are called, and when they begin."""
    return [
        Listed(chapter.start_time / 1000, str(chapter.sub_frames.get("TIT2", "")))
        for chapter in (chapters_of(tags) if tags else [])
    ]


def chapters_of(tags: id3.ID3) -> list[Chapter]:
    """Return a tag's chapters in the order in which they lie there."""
    return [tags[key] for key in tags if key.startswith("CHAP:")]


def check_tag(tags: id3.ID3 | None, seconds: float, place: str) -> Iterator[Finding]:
    """Check a tag.

    Args:
        tags: as `tags_of` reads it.
        seconds: that the sound lasts.
        place: what to call it.
    """
    if tags is None:
        yield _NONE.at(place, "There is no ID3v2 tag.")
        return
    chapters = chapters_of(tags)
    version = tags.version[1]
    if version != _V3:
        yield _VERSION.at(place, f"The tag is ID3v2.{version}.")
    if version < _V3:  # all frames have other names
        return
    if version == _V3 and "TDRC" in tags:
        yield _NEWER.at(place, "It has a TDRC frame.")
    if "TIT2" not in tags:
        yield _TITLE.at(place, "It has no title.")
    yield from _check_chapters(chapters, seconds, place)
    for chapter in chapters:
        if not str(chapter.sub_frames.get("TIT2", "")).strip():
            yield _NAMELESS.at(place, f"The chapter at {chapter.start_time / 1000:g} s.")
    yield from _check_contents(tags, chapters, place)
    yield from _check_pictures(tags, chapters, place)


def _check_chapters(chapters: Sequence[Chapter], seconds: float, place: str) -> Iterator[Finding]:
    starts = [chapter.start_time for chapter in chapters]
    if starts != sorted(starts):
        yield _ORDER.at(place, f"They begin at {', '.join(f'{s / 1000:g}' for s in starts)} s.")
    for chapter in chapters:
        if chapter.end_time > seconds * 1000 + _SLACK or chapter.end_time <= chapter.start_time:
            told = f"{chapter.start_time / 1000:g} to {chapter.end_time / 1000:g} s"
            yield _END.at(place, f"A chapter lasts from {told}; the sound has {seconds:.1f} s.")


def _check_contents(tags: id3.ID3, chapters: Sequence[Chapter], place: str) -> Iterator[Finding]:
    tables = [tags[key] for key in tags if key.startswith("CTOC:")]
    top = [table for table in tables if table.flags & id3.CTOCFlags.TOP_LEVEL]
    if chapters and not top:
        yield _NO_TOC.at(place, "There are chapters, and no table of contents over them.")
    for table in top[:1]:
        listed = list(table.child_element_ids)
        if sorted(listed) != sorted(chapter.element_id for chapter in chapters):
            yield _TOC.at(place, f"It lists {len(listed)} chapters; there are {len(chapters)}.")
        elif listed != [chapter.element_id for chapter in sorted(chapters, key=_begin)]:
            yield _TOC.at(place, "It lists the chapters in another order than that of time.")


def _begin(chapter: Chapter) -> int:
    return int(chapter.start_time)


def _check_pictures(tags: id3.ID3, chapters: Sequence[Chapter], place: str) -> Iterator[Finding]:
    pictures = [*tags.getall("APIC")]
    pictures += [frame for chapter in chapters for frame in chapter.sub_frames.getall("APIC")]
    for one in pictures:
        picture = picture_in(io.BytesIO(one.data), deep=False)
        if picture is None:
            yield _PICTURE.at(place, "A picture cannot be read.")
        elif max(picture.width, picture.height) > _LARGEST:
            yield _PICTURE.at(place, f"A picture has {picture.width} × {picture.height} pixels.")
