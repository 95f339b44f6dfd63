"""What listeners, apps, browsers and strangers get from `paracast serve`."""

import gzip
import io
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import podcastparser
import pytest
import urllib3
from served import Server, begin, make, serve

from paracast.server.addressing import Place, is_ours

REPLACED = b"replaced"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served") / "show"
    begin(folder)
    started = serve(folder)
    yield started
    code, told = started.stop()
    assert (code, told) == (0, "")  # nothing that was asked here made it complain


def test_the_feed_leads_to_where_it_was_asked_for(server: Server) -> None:
    told = server.ask("feed.xml", Host=f"192.168.7.7:{server.port}").data.decode()
    assert f'url="http://192.168.7.7:{server.port}/{server.at(server.mp3)}"' in told
    assert "example.org" not in told.replace("podcastindex.org", "")


def test_the_show_is_the_same_one_at_every_address(server: Server) -> None:
    kept = (server.show / "episodes" / ".guid").read_text("ascii").strip()
    for host in ("127.0.0.1", "192.168.7.7:80", "localhost"):
        told = server.ask("feed.xml", Host=host).data.decode()
        assert re.findall(r"<podcast:guid>(.*?)</podcast:guid>", told) == [kept]


def test_two_readers_of_feeds_find_an_episode_to_download(server: Server) -> None:
    data = server.ask("feed.xml").data
    (entry,) = feedparser.parse(data).entries
    assert entry.enclosures[0].href == server.address + server.at(server.mp3)
    parsed = podcastparser.parse(server.address + "feed.xml", io.BytesIO(data))
    (sound,) = parsed["episodes"][0]["enclosures"]
    assert sound["file_size"] == server.mp3.stat().st_size
    assert sound["mime_type"] == "audio/mpeg"


def test_a_new_episode_is_in_the_feed_at_once(tmp_path: Path) -> None:
    begin(tmp_path)
    server = serve(tmp_path)
    before = server.ask("feed.xml")
    make(tmp_path, "Another day")
    after = server.ask("feed.xml", If_None_Match=before.headers["etag"])
    server.stop()
    assert after.status == 200
    assert after.data.count(b"<item>") == before.data.count(b"<item>") + 1


@pytest.mark.parametrize("name", ["feed.xml", "index.html", "MP3"])
def test_who_has_it_already_gets_nothing(server: Server, name: str) -> None:
    path = server.at(server.mp3) if name == "MP3" else name.replace("index.html", "")
    first = server.ask(path)
    again = server.ask(path, If_None_Match=first.headers["etag"])
    since = server.ask(path, If_Modified_Since=first.headers["last-modified"])
    assert (first.status, again.status, again.data, since.status) == (200, 304, b"", 304)


@pytest.mark.parametrize("name", ["feed.xml", "", "MP3", "VTT"])
def test_head_tells_what_get_would(server: Server, name: str) -> None:
    paths = {"MP3": server.mp3, "VTT": next(server.episode.glob("*.vtt"))}
    path = server.at(paths[name]) if name in paths else name
    got, told = server.ask(path), server.ask(path, "HEAD")
    assert told.data == b""
    for header in ("content-length", "content-type", "etag", "last-modified"):
        assert told.headers[header] == got.headers[header]


def test_files_have_the_types_that_apps_look_for(server: Server) -> None:
    types = {
        path.name.partition(".")[2]: server.ask(server.at(path)).headers.get("content-type", "")
        for path in server.episode.iterdir()
    }
    assert types["mp3"] == "audio/mpeg"
    assert types["vtt"].startswith("text/vtt")
    assert types["srt"] == "application/x-subrip"
    assert types["transcript.json"] == "application/json"
    assert types["chapters.json"] == "application/json+chapters"
    assert server.ask("feed.xml").headers["content-type"].startswith("application/rss+xml")


RANGES = [
    ("bytes=0-1", slice(0, 2)),
    ("bytes=100-", slice(100, None)),
    ("bytes=-5", slice(-5, None)),
    ("bytes=0-99999999", slice(0, None)),
]


