import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from paracast.config import init_show

COMMANDS = [
    (("site",), "paracast serve --open"),
    (("voices", "try", "narrator", "One."), "paracast make ARTICLE --voice narrator"),
    (("publish", "../www", "--force"), "paracast publish --verify"),
]


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    init_show(folder, title="Reads", url="https://podnews.net/reads")
    return folder


def watched(*arguments: str, cwd: Path) -> str:
    """Run a command in a terminal, and return what is seen there."""
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "paracast", *arguments]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100"}
    with subprocess.Popen(
        command, cwd=cwd, stdin=inner, stdout=inner, stderr=inner, env=environment
    ) as process:
        os.close(inner)
        seen = b""
        try:
            while piece := os.read(outer, 65536):
                seen += piece
        except OSError:  # Linux says so when nobody writes any more
            pass
        process.wait(timeout=60)
    os.close(outer)
    return seen.decode()


@pytest.mark.parametrize(("command", "step"), COMMANDS, ids=lambda one: one[0])
def test_a_person_is_told_what_could_be_done_next(
    show: Path, command: tuple[str, ...], step: str
) -> None:
    assert step in watched(*command, cwd=show)


@pytest.mark.parametrize(("command", "step"), COMMANDS, ids=lambda one: one[0])
def test_a_program_is_not(show: Path, command: tuple[str, ...], step: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "paracast", *command],
        cwd=show,
        capture_output=True,
        text=True,
        check=True,
    )
    assert step not in done.stdout + done.stderr


def test_a_quiet_command_says_nothing_of_next_steps(show: Path) -> None:
    assert "paracast" not in watched("publish", "../www", "--force", "--quiet", cwd=show)


def test_that_others_do_not_have_a_change_is_told_once_they_have_the_show(show: Path) -> None:
    def is_told() -> bool:
        return "Let others have it: paracast publish" in watched("feed", cwd=show)

    assert not is_told()
    watched("publish", "../www", "--force", cwd=show)
    assert not is_told()
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace('"Reads"', '"Other reads"'))
    assert is_told()
