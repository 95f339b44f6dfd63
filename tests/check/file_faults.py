"""Faults of the files that a feed names, each with the rule that names it."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from faulty import Broken, encoded, frames_at, louder, recounted
from feed_faults import alternate
from mutagen import id3
from PIL import Image


def gone(ending: str) -> Callable[[Broken], None]:
    return lambda show: show.file(ending).unlink()


def text(ending: str, old: str, new: str) -> Callable[[Broken], None]:
    return lambda show: show.rewrite(
        ending, lambda told: re.sub(old, new, told, count=1, flags=re.DOTALL)
    )


def without_contents(tags: id3.ID3) -> None:
    tags.delall("CTOC")


def other_contents(tags: id3.ID3) -> None:
    tags["CTOC:toc"].child_element_ids = ["chp0000"]


def beyond(tags: id3.ID3) -> None:
    tags["CHAP:chp0002"].end_time = 10_000_000


def large_picture(tags: id3.ID3) -> None:
    data = io.BytesIO()
    Image.new("RGB", (900, 900)).save(data, "JPEG")
    tags.getall("APIC")[0].data = data.getvalue()


def newer_frame(tags: id3.ID3) -> None:
    tags.add(id3.TDRC(3, "2026-01-01"))


def out_of_order(show: Broken) -> None:
    """Swap two CHAP frames of the same length where they lie."""

    def swapped(data: bytes) -> bytes:
        one = data.index(b"CHAP")
        other = data.index(b"CHAP", one + 4)
        end = data.index(b"CHAP", other + 4)
        return data[:one] + data[other:end] + data[one:other] + data[end:]

    show.mp3(swapped)


def no_header(data: bytes) -> bytes:
    begin = frames_at(data)
    return data[:begin] + data[begin:].replace(b"Info", b"\0\0\0\0", 1)


def junk(data: bytes) -> bytes:
    place = len(data) // 2
    return data[:place] + b"junk" * 50 + data[place:]


def varied(data: bytes) -> bytes:
    """Put frames of another bitrate at the end."""
    head = bytes((0xFF, 0xFB, 0x50, 0xC4))
    return recounted(data + (head + bytes(204)) * 3, _frames(data) + 3)


def _frames(data: bytes) -> int:
    place = data.index(b"Info", frames_at(data)) + 8
    return int.from_bytes(data[place : place + 4], "big")


def unsorted(chapters: list[dict[str, Any]]) -> None:
    chapters[0], chapters[1] = chapters[1], chapters[0]


def moved(chapters: list[dict[str, Any]]) -> None:
    chapters[1]["startTime"] += 2


def late(chapters: list[dict[str, Any]]) -> None:
    chapters[2]["startTime"] = 9999


def untitled(chapters: list[dict[str, Any]]) -> None:
    chapters[1]["title"] = ""


def with_alpha(show: Broken) -> None:
    show.artwork(lambda image: image.convert("RGBA"), "PNG")


def emptied(data: bytes) -> bytes:
    """Keep the tag and half of the first frame."""
    return data[: frames_at(data) + 300]


def reordered_contents(tags: id3.ID3) -> None:
    tags["CTOC:toc"].child_element_ids.reverse()


def nameless(tags: id3.ID3) -> None:
    tags["CHAP:chp0001"].sub_frames.delall("TIT2")


def broken_picture(tags: id3.ID3) -> None:
    tags.getall("APIC")[0].data = b"no picture"


def latin(path: Path) -> None:
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))


def swapped_cues(show: Broken) -> None:
    def swapped(told: str) -> str:
        head, one, other, *rest = told.split("\n\n")
        return "\n\n".join([head, other, one, *rest])

    show.rewrite(".vtt", swapped)


def slower(told: str) -> str:
    """Let every time of the first hour come a twentieth too early."""

    def earlier(time: re.Match[str]) -> str:
        milli = (int(time[1]) * 60_000 + int(time[2]) * 1000 + int(time[3])) * 19 // 20
        return f"00:{milli // 60_000:02}:{milli // 1000 % 60:02},{milli % 1000:03}"

    return re.sub(r"00:(\d\d):(\d\d),(\d{3})", earlier, told)


def halved(show: Broken) -> None:
    path = show.picture()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def promised(show: Broken) -> None:
    """Name the MP3 as an alternate of itself, with a digest of something else."""
    url = f"https://example.org/harbour/{show.episode.name}/{show.file('.mp3').name}"
    promise = f'<podcast:integrity type="sri" value="sha256-{"A" * 43}="/>'
    alternate('type="audio/mpeg"', f'<podcast:source uri="{url}"/>', promise)(show)


FOLLOWING = {
    "artwork-mode": {"artwork-type"},  # JPEG has no alpha: that file is a PNG
    "mp3-cut": {"mp3-header-count", "file-damaged"},
    "chapters-beyond-end": {"chapters-differ", "stamps-differ"},
    "chapters-order": {"chapters-differ", "stamps-differ"},
    "chapters-differ": {"stamps-differ"},
    "loudness": {"true-peak", "mp3-without-header", "mp3-bitrate-varies", "mp3-header-count"},
    "true-peak": {"loudness", "mp3-without-header"},
    "tag-version": {"tag-frames"},
    "cue-reversed": {"cue-beyond-end", "transcripts-drift"},
    "cue-order": {"cue-reversed", "transcripts-differ"},
    "cue-beyond-end": {"cue-order", "cue-overlap"},
    "mp3-stereo": {"loudness", "mp3-without-header"},
    "mp3-rate": {"mp3-without-header"},
    "mp3-joined": {"mp3-header-count", "duration-wrong"},
    "mp3-undecodable": {"mp3-header-count", "duration-wrong", "tag-chapter-end", "mp3-cut"},
    "tag-damaged": {"mp3-no-frames"},  # where the tag ends is told in it
    "tag-chapter-without-title": {"tag-chapter-order"},  # mutagen writes the shortest first
    "transcript-empty": {"transcripts-differ"},
    "vtt-malformed": {"transcripts-differ"},
    "mp3-frames": {"mp3-header-count"},
    "mp3-no-frames": {"mp3-undecodable", "tag-chapter-end", "duration-wrong"},
    "mp3-header-count": {"loudness"},  # decoders stop where the header says
    "cue-lines": {"transcripts-differ"},
}
"""What necessarily follows from a fault, beside it."""

FAULTS: list[tuple[str, Callable[[Broken], object]]] = [
    ("feed-missing", lambda show: show.feed.unlink()),
    ("file-missing", gone(".vtt")),
    ("mp3-no-frames", lambda show: show.mp3(lambda data: data[: frames_at(data)] + bytes(9000))),
    ("mp3-frames", lambda show: show.mp3(junk)),
    ("mp3-cut", lambda show: show.mp3(lambda data: data[:-100])),
    ("mp3-without-header", lambda show: show.mp3(no_header)),
    ("mp3-header-count", lambda show: show.mp3(lambda data: recounted(data, 5))),
    ("mp3-bitrate-varies", lambda show: show.mp3(varied)),
    ("tag-missing", lambda show: show.mp3(lambda data: data[frames_at(data) :])),
    ("tag-version", lambda show: show.tag(lambda tags: tags.update_to_v24(), version=4)),
    ("tag-frames", lambda show: show.tag(newer_frame)),
    ("tag-chapter-order", out_of_order),
    ("tag-without-contents", lambda show: show.tag(without_contents)),
    ("tag-contents", lambda show: show.tag(other_contents)),
    ("tag-chapter-end", lambda show: show.tag(beyond)),
    ("tag-picture", lambda show: show.tag(large_picture)),
    ("chapters-malformed", text(".chapters.json", r'"version"', '"edition"')),
    ("chapters-order", lambda show: show.chapters(unsorted)),
    ("chapters-differ", lambda show: show.chapters(moved)),
    ("chapters-beyond-end", lambda show: show.chapters(late)),
    ("chapters-without-title", lambda show: show.chapters(untitled)),
    ("vtt-malformed", text(".vtt", "WEBVTT", "VTT")),
    ("vtt-malformed", text(".vtt", r"(\d\d:\d\d\.\d{3}) --> ", r"\1 -> ")),
    ("srt-malformed", text(".srt", r"\A1\n", "")),
    ("cue-reversed", text(".vtt", r"(\S+) --> (\S+)", r"\2 --> \1")),
    ("cue-beyond-end", text(".srt", r"--> \d\d", "--> 09")),
    ("cue-lines", text(".vtt", r"(-->[^\n]*\n)", r"\1a\nb\n")),
    ("transcripts-differ", text(".srt", "Seven", "Eight")),
    ("transcript-json", text(".transcript.json", '"startTime"', '"begin"')),
    ("artwork-size", lambda show: show.artwork(lambda image: image.resize((1000, 1000)))),
    ("artwork-size", lambda show: show.artwork(lambda image: image.resize((1500, 1400)))),
    ("artwork-mode", with_alpha),
    ("artwork-mode", lambda show: show.artwork(lambda image: image.convert("L"))),
    ("artwork-type", lambda show: show.artwork(lambda image: image.copy(), "PNG")),
    ("file-damaged", lambda show: show.mp3(lambda data: data[:-50] + bytes(50), tell=True)),
    ("loudness", lambda show: louder(show.file(".mp3"), -6)),
    ("true-peak", lambda show: louder(show.file(".mp3"), 15)),
    ("mp3-joined", lambda show: show.mp3(lambda data: data + data[frames_at(data) :])),
    ("mp3-stereo", lambda show: encoded(show.file(".mp3"), channels=2, bitrate=192)),
    ("mp3-rate", lambda show: encoded(show.file(".mp3"), bitrate=32)),
    ("mp3-undecodable", lambda show: show.mp3(emptied)),
    ("tag-damaged", lambda show: show.mp3(lambda data: data[:6] + b"\x7f\x7f\x7f\x7f" + data[10:])),
    ("tag-without-title", lambda show: show.tag(lambda tags: tags.delall("TIT2"))),
    ("tag-contents", lambda show: show.tag(reordered_contents)),
    ("tag-chapter-without-title", lambda show: show.tag(nameless)),
    ("tag-picture", lambda show: show.tag(broken_picture)),
    ("chapters-malformed", lambda show: show.file(".chapters.json").write_text("[" * 100_000)),
    ("chapters-malformed", text(".chapters.json", r'"startTime": ?[\d.]+', '"startTime": NaN')),
    ("chapter-titles-differ", text(".chapters.json", "nets", "nuts")),
    ("vtt-malformed", text(".vtt", r"00\.000", "00,000")),
    ("srt-malformed", text(".srt", "00,000", "00.000")),
    ("vtt-malformed", text(".vtt", r"WEBVTT\n\n", "WEBVTT\n")),
    ("transcript-encoding", lambda show: latin(show.file(".vtt"))),
    ("transcript-json", lambda show: show.file(".transcript.json").write_text("[" * 100_000)),
    ("transcript-json", text(".transcript.json", r'"endTime": ?[\d.]+', '"endTime": 1e999')),
    ("transcript-empty", lambda show: show.file(".vtt").write_text("WEBVTT\n")),
    ("cue-order", swapped_cues),
    ("cue-overlap", text(".vtt", r"--> 00:00:0\d", "--> 00:00:09")),
    ("cue-wide", text(".vtt", r"noon,", f"noon{',' * 30}")),
    ("transcripts-drift", lambda show: show.rewrite(".srt", slower)),
    ("artwork-unreadable", lambda show: show.picture().write_bytes(b"<svg/>")),
    ("artwork-unreadable", halved),
    ("integrity", promised),
]
