import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from serving import Server, add_episode, rest_of, serving, start_show

LARGE = 30_000_000  # bytes: more than sockets hold in between


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    show = start_show(tmp_path_factory.mktemp("sturdy") / "show")
    with serving(show) as running:
        yield running
        assert running.ask("feed.xml").status == 200
        assert running.failed == []


@pytest.fixture(autouse=True)
def _nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert caplog.get_records("call") == []


def head(path: str, *more: str, method: str = "GET", host: str = "localhost") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *more]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


REFUSED = {
    "unknown method": (head("/pot", "Connection: close", method="BREW"), 405),
    "method with a body": (head("/", "Content-Length: 3", method="POST") + b"abc", 413),
    "body without an end": (head("/", "Transfer-Encoding: chunked") + b"5\r\nabcde\r\n", 413),
    "huge body": (head("/", "Content-Length: 99999999999") + b"x" * 99_999, 413),
    "other host": (head("/feed.xml", host="evil.example"), 421),
    "two hosts": (head("/feed.xml", "Host: evil.example"), 400),
    "no host": (b"GET /feed.xml HTTP/1.1\r\n\r\n", 400),
    "strange host": (head("/feed.xml", host='localhost"><x>'), 421),
    "no path": (b"GET HTTP/1.1\r\n\r\n", 400),
    "another's address": (head("http://evil.example/feed.xml", "Connection: close"), 404),
    "star": (head("*", "Connection: close"), 404),
    "connect": (head("evil.example:443", "Connection: close", method="CONNECT"), 405),
    "absurd path": (head("/" + "a" * 9_000), 414),
    "oversize header": (head("/feed.xml", "X: " + "y" * 40_000), 431),
    "many headers": (head("/feed.xml", *(f"X{n}: y" for n in range(5_000))), 431),
    "sign of control": (head("/feed.xml", "X: a\0b"), 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)), 400),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 405),
    "noise": (bytes(range(255, 10, -1)) + b"\r\n\r\n", 400),
    "noise for ever": (b"\xff" * 2_000_000, 400),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_listener_sends_is_refused_and_harms_nobody(server: Server, what: str) -> None:
    sent, status = REFUSED[what]
    assert server.say(sent).split(b" ", 2)[1] == b"%d" % status
    assert server.ask(server.mp3).status == 200


def test_an_old_player_needs_no_host(server: Server) -> None:
    feed = server.say(b"GET /feed.xml HTTP/1.0\r\n\r\n")
    assert f'url="{server.address}{server.mp3}"'.encode() in feed


def test_a_wish_for_another_protocol_is_overlooked(server: Server) -> None:
    wish = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: AAAA")
    with server.connect() as line:
        line.sendall(head("/feed.xml", *wish))
        assert line.recv(12) == b"HTTP/1.1 200"


def test_requests_in_a_row_are_answered_in_their_order(server: Server) -> None:
    requests = head(f"/{server.mp3}", "Range: bytes=0-9") * 20
    last = head("/nothing", "Connection: close")
    answers = server.say(requests + last)
    assert answers.count(b"HTTP/1.1 206") == 20
    assert answers.count(b"HTTP/1.1 404") == 1


@pytest.mark.parametrize("pause", [0, 0.1])
def test_a_body_that_is_no_body_ends_the_connection_quietly(server: Server, pause: float) -> None:
    with server.connect() as line:
        line.sendall(head(f"/{server.mp3}", "Transfer-Encoding: chunked"))
        time.sleep(pause)
        line.sendall(b"ZZZ\r\n\r\n")
        rest_of(line)
    assert server.ask("feed.xml").status == 200


def test_absurd_ranges_cost_nothing(server: Server) -> None:
    many = "bytes=" + ",".join(f"{n}-" for n in range(2_000))
    begun = time.monotonic()
    assert server.ask(server.mp3, Range=many).status == 416
    assert server.ask(server.mp3, Range="bytes=" + "9" * 9_000 + "-").status == 416
    assert server.ask(server.mp3, Range="bytes=" + "," * 9_000).status == 416
    assert time.monotonic() - begun < 1


def begun_answer(server: Server, path: str) -> socket.socket:
    """Ask for a file, and take the first of it."""
    line = server.connect()
    line.sendall(head(f"/{path}", "Connection: close"))
    assert b"200 OK" in line.recv(64, socket.MSG_WAITALL)
    return line


