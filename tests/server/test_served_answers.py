import email
import gzip
import http.client
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import Server, age, serving, start_show

from paracast.server.packing import takes_gzip

CHAPTERS = "2026-11-24-boats-1/boats.chapters.json"
VTT = "2026-11-24-boats-1/boats.vtt"
MP3 = "2026-11-24-boats-1/boats.mp3"
ALL = ["feed.xml", "", CHAPTERS, VTT, MP3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    show = start_show(tmp_path_factory.mktemp("answers") / "show")
    age(show)
    with serving(show) as running:
        yield running
        assert running.failed == []


@pytest.fixture(scope="module")
def whole(server: Server) -> bytes:
    return (server.episodes / MP3).read_bytes()


@pytest.mark.parametrize("path", ALL)
def test_head_tells_what_get_does(server: Server, path: str) -> None:
    got, told = server.ask(path), server.ask(path, "HEAD")
    assert (got.status, told.status, told.data) == (200, 200, b"")
    assert int(got.headers["content-length"]) == len(got.data)
    for name in set(got.headers) - {"date"}:
        assert told.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_who_has_it_already_gets_nothing(server: Server, path: str, accepted: str) -> None:
    first = server.ask(path, Accept_Encoding=accepted)
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = server.ask(path, Accept_Encoding=accepted, If_None_Match=known)
        assert (again.status, again.data) == (304, b"")
        assert again.headers["etag"] == tag
    changed = server.ask(path, Accept_Encoding=accepted, If_None_Match='"other"')
    assert (changed.status, changed.data) == (200, first.data)


@pytest.mark.parametrize("path", ["feed.xml", VTT, MP3])
def test_who_has_had_it_since_gets_nothing(server: Server, path: str) -> None:
    since = server.ask(path).headers["last-modified"]
    assert server.ask(path, If_Modified_Since=since).status == 304
    assert server.ask(path, If_Modified_Since=formatdate(0, usegmt=True)).status == 200
    assert server.ask(path, If_Modified_Since="yesterday").status == 200
    tagged = server.ask(path, If_Modified_Since=since, If_None_Match='"other"')
    assert tagged.status == 200  # a tag says more than a time (RFC 9110, section 13.1.3)


def test_what_changed_just_now_has_a_tag_and_no_time(server: Server) -> None:
    """Another change within the same second would not be told by it."""
    (server.episodes / server.folder / "young.mp3").write_bytes(b"sound")
    headers = server.ask(f"{server.folder}young.mp3").headers
    assert "etag" in headers
    assert "last-modified" not in headers


def test_a_version_that_is_gone_is_not_sent(server: Server) -> None:
    answer = server.ask(MP3)
    tag, time = answer.headers["etag"], answer.headers["last-modified"]
    assert server.ask(MP3, If_Match=tag).status == 200
    assert server.ask(MP3, If_Match='"other"').status == 412
    assert server.ask(MP3, If_Unmodified_Since=time).status == 200
    assert server.ask(MP3, If_Unmodified_Since=formatdate(0, usegmt=True)).status == 412


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("bytes=0-1", slice(0, 2)),
        ("bytes=70000-", slice(70000, None)),
        ("bytes=-5", slice(-5, None)),
        ("bytes=65530-65545", slice(65530, 65546)),
        ("bytes=0-99999999", slice(0, None)),
    ],
)
def test_a_range_is_answered_with_its_bytes(
    server: Server, whole: bytes, asked: str, meant: slice
) -> None:
    answer = server.ask(MP3, Range=asked)
    start, end, _ = meant.indices(len(whole))
    assert (answer.status, answer.data) == (206, whole[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(whole)}"


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 76_799), max_size=4, unique=True).map(sorted))
def test_a_sound_in_pieces_is_the_whole_sound(
    server: Server, whole: bytes, cuts: list[int]
) -> None:
    bounds = zip([0, *cuts], [*cuts, len(whole)], strict=True)
    pieces = [server.ask(MP3, Range=f"bytes={start}-{end - 1}").data for start, end in bounds]
    assert b"".join(pieces) == whole


def test_several_ranges_come_as_parts_that_a_mail_reader_understands(
    server: Server, whole: bytes
) -> None:
    answer = server.ask(MP3, Range="bytes=0-9, -3, 100-104")
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + answer.data)
    parts = list(message.walk())[1:]
    assert answer.status == 206
    assert [part.get_payload(decode=True) for part in parts] == [
        *(whole[:10], whole[100:105], whole[-3:])
    ]
    assert [part["content-range"] for part in parts] == [
        *("bytes 0-9/76800", "bytes 100-104/76800", "bytes 76797-76799/76800")
    ]


@pytest.mark.parametrize("asked", ["bytes=76800-", "bytes=-0", "bytes=" + "0-0,2-2," * 20])
def test_a_range_that_is_not_there_is_refused(server: Server, asked: str) -> None:
    answer = server.ask(MP3, Range=asked)
    assert (answer.status, answer.data) == (416, b"")
    assert answer.headers["content-range"] == "bytes */76800"


