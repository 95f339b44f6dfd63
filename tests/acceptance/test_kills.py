"""A run that was killed and is resumed comes to the same bytes, and repeats next to nothing."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import paracast

pytestmark = pytest.mark.slow

JOBS = 2
PARAGRAPHS = 12
TEXT = "# Nets\n\n" + "\n\n".join(
    f"Boat number {number} came home at {number} o’clock, and its nets were full of herring."
    for number in range(1, PARAGRAPHS + 1)
)
PROGRAM = """#!/bin/sh
read -r line
echo "$line" >> "{log}"
sleep 0.03
cat "{sound}"
"""
PROFILE = """engine = "command"
voice = "counted"
language = "en"
judged = false
[options]
command = ["{program}"]
"""
FILES = ("mp3", "vtt", "srt", "transcript.json", "chapters.json")


def show_of(folder: Path) -> tuple[Path, Path]:
    """Begin a show whose voice is a program that counts what it is asked to say."""
    import numpy as np
    import soundfile

    show, log = folder / "show", folder / "said.log"
    paracast("init", show)
    sound = folder / "sound.wav"
    time_ = np.arange(22050) / 22050
    soundfile.write(sound, 0.3 * np.sin(2 * np.pi * 220 * time_) * np.hanning(22050), 22050)
    program = folder / "say"
    program.write_text(PROGRAM.format(log=log, sound=sound), "utf-8")
    program.chmod(0o755)
    (show / "voices" / "counted.toml").write_text(PROFILE.format(program=program), "utf-8")
    (show / "nets.md").write_text(TEXT, "utf-8")
    return show, log


def begun(show: Path, voice: str, store: Path) -> "subprocess.Popen[bytes]":
    command = (
        "make",
        show / "nets.md",
        "--show",
        show,
        "--voice",
        voice,
        "--jobs",
        str(JOBS),
        "-q",
    )
    return subprocess.Popen(
        [sys.executable, "-m", "paracast", *map(str, command)],
        start_new_session=True,
        stderr=subprocess.DEVNULL,  # a killed run's server tells of what was left
        env=os.environ | {"PARACAST_STORE": str(store)},
    )


def results(show: Path) -> dict[str, bytes]:
    (folder,) = (path.parent for path in (show / "episodes").glob("*/episode.json"))
    return {kind: (folder / f"nets.{kind}").read_bytes() for kind in FILES}


@pytest.mark.parametrize("voice", ["counted", "narrator"])
def test_killed_at_fifty_moments_and_resumed_it_is_what_it_would_have_been(
    tmp_path: Path, voice: str
) -> None:
    seed = time.time_ns() % 10**6
    print(f"seed {seed}")  # noqa: T201  shown where the test fails
    moments = random.Random(seed)  # noqa: S311  no secret
    (tmp_path / "whole").mkdir()
    show, log = show_of(tmp_path / "whole")
    began = time.monotonic()
    assert begun(show, voice, tmp_path / "whole" / "store").wait(timeout=120) == 0
    lasts = time.monotonic() - began
    expected, said = results(show), _lines(log)
    caught = 0
    for number in range(50):
        folder = tmp_path / str(number)
        folder.mkdir()
        show, log = show_of(folder)
        with begun(show, voice, folder / "store") as process:
            time.sleep(moments.uniform(0.05, lasts))
            caught += process.poll() is None
            process.kill()
        assert begun(show, voice, folder / "store").wait(timeout=120) == 0
        assert results(show) == expected
        assert _lines(log) <= said + JOBS, f"kill {number}"
        assert not [p for p in (show / "episodes").iterdir() if p.name.startswith((".new", ".old"))]
    assert caught > 25, "most kills should come before the end"


def _lines(log: Path) -> int:
    return len(log.read_text("utf-8").splitlines()) if log.exists() else 0
