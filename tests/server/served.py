"""A real server of a real show, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import urllib3

from paracast import config

ARTICLE = "# {title}\n\nSeven boats came home before noon.\n\n## The nets\n\nThey were full.\n"
PATIENCE = 20  # seconds


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        address: of the show, with a slash at its end.
    """

    show: Path
    process: "subprocess.Popen[str]"
    address: str

    @property
    def port(self) -> int:
        return int(self.address.split(":")[2].partition("/")[0])

    @property
    def episode(self) -> Path:
        return next(iter((self.show / "episodes").glob("2*")))

    @property
    def mp3(self) -> Path:
        return next(self.episode.glob("*.mp3"))

    def at(self, path: Path) -> str:
        """Return the path below the address of a file of the show."""
        return path.relative_to(self.show / "episodes").as_posix()

    def ask(self, path: str, method: str = "GET", **headers: str) -> urllib3.BaseHTTPResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return urllib3.request(
            method, self.address + path, headers=named, retries=False, decode_content=False
        )

    def say(self, data: bytes, *, until_closed: bool = True) -> bytes:
        """Send bytes as they are, and return what comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(data)
            got = line.recv(65536)
            while until_closed and (more := line.recv(65536)):
                got += more
            return got

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit code, and what was printed to standard error."""
        self.process.send_signal(signal.SIGINT)
        _, told = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, told


def make(show: Path, title: str = "Boats come home") -> None:
    """Make an episode with sines."""
    article = show / f"{title}.md"
    article.write_text(ARTICLE.format(title=title), "utf-8")
    command = ("make", article, "--show", show, "--voice", "tone:a440", "--quiet")
    subprocess.run([sys.executable, "-m", "paracast", *map(str, command)], check=True)


def begin(show: Path) -> None:
    """Start a show with an episode."""
    config.init_show(show, title="Harbour Reads", url="https://example.org/harbour")
    make(show)


def serve(show: Path, *options: str) -> Server:
    """Start a server, and wait until it says where."""
    command = [sys.executable, "-m", "paracast", "serve", "--show", str(show), "--port", "0"]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    assert process.stdout
    for line in process.stdout:
        if "Listen:" in line:
            address = line.partition("Listen:")[2].strip()
            return Server(show, process, address.replace("localhost", "127.0.0.1"))
    raise AssertionError(process.communicate())


def resident_mb(process: "subprocess.Popen[str]") -> float:
    """Return how much memory a process holds (Linux)."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
