"""The five commands of docs/scale.md, as they stand there."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
BINARIES = Path(sys.executable).parent


def commands() -> list[list[str]]:
    block = re.search(r"<!-- cluster -->\n```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert block
    here = block[1].replace("HOST", "127.0.0.1").replace("--nworkers 8", "--nworkers 2")
    return [shlex.split(line, comments=True) for line in here.splitlines()]


@pytest.mark.slow
def test_a_cluster_stands_after_five_commands(tmp_path: Path) -> None:
    install, scheduler, worker, init, make = commands()
    assert install == ["pip", "install", "paracast[cluster]"]  # it is installed here already
    (tmp_path / "articles").mkdir()
    for number in (1, 2):
        text = f"# Tale {number}\n\nSeven boats came home before noon."
        (tmp_path / "articles" / f"{number}.md").write_text(text)
    own = os.environ | {"PARACAST_STORE": str(tmp_path / "store")}

    def begun(command: list[str]) -> "subprocess.Popen[bytes]":
        with (tmp_path / "log").open("ab") as log:
            return subprocess.Popen(
                [BINARIES / command[0], *command[1:]],
                cwd=tmp_path,
                env=own,
                start_new_session=True,
                stdout=log,
                stderr=log,
            )

    running = [begun(scheduler), begun(worker)]
    try:
        for command in (init, make):
            assert begun(command).wait(120) == 0, (tmp_path / "log").read_text()
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
    assert (tmp_path / "news" / "episodes" / "feed.xml").read_text().count("<item>") == 2
