import io
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import feedparser
import podcastparser
import pytest
from samples import EPISODE, FULL, PRIVATE, SEASON, SHOW, many
from validator import problems

from paracast.episode.model import Episode
from paracast.feed import FeedOptions, render_documents, render_feed

ADDRESS = "https://example.org/show/feed.xml"
NAMESPACE = b"https://podcastindex.org/namespace/1.0"
FORMER = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"


def in_seasons(count: int) -> Sequence[Episode]:
    """Return episodes of a serial show, with all that an episode can have."""
    return [
        replace(SEASON[0], guid=e.guid, folder=e.folder, title=e.title, published=e.published)
        for e in many(count, replace(EPISODE, number=0))
    ]


NAMES = (
    *("serial", "private", "feed-1.xml", "feed-2.xml", "feed.xml"),
    *(f"{kind}-{count}" for kind in ("plain", "full") for count in (1, 30, 1000)),
)


@cache
def feeds() -> Mapping[str, bytes]:
    """Return feeds of all kinds and sizes."""
    named = {
        "serial": render_feed(FULL, SEASON, artwork_name="artwork-1.jpg"),
        "private": render_feed(PRIVATE, SEASON, artwork_name="artwork-1.jpg", pages=True),
    }
    for count in (1, 30, 1000):
        plain = render_feed(SHOW, many(count), artwork_name="artwork-1.jpg")
        full = render_feed(
            replace(FULL, type="episodic"), in_seasons(count), artwork_name="artwork-1.jpg"
        )
        named |= {f"plain-{count}": plain, f"full-{count}": full}
    divided = render_documents(SHOW, many(7), FeedOptions(3), artwork_name="artwork-1.jpg")
    return {**named, **divided}


@pytest.mark.parametrize("name", NAMES)
def test_a_validator_finds_nothing_wrong(name: str) -> None:
    assert problems(feeds()[name]) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<itunes:explicit>false", b"<itunes:explicit>no"),
        (b'isPermaLink="false">g3<', b'isPermaLink="false">g2<'),
        (b"<itunes:season>2", b"<itunes:season>0"),
        (b"<title>Day 3", b"<title> Day 3"),
        (b'text="Books"', b'text="Book"'),
        (b'href="https://example.org/jo"', b'href="jo"'),
        (b"2026-11-24-a-3/a.mp3", b"2026-11-24-a-2/a.mp3"),
        (b"<language>en-GB</language>", b""),
        (b"<itunes:author>", b"<itunes:subtitle>x</itunes:subtitle><itunes:author>"),
    ],
)
def test_a_validator_finds_what_is_wrong(right: bytes, wrong: bytes) -> None:
    assert right in feeds()["serial"]
    assert problems(feeds()["serial"].replace(right, wrong, 1))


@pytest.mark.parametrize("name", NAMES)
def test_feedparser_reads_every_episode_without_complaint(name: str) -> None:
    parsed = feedparser.parse(feeds()[name])
    assert not parsed.bozo
    assert parsed.feed.title == "Harbour & Reads"
    assert len(parsed.entries) == feeds()[name].count(b"<item>")
    for entry in parsed.entries:
        assert entry.id
        assert entry.enclosures[0].href.endswith(".mp3")


@pytest.mark.parametrize("name", NAMES)
def test_podcastparser_reads_every_episode(name: str) -> None:
    parsed = podcastparser.parse(ADDRESS, io.BytesIO(feeds()[name]))
    assert len(parsed["episodes"]) == feeds()[name].count(b"<item>")
    for episode in parsed["episodes"]:
        assert episode["enclosures"][0]["mime_type"] == "audio/mpeg"
        assert episode["total_time"] == 61
        assert episode["description_html"].startswith("<p>It was quiet &amp; cold.</p>")


def test_podcastparser_reads_podcasting_2_0_under_the_namespaces_former_name() -> None:
    """It knows no other (version 0.6.11); the values are right all the same."""
    written = feeds()["serial"].replace(NAMESPACE, FORMER)
    parsed = podcastparser.parse(ADDRESS, io.BytesIO(written))
    newest = max(parsed["episodes"], key=lambda episode: episode["published"])
    assert parsed["type"] == "serial"
    assert parsed["import_prohibited"] is True
    assert parsed["funding_url"] == "https://example.org/give?a=1&b=2"
    assert (newest["season"], newest["number"]) == (2, 1)
    assert newest["chapters_json_url"].endswith("/a.chapters.json")
    assert newest["transcript_url"].endswith("/a.transcript.json")
    assert [person["name"] for person in newest["persons"]] == ["Jo Doe", "Ann Poe", "Jane Roe"]


@pytest.mark.slow
def test_partytime_and_feedsmith_read_all_of_it_without_a_warning(tmp_path: Path) -> None:
    """`.ci/run` installs both and says where: FEED_PARSERS."""
    paths = []
    for name, document in feeds().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(document)
    assert set(NAMES) == feeds().keys()
    script, output = Path(__file__).with_name("parsers.mjs"), tmp_path / "found.json"
    ran = subprocess.run(
        ["node", script, os.environ["FEED_PARSERS"], output, *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    for document, found in zip(feeds().values(), json.loads(output.read_text()), strict=True):
        party, smith = found["partytime"], found["feedsmith"]
        assert len(party["items"]) == len(smith["items"]) == document.count(b"<item>")
        assert party["guid"] == smith["podcast"]["guid"] == SHOW.guid
        for item, other in zip(party["items"], smith["items"], strict=True):
            assert item["guid"] == other["guid"]["value"]
            assert item["enclosure"]["url"] == other["enclosures"][0]["url"]
            kinds = [transcript["type"] for transcript in item["podcastTranscripts"]]
            assert kinds == ["text/vtt", "application/srt", "application/json"]
            assert item["duration"] == other["itunes"]["duration"] == 61
    serial, private = (json.loads(output.read_text())[n]["partytime"] for n in (0, 1))
    assert serial["itunesType"] == "serial"
    assert serial["license"]["identifier"] == "cc-by-4.0"
    assert [person["name"] for person in serial["podcastPeople"]] == ["Jo Doe", "Ann Poe"]
    assert serial["items"][0]["alternativeEnclosures"][0]["default"] is True
    assert serial["items"][0]["itunesSeason"] == 2
    assert (private["itunesBlock"], private["itunesComplete"]) == (True, True)
