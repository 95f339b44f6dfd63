"""Podcast apps as Debian has them, and many clients at once, before a real server."""

import asyncio
import os
import random
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Server, begin, resident_mb, serve

pytestmark = pytest.mark.slow

READERS, ASKED_BY_EACH, SIZE = 200, 20, 30_000_000
GROWTH = 40  # MB: what two hundred connections may hold
SLOWEST = 20  # seconds that a client may take to say what it wants

RESUME = """
import sys
from types import SimpleNamespace
from gpodder.download import DownloadURLOpener
channel = SimpleNamespace(auth_username=None, auth_password=None)
DownloadURLOpener(channel).retrieve_resume(sys.argv[1], sys.argv[2])
"""
NOTHING_OF_OURS = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served") / "show"
    begin(folder)
    started = serve(folder)
    yield started
    code, told = started.stop()
    assert (code, told) == (0, "")


class TestGpodder:
    """gPodder's command line, `gpo`."""

    @pytest.fixture
    def gpo(self, tmp_path: Path) -> dict[str, str]:
        return os.environ | {
            "GPODDER_HOME": str(tmp_path / "home"),
            "GPODDER_DOWNLOAD_DIR": str(tmp_path / "downloads"),
        }

    def said(self, gpo: dict[str, str], *command: str) -> str:
        done = subprocess.run(
            ["gpo", *command], env=gpo, capture_output=True, text=True, check=True, timeout=60
        )
        return done.stdout

    def test_it_subscribes_lists_and_downloads(
        self, server: Server, gpo: dict[str, str], tmp_path: Path
    ) -> None:
        self.said(gpo, "subscribe", server.address + "feed.xml")
        assert "Harbour Reads" in self.said(gpo, "list")
        assert "Boats come home" in self.said(gpo, "episodes")
        self.said(gpo, "download")
        (got,) = (tmp_path / "downloads").rglob("*.mp3")
        assert got.read_bytes() == server.mp3.read_bytes()

    def test_it_resumes_a_download_that_was_cut(
        self, server: Server, gpo: dict[str, str], tmp_path: Path
    ) -> None:
        self.said(gpo, "subscribe", server.address + "feed.xml")
        folder = next(path for path in (tmp_path / "downloads").iterdir() if path.is_dir())
        self.said(gpo, "download")
        (whole,) = folder.glob("*.mp3")
        cut = whole.with_name(f"{whole.name}.partial")
        cut.write_bytes(bytes(5000))  # were it fetched whole, these would be gone
        whole.unlink()
        self.said(gpo, "pending")
        assert self.fetched(server, cut) == bytes(5000) + server.mp3.read_bytes()[5000:]

    def fetched(self, server: Server, cut: Path) -> bytes:
        """Let gPodder's own downloader finish a file."""
        url = server.address + server.at(server.mp3)
        command = ["/usr/bin/python3", "-c", RESUME, url, str(cut)]
        subprocess.run(command, check=True, timeout=60, env=NOTHING_OF_OURS)
        return cut.read_bytes()


def test_newsboat_reads_the_feed(server: Server, tmp_path: Path) -> None:
    urls, cache = tmp_path / "urls", tmp_path / "cache.db"
    urls.write_text(f"{server.address}feed.xml\n", "ascii")
    settings = tmp_path / "config"
    settings.write_text("", "ascii")
    files = ("-u", str(urls), "-c", str(cache), "-C", str(settings))
    subprocess.run(["newsboat", *files, "-x", "reload"], check=True, timeout=60)
    done = subprocess.run(
        ["newsboat", *files, "-x", "print-unread"], check=True, timeout=60, capture_output=True
    )
    assert b"1 unread" in done.stdout
    assert server.at(server.mp3).encode() in cache.read_bytes()


def test_two_hundred_readers_of_ranges_cost_no_memory(server: Server) -> None:
    path = server.episode / "large.mp3"
    whole = random.Random(6).randbytes(SIZE)  # noqa: S311  no secret
    path.write_bytes(whole)
    asyncio.run(_readers(server, path, whole, count=20))
    before = resident_mb(server.process)
    asyncio.run(_readers(server, path, whole, count=READERS))
    after = resident_mb(server.process)
    asyncio.run(_readers(server, path, whole, count=READERS))
    again = resident_mb(server.process)
    path.unlink()
    assert after - before < GROWTH
    assert again - after < GROWTH / 4


async def _readers(server: Server, path: Path, whole: bytes, count: int) -> None:
    await asyncio.gather(*(_reader(server, path, whole, seed) for seed in range(count)))


async def _reader(server: Server, path: Path, whole: bytes, seed: int) -> None:
    """Ask for one range after another over one connection, as a player that seeks."""
    chance = random.Random(seed)  # noqa: S311  no secret
    reading, writing = await asyncio.open_connection("127.0.0.1", server.port)
    for _ in range(ASKED_BY_EACH):
        start = chance.randrange(SIZE - 100_000)
        end = start + chance.randrange(1, 100_000)
        head = (
            f"GET /{server.at(path)} HTTP/1.1\r\nHost: localhost\r\nRange: bytes={start}-{end - 1}"
        )
        writing.write(f"{head}\r\n\r\n".encode())
        told = await reading.readuntil(b"\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 206 ")
        assert await reading.readexactly(end - start) == whole[start:end]
    writing.close()
    await writing.wait_closed()


def test_clients_that_never_finish_asking_are_left(server: Server) -> None:
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(50)]
    for line in lines:
        line.sendall(b"GET /feed.xml HTTP/1.1\r\nHost: loc")
    begun = time.monotonic()
    assert server.ask("feed.xml").status == 200
    ends = [_end(line) for line in lines]
    assert max(ends) - begun < SLOWEST


def _end(line: socket.socket) -> float:
    """Wait until the server closes a connection."""
    with line:
        try:
            while line.recv(4096):
                pass
        except ConnectionResetError:
            pass
    return time.monotonic()


def test_clients_that_do_not_take_their_answer_hold_next_to_nothing(server: Server) -> None:
    path = server.episode / "large.mp3"
    path.write_bytes(bytes(SIZE))
    before = resident_mb(server.process)
    lines = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(100)]
    for line in lines:
        line.sendall(f"GET /{server.at(path)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    time.sleep(2)
    assert server.ask("feed.xml").status == 200
    held = resident_mb(server.process) - before
    for line in lines:
        line.close()
    path.unlink()
    assert held < GROWTH