@pytest.mark.parametrize(("asked", "meant"), RANGES)
def test_a_range_is_answered_with_that_range(server: Server, asked: str, meant: slice) -> None:
    whole = server.mp3.read_bytes()
    start, end, _ = meant.indices(len(whole))
    answer = server.ask(server.at(server.mp3), Range=asked)
    assert (answer.status, answer.data) == (206, whole[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"


def test_several_ranges_come_in_parts(server: Server) -> None:
    answer = server.ask(server.at(server.mp3), Range="bytes=0-1,10-11")
    assert answer.status == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")


def test_a_range_beyond_the_end_is_refused(server: Server) -> None:
    answer = server.ask(server.at(server.mp3), Range="bytes=99999999-")
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{server.mp3.stat().st_size}"


def test_a_download_goes_on_only_if_the_file_is_the_same(server: Server) -> None:
    path = server.at(server.mp3)
    tag = server.ask(path, "HEAD").headers["etag"]
    assert server.ask(path, Range="bytes=9-", If_Range=tag).status == 206
    assert server.ask(path, Range="bytes=9-", If_Range='"another"').status == 200


def test_texts_come_packed_to_who_takes_that(server: Server) -> None:
    plain, packed = server.ask("feed.xml"), server.ask("feed.xml", Accept_Encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in packed.headers["vary"]
    refused = server.ask("feed.xml", Accept_Encoding="gzip;q=0")
    sound = server.ask(server.at(server.mp3), Accept_Encoding="gzip")
    assert "content-encoding" not in refused.headers
    assert "content-encoding" not in sound.headers


def test_players_on_the_web_may_fetch_everything(server: Server) -> None:
    for path in ("feed.xml", server.at(server.mp3), "nothing"):
        assert server.ask(path).headers["access-control-allow-origin"] == "*"
    asked = server.ask(server.at(server.mp3), "OPTIONS", Access_Control_Request_Headers="range")
    assert asked.status == 204
    assert "Range" in asked.headers["access-control-allow-headers"]


def test_chapters_lead_to_pictures_where_they_were_asked_for(server: Server) -> None:
    (path,) = server.episode.glob("*.chapters.json")
    original = path.read_bytes()
    chapters = json.loads(original)
    folder = f"https://example.org/harbour/{server.episode.name}"
    chapters["chapters"][0]["img"] = f"{folder}/a.jpg"
    path.write_text(json.dumps(chapters), "utf-8")
    told = json.loads(server.ask(server.at(path)).data)
    path.write_bytes(original)
    assert told["chapters"][0]["img"] == f"{server.address}{server.episode.name}/a.jpg"


def test_a_show_without_pages_has_a_plain_one(server: Server) -> None:
    index = server.show / "episodes" / "index.html"
    kept = index.read_bytes() if index.exists() else None
    index.unlink(missing_ok=True)
    page = server.ask("").data.decode()
    if kept is not None:
        index.write_bytes(kept)
    assert f'href="{server.at(server.mp3)}"' in page
    assert "Harbour Reads" in page


OUTSIDE = [
    "../paracast.toml",
    "%2e%2e/paracast.toml",
    "..%2fparacast.toml",
    "%2e%2e%2fparacast.toml",
    "..%5cparacast.toml",
    "a/../../paracast.toml",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "....//paracast.toml",
    "%00",
    "feed.xml%00.mp3",
    "%ff%fe",
    "a" * 5000,
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_episodes_can_be_reached(server: Server, path: str) -> None:
    request = f"GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    answer = server.say(request.encode("latin-1"))
    assert answer.split(b"\r\n", 1)[0].split()[1] in {b"404", b"400"}
    assert b"[show]" not in answer


def test_what_is_nobody_elses_business_is_not_served(server: Server) -> None:
    episodes = server.show / "episodes"
    secret = server.show / "secret.txt"
    secret.write_text("secret")
    (episodes / "link.txt").symlink_to(secret)
    (episodes / "linked").symlink_to(server.show)
    (episodes / ".hidden").write_text("hidden")
    (episodes / ".new-x").mkdir(exist_ok=True)
    (episodes / ".new-x" / "a.mp3").write_text("half")
    (episodes / "removed.json").write_text("[]")
    hidden = (".lock", ".guid", ".hidden", ".new-x/a.mp3", "README.md", "removed.json")
    linked = ("link.txt", "linked/paracast.toml", "linked/")
    asked = (*hidden, *linked, f"{server.episode.name}/episode.json")
    statuses = {path: server.ask(path).status for path in asked}
    for link in ("link.txt", "linked"):
        (episodes / link).unlink()
    assert statuses == dict.fromkeys(asked, 404)


def test_folders_are_not_listed(server: Server) -> None:
    assert server.ask(f"{server.episode.name}/").status in {200, 404}
    (server.episode / "index.html").unlink(missing_ok=True)
    assert server.ask(f"{server.episode.name}/").status == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "", "x" * 300])
def test_a_name_that_is_not_ours_is_refused(server: Server, host: str) -> None:
    request = f"GET /feed.xml HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    answer = server.say(request.encode())
    assert answer.split()[1] in {b"421", b"400"}
    assert b"<rss" not in answer


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:80", "[::1]:8000", "10.0.0.7", socket.gethostname()]
)
def test_this_machine_answers_to_its_names_and_numbers(host: str) -> None:
    assert is_ours(host, Place(8000))


def test_behind_a_proxy_the_feed_leads_to_the_proxy(tmp_path: Path) -> None:
    begin(tmp_path)
    server = serve(tmp_path, "--url", "https://pod.example.net")
    told = server.ask("feed.xml", Host="pod.example.net").data.decode()
    server.stop()
    assert 'url="https://pod.example.net/2' in told


@pytest.mark.parametrize("how", ["token", "private"])
def test_a_secret_address_is_the_only_one(tmp_path: Path, how: str) -> None:
    secret = "a-secret-of-many-letters"  # noqa: S105  nobody's
    begin(tmp_path)
    if how == "private":
        settings = tmp_path / "paracast.toml"
        settings.write_text(settings.read_text().replace("[show]", f'[show]\nprivate = "{secret}"'))
    server = serve(tmp_path, *(["--token", secret] if how == "token" else []))
    assert server.address.endswith(f"/{secret}/")
    feed = server.ask("feed.xml").data.decode()
    root = server.address.removesuffix(f"{secret}/")
    outside = [_status(root + path) for path in ("", "feed.xml", server.at(server.mp3))]
    server.stop()
    assert f'url="{server.address}{server.at(server.mp3)}"' in feed
    assert "<itunes:block>Yes</itunes:block>" in feed
    assert outside == [404, 404, 404]


def _status(url: str) -> int:
    return urllib3.request("GET", url, retries=False).status


ODD = [
    b"BREW /pot HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"POST /feed.xml HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc",
    b"GET /feed.xml HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 40_000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /feed.xml HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
]


@pytest.mark.parametrize("said", ODD)
def test_odd_requests_are_answered_and_harm_nobody(server: Server, said: bytes) -> None:
    answer = server.say(said, until_closed=False)
    assert answer[:5] in {b"HTTP/", b""}
    assert server.ask("feed.xml").status == 200


def test_absurd_ranges_cost_nothing(server: Server) -> None:
    many = "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 8000, 2))
    begun = time.monotonic()
    assert server.ask(server.at(server.mp3), Range=many[:15_000]).status in {416, 200, 400}
    for odd in ("bytes=5-2", "bytes=a-b", "lines=1-2", "bytes=", "bytes=--1"):
        assert server.ask(server.at(server.mp3), Range=odd).status in {200, 400, 416}
    assert time.monotonic() - begun < 2


def test_a_file_that_is_replaced_meanwhile_comes_as_it_was(server: Server) -> None:
    path = server.episode / "large.mp3"
    path.write_bytes(b"before!!" * 1_000_000)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(f"GET /{server.at(path)} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        got = line.recv(4096)
        new = path.with_suffix(".tmp")
        new.write_bytes(REPLACED * 900_000)
        new.replace(path)
        while more := line.recv(1 << 20):
            got += more
    path.unlink()
    body = got.partition(b"\r\n\r\n")[2]
    assert body == b"before!!" * 1_000_000


def test_a_file_that_is_cut_short_meanwhile_ends_the_answer_and_not_the_server(
    server: Server,
) -> None:
    path = server.episode / "large.mp3"
    path.write_bytes(b"before!!" * 2_000_000)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(f"GET /{server.at(path)} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        line.recv(4096)
        os.truncate(path, 10)
        while line.recv(1 << 20):
            pass
    path.unlink()
    assert server.ask("feed.xml").status == 200


def test_ctrl_c_ends_it_at_once_though_somebody_listens(tmp_path: Path) -> None:
    begin(tmp_path)
    server = serve(tmp_path)
    large = server.episode / "large.mp3"
    large.write_bytes(bytes(50_000_000))
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(f"GET /{server.at(large)} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        line.recv(4096)
        begun = time.monotonic()
        code, told = server.stop()
    assert (code, told) == (0, "")
    assert time.monotonic() - begun < 5


def test_a_port_that_is_taken_is_one_message(server: Server) -> None:
    command = ("serve", "--show", str(server.show), "--port", str(server.port))
    done = subprocess.run(
        [sys.executable, "-m", "paracast", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--port" in done.stderr
