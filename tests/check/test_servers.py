"""What a server does wrong is named, and nobody is asked who must not be."""

import shutil
from pathlib import Path

import pytest
from faulty import Broken
from hosted import hosting

from paracast.check import check_url, fetch_feed
from paracast.check.catalogue import rules
from paracast.check.remote import check_https
from paracast.errors import ArticleError

FAULTS = {
    "no head": {"server-head"},
    "no ranges": {"server-ranges"},
    "no 304": {"server-unchanged"},
    "no gzip": {"server-gzip"},
    "no cors": {"server-cors"},
    "no validators": {"server-validator", "server-artwork-date"},
    "no .vtt": {"server-status"},
    "no .mp3": {"server-head"},
    "no .jpg": {"server-head"},
    "type of .xml": {"server-type"},
    "type of .mp3": {"server-type"},
    "type of .srt": {"server-type"},
}


def named(address: str, *, allow_private: bool = False) -> set[str]:
    return {found.rule.name for found in check_url(address, allow_private=allow_private)}


def test_a_good_server_is_silent(good: Path, tmp_path: Path) -> None:
    with hosting(Broken(good, tmp_path).folder) as host:
        assert check_url(f"{host.address}feed.xml") == ()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_server_is_named(good: Path, tmp_path: Path, fault: str) -> None:
    with hosting(Broken(good, tmp_path).folder, fault) as host:
        assert named(f"{host.address}feed.xml") == FAULTS[fault]


def test_every_rule_about_servers_has_a_test() -> None:
    tested = {"server-length", "server-https", "server-unreachable"}.union(*FAULTS.values())
    assert tested == {rule.name for rule in rules() if rule.name.startswith("server-")}


def test_another_length_than_the_feed_tells_is_named(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.say(r' length="(\d+)"', r' length="1\1"')
    with hosting(show.folder) as host:
        assert named(f"{host.address}feed.xml") == {"server-length"}


def test_plain_http_is_named_where_it_leaves_this_machine() -> None:
    (finding,) = check_https("feed.xml", "http://192.168.1.7/feed.xml")
    assert finding.rule.name == "server-https"
    for url in ("https://pod.example/feed.xml", "http://localhost:8000/", "http://127.0.0.2/"):
        assert not list(check_https("feed.xml", url))


def test_what_a_server_sends_is_judged_as_files_are(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.rewrite(".vtt", lambda told: told.replace("WEBVTT", "VTT"))
    show.chapters(lambda chapters: chapters.reverse())
    show.artwork(lambda image: image.resize((900, 900)))
    with hosting(show.folder) as host:
        assert {"vtt-malformed", "chapters-order", "artwork-size"} <= named(
            f"{host.address}feed.xml"
        )


def test_a_feed_that_comes_compressed_unasked_is_read(good: Path, tmp_path: Path) -> None:
    with hosting(Broken(good, tmp_path).folder, "gzip") as host:
        assert named(f"{host.address}feed.xml") == set()


def test_a_server_may_send_us_on(good: Path, tmp_path: Path) -> None:
    with hosting(Broken(good, tmp_path).folder) as host:
        assert named(f"{host.address}moved.xml") == set()


def test_no_feed_makes_us_ask_another_private_machine(good: Path, tmp_path: Path) -> None:
    with (
        hosting(Broken(good, tmp_path / "inside").folder) as inside,
        hosting(Broken(good, tmp_path / "other").folder) as outside,
    ):
        feed = outside.folder / "feed.xml"
        told = feed.read_text("utf-8").replace(
            f'<enclosure url="{outside.address}', f'<enclosure url="{inside.address}'
        )
        feed.write_text(told, "utf-8")
        assert named(f"{outside.address}feed.xml") == {"server-unreachable"}
        assert inside.asked == []
        assert named(f"{outside.address}feed.xml", allow_private=True) == set()
        assert inside.asked


def test_no_server_sends_us_to_another_private_machine(good: Path, tmp_path: Path) -> None:
    with hosting(Broken(good, tmp_path / "inside").folder) as inside:
        other = Broken(good, tmp_path / "other").folder
        with hosting(other, f"on to {inside.address}feed.xml") as outside:
            assert named(f"{outside.address}moved.xml") == {"server-unreachable"}
        assert inside.asked == []


def test_a_feed_that_people_have_is_fetched_and_compared(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    with hosting(show.folder) as host:
        before = fetch_feed(f"{host.address}feed.xml")
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        found = check_url(f"{host.address}feed.xml", against=before)
        assert [one.rule.name for one in found] == ["guid-changed"]
        with pytest.raises(ArticleError, match="404"):
            fetch_feed(f"{host.address}none.xml")


def test_an_episode_that_went_into_an_archive_is_not_lost(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    shutil.copy(show.feed, show.folder / "feed-1.xml")
    with hosting(show.folder) as host:
        before = fetch_feed(f"{host.address}feed.xml")
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        show.say(r'(<enclosure url=")[^"]*', rf"\1{host.address}feed.xml")
        without = {one.rule.name for one in check_url(f"{host.address}feed.xml", against=before)}
        link = f'<atom:link rel="prev-archive" href="{host.address}feed-1.xml"/>'
        show.say("</title>", f"</title>{link}")
        found = {one.rule.name for one in check_url(f"{host.address}feed.xml", against=before)}
        assert without - found == {"episode-lost"}


def test_an_address_that_is_none_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ArticleError):
        check_url("http://[nowhere/feed.xml")
