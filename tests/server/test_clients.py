"""Debian's podcast programs, and two hundred clients at once; `.ci/run` installs the programs."""

import asyncio
import os
import pty
import random
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from serving import Server, add_episode, serving, start_show, started

pytestmark = pytest.mark.slow

LARGE = 80_000_000  # bytes: some tenths of a second
PATIENCE = 30  # seconds


def sound(length: int) -> bytes:
    """Return bytes of which each stretch is another one."""
    return random.Random(7).randbytes(length)  # noqa: S311  no secret


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@dataclass(frozen=True)
class Program:
    """A podcast program with a home of its own."""

    home: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """What it finds around it: nothing of ours."""
        ours = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        named = {"GPODDER_HOME": "gpodder", "GPODDER_DOWNLOAD_DIR": "sounds", "HOME": ""}
        return ours | {"TERM": "xterm"} | {n: str(self.home / part) for n, part in named.items()}

    def run(self, *command: str | Path) -> str:
        """Run it to its end, and return what it prints."""
        done = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
        )
        return done.stdout

    def begin(self, *command: str | Path) -> "Begun":
        """Begin to run it in a terminal, without waiting."""
        ours, its = pty.openpty()
        process = subprocess.Popen(
            command, env=self.environment, stdin=its, stdout=its, stderr=its, start_new_session=True
        )
        os.close(its)
        threading.Thread(target=_watch, args=(ours,), daemon=True).start()
        return Begun(process, ours)


@dataclass(frozen=True)
class Begun:
    """A program that runs in a terminal."""

    process: "subprocess.Popen[bytes]"
    terminal: int

    def until(self, happened: Callable[[], object], press: bytes = b"") -> None:
        """Wait for something, and press a key meanwhile; it must not end before."""
        patience = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < patience
            assert self.process.poll() is None
            if press:
                os.write(self.terminal, press)
            time.sleep(0.1 if press else 0.002)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def _watch(terminal: int) -> None:
    """Look at a terminal until its program has ended; else the program would wait to be seen."""
    with suppress(OSError):  # that is how a terminal ends
        while os.read(terminal, 65536):
            pass
    os.close(terminal)


def interrupted(server: Server, program: Begun, part: Path) -> int:
    """Kill a program as soon as it has a part of a sound; return how many bytes it has."""
    program.until(lambda: size(part) > 1_000_000)
    program.kill()
    patience = time.monotonic() + PATIENCE
    while not server.served[-1].path.endswith(".mp3") and time.monotonic() < patience:
        time.sleep(0.01)
    assert server.served[-1].status == 200
    assert 0 < size(part) < LARGE
    return size(part)


def test_gpodder_subscribes_lists_downloads_and_resumes(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show", 0)
    add_episode(show, 1, whole := sound(LARGE))
    gpodder = Program(tmp_path)
    with serving(show) as server:
        assert "Successfully added" in gpodder.run("gpo", "subscribe", f"{server.address}feed.xml")
        assert "Harbour & Reads" in gpodder.run("gpo", "list")
        assert "Boats & <b>nets</b> 1" in gpodder.run("gpo", "episodes")
        part = tmp_path / "sounds" / "Harbour & Reads" / "boats.mp3.partial"
        had = interrupted(server, gpodder.begin("gpo", "download"), part)
        assert "1 episodes downloaded" in gpodder.run("gpo", "download")
    last = server.served[-1]
    assert (last.status, last.length) == (206, LARGE - had)
    assert part.with_suffix("").read_bytes() == whole


def test_gpodder_hears_of_a_new_episode(tmp_path: Path) -> None:
    show, gpodder = start_show(tmp_path / "show"), Program(tmp_path)
    with serving(show) as server:
        gpodder.run("gpo", "subscribe", f"{server.address}feed.xml")
        gpodder.run("gpo", "update")
        assert server.served[-1].status == 304
        add_episode(show, 2)
        gpodder.run("gpo", "update")
        told = gpodder.run("gpo", "episodes")
    assert ("nets</b> 1" in told, "nets</b> 2" in told) == (True, True)


def test_newsboat_subscribes_and_lists_and_podboat_downloads_and_resumes(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show", 0)
    add_episode(show, 1, whole := sound(LARGE))
    newsboat, urls, config = Program(tmp_path), tmp_path / "urls", tmp_path / "config"
    cache, queue, sounds = tmp_path / "cache.db", tmp_path / "queue", tmp_path / "sounds"
    sounds.mkdir()
    config.write_text(f'podcast-auto-enqueue yes\ndownload-path "{sounds}/"\n')
    options = ("-C", config, "-q")
    with serving(show) as server:
        urls.write_text(f"{server.address}feed.xml\n")
        command = ("newsboat", "-C", config, "-u", urls, "-c", cache)
        newsboat.run(*command, "-x", "reload")
        assert newsboat.run(*command, "-x", "print-unread") == "1 unread articles\n"
        (made,) = (p for p in tmp_path.rglob("queue") if p.is_file())
        queue.write_bytes(made.read_bytes())
        assert f"{server.address}{server.mp3}" in queue.read_text()
        before = set(sounds.iterdir())
        first = newsboat.begin("podboat", *options, queue, "-a")
        first.until(lambda: set(sounds.iterdir()) - before)
        (part,) = set(sounds.iterdir()) - before
        had = interrupted(server, first, part)
        second = newsboat.begin("podboat", *options, queue)
        second.until(lambda: size(part.with_suffix("")) == LARGE, press=b"d")
        second.kill()
    last = server.served[-1]
    assert (last.status, last.length) == (206, LARGE - had)
    assert part.with_suffix("").read_bytes() == whole


READERS, ASKED_BY_EACH, SPAN = 200, 25, 300_000
GROWTH = 60  # MB: three tenths of one for each reader


def test_two_hundred_readers_of_ranges_get_their_bytes_and_cost_no_memory(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show", 0)
    add_episode(show, 1, whole := sound(LARGE))
    with started(show) as server:
        asyncio.run(_read_all(server, whole, readers=20))
        before = server.resident_mb()
        asyncio.run(_read_all(server, whole, readers=READERS))
        once = server.resident_mb()
        asyncio.run(_read_all(server, whole, readers=READERS))
        twice = server.resident_mb()
        code, out, err = server.stop()
    assert (code, out, err) == (0, "", "")
    assert once - before < GROWTH
    assert twice - once < GROWTH / 10


async def _read_all(server: Server, whole: bytes, readers: int) -> None:
    await asyncio.gather(*(_read(server, whole, number) for number in range(readers)))


async def _read(server: Server, whole: bytes, number: int) -> None:
    """Ask for ranges at random on one connection; some of it is taken slowly."""
    chance = random.Random(number)  # noqa: S311  no secret
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    for _ in range(ASKED_BY_EACH):
        start = chance.randrange(len(whole) - 1)
        end = min(len(whole), start + chance.randrange(1, SPAN))
        asked = f"GET /{server.mp3} HTTP/1.1\r\nHost: localhost\r\nRange: bytes={start}-{end - 1}"
        writer.write(f"{asked}\r\n\r\n".encode())
        await writer.drain()
        told = await reader.readuntil(b"\r\n\r\n")
        assert told.startswith(b"HTTP/1.1 206"), told
        if chance.random() < 0.1:
            await asyncio.sleep(0.05)
        assert await reader.readexactly(end - start) == whole[start:end]
    writer.close()
    await writer.wait_closed()
