"""Each fault is named by its rule, and a good show by none."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faulty import Broken, begin, frames_at, louder, recounted
from mutagen import id3
from PIL import Image

from paracast.check import Severity, check_folder


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return begin(tmp_path_factory.mktemp("good") / "show")


@pytest.mark.parametrize("deep", [True, False])
def test_nothing_is_wrong_with_what_paracast_makes(good: Path, *, deep: bool) -> None:
    assert check_folder(good, deep=deep) == ()


def drop(element: str) -> Callable[[Broken], None]:
    return lambda show: show.say(rf"<{element}\b[^>]*?(/>|>.*?</{element}>)\s*", "")


def say(old: str, new: str) -> Callable[[Broken], None]:
    return lambda show: show.say(old, new)


def in_item(element: str, new: str) -> Callable[[Broken], None]:
    old = rf"(<item>.*?)<{element}\b[^>]*?(?:/>|>.*?</{element}>)"
    return lambda show: show.say(old, rf"\g<1>{new}")


def duplicated(show: Broken) -> None:
    item = re.search(r"<item>.*?</item>", show.feed.read_text("utf-8"), re.DOTALL)
    assert item
    show.say("</channel>", item[0].replace("\\", r"\\") + "</channel>")


def other_guid_same_sound(show: Broken) -> None:
    duplicated(show)
    show.say(r"<guid isPermaLink=\"false\">[^<]*", '<guid isPermaLink="false">another')
    show.say(r"<pubDate>[^<]*", "<pubDate>Mon, 05 Jan 2026 10:00:00 +0000")


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
    import io

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


ALSO = {
    "artwork-mode": {"artwork-type"},  # JPEG has no alpha: that file is a PNG
    "mp3-cut": {"mp3-header-count", "file-damaged"},
    "chapters-beyond-end": {"chapters-differ", "stamps-differ"},
    "chapters-order": {"chapters-differ", "stamps-differ"},
    "chapters-differ": {"stamps-differ"},
    "guid-twice": {"enclosure-twice", "date-twice"},
    "loudness": {"true-peak", "mp3-without-header", "mp3-bitrate-varies", "mp3-header-count"},
    "true-peak": {"loudness", "mp3-without-header"},
    "tag-version": {"tag-frames"},
    "namespace": {f"show-without-{one}" for one in ("artwork", "category", "explicit", "author")}
    | {"duration-missing", "show-without-owner"},
    "cue-reversed": {"cue-beyond-end"},
    "cue-order": {"cue-reversed", "transcripts-differ"},
    "cue-beyond-end": {"cue-order"},
    "vtt-malformed": {"transcripts-differ"},
    "mp3-frames": {"mp3-header-count"},
    "mp3-no-frames": {"mp3-undecodable", "tag-chapter-end", "duration-wrong"},
    "mp3-header-count": {"loudness"},  # decoders stop where the header says
    "cue-lines": {"transcripts-differ"},
    "cue-wide": {"transcripts-differ"},
    "transcript-empty": {"transcripts-differ"},
    "address-not-ascii": {"file-missing"},
    "enclosure-incomplete": {"enclosure-length"},
}
"""What necessarily follows from a fault, beside it."""

FAULTS: list[tuple[str, Callable[[Broken], object]]] = [
    ("feed-missing", lambda show: show.feed.unlink()),
    ("feed-malformed", say("</item>", "")),
    ("feed-no-rss", say(r"<rss.*</rss>", "<feed/>")),
    ("rss-version", say('version="2.0"', 'version="0.92"')),
    (
        "namespace",
        say("www.itunes.com/dtds/podcast-1.0.dtd", "www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ),
    ("show-without-description", drop("description")),
    ("show-without-language", drop("language")),
    ("language", say("<language>en", "<language>english please")),
    ("category", say('text="News"', 'text="Novelties"')),
    ("show-without-category", drop("itunes:category")),
    ("explicit", say("<itunes:explicit>false", "<itunes:explicit>no")),
    ("show-type", say("<itunes:type>episodic", "<itunes:type>weekly")),
    ("show-without-self", say(r"<atom:link[^>]*rel=\"self\"[^>]*>", "")),
    ("show-without-owner", drop("itunes:owner")),
    ("show-guid", say(r"<podcast:guid>[^<]*", "<podcast:guid>mine")),
    ("locked", say("<podcast:locked([^>]*)>yes", r"<podcast:locked\1>true")),
    ("value-spaces", say("<itunes:author>", "<itunes:author> ")),
    ("value-too-long", say("<title>Harbour Reads", f"<title>{'Harbour ' * 40}Reads")),
    ("person", say("</channel>", f"<podcast:person>{'J' * 200}</podcast:person></channel>")),
    ("funding", say("</channel>", '<podcast:funding url="shop"/></channel>')),
    ("license", say("</channel>", "<podcast:license>All Mine!</podcast:license></channel>")),
    ("block-half", say("</channel>", "<podcast:block>yes</podcast:block></channel>")),
    ("moved-to", say("</channel>", "<itunes:new-feed-url>/f</itunes:new-feed-url></channel>")),
    (
        "update-frequency",
        say(
            "</channel>",
            '<podcast:updateFrequency rrule="often">x</podcast:updateFrequency></channel>',
        ),
    ),
    ("show-without-episodes", say(r"<item>.*</item>", "")),
    ("episode-without-title", in_item("title", "")),
    ("title-numbered", in_item("title", "<title>Episode 7: Boats</title>")),
    ("guid-missing", in_item("guid", "")),
    ("guid-twice", duplicated),
    ("enclosure-twice", other_guid_same_sound),
    ("episode-without-enclosure", in_item("enclosure", "")),
    ("enclosure-incomplete", say(r' length="\d+"', ' length="0"')),
    ("enclosure-type", say('type="audio/mpeg"', 'type="audio/mp3"')),
    ("enclosure-length", say(r' length="(\d+)"', r' length="1\1"')),
    ("file-missing", gone(".vtt")),
    ("date-missing", in_item("pubDate", "")),
    ("date-malformed", in_item("pubDate", "<pubDate>2026-01-05</pubDate>")),
    ("date-in-future", in_item("pubDate", "<pubDate>Mon, 05 Jan 2099 10:00:00 +0000</pubDate>")),
    ("duration-missing", in_item("itunes:duration", "")),
    (
        "alternate-incomplete",
        say("</item>", '<podcast:alternateEnclosure type="audio/ogg"/></item>'),
    ),
    ("duration-malformed", in_item("itunes:duration", "<itunes:duration>1:02</itunes:duration>")),
    ("duration-wrong", in_item("itunes:duration", "<itunes:duration>600</itunes:duration>")),
    ("episode-type", say("<itunes:episodeType>full", "<itunes:episodeType>whole")),
    ("episode-number", say("</item>", "<itunes:episode>0</itunes:episode></item>")),
    ("episode-without-number", say("<itunes:type>episodic", "<itunes:type>serial")),
    ("description-too-long", say(r"(<item>.*?<!\[CDATA\[<p>)", rf"\g<1>{'boats ' * 800}")),
    ("description-unsafe", say(r"(<item>.*?<!\[CDATA\[)", r"\g<1><script>alert(1)</script>")),
    ("description-unsafe", say(r"(<item>.*?<!\[CDATA\[)", r'\g<1><a href="javascript:x">x</a>')),
    ("description-tags", say(r"(<item>.*?<!\[CDATA\[)", r"\g<1><table></table>")),
    ("transcript-type", say('type="text/vtt"', 'type="text/webvtt"')),
    ("chapters-type", say('type="application/json\\+chapters"', 'type="text/json"')),
    ("ai-content", say(r"(<item>.*?ai-content\">)true", r"\g<1>yes")),
    ("address-not-ascii", say(r"(<enclosure [^>]*)boats-come-home.mp3", r"\1böte.mp3")),
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
    ("stamps", say("<li>00:00:00", "<li>00:00:01")),
    ("vtt-malformed", text(".vtt", "WEBVTT", "VTT")),
    ("vtt-malformed", text(".vtt", r"(\d\d:\d\d\.\d{3}) --> ", r"\1 -> ")),
    ("vtt-malformed", text(".vtt", r"(\d\d:\d\d)\.(\d{3} --> )", r"\1,\2")),
    ("vtt-malformed", text(".vtt", r"WEBVTT\n\n", "WEBVTT\n")),
    ("cue-wide", text(".vtt", r"(-->[^\n]*\n)", r"\1" + "wide " * 20)),
    ("transcript-encoding", lambda show: show.file(".srt").write_bytes(b"1\n\xff")),
    ("transcript-empty", lambda show: show.file(".vtt").write_text("WEBVTT\n")),
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
    ("artwork-unreadable", lambda show: show.picture.write_bytes(b"no image")),
    ("artwork-type", lambda show: show.artwork(lambda image: image.copy(), "PNG")),
    ("file-damaged", lambda show: show.mp3(lambda data: data[:-50] + bytes(50), tell=True)),
    ("loudness", lambda show: louder(show.file(".mp3"), -6)),
    ("true-peak", lambda show: louder(show.file(".mp3"), 15)),
    (
        "archive-missing",
        say("</title>", '</title><atom:link rel="prev-archive" href="feed-1.xml"/>'),
    ),
]

DAMAGES = re.compile(r"mp3-|true-peak|loudness|file-damaged|tag-picture")


@pytest.mark.parametrize(
    ("rule", "breaks"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)]
)
def test_a_fault_is_named_and_nothing_else_is(
    good: Path, tmp_path: Path, rule: str, breaks: Callable[[Broken], object]
) -> None:
    show = Broken(good, tmp_path)
    breaks(show)
    deep = bool(DAMAGES.match(rule))  # what is heard takes a second to decode
    named = {finding.rule.name for finding in check_folder(show.folder, deep=deep)}
    allowed = {rule} | ALSO.get(rule, set())
    if deep:
        allowed |= {"file-damaged", "enclosure-length"}  # other bytes than the manifest's
    assert rule in named
    assert named <= allowed


def test_every_finding_says_where_what_why_and_how_to_mend_it(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.say("<itunes:explicit>false", "<itunes:explicit>no")
    (finding,) = check_folder(show.folder)
    assert finding.place == "feed.xml"
    assert "'no'" in finding.seen
    assert "Apple" in finding.rule.source
    assert finding.rule.remedy == "Write true or false."
    assert finding.rule.severity is Severity.ERROR


class TestAgainstWhatWasPublished:
    """The feed that people have."""

    def named(self, show: Broken, before: bytes) -> set[str]:
        return {finding.rule.name for finding in check_folder(show.folder, against=before)}

    def test_the_same_feed_is_no_change(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        assert self.named(show, show.feed.read_bytes()) == set()

    def test_a_changed_guid_is_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = show.feed.read_bytes()
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        assert self.named(show, before) == {"guid-changed"}

    def test_a_lost_episode_is_found_unless_it_was_removed(
        self, good: Path, tmp_path: Path
    ) -> None:
        show = Broken(good, tmp_path)
        before = show.feed.read_bytes().replace(b"</channel>", LOST + b"</channel>")
        assert self.named(show, before) == {"episode-lost"}
        when = "2026-01-05T10:00:00Z"
        tombstone = {"guid": "lost", "folder": "lost", "title": "Lost", "published": when}
        told = json.dumps([tombstone | {"removed": when}])
        (show.folder / "removed.json").write_text(told, "utf-8")
        assert self.named(show, before) == set()

    def test_other_bytes_at_the_same_address_are_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = re.sub(rb'length="\d+"', b'length="77"', show.feed.read_bytes(), count=1)
        assert self.named(show, before) == {"enclosure-changed"}

    def test_a_feed_that_cannot_be_read_is_told(self, good: Path, tmp_path: Path) -> None:
        assert self.named(Broken(good, tmp_path), b"<rss>") == {"history-unreadable"}

    def test_another_guid_of_the_show_is_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = re.sub(
            rb"<podcast:guid>[^<]*",
            b"<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c",
            show.feed.read_bytes(),
        )
        assert self.named(show, before) == {"show-guid-changed"}

    def test_the_feed_that_was_published_last_is_looked_at_by_itself(
        self, good: Path, tmp_path: Path
    ) -> None:
        show = Broken(good, tmp_path)
        (show.folder / ".published.xml").write_bytes(show.feed.read_bytes())
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        assert {one.rule.name for one in check_folder(show.folder)} == {"guid-changed"}


LOST = (
    b'<item><title>Lost</title><guid isPermaLink="false">lost</guid>'
    b'<enclosure url="https://example.org/lost.mp3" length="1" type="audio/mpeg"/></item>'
)
