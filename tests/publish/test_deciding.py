"""Targets as users write them, what is published of a folder, types, order, and the record."""

import os
from pathlib import Path

import pytest
from published_shows import SHOW, put, write_feed
from target_contract import local

from paracast.errors import PublishError, UsageError
from paracast.publish.address import parse_target
from paracast.publish.comparing import Remote, compare
from paracast.publish.gathering import gather
from paracast.publish.kinds import cache_control, media_type, rank
from paracast.publish.model import Held
from paracast.publish.naming import faults_of, named_in
from paracast.publish.options import PublishOptions
from paracast.publish.record import Sent, read_record, standing, write_record
from paracast.publish.registry import open_target
from paracast.units import Digest

SECRET = "hunter2hunter2"  # noqa: S105  it is what must not be printed


@pytest.mark.parametrize(
    "text",
    [
        f"sftp://jane:{SECRET}@example.org/www",
        f"s3://key:{SECRET}@bucket/prefix",
        f"s3://{SECRET}@bucket/prefix",
        f"git+https://{SECRET}@example.org/repository#pages",
        f"git+https://example.org/repository?token={SECRET}#pages",
        f"sftp://jane:{SECRET}@example.org:no-port/www",
    ],
)
def test_a_password_in_a_target_is_refused_and_never_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_target(text)
    assert SECRET not in caught.value.message + caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "a\nb",
        "sftp://-oProxyCommand=touch%20x/www",
        "sftp://-lroot@example.org/www",
        "sftp://example.org/www/../../etc",
        "sftp:///www",
        "git+ssh://-oProxyCommand=x/repository#pages",
        "sftp://example.org/a%0ab",
        "s3://",
        "s3://bucket:80/prefix",
    ],
)
def test_a_target_that_a_program_could_misread_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_target(text)


@pytest.mark.parametrize(
    "text",
    [
        "../www",
        "C:\\www",
        "s3://my-bucket/Shows/tide",
        "sftp://jane@MyHost:2222/var/www",
        "sftp://[::1]/var/www",
        "git+https://example.org/me/show.git#gh-pages",
        "git+ssh://git@example.org/me/show.git#gh-pages",
        "git+file:///srv/show.git#pages",
    ],
)
def test_a_target_reads_as_it_was_written(text: str) -> None:
    assert str(parse_target(text)) == text


@pytest.mark.parametrize("text", ["me@example.org:/var/www", "example.org:www", "s3:/bucket/x"])
def test_what_looks_like_a_host_is_no_folder_by_mistake(text: str) -> None:
    with pytest.raises(UsageError, match="looks like a host"):
        parse_target(text)


def test_the_secret_of_a_private_show_is_part_of_the_place_but_not_shown() -> None:
    address = parse_target("s3://bucket/shows/", below="s3cr3t")
    assert address.folder == "shows/s3cr3t"
    assert "s3cr3t" not in str(address)


def test_a_target_that_nobody_offers_is_named_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="ftp://") as caught:
        open_target(parse_target("ftp://example.org/www"), PublishOptions())
    assert "folder, git, rsync, s3, sftp" in caught.value.remedy


@pytest.mark.parametrize("text", ["git+https://example.org/repository", "rsync://example.org/www"])
def test_an_address_that_lacks_something_says_what(text: str) -> None:
    with (
        pytest.raises(UsageError, match=r"branch|spoken"),
        open_target(parse_target(text), PublishOptions()),
    ):
        pass


def test_what_is_hidden_local_or_a_link_is_not_published(tmp_path: Path) -> None:
    folder = tmp_path / "episodes"
    folder.mkdir()
    put(folder, "one", b"sound")
    write_feed(folder)
    for name in (".lock", ".following.json", ".published.xml", "README.md", "removed.json"):
        (folder / name).write_bytes(b"ours")
    for name in (".new-two", ".old-two"):
        (folder / name).mkdir()
        (folder / name / "a.mp3").write_bytes(b"half")
    (folder / "one" / ".a.mp3.x7").write_bytes(b"half")
    (tmp_path / "diary.txt").write_bytes(b"mine")
    (folder / "diary.txt").symlink_to(tmp_path / "diary.txt")
    (folder / "all").symlink_to(tmp_path)
    assert {one.path for one in gather(folder)} == {
        "artwork-1.jpg",
        "feed.xml",
        "one/a.chapters.json",
        "one/a.mp3",
        "one/a.vtt",
    }