def body_of(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


def test_an_episode_that_is_made_anew_meanwhile_comes_as_it_was(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    add_episode(show, 1, b"before!!" * (LARGE // 8))
    with serving(show) as server:
        with begun_answer(server, server.mp3) as line:
            add_episode(show, 1, b"afterwards" * 1000)
            old = body_of(rest_of(line))
        new = server.ask(server.mp3)
    assert old == b"before!!" * (LARGE // 8)
    assert new.data == b"afterwards" * 1000
    assert int(new.headers["content-length"]) == len(new.data)


def test_an_episode_is_there_at_every_moment_while_it_is_made_anew(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    done = threading.Event()

    def make_anew() -> None:
        while not done.is_set():
            add_episode(show, 1)

    maker = threading.Thread(target=make_anew)
    with serving(show) as server:
        maker.start()
        statuses = {server.ask(server.mp3).status for _ in range(400)}
        feeds = {server.ask("feed.xml").status for _ in range(100)}
        done.set()
        maker.join()
        assert server.failed == []
    assert (statuses, feeds) == ({200}, {200})


def test_every_answer_is_one_version_whole_while_versions_change(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    versions = [bytes([n]) * 200_000 * n for n in range(1, 9)]
    add_episode(show, 1, versions[0])
    with serving(show) as server:
        for version in versions * 3:
            with begun_answer(server, server.mp3) as line:
                add_episode(show, 1, version)
                assert body_of(rest_of(line)) in versions
        assert server.failed == []


def test_a_file_that_goes_meanwhile_comes_whole(server: Server) -> None:
    path = server.episodes / server.folder / "large.mp3"
    path.write_bytes(bytes(LARGE))
    with begun_answer(server, f"{server.folder}large.mp3") as line:
        path.unlink()
        assert len(body_of(rest_of(line))) == LARGE


def test_a_file_that_is_cut_short_ends_its_answer_and_not_the_server(server: Server) -> None:
    path = server.episodes / server.folder / "cut.mp3"
    path.write_bytes(bytes(LARGE))
    with begun_answer(server, f"{server.folder}cut.mp3") as line:
        os.truncate(path, 10)
        assert len(body_of(rest_of(line))) < LARGE
    assert server.ask("feed.xml").status == 200


def test_who_hangs_up_in_the_middle_is_not_read_for_any_more(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    folder = add_episode(show, 1)
    with (folder / "huge.mp3").open("wb") as file:
        file.truncate(4_000_000_000)
    with serving(show) as server:
        for _ in range(5):
            begun_answer(server, f"{server.folder}huge.mp3").close()
        patience = time.monotonic() + 10
        while len(server.served) < 5 and time.monotonic() < patience:
            time.sleep(0.02)
    assert len(server.served) == 5
    assert all(served.length < 100_000_000 for served in server.served)


def test_a_show_that_vanishes_is_no_reason_to_stop(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    with serving(show) as server:
        shutil.rmtree(show)
        assert server.ask(server.mp3).status == 404
        assert server.ask("feed.xml").status in {200, 503}
        start_show(show)
        assert server.ask(server.mp3).status == 200


@pytest.mark.parametrize("said", [b"", b"GET /feed.xml HTTP/1.1\r\nHost: localhost\r\n"])
def test_who_does_not_say_what_it_wants_is_hung_up_on(tmp_path: Path, said: bytes) -> None:
    with serving(start_show(tmp_path), asking=0.3) as server, server.connect() as line:
        line.sendall(said)
        begun = time.monotonic()
        try:
            for _ in range(200):  # one sign after the other, for ever
                line.sendall(b"X")
                time.sleep(0.02)
        except OSError:
            pass
        assert time.monotonic() - begun < 3


def test_who_takes_nothing_of_an_answer_is_hung_up_on(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    add_episode(show, 1, bytes(LARGE))
    with serving(show, asking=0.4, stalled=0.4) as server, begun_answer(server, server.mp3) as line:
        patience = time.monotonic() + 10
        while not server.served and time.monotonic() < patience:
            time.sleep(0.02)
        assert server.served
        assert len(body_of(rest_of(line))) < LARGE


def test_who_takes_it_slowly_gets_all_of_it(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    add_episode(show, 1, bytes(LARGE))
    got = 0
    with serving(show, stalled=0.5) as server, begun_answer(server, server.mp3) as line:
        for _ in range(20):  # for twice as long as one may take nothing
            got += len(line.recv(400_000))
            time.sleep(0.05)
        got += len(rest_of(line))
    assert got >= LARGE


def test_more_connections_than_there_is_room_for_are_refused(tmp_path: Path) -> None:
    with serving(start_show(tmp_path), connections=20) as server, ExitStack() as stack:
        lines = [stack.enter_context(server.connect()) for _ in range(60)]
        refused = 0
        for line in lines:
            try:
                line.sendall(head("/feed.xml", "Connection: close"))
                refused += not rest_of(line)
            except OSError:
                refused += 1
        assert refused == 40
        assert server.ask("feed.xml").status == 200
