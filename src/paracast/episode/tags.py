"""What is known of an episode → the ID3v2.3 tag at the head of its MP3."""

import io
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mutagen import id3

from paracast.episode.model import Chapter
from paracast.units import Hertz, LanguageTag, Samples, to_milliseconds

_UTF16 = id3.Encoding.UTF16
_LATIN1 = id3.Encoding.LATIN1
_NO_OFFSET = 0xFFFFFFFF
_LONGEST = 255  # characters of a title; directories cut there
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_FRAME_HEADER = 10  # bytes
_THREE_LETTERS = {
    "ar": "ara",
    "bg": "bul",
    "ca": "cat",
    "cs": "ces",
    "cy": "cym",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "et": "est",
    "eu": "eus",
    "fa": "fas",
    "fi": "fin",
    "fr": "fra",
    "ga": "gle",
    "he": "heb",
    "hi": "hin",
    "hr": "hrv",
    "hu": "hun",
    "id": "ind",
    "is": "isl",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "la": "lat",
    "lt": "lit",
    "lv": "lav",
    "nb": "nob",
    "nl": "nld",
    "no": "nor",
    "pl": "pol",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sk": "slk",
    "sl": "slv",
    "sr": "srp",
    "sv": "swe",
    "th": "tha",
    "tr": "tur",
    "uk": "ukr",
    "vi": "vie",
    "zh": "zho",
}


@dataclass(frozen=True, slots=True)
class TagFacts:
    """All that the tag tells.

    Attributes:
        artwork: a JPEG of at most 600 pixels; empty: none.
        length: of the sound, in samples.
        source_url: where the article can be read; empty: nowhere.
        pictures: the chapters' JPEGs by their names.
        season: that it belongs to; 0: none.
        number: in the season; 0: none.
    """

    title: str
    author: str
    show: str
    description: str
    language: LanguageTag
    published: datetime
    rate: Hertz
    length: Samples
    chapters: Sequence[Chapter]
    artwork: bytes = b""
    source_url: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    season: int = 0
    number: int = 0


def id3_tag(facts: TagFacts) -> bytes:
    """Return a complete tag, to be written before the first MP3 frame.

    Version 2.3, since players lose chapters with images in 2.4; chapters in the order of time,
    with a table of contents, since some players show them in the file's order.
    """
    tags = id3.ID3()
    for frame in _frames(facts):
        tags.add(frame)
    tags.update_to_v23()
    written = io.BytesIO()
    tags.save(written, v2_version=3, v1=0, padding=lambda _info: 0)
    return _chapters_in_order(written.getvalue())


def _frames(facts: TagFacts) -> list[id3.Frame]:
    language = _THREE_LETTERS.get(facts.language.partition("-")[0].lower(), "und")
    title, author, show = map(_clean, (facts.title, facts.author, facts.show))
    frames: list[id3.Frame] = [
        id3.TIT2(_UTF16, title or show or "Untitled"),
        id3.TPE1(_UTF16, author or show or title),
        id3.TCON(_LATIN1, "Podcast"),
        id3.TDRC(_LATIN1, f"{facts.published:%Y-%m-%d}"),
        id3.TLAN(_LATIN1, language),
        id3.TLEN(_LATIN1, str(to_milliseconds(facts.length, facts.rate))),
    ]
    if show:
        frames += [id3.TALB(_UTF16, show), id3.TPE2(_UTF16, show)]
    if facts.number:
        frames.append(id3.TRCK(_LATIN1, str(facts.number)))
    if facts.season:
        frames.append(id3.TPOS(_LATIN1, str(facts.season)))
    if facts.description:
        frames.append(id3.COMM(_UTF16, language, "", _clean(facts.description, 4000)))
    if facts.source_url.isascii() and facts.source_url:
        frames.append(id3.WOAS(facts.source_url))
    if facts.artwork:
        frames.append(
            id3.APIC(_LATIN1, "image/jpeg", id3.PictureType.COVER_FRONT, "", facts.artwork)
        )
    return frames + _chapter_frames(facts)


def _chapter_frames(facts: TagFacts) -> list[id3.Frame]:
    """Return CHAP frames and the CTOC over them (ID3v2 Chapter Frame Addendum 1.0)."""
    names = [f"chp{index:04}" for index in range(len(facts.chapters))]
    frames: list[id3.Frame] = [
        id3.CHAP(
            element_id=name,
            start_time=to_milliseconds(chapter.start, facts.rate),
            end_time=to_milliseconds(chapter.end, facts.rate),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=_sub_frames(chapter, facts.pictures),
        )
        for name, chapter in zip(names, facts.chapters, strict=True)
    ]
    if names:
        flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
        frames.append(id3.CTOC("toc", flags, child_element_ids=names, sub_frames=[]))
    return frames


def _sub_frames(chapter: Chapter, pictures: Mapping[str, bytes]) -> list[id3.Frame]:
    frames: list[id3.Frame] = [id3.TIT2(_UTF16, _clean(chapter.title))]
    if chapter.url:
        frames.append(id3.WXXX(_LATIN1, "", chapter.url))
    if chapter.picture:
        cover, picture = id3.PictureType.COVER_FRONT, chapter.picture
        frames.append(id3.APIC(_LATIN1, picture.type, cover, "", pictures[picture.name]))
    return frames


def _chapters_in_order(tag: bytes) -> bytes:
    """Put CHAP frames into the order of their names, which is that of time, before the CTOC.

    mutagen writes frames by size (its issue #506).
    """
    head, frames = tag[:_FRAME_HEADER], _split(tag)
    chapters = sorted(
        (frame for frame in frames if frame.startswith(b"CHAP")),
        key=lambda frame: frame[_FRAME_HEADER:],
    )
    others = [frame for frame in frames if not frame.startswith((b"CHAP", b"CTOC"))]
    contents = [frame for frame in frames if frame.startswith(b"CTOC")]
    return b"".join((head, *others, *chapters, *contents))


def _split(tag: bytes) -> list[bytes]:
    """Part a version 2.3 tag into its frames."""
    frames, position = [], _FRAME_HEADER
    while position < len(tag):
        (size,) = struct.unpack(">I", tag[position + 4 : position + 8])
        end = position + _FRAME_HEADER + size
        frames.append(tag[position:end])
        position = end
    return frames


def _clean(text: str, longest: int = _LONGEST) -> str:
    line = _CONTROLS.sub(" ", text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