def test_a_file_that_was_edited_after_its_manifest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "episodes"
    folder.mkdir()
    put(folder, "one", b"sound")
    path = folder / "one" / "a.mp3"
    path.write_bytes(b"SOUND")
    later = (folder / "one" / "episode.json").stat().st_mtime_ns + 1
    os.utime(path, ns=(later, later))
    found = {one.path: one for one in gather(folder)}
    assert found["one/a.mp3"].digest == local("", b"SOUND").digest


def test_what_names_others_comes_after_them() -> None:
    ordered = [
        "a/a.mp3",
        "b/b.opus",
        "a/a.vtt",
        "artwork.jpg",
        "assets/site-1.js",
        "a/index.html",
        "index.html",
        "feed-1.xml",
        "feed-2.xml",
        "feed-10.xml",
        "feed.xml",
    ]
    assert sorted(sorted(ordered), key=rank) == ordered


@pytest.mark.parametrize(
    ("path", "kind", "seconds"),
    [
        ("feed.xml", "application/rss+xml; charset=utf-8", 300),
        ("feed-2.xml", "application/rss+xml; charset=utf-8", 300),
        ("other.xml", "application/xml", 3600),
        ("feed-me.xml", "application/xml", 3600),
        ("a/index.html", "text/html; charset=utf-8", 300),
        ("a/a.mp3", "audio/mpeg", 31536000),
        ("a/a.opus", "audio/ogg", 31536000),
        ("a/a.srt", "application/x-subrip", 3600),
        ("a/a.vtt", "text/vtt; charset=utf-8", 3600),
        ("a/a.transcript.json", "application/json", 3600),
        ("a/a.chapters.json", "application/json+chapters", 3600),
        ("artwork-1.JPG", "image/jpeg", 31536000),
        ("assets/site-1.css", "text/css; charset=utf-8", 31536000),
        ("a/what", "application/octet-stream", 3600),
    ],
)
def test_each_file_has_its_type_and_its_time(path: str, kind: str, seconds: int) -> None:
    assert media_type(path) == kind
    assert f"max-age={seconds}" in cache_control(path)


def test_a_record_reads_back_and_a_damaged_one_tells_of_nothing() -> None:
    record = {"a.mp3": Sent(3, Digest("d"), "s")}
    written = write_record(record)
    assert isinstance(written.content, bytes)
    assert read_record(written.content) == record
    assert read_record(b"{") == {}
    assert read_record(b'{"a.mp3": 3}') == {}


def test_a_record_counts_only_where_the_target_says_the_same() -> None:
    record = {name: Sent(3, Digest("d"), "s") for name in ("same", "other", "longer", "gone")}
    held = {"same": Held("s", 3), "other": Held("t", 3), "longer": Held("s", 4)}
    assert set(standing(record, held)) == {"same"}


def test_only_what_is_not_known_to_be_there_is_sent() -> None:
    here = [local("a.mp3", b"a"), local("b.mp3", b"b"), local("feed.xml", b"f")]
    record = {one.path: Sent(one.length, one.digest, "s") for one in here}
    held = {one.path: Held("s", one.length) for one in here}
    same = compare(here, Remote(held, record), address=SHOW.address)
    assert not same
    assert same.kept == 3
    replaced = Remote({**held, "b.mp3": Held("t", 1)}, record)
    assert [one.path for one in compare(here, replaced, address=SHOW.address).uploads] == ["b.mp3"]


FEED = b"""<rss><channel><link>https://example.org/harbour/</link>
<image><url>https://example.org/harbour/art%20work.jpg</url></image><item>
<link>https://example.org/harbour/one/</link><other href="https://example.com/x"/>
<enclosure url="https://example.org/harbour/one/a.mp3?from=feed" length="3"/>
</item></channel></rss>"""


def test_a_feed_names_files_by_addresses_wherever_they_stand() -> None:
    assert named_in(FEED, SHOW.address) == {"art work.jpg", "one/index.html", "one/a.mp3"}


def test_what_a_feed_promises_wrongly_is_said() -> None:
    there = {"art work.jpg": 9, "one/index.html": 9}
    assert faults_of(FEED, SHOW.address, {**there, "one/a.mp3": 3}) == ()
    (fault,) = faults_of(FEED, SHOW.address, {**there, "one/a.mp3": 4})
    assert "4 bytes, and the feed says 3" in fault
    (fault,) = faults_of(FEED, SHOW.address, there)
    assert "one/a.mp3 is named in the feed" in fault


def test_a_feed_that_is_no_xml_is_an_error() -> None:
    with pytest.raises(PublishError, match="no XML"):
        named_in(b"<rss>", SHOW.address)
