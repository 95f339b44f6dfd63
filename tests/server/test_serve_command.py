import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import urllib3
from serving import Process, add_episode, serving, start_show, started


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return start_show(tmp_path_factory.mktemp("command") / "show")


@pytest.fixture(scope="module")
def process(show: Path) -> Iterator[Process]:
    with started(show, "--verbose") as running:
        yield running


def refused(show: Path, *options: str) -> str:
    """Return what `paracast serve` says when it does not start."""
    done = subprocess.run(
        [sys.executable, "-m", "paracast", "serve", "--show", show, *options],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
    )
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    return done.stderr


def test_it_says_where_to_listen_and_how_to_stop(process: Process) -> None:
    port = process.port
    assert process.told.splitlines() == [
        "Serving “Harbour & Reads”. Ctrl-C stops it.",
        f"  Listen     http://localhost:{port}/",
        f"  Subscribe  http://localhost:{port}/feed.xml",
    ]


def test_verbose_prints_a_line_for_each_request(process: Process) -> None:
    process.ask(process.mp3, Range="bytes=0-1")
    process.ask("[bold]nothing", "HEAD")
    assert process.process.stdout
    lines = [process.process.stdout.readline() for _ in range(2)]
    assert lines == [
        f"127.0.0.1  GET /{process.mp3}  206  2 B\n",
        "127.0.0.1  HEAD /%5Bbold%5Dnothing  404  0 B\n",
    ]


def test_a_port_that_is_taken_is_one_message_with_a_remedy(show: Path) -> None:
    with serving(show) as server:
        told = refused(show, "--port", str(server.port))
    assert f"Cannot listen on 127.0.0.1, port {server.port}: Address already in use." in told
    assert "--port 8001" in told


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "no.such.host.invalid"), "Cannot listen on no.such.host.invalid"),
        (("--token", "short"), "can be guessed"),
        (("--token", "../../a-path-of-some-length"), "--token new"),
        (("--url", "ftp://a.example"), "no address"),
        (("--url", 'https://a.example/"><script>'), "no address"),
        (("--port", "65536"), "65535"),
    ],
)
def test_what_cannot_be_is_refused(show: Path, options: tuple[str, ...], words: str) -> None:
    assert words in refused(show, *options)


def test_what_is_wrong_with_the_show_is_told_once(tmp_path: Path) -> None:
    show = start_show(tmp_path)
    with started(show) as running:
        for name in ("episode.json", ".episode.json"):
            (running.episodes / running.folder / name).write_text("{")
        for _ in range(3):
            assert running.ask("feed.xml").status == 503
        code, out, err = running.stop()
    assert (code, out) == (0, "")
    assert err.count("episode.json is damaged") == 1
    assert "Traceback" not in err


def test_ctrl_c_ends_it_at_once_though_somebody_listens(tmp_path: Path) -> None:
    show = start_show(tmp_path, 0)
    add_episode(show, 1, bytes(30_000_000))
    with started(show) as running, running.connect() as line, running.connect():
        line.sendall(f"GET /{running.mp3} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert line.recv(12) == b"HTTP/1.1 200"
        begun = time.monotonic()
        code, out, err = running.stop()
        assert time.monotonic() - begun < 2
    assert (code, out, err) == (0, "", "")


def test_in_the_network_it_warns_and_shows_phones_the_way(show: Path) -> None:
    with started(show, "--host", "0.0.0.0", "--qr") as running:  # noqa: S104  it is the subject
        running.ask("feed.xml")
        code, out, err = running.stop()
    assert code == 0
    assert err == "Everybody in this network can listen. A secret address: --token new\n"
    assert len(re.findall(r"(?m)^ *[█▀▄ ]{20,}$", out)) > 10


def test_a_token_is_made_on_request(show: Path) -> None:
    with started(show, "--host", "0.0.0.0", "--token", "new") as running:  # noqa: S104
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/", running.address)
        assert running.ask("feed.xml").status == 200
        _, _, err = running.stop()
    assert err == ""


def test_where_few_files_may_be_open_there_is_room_for_the_next(show: Path) -> None:
    with started(show, files=256) as server:
        lines = [server.connect() for _ in range(300)]
        for line in lines:
            with suppress(ConnectionError):  # one too many
                line.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: loc")
        for line in lines:
            line.close()
        assert _answered(server) == 200
        code, _, told = server.stop()
    assert (code, told) == (0, "")


def _answered(server: Process) -> int:
    """Ask until those before have gone."""
    patience = time.monotonic() + 10
    while time.monotonic() < patience:
        with suppress(urllib3.exceptions.HTTPError):
            return server.ask("feed.xml").status
    return 0
