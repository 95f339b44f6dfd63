"""Shows to serve, real servers of them, and clients that say what they want byte by byte."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import urllib3

from paracast import config
from paracast.episode.manifest import NAME as MANIFEST
from paracast.episode.manifest import to_manifest
from paracast.episode.model import Chapter, Episode, MediaFile, Sound, Source
from paracast.episode.shelf import Shelf
from paracast.errors import ParacastError
from paracast.server.addresses import Listening
from paracast.server.application import application
from paracast.server.guarding import Served
from paracast.server.living import LivingShow
from paracast.server.patience import Limits
from paracast.server.running import bound, server_of
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples

URL = "https://example.org/harbour"
PATIENCE = 20  # seconds
TEXTS = {
    "vtt": ("text/vtt", "WEBVTT\n\n" + "00:00.000 --> 00:01.000\nBoats.\n\n" * 60),
    "srt": ("application/x-subrip", "1\n00:00:00,000 --> 00:00:01,000\nBoats.\n"),
    "transcript.json": ("application/json", '{"version": "1.0.0", "segments": []}'),
}


def start_show(folder: Path, count: int = 1, *, private: str = "") -> Path:
    """Start a show with some episodes, the first of them with a picture; return its folder."""
    config.init_show(folder, title="Harbour & Reads", url=URL)
    if private:
        settings = folder / config.NAME
        text = settings.read_text("utf-8")
        settings.write_text(re.sub(r"(?m)^# private = .*$", f'private = "{private}"', text))
    for number in range(1, count + 1):
        add_episode(folder, number)
    return folder


def add_episode(show: Path, number: int, sound: bytes = b"") -> Path:
    """Put an episode on the shelf, and return its folder."""
    shelf, name = Shelf(show / "episodes"), f"2026-11-24-boats-{number}"
    sound = sound or bytes(range(256)) * 300
    with shelf.opened(), shelf.stage(name) as stage:
        picture = stage.write("picture-1.jpg", "image/jpeg", [b"\xff\xd8\xff" * 99])
        enclosure = stage.write("boats.mp3", "audio/mpeg", [sound])
        texts = [stage.write(f"boats.{e}", t, [x.encode()]) for e, (t, x) in TEXTS.items()]
        chapters = stage.write("boats.chapters.json", "application/json+chapters", [b"{}"])
        made = _episode(number, name, enclosure, tuple(texts), chapters)
        pictured = replace(made.chapters[0], picture=picture)
        stage.finish(replace(made, chapters=(pictured, *made.chapters[1:])))
    return show / "episodes" / name


def _episode(
    number: int, folder: str, sound: MediaFile, texts: tuple[MediaFile, ...], chapters: MediaFile
) -> Episode:
    begun = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return Episode(
        guid=f"guid-{number}",
        folder=folder,
        title=f"Boats & <b>nets</b> {number}",
        author="Jane Roe",
        language=LanguageTag("en"),
        description="Seven boats came home.",
        published=begun,
        updated=begun,
        source=Source(f"place-{number}", Digest("text"), "boats.md"),
        recipe=Digest("r"),
        sound=Sound(Hertz(44100), Samples(44100 * 61), Lufs(-16.0), Decibels(-1.2)),
        enclosure=sound,
        transcripts=texts,
        chapter_file=chapters,
        chapters=(
            Chapter(Samples(0), Samples(44100 * 30), "Boats"),
            Chapter(Samples(44100 * 30), Samples(44100 * 61), "Nets"),
        ),
        voices=("narrator",),
        left_out={},
        versions={},
    )


def rewrite(show: Path, number: int, title: str) -> None:
    """Give an episode another title, as `paracast episodes edit` would."""
    shelf = Shelf(show / "episodes")
    episode = next(e for e in shelf.episodes() if e.guid == f"guid-{number}")
    changed = replace(episode, title=title)
    shelf.keep(f"{episode.folder}/{MANIFEST}", to_manifest(changed))


def age(show: Path) -> None:
    """Let everything have been there for an hour."""
    an_hour_ago = time.time() - 3600
    for path in [show / config.NAME, *show.rglob("episodes/**/*"), show / "episodes"]:
        os.utime(path, (an_hour_ago, an_hour_ago))


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        served: every answer so far, and `failed`: what went wrong, where it runs in this process.
    """

    show: Path
    address: str
    served: list[Served] = field(default_factory=list)
    failed: list[ParacastError] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].partition("/")[0])

    @property
    def episodes(self) -> Path:
        return self.show / "episodes"

    @property
    def folder(self) -> str:
        """The first episode's folder, below the address."""
        return "2026-11-24-boats-1/"

    @property
    def mp3(self) -> str:
        return f"{self.folder}boats.mp3"

    def ask(self, path: str, method: str = "GET", **headers: str) -> urllib3.BaseHTTPResponse:
        """Ask for a path below the address, and take the answer as it is."""
        named: Mapping[str, str] = {name.replace("_", "-"): v for name, v in headers.items()}
        return urllib3.request(
            method,
            self.address + path,
            headers=named,
            retries=False,
            redirect=False,
            decode_content=False,
            timeout=PATIENCE,
        )

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def say(self, data: bytes) -> bytes:
        """Send bytes as they are, and return all that comes until the server hangs up."""
        with self.connect() as line:
            line.sendall(data)
            return rest_of(line)

    def get(self, path: str, host: str = "localhost") -> bytes:
        """Ask for a path as it is written."""
        return self.say(
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        )


def rest_of(line: socket.socket) -> bytes:
    """Return all that comes until the other side hangs up, however it does."""
    got = bytearray()
    try:
        while piece := line.recv(1 << 18):
            got += piece
    except ConnectionResetError:
        pass
    return bytes(got)


@contextmanager
def serving(show: Path, listening: Listening | None = None, **limits: float) -> Iterator[Server]:
    """Serve a show from a thread of this process."""
    setup = config.load(show)
    listening = replace(listening or Listening(secret=setup.show.private), port=0)
    with bound(listening) as door:
        listening = replace(listening, port=door.getsockname()[1])
        name = "127.0.0.1" if listening.host == "127.0.0.1" else listening.host
        told = Server(show, replace(listening, url="").address(name))
        living = LivingShow(setup, listening.secret)
        answering = application(living, listening, told.served.append, told.failed.append)
        server = server_of(answering, replace(Limits(), **limits))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield told
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()


@dataclass(frozen=True)
class Process(Server):
    """One that was started from the command line."""

    process: "subprocess.Popen[str]" = field(kw_only=True)
    told: str = ""

    def stop(self) -> tuple[int, str, str]:
        """Press Ctrl-C; return the exit code, and what was printed since the start."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err

    def resident_mb(self) -> float:
        """Return how much memory it holds (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def started(show: Path, *options: str, files: int = 0) -> Iterator[Process]:
    """Start `paracast serve`, and wait until it says where.

    Args:
        show: its folder.
        options: for the command.
        files: how many it may have open; 0: as many as this process.
    """
    command = [sys.executable, "-m", "paracast", "serve", "--show", str(show), "--port", "0"]
    limited = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh"] if files else []
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [*limited, *command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout
    told = ""
    try:
        for line in process.stdout:
            told += line
            if "Subscribe" in line:
                address = line.split()[1].removesuffix("feed.xml").replace("localhost", "127.0.0.1")
                yield Process(show, address, process=process, told=told)
                break
        else:
            raise AssertionError(told, process.communicate()[1])
    finally:
        process.kill()
        process.communicate()
