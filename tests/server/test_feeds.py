import io
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import podcastparser
import pytest
import urllib3
from serving import URL, Server, add_episode, age, rewrite, serving, start_show

from paracast import config
from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.manifest import from_manifest, to_manifest
from paracast.episode.manifests import COPY
from paracast.episode.model import Episode
from paracast.pipeline.feeding import write_feed
from paracast.server.addresses import Listening
from paracast.server.leading import leading_here

SECRET = "a-secret-of-many-letters"  # noqa: S105  nobody's


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    show = start_show(tmp_path_factory.mktemp("feeds") / "show", 2)
    age(show)
    with serving(show) as running:
        yield running
        assert running.failed == []


def addresses(feed: bytes) -> set[str]:
    """Return where a feed leads, but for what it says of its names and licences."""
    found = set(re.findall(r'(?:url|href|uri)="(http[^"]*)"', feed.decode()))
    return found | set(re.findall(r"<(?:url|link)>(http[^<]*)<", feed.decode()))


@pytest.mark.parametrize("host", ["192.168.7.7:8000", "localhost:1234", "[fe80::7]:80"])
def test_all_addresses_are_those_at_which_the_feed_was_asked_for(server: Server, host: str) -> None:
    found = addresses(server.ask("feed.xml", Host=host).data)
    assert len(found) > 10
    assert {address for address in found if not address.startswith(f"http://{host}/")} == set()


def test_but_for_them_it_is_the_feed_that_is_published(server: Server) -> None:
    written = write_feed(config.load(server.show)).path.read_bytes()
    told = server.ask("feed.xml").data
    assert told.replace(server.address.encode(), b"https://example.org/harbour/") == written


def test_the_show_stays_the_same_one_at_every_address(server: Server) -> None:
    guids = {
        guid
        for host in ("127.0.0.1", "192.168.7.7:80", "localhost")
        for guid in re.findall(rb"<podcast:guid>(.*?)<", server.ask("feed.xml", Host=host).data)
    }
    assert len(guids) == 1


def test_every_file_that_the_feed_names_is_there(server: Server) -> None:
    write_feed(config.load(server.show))  # the artwork is drawn with it
    for address in addresses(server.ask("feed.xml").data):
        assert server.ask(address.removeprefix(server.address), "HEAD").status == 200, address


def test_feedparser_reads_it(server: Server) -> None:
    parsed = feedparser.parse(server.address + "feed.xml")
    assert (parsed.status, parsed.bozo) == (200, False)
    assert [entry.id for entry in parsed.entries] == ["guid-2", "guid-1"]
    assert parsed.entries[1].enclosures[0].href == server.address + server.mp3
    again = feedparser.parse(server.address + "feed.xml", etag=parsed.etag)
    assert (again.status, again.entries) == (304, [])


def test_podcastparser_reads_it(server: Server) -> None:
    address = server.address + "feed.xml"
    parsed = podcastparser.parse(address, io.BytesIO(server.ask("feed.xml").data))
    (sound,) = parsed["episodes"][-1]["enclosures"]
    assert sound == {
        "url": server.address + server.mp3,
        "mime_type": "audio/mpeg",
        "file_size": (server.episodes / server.mp3).stat().st_size,
    }


def test_chapters_show_their_pictures_where_they_are_asked_for(server: Server) -> None:
    told = json.loads(server.ask(f"{server.folder}boats.chapters.json").data)
    picture = told["chapters"][0]["img"]
    assert picture == f"{server.address}{server.folder}picture-1.jpg"
    assert server.ask(picture.removeprefix(server.address)).status == 200


