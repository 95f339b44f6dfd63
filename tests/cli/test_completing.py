import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("paracast")
MOST = 0.3  # seconds that somebody waits at a key, on a quiet machine
SLACK = 5  # times as slow as that a machine may be which runs other tests too
INSIDE = """
source "$HOME/.bashrc"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_paracast_completion paracast
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    (folder / "voices").mkdir(parents=True)
    (folder / "paracast.toml").write_text(
        '[show]\ntitle = "Reads"\n[publish]\ntarget = "s3://bucket/reads"\n'
    )
    for name in ("narrator", "quotation"):
        profile = f'engine = "espeak"\nvoice = "en"\nlanguage = "en"\ndescription = "A {name}."\n'
        (folder / "voices" / f"{name}.toml").write_text(profile)
    (folder / "voices" / "words.toml").write_text("[words]\n")
    (folder / "voices" / "broken.toml").write_text("engine = \n")
    for name in ("2026-01-31-tide", "2026-02-01-boats", ".new-2026-02-02-bell"):
        (folder / "episodes" / name).mkdir(parents=True)
        (folder / "episodes" / name / "episode.json").write_text("{}")
    (folder / "www").mkdir()
    return folder


def offered(*words: str, cwd: Path) -> list[str]:
    asked = {
        "COMP_WORDS": "\n".join(("paracast", *words)),
        "COMP_CWORD": str(len(words)),
        "_PARACAST_COMPLETE": "complete_bash",
    }
    done = subprocess.run(
        [PROGRAM], cwd=cwd, env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert not done.stderr
    return done.stdout.split()


def test_voices_are_completed_by_the_shows_profiles(show: Path, tmp_path: Path) -> None:
    assert offered("make", "--voice", "", cwd=show) == ["narrator", "quotation"]
    assert offered("voices", "try", "q", cwd=show / "www") == ["quotation"]
    assert offered("make", "--show", str(show), "--voice", "n", cwd=tmp_path) == ["narrator"]
    assert "narrator" in offered("make", "--voice", "", cwd=tmp_path)


@pytest.mark.parametrize("command", ["show", "edit", "rename", "remove"])
def test_episodes_are_completed_by_their_folders_or_bare_names(show: Path, command: str) -> None:
    assert offered("episodes", command, "", cwd=show) == ["2026-02-01-boats", "2026-01-31-tide"]
    assert offered("episodes", command, "2026-01", cwd=show) == ["2026-01-31-tide"]
    assert offered("episodes", command, "bo", cwd=show) == ["boats"]


def test_targets_are_completed_by_the_shows_own_by_folders_and_by_schemes(show: Path) -> None:
    assert offered("publish", "s", cwd=show) == ["s3://bucket/reads", "s3://", "sftp://"]
    assert offered("publish", "w", cwd=show) == ["www/"]


def test_engines_are_completed(show: Path) -> None:
    assert offered("voices", "--engine", "es", cwd=show) == ["espeak"]


@pytest.mark.parametrize("words", [("make", "--voice", ""), ("episodes", "show", "")])
def test_where_nothing_can_be_read_nothing_is_offered(show: Path, words: tuple[str, ...]) -> None:
    (show / "paracast.toml").write_text("[show\n")
    for folder in ("voices", "episodes"):
        (show / folder).rename(show / f"no-{folder}")
    assert offered(*words, cwd=show) == []


def test_nobody_waits_for_a_completion(show: Path) -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        offered("make", "--voice", "", cwd=show)
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(3)) < MOST * SLACK


@pytest.mark.slow
def test_bash_completes_once_it_is_told_to(show: Path, tmp_path: Path) -> None:
    home = {**os.environ, "HOME": str(tmp_path), "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}

    def bash(script: str, *words: str) -> list[str]:
        command = ["bash", "--norc", "-c", script, "bash", *words]
        done = subprocess.run(
            command, cwd=show, env=home, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    bash("paracast --install-completion; true")
    assert bash(INSIDE, "paracast", "make", "--voice", "q") == ["quotation"]
    assert bash(INSIDE, "paracast", "episodes", "show", "") == [
        "2026-02-01-boats",
        "2026-01-31-tide",
    ]


@pytest.mark.slow
def test_fish_completes_once_it_is_told_to(show: Path, tmp_path: Path) -> None:
    home = {**os.environ, "HOME": str(tmp_path), "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}
    home["XDG_CONFIG_HOME"] = str(tmp_path / ".config")

    def fish(script: str) -> list[str]:
        done = subprocess.run(
            ["fish", "-c", script], cwd=show, env=home, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    fish("paracast --install-completion")
    assert fish('complete -C "paracast make --voice q"') == ["quotation\tA quotation."]
    assert fish('complete -C "paracast publish w"') == ["www/"]