@pytest.mark.parametrize("asked", ["bytes=5-2", "lines=1-2", "bytes=a-b", "bytes="])
def test_what_is_no_range_is_answered_with_all(server: Server, whole: bytes, asked: str) -> None:
    answer = server.ask(MP3, Range=asked)
    assert (answer.status, answer.data) == (200, whole)


def test_a_download_goes_on_only_if_the_file_is_the_same(server: Server) -> None:
    headers = server.ask(MP3, "HEAD").headers
    for same in (headers["etag"], headers["last-modified"]):
        assert server.ask(MP3, Range="bytes=9-", If_Range=same).status == 206
    for other in ('"other"', f"W/{headers['etag']}", formatdate(0, usegmt=True), "?"):
        assert server.ask(MP3, Range="bytes=9-", If_Range=other).status == 200


@pytest.mark.parametrize("path", ["feed.xml", VTT])
def test_texts_come_packed_to_who_takes_that(server: Server, path: str) -> None:
    plain, packed = server.ask(path), server.ask(path, Accept_Encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]
    assert "Accept-Encoding" in packed.headers["vary"]


def test_sounds_and_ranges_are_never_packed(server: Server) -> None:
    for path, wanted in ((MP3, {}), (MP3, {"Range": "bytes=0-99"}), (VTT, {"Range": "bytes=0-99"})):
        answer = server.ask(path, Accept_Encoding="gzip", **wanted)
        assert "content-encoding" not in answer.headers
        assert answer.data in (server.episodes / path).read_bytes()


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        *[("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("x-gzip", True)],
        *[("", False), ("br", False), ("gzip;q=0", False), ("gzip; q=0.00", False)],
        *[("*;q=0", False), ("*, gzip;q=0", False), ("identity", False)],
    ],
)
def test_nobody_gets_packed_what_they_do_not_take(accepted: str, *, taken: bool) -> None:
    assert takes_gzip(accepted) is taken


def test_everything_has_the_type_that_apps_look_for(server: Server) -> None:
    types = {
        "feed.xml": "application/rss+xml; charset=utf-8",
        "": "text/html; charset=utf-8",
        MP3: "audio/mpeg",
        VTT: "text/vtt; charset=utf-8",
        VTT.replace("vtt", "srt"): "application/x-subrip",
        VTT.replace("vtt", "transcript.json"): "application/json",
        CHAPTERS: "application/json+chapters",
        "2026-11-24-boats-1/picture-1.jpg": "image/jpeg",
    }
    assert {path: server.ask(path).headers["content-type"] for path in types} == types


def test_players_on_the_web_may_read_sounds_transcripts_and_chapters(server: Server) -> None:
    for path in (MP3, VTT, VTT.replace("vtt", "transcript.json"), CHAPTERS):
        assert server.ask(path).headers["access-control-allow-origin"] == "*"
        assert server.ask(path, Range="bytes=0-1").headers["access-control-allow-origin"] == "*"
    asked = server.ask(MP3, "OPTIONS", Origin="https://a.example", Access_Control_Request="range")
    assert (asked.status, asked.data) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "Range" in asked.headers["access-control-allow-headers"]


def test_pages_on_the_web_cannot_read_what_the_show_has(server: Server) -> None:
    for path in ("feed.xml", "", "nothing"):
        assert "access-control-allow-origin" not in server.ask(path).headers


@pytest.mark.parametrize("path", [*ALL, "nothing"])
def test_no_browser_guesses_at_types_or_tells_where_it_came_from(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ALL)
def test_all_is_asked_for_again_before_it_is_used_again(server: Server, path: str) -> None:
    assert server.ask(path).headers["cache-control"] == "no-cache"


def test_players_are_told_that_they_may_ask_for_ranges(server: Server) -> None:
    assert server.ask(MP3, "HEAD").headers["accept-ranges"] == "bytes"


def test_a_connection_serves_one_request_after_the_other(server: Server, whole: bytes) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    for _ in range(3):
        line.request("GET", f"/{MP3}")
        assert line.getresponse().read() == whole
        line.request("HEAD", "/feed.xml")
        assert line.getresponse().read() == b""
    line.close()


def test_no_answer_waits_for_a_receipt_of_the_one_before(server: Server) -> None:
    """It would take 40 ms each, where small packets are kept back until larger ones are due."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    begun = time.monotonic()
    for _ in range(40):
        line.request("GET", f"/{MP3}", headers={"Range": "bytes=0-9"})
        assert len(line.getresponse().read()) == 10
    line.close()
    assert time.monotonic() - begun < 1


def test_an_empty_file_is_served(server: Server) -> None:
    (server.episodes / server.folder / "empty.mp3").write_bytes(b"")
    answer = server.ask(f"{server.folder}empty.mp3")
    assert (answer.status, answer.data) == (200, b"")
    assert server.ask(f"{server.folder}empty.mp3", Range="bytes=0-").status == 416
