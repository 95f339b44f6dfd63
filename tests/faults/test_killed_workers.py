"""Workers are killed while they speak, as a system does that runs out of memory."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faulty_shows import start_show

pytestmark = pytest.mark.slow

PARAGRAPHS = 120
TEXT = "# Nets\n\n" + "\n\n".join(
    f"Boat number {number} came home at {number} o’clock, and its nets were full of herring."
    for number in range(1, PARAGRAPHS + 1)
)


def made(show: Path, *kill: str) -> dict[str, bytes]:
    """Make an article, and kill such processes as soon as a few paragraphs are kept."""
    store = show / "store"
    command = ("make", show / "nets.md", "--show", show, "--jobs", "2", "-q")
    process = subprocess.Popen(
        [sys.executable, "-m", "paracast", *map(str, command)],
        env=os.environ | {"PARACAST_STORE": str(store)},
        stderr=subprocess.PIPE,
    )
    try:
        for number, kind in enumerate(kill, 1):
            while len(list(store.rglob("*.clip.kept"))) < 8 * number:
                assert process.poll() is None
                time.sleep(0.01)
            os.kill(_processes(process.pid)[kind], signal.SIGKILL)
        _, complaint = process.communicate(timeout=120)
    finally:
        process.kill()
    assert (process.returncode, complaint) == (0, b"")
    (folder,) = (path.parent for path in (show / "episodes").glob("*/episode.json"))
    kinds = ("mp3", "vtt", "srt", "transcript.json", "chapters.json")
    files = {kind: (folder / f"nets.{kind}").read_bytes() for kind in kinds}
    return files | {"mp3": _frames(files["mp3"])}


def _processes(parent: int) -> dict[str, int]:
    """Name the server that workers are forked from, and one of them."""
    children = _children(parent)
    server = next(child for child in children if _children(child))
    return {"server": server, "worker": _children(server)[0]}


def _children(process: int) -> list[int]:
    found = Path("/proc", str(process), "task").glob("*/children")
    return [int(child) for path in found for child in path.read_text().split()]


def _frames(mp3: bytes) -> bytes:
    """Return what follows the tag, which tells the date."""
    return mp3[mp3.index(b"\xff\xfb", 10) :]


def test_a_killed_worker_costs_a_paragraph_and_no_byte(tmp_path: Path) -> None:
    shows = [start_show(tmp_path / name) for name in ("whole", "worker", "twice", "server")]
    for show in shows:
        (show / "nets.md").write_text(TEXT, "utf-8")
    expected = made(shows[0])
    assert made(shows[1], "worker") == expected
    assert made(shows[2], "worker", "worker", "worker") == expected
    assert made(shows[3], "server") == expected