def test_a_show_without_pages_gets_one_that_runs_no_script(tmp_path: Path) -> None:
    with serving(start_show(tmp_path, 2)) as server:
        answer = server.ask("")
    assert "Harbour &amp; Reads" in answer.data.decode()
    assert "Boats &amp; &lt;b&gt;nets&lt;/b&gt; 2" in answer.data.decode()
    assert f'href="{server.mp3}"'.encode() in answer.data
    assert f"{server.address}feed.xml".encode() in answer.data
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_new_page_takes_the_place_of_our_own(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    with serving(show) as server:
        (server.episodes / "index.html").write_text("<p>Its own")
        assert server.ask("").data == b"<p>Its own"


def test_what_happens_to_the_show_is_told_at_once(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    with serving(show) as server:
        empty = server.ask("feed.xml").data
        folder = add_episode(show, 1)
        one = server.ask("feed.xml").data
        rewrite(show, 1, "Another title")
        renamed = server.ask("feed.xml").data
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
        gone = server.ask("feed.xml").data
        settings = show / config.NAME
        settings.write_text(settings.read_text().replace("Harbour & Reads", "Nets"))
        retitled = server.ask("feed.xml").data
    assert (empty.count(b"<item>"), one.count(b"<item>"), gone.count(b"<item>")) == (0, 1, 0)
    assert b"Another title" in renamed
    assert b"<title>Nets</title>" in retitled


def test_an_episode_that_goes_makes_the_feed_younger(tmp_path: Path) -> None:
    """Apps that only ask by time would not hear of it."""
    show = start_show(tmp_path, 2)
    age(show)
    with serving(show) as server:
        since = server.ask("feed.xml").headers["last-modified"]
        (server.episodes / "2026-11-24-boats-2").rename(show / "gone")
        assert server.ask("feed.xml", If_Modified_Since=since).status == 200


def test_settings_that_are_being_edited_harm_nobody(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    with serving(show) as server:
        (show / config.NAME).write_text("[show")
        assert server.ask("feed.xml").data.count(b"<item>") == 1


def test_a_damaged_manifest_is_told_to_the_user_and_not_to_the_world(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    with serving(show) as server:
        for name in (MANIFEST, COPY):
            (server.episodes / server.folder / name).write_text("{")
        answer, sound = server.ask("feed.xml"), server.ask(server.mp3)
    assert (answer.status, answer.data) == (503, b"The show cannot be read at the moment.\n")
    assert sound.status == 200
    assert "episode.json is damaged" in server.failed[0].message


@pytest.mark.parametrize("how", ["token", "private"])
def test_a_secret_address_is_the_only_one(tmp_path: Path, how: str) -> None:
    show = start_show(tmp_path, private=SECRET if how == "private" else "")
    with serving(show, Listening(secret=SECRET) if how == "token" else None) as server:
        assert server.address.endswith(f"/{SECRET}/")
        feed, sound = server.ask("feed.xml"), server.ask(server.mp3)
        assert server.get("/").split()[1] == b"404"
        for path in ("feed.xml", server.mp3, "index.html", f"{SECRET}x/feed.xml", "A/feed.xml"):
            assert server.get(f"/{path}").split()[1] == b"404"
    assert (feed.status, sound.status) == (200, 200)
    assert {a for a in addresses(feed.data) if not a.startswith(server.address)} == set()
    assert b"<itunes:block>Yes</itunes:block>" in feed.data


def test_behind_a_proxy_the_feed_leads_to_the_proxy(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    with serving(show, Listening(url="https://pod.example.net/a/")) as server:
        told = server.ask("feed.xml", Host="pod.example.net").data
        forged = server.ask(
            "feed.xml", X_Forwarded_Host="evil.example", Forwarded="host=evil.example"
        ).data
    for feed in (told, forged):
        assert {a for a in addresses(feed) if not a.startswith("https://pod.example.net/a/")} == (
            set()
        )


def test_nobody_is_told_another_address_by_what_proxies_write(server: Server) -> None:
    told = server.ask("feed.xml", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https").data
    assert b"evil.example" not in told
    assert f'url="{server.address}'.encode() in told


def test_archives_are_told_like_the_feed(tmp_path: Path) -> None:
    show = start_show(tmp_path, 3)
    settings = show / config.NAME
    settings.write_text(re.sub(r"(?m)^#? ?limit = 0.*$", "limit = 1", settings.read_text()))
    with serving(show) as server:
        feeds = [server.ask(name).data for name in ("feed.xml", "feed-2.xml", "feed-1.xml")]
        assert server.ask("feed-3.xml").status == 404
    for feed in feeds:
        assert feed.count(b"<item>") == 1
        assert {a for a in addresses(feed) if not a.startswith(server.address)} == set()


def test_a_thousand_episodes_answer_fast(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    first = from_manifest((show / "episodes/2026-11-24-boats-1" / MANIFEST).read_bytes(), "")
    for number in range(2, 1001):
        _copy(first, number, show / "episodes" / f"copy-{number}")
    with serving(show) as server:
        server.ask("feed.xml")
        begun = time.monotonic()
        for _ in range(10):
            assert server.ask("feed.xml").data.count(b"<item>") == 1000
        unchanged = (time.monotonic() - begun) / 10
        rewrite(show, 1, "Another title")
        begun = time.monotonic()
        assert b"Another title" in server.ask("feed.xml").data
        changed = time.monotonic() - begun
    assert unchanged < 0.2
    assert changed < 2


def _copy(episode: Episode, number: int, folder: Path) -> None:
    os.mkdir(folder)  # noqa: PTH102  a thousand times
    hours = timedelta(hours=number)
    copied = replace(
        episode, guid=f"guid-{number}", folder=folder.name, published=episode.published + hours
    )
    (folder / MANIFEST).write_bytes(to_manifest(copied))


def test_pages_let_apps_subscribe_where_they_were_asked_for(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    write_feed(config.load(show))
    with serving(show) as server:
        here = f"192.168.7.7:{server.port}/"
        for path in ("", server.folder):
            page = server.ask(path, Host=here.rstrip("/"))
            told = page.data.decode()
            assert f"http://{here}feed.xml" in told
            assert f"antennapod-subscribe://{here}feed.xml" in told
            assert f"{URL}/" not in told
            again = server.ask(path, Host=here.rstrip("/"), If_None_Match=page.headers["etag"])
            assert again.status == 304


def test_only_addresses_of_what_is_served_lead_here() -> None:
    there, here, served = "https://example.org/", "http://10.0.0.7:8000/s/", ("feed.xml", "a/é.mp3")
    page = b"""<a href="https://example.org/blog/tide">, 'podcast://example.org/feed.xml',
        "https://example.org/a/%C3%A9.mp3", "https://example.org.evil/feed.xml" """
    assert leading_here(page, there, here, served.__contains__) == (
        b"""<a href="https://example.org/blog/tide">, 'podcast://10.0.0.7:8000/s/feed.xml',
        "http://10.0.0.7:8000/s/a/%C3%A9.mp3", "https://example.org.evil/feed.xml" """
    )


def test_a_secret_address_without_its_slash_leads_on_behind_any_proxy(tmp_path: Path) -> None:
    behind = Listening(secret=SECRET, url="https://pod.example.net/shows/")
    with serving(start_show(tmp_path), behind) as server:
        answer = urllib3.request("GET", server.address.rstrip("/"), redirect=False)
    assert (answer.status, answer.headers["location"]) == (308, f"{SECRET}/")
