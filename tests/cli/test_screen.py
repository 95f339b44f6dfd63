"""What a person at a terminal sees: a command on a real one, its screen drawn by an emulator."""

import os
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pyte
import pytest

from paracast import config

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other terminals")

LINES, COLUMNS = 60, 100


def on_a_terminal(*arguments: str, folder: Path) -> list[str]:
    """Run a command to its end, and return the lines that then stand on the screen."""
    ours, its = os.openpty()
    termios.tcsetwinsize(its, (LINES, COLUMNS))
    plain = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    with subprocess.Popen(
        [sys.executable, "-m", "paracast", *arguments],
        cwd=folder,
        stdin=its,
        stdout=its,
        stderr=its,
        env=plain | {"TERM": "xterm-256color"},
        start_new_session=True,
    ):
        os.close(its)
        screen = pyte.Screen(COLUMNS, LINES)
        stream = pyte.ByteStream(screen)
        with suppress(OSError):  # how Linux tells that nobody has the terminal open any more
            while printed := os.read(ours, 65536):
                stream.feed(printed)
    os.close(ours)
    return [line.rstrip() for line in screen.display if line.strip()]


def test_results_stand_above_the_bars_and_nothing_is_left_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "reads"
    config.init_show(folder, title="Reads")
    names = [f"{number}.md" for number in range(1, 5)]
    for name in names:
        said = "\n\n".join(f"Boat {n} of {name} came home. " * 6 for n in range(30))
        (folder / name).write_text(f"# Story {name[0]}\n\n{said}\n", "utf-8")
    (folder / "empty.md").write_text("", "utf-8")
    shown = on_a_terminal(
        *("make", *names, "empty.md", "--voice", "tone:a440", "--jobs", "1"), folder=folder
    )
    made = [line for line in shown if line.startswith("Made ")]
    assert sorted(line.split("”")[0] for line in made) == [f"Made “Story {n}" for n in range(1, 5)]
    failed = [line for line in shown if "nothing to say in empty.md" in line]
    assert len(failed) == 2  # at once, and in the table
    assert [line for line in shown if line.startswith("Feed: ")]
    assert [line for line in shown if "━" in line or line.endswith("left")] == []
    assert shown[-1] == "Listen: paracast serve"
