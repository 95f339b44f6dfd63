"""A show elsewhere becomes one of ours."""

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import soundfile
from hosts import Host, hosting
from lxml import etree
from mutagen import id3
from one_at_a_time import make_episode
from PIL import Image
from tones import tone

from paracast import config
from paracast.article.options import FetchOptions
from paracast.check import Severity, check_folder
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.errors import ShelfError
from paracast.feed.foreign import ForeignFeed
from paracast.pipeline.commission import Commission
from paracast.pipeline.editing import Edit, edit_episode, remove_episode
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.particulars import now_after
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.takeover import (
    Taken,
    decide_taking,
    fetch_artwork,
    plan_takeover,
    promise_guids,
    read_foreign,
    take_over,
)

HERE = FetchOptions(allow_private=True, timeout_seconds=5)
SOUND = tone(3)
VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nOne.\n"
CHAPTERS = {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A", "img": "x"}]}
HEAD = (
    '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Tales</title>'
    "<language>de</language>"
)


def jpeg(size: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (size, size), "navy").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with hosting({f"/{n}.mp3": SOUND for n in range(1, 4)}) as one:
        one.types["/feed"] = "application/rss+xml"
        yield one


def item(host: Host, number: int, more: str = "", kind: str = "audio/mpeg") -> str:
    return (
        f"<item><title>Tale {number}</title><guid>old/{number}?x=ÄÖ</guid>"
        f"<pubDate>0{number} Jan 2020 00:00:00 GMT</pubDate><link>{host.url(f'/a/{number}')}</link>"
        f"<description>Of {number} nets.</description>"
        f'<enclosure url="{host.url(f"/{number}.mp3")}" type="{kind}"/>{more}</item>'
    )


def feed_of(host: Host, *items: str, head: str = "") -> ForeignFeed:
    host.files["/feed"] = f"{HEAD}{head}{''.join(items)}</channel></rss>".encode()
    return read_foreign(host.url("/feed"), HERE)


def take(show: Path, feed: ForeignFeed) -> list[Taken]:
    setup = config.load(show)
    return list(take_over(plan_takeover(feed, setup), feed, setup, HERE))


def episodes(show: Path) -> tuple[Episode, ...]:
    return Shelf(show / "episodes").episodes()


def test_episodes_keep_guid_date_words_and_bytes_and_are_measured(show: Path, host: Host) -> None:
    feed = feed_of(host, item(host, 2), item(host, 1, "<itunes:season>3</itunes:season>"))
    assert all(taken.arrived for taken in take(show, feed))
    two, one = episodes(show)
    assert (one.guid, one.title, one.description) == ("old/1?x=ÄÖ", "Tale 1", "Of 1 nets.")
    assert (one.published, one.season) == (datetime(2020, 1, 1, tzinfo=UTC), 3)
    assert (one.language, one.voices, two.chapter_file) == ("de", (), None)
    path = show / "episodes" / one.folder / one.enclosure.name
    assert path.read_bytes() == SOUND
    assert len(soundfile.read(path)[0]) == pytest.approx(one.sound.length, abs=529)
    assert -20 < one.sound.loudness < -5
    assert Shelf(show / "episodes").is_complete(one)
    assert not (show / ".incoming").exists()
    tree = etree.parse(show / "episodes" / "feed.xml")
    assert tree.xpath("//item/guid/text()") == [two.guid, one.guid]
    assert b"synthetic" not in (show / "episodes" / "feed.xml").read_bytes()


def test_transcripts_chapters_and_artwork_come_along_where_they_are_sound(
    show: Path, host: Host
) -> None:
    host.files |= {
        "/good.vtt": VTT,
        "/bad.srt": b"nothing",
        "/t.json": b'{"segments": [{"startTime": 0, "body": "One."}]}',
        "/c.json": json.dumps(CHAPTERS).encode(),
        "/own.jpg": jpeg(1400),
        "/small.jpg": jpeg(300),
    }
    named = {"/good.vtt": "text/vtt", "/bad.srt": "application/srt", "/t.json": "application/json"}
    files = "".join(
        f'<podcast:transcript url="{host.url(path)}" type="{kind}"/>'
        for path, kind in (*named.items(), ("/page", "text/html"))
    )
    files += f'<podcast:chapters url="{host.url("/c.json")}" type="application/json+chapters"/>'
    first = item(host, 1, files + f'<itunes:image href="{host.url("/own.jpg")}"/>')
    second = item(host, 2, f'<itunes:image href="{host.url("/small.jpg")}"/>')
    taken = take(show, feed_of(host, first, second))
    two, one = episodes(show)
    folder = show / "episodes" / one.folder
    assert [file.name for file in one.transcripts] == ["tale-1.vtt", "tale-1.transcript.json"]
    assert (folder / "tale-1.vtt").read_bytes() == VTT
    assert one.chapter_file
    assert json.loads((folder / one.chapter_file.name).read_bytes()) == CHAPTERS
    assert [chapter.title for chapter in one.chapters] == ["A"]
    assert one.artwork
    assert two.artwork is None
    missing = [word for one_ in taken if one_.arrived for word in one_.arrived.missing]
    assert len(missing) == 3
    for part, told in zip(("text/html", "application/srt", "300 × 300"), missing, strict=False):
        assert any(part in one_ for one_ in missing), told
    assert Shelf(show / "episodes").heard(one)[0].text == "One."
    assert Shelf(show / "episodes").heard(two) == ()


def test_what_is_not_mp3_or_gone_or_here_is_left_and_the_rest_is_taken(
    show: Path, host: Host
) -> None:
    host.files["/3.mp3"] = b"<html>not found</html>"
    del host.files["/2.mp3"]
    m4a = item(host, 4, kind="audio/x-m4a").replace("4.mp3", "4.m4a")
    feed = feed_of(host, item(host, 1), item(host, 1), item(host, 2), item(host, 3), m4a)
    taken = take(show, feed)
    assert [one.title for one in episodes(show)] == ["Tale 1"]
    assert sorted(one.error.message.split()[0] for one in taken if one.error)
    assert len([one for one in taken if one.error]) == 2
    whys = [left.why for left in plan_takeover(feed, config.load(show)).left]
    assert whys[:2] == ["it is here already", "it is here already"]
    assert "audio/x-m4a" in " ".join(whys)


def test_taken_again_nothing_is_fetched_and_nothing_comes_twice(show: Path, host: Host) -> None:
    feed = feed_of(host, item(host, 1), item(host, 2))
    take(show, feed)
    remove_episode("Tale 2", config.load(show))
    asked = len(host.asked)
    assert take(show, feed) == []
    assert len(host.asked) == asked
    left = plan_takeover(feed, config.load(show)).left
    assert {one.why for one in left} == {"it is here already", "it was removed here"}


def test_a_run_that_breaks_off_goes_on_where_it_did(show: Path, host: Host) -> None:
    feed = feed_of(host, item(host, 1), item(host, 2))
    setup = config.load(show)
    run = take_over(plan_takeover(feed, setup), feed, setup, HERE)
    assert next(run).arrived
    run.close()
    host.breaking = (9, 5_000)
    assert [one.error is not None for one in take(show, feed)] == [True]
    host.breaking = (0, 0)
    take(show, feed)
    assert len(episodes(show)) == 2
    assert host.sent == {"/feed": host.sent["/feed"], "/1.mp3": len(SOUND), "/2.mp3": len(SOUND)}


@pytest.mark.slow
def test_killed_before_any_change_of_the_disk_it_goes_on_and_nothing_comes_twice(
    show: Path, host: Host
) -> None:
    feed_of(host, item(host, 1), item(host, 2))
    (show / "old.xml").write_bytes(host.files["/feed"])
    write_feed(config.load(show))  # draws the artwork once for all turns
    program = Path(__file__).with_name("killed_at_every_step.py")
    done = subprocess.run(
        [sys.executable, program, show, "import"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)
    assert {len(found["episodes"]) for found, _ in steps} == {0, 1, 2}
    for found, again in steps:
        assert found["complete"]
        assert found["left"] == []
        assert [guid for guid, *_ in again["episodes"]] == ["old/2?x=ÄÖ", "old/1?x=ÄÖ"]
        assert (again["complete"], again["waiting"], again["in_feed"]) == (True, [], 2)


def test_titles_and_guids_of_any_kind_stay_within_the_shelf(show: Path, host: Host) -> None:
    hostile = item(host, 1).replace("Tale 1", "../../&lt;script&gt;/etc").replace("old/", "../")
    take(show, feed_of(host, hostile))
    (one,) = episodes(show)
    assert one.guid == "../1?x=ÄÖ"
    assert one.folder == "2020-01-01-script-etc"
    outside = {path.name for path in show.parent.iterdir()}
    assert outside == {"show"}


def test_a_private_address_is_not_fetched_unless_allowed(show: Path, host: Host) -> None:
    feed, setup = feed_of(host, item(host, 1)), config.load(show)
    (taken,) = take_over(plan_takeover(feed, setup), feed, setup, FetchOptions())
    assert taken.error
    assert "--allow-private" in taken.error.remedy


def test_an_imported_episode_can_be_edited(show: Path, host: Host) -> None:
    take(show, feed_of(host, item(host, 1)))
    edited = edit_episode("1", Edit(title="Other"), config.load(show))
    path = show / "episodes" / edited.folder / edited.enclosure.name
    assert path.name == "tale-1-2.mp3"
    assert path.read_bytes().endswith(SOUND)
    assert Shelf(show / "episodes").is_complete(edited)


def test_an_article_at_a_promised_address_gets_the_guid_and_the_date_it_had(
    show: Path, host: Host, executor: Executor
) -> None:
    feed = feed_of(host, item(host, 1, "<itunes:episode>9</itunes:episode>"), item(host, 2))
    setup = config.load(show, voice="tone:a440")
    assert promise_guids(feed, setup) == 2
    assert promise_guids(feed_of(host, item(host, 3)), setup) == 1
    host.files["/a/1/"] = b"# Boats\n\nThey came home."
    host.types["/a/1/"] = "text/markdown"
    studio = open_studio(setup, executor)
    made = [
        make_episode(Commission(host.url("/a/1/"), fetching=HERE), studio, tell_nobody)
        for _ in range(2)
    ]
    assert [one.outcome for one in made] == ["made", "unchanged"]
    episode = made[0].episode
    assert (episode.guid, episode.number) == ("old/1?x=ÄÖ", 9)
    assert episode.published == datetime(2020, 1, 1, tzinfo=UTC)
    remove_episode(episode.guid, setup)
    again = make_episode(Commission(host.url("/a/1/"), fetching=HERE), studio, tell_nobody)
    assert again.episode.guid != episode.guid


def test_a_new_show_has_the_settings_that_it_had(tmp_path: Path, host: Host) -> None:
    head = (
        '<itunes:author>Jo "J" Doe</itunes:author><description>Line\\one</description>'
        "<itunes:explicit>true</itunes:explicit><itunes:type>serial</itunes:type>"
        '<podcast:person role="editor">Ann</podcast:person>'
        '<podcast:funding url="https://a.example/">Give</podcast:funding>'
        '<itunes:category text="Arts"/><podcast:locked>no</podcast:locked>'
        f'<itunes:image href="{host.url("/show.jpg")}"/>'
    )
    host.files["/show.jpg"] = jpeg(1500)
    feed = feed_of(host, head=head)
    artwork, why = fetch_artwork(feed, HERE)
    assert why == ""
    config.start_from(feed.show, tmp_path / "new", url="https://new.example", artwork=artwork)
    show = config.load(tmp_path / "new").show
    assert show.url == "https://new.example/"
    for name in ("title", "author", "description", "language", "category", "explicit", "type"):
        assert getattr(show, name) == getattr(feed.show, name)
    for name in ("guid", "persons", "funding", "locked", "email", "link"):
        assert getattr(show, name) == getattr(feed.show, name)
    assert show.artwork == "artwork.jpg"


def test_artwork_that_cannot_be_had_is_told(host: Host) -> None:
    for path in ("/none.jpg", "/1.mp3"):
        feed = feed_of(host, head=f'<itunes:image href="{host.url(path)}"/>')
        artwork, why = fetch_artwork(feed, HERE)
        assert artwork == b""
        assert path in why


def test_of_two_items_with_one_guid_the_older_is_taken(host: Host) -> None:
    feed = feed_of(host, item(host, 1), item(host, 1).replace("Tale", "Story"))
    taking = decide_taking(feed, ())
    assert len(taking.wanted) == len(taking.left) == 1
    assert "twice" in taking.left[0].why


@pytest.fixture(autouse=True)
def _nobody_else_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def look_up(name: str, *rest: object, **more: object) -> object:
        assert name == "127.0.0.1"
        return real(name, *rest, **more)  # type: ignore[arg-type]  # as it came

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_two_at_once_do_not_fetch_into_the_same_files(show: Path, host: Host) -> None:
    feed = feed_of(host, item(host, 1))
    setup = config.load(show)
    first = take_over(plan_takeover(feed, setup), feed, setup, HERE)
    next(first)
    with pytest.raises(ShelfError, match=rf"is held by .* \(process {os.getpid()} on "):
        take(show, feed)
    assert [taken.error for taken in first] == []
    assert [episode.guid for episode in episodes(show)] == ["old/1?x=ÄÖ"]


def test_a_date_far_ahead_dates_no_other_episode(show: Path, host: Host) -> None:
    far = item(host, 1).replace("01 Jan 2020", "31 Dec 9999")
    take(show, feed_of(host, far))
    now = datetime.now(UTC)
    assert now_after(episodes(show)) - now < timedelta(seconds=2)


def test_what_another_host_published_is_advised_and_not_refused(show: Path, host: Host) -> None:
    newer = io.BytesIO(SOUND)
    tags = id3.ID3()
    tags.add(id3.TIT2(3, "Tale"))
    tags.save(newer, v2_version=4)
    host.files["/1.mp3"] = newer.getvalue()
    host.files["/1.json"] = json.dumps({"segments": [{"startTime": 0, "body": "One."}]}).encode()
    transcript = f'<podcast:transcript url="{host.url("/1.json")}" type="application/json"/>'
    assert all(taken.arrived for taken in take(show, feed_of(host, item(host, 1, transcript))))
    found = check_folder(show / "episodes", deep=False)
    assert "tag-version" in {finding.rule.name for finding in found}
    assert not [one for one in found if one.rule.severity is Severity.ERROR]


def test_a_transcript_with_times_beyond_reason_stops_no_feed(show: Path, host: Host) -> None:
    host.files["/1.json"] = b'{"version":"1","segments":[{"startTime":1e308,"body":"x"}]}'
    transcript = f'<podcast:transcript url="{host.url("/1.json")}" type="application/json"/>'
    take(show, feed_of(host, item(host, 1, transcript)))
    assert write_feed(config.load(show)).episodes == 1
