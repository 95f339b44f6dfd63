import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import mutagen
import pytest

ROOT = Path(__file__).parents[2]
NEEDS_PIP = pytest.mark.skipif(
    importlib.util.find_spec("pip") is None, reason="this environment has no pip"
)


def run(folder: Path, *command: str | Path) -> str:
    """Run a command where the page's package is installed; return what it printed."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "installed"), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the page's files into a folder, and install the package offline beside it."""
    page = (ROOT / "docs/writing-an-engine.md").read_text("utf-8")
    files = dict(re.findall(r"`([\w./]+)`:\n\n```\w+\n(.*?)```", page, re.DOTALL))
    assert set(files) == {
        "pyproject.toml",
        "paracast_beep.py",
        "voices/beeper.toml",
        "test_beep.py",
    }
    for name, text in files.items():
        path = tmp_path / "paracast-beep" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    offline = "--no-deps --no-build-isolation --no-index --disable-pip-version-check"
    install = [sys.executable, "-m", "pip", "install", *offline.split()]
    run(tmp_path, *install, "--target", tmp_path / "installed", tmp_path / "paracast-beep")
    return tmp_path


def paracast(folder: Path, *arguments: str | Path) -> str:
    return run(folder, sys.executable, "-m", "paracast", *arguments)


@NEEDS_PIP
def test_the_pages_engine_is_listed_and_speaks_once_its_package_is_installed(folder: Path) -> None:
    assert "beep:short" in paracast(folder, "voices", "--engine", "beep")
    (folder / "boats.md").write_text("# Boats\n\nSeven boats came home before noon.\n")
    paracast(folder, "make", "boats.md", "--voice", "beep:short", "-o", "short.mp3")
    paracast(folder, "init", "show")
    shutil.copy(folder / "paracast-beep/voices/beeper.toml", folder / "show/voices")
    made = ["make", "boats.md", "--show", "show", "--voice", "beeper", "-o", "long.mp3"]
    paracast(folder, *made)
    short, long = (mutagen.File(folder / f"{name}.mp3").info for name in ("short", "long"))
    assert 4 < short.length < long.length < 60


@NEEDS_PIP
def test_the_pages_engine_keeps_what_the_contract_asks(folder: Path) -> None:
    package = folder / "paracast-beep"
    shutil.copy(ROOT / "tests/contract/engine_contract.py", package)
    printed = run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", package)
    assert re.search(r"^1\d passed", printed, re.MULTILINE), printed


def test_every_profile_of_the_page_on_commands_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs/command-engine.md").read_text("utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 5
    paracast(tmp_path, "init", "show")
    for number, block in enumerate(blocks):
        text = block if "engine =" in block else f'engine = "command"\nlanguage = "en"\n{block}'
        (tmp_path / f"show/voices/command{number}.toml").write_text(text)
    listed = paracast(tmp_path, "voices", "--show", "show")
    assert all(f"command{number}" in listed for number in range(5))
