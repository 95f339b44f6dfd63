import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = "# Boats come home\n\nSeven boats came home before noon.\n\nNobody expected it.\n"
SPOKEN = 4  # the title, the line that discloses the voice, two paragraphs


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Return a show with one episode; beside it lies the store that it filled."""
    folder = tmp_path / "reads"
    paracast("init", folder, cwd=tmp_path)
    (folder / "boats.md").write_text(ARTICLE)
    assert paracast("make", "boats.md", cwd=folder).returncode == 0
    return folder


def paracast(
    *arguments: str | Path, cwd: Path, stdin: str = "", columns: int = 100
) -> subprocess.CompletedProcess[str]:
    store = {"PARACAST_STORE": str(store_of(cwd)), "COLUMNS": str(columns)}
    return subprocess.run(
        [sys.executable, "-m", "paracast", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "PYTHONWARNINGS": "error", **store},
        timeout=120,
        check=False,
    )


def store_of(show: Path) -> Path:
    return show.parent / "store"


def entries(show: Path, kind: str = "*") -> list[Path]:
    return sorted(store_of(show).glob(f"??/*.{kind}.kept"))


def facts(show: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(paracast("store", "--json", cwd=show).stdout)
    return told


def test_store_tells_its_folder_its_size_and_how_often_it_helped(show: Path) -> None:
    told = facts(show)
    assert told["folder"] == str(store_of(show))
    assert told["bytes"] == sum(path.stat().st_size for path in entries(show))
    assert told["limit"] == 2_000_000_000
    assert told["kinds"]["clip"]["entries"] == len(entries(show, "clip")) >= SPOKEN
    assert told["kinds"]["clip"]["misses"] >= SPOKEN
    assert told["kinds"]["calibration"] | {"bytes": 0} == {
        "entries": 1,
        "bytes": 0,
        "hits": 0,
        "misses": 1,
    }
    assert told["kinds"]["speech"]["entries"] == 0
    assert told["since"]
    assert told["trimmed"]


def test_a_second_run_hits(show: Path) -> None:
    before = facts(show)["kinds"]
    (show / "boats.md").write_text(ARTICLE + "\nThe bell rang.\n")
    paracast("make", "boats.md", cwd=show)
    after = facts(show)["kinds"]
    assert after["clip"]["hits"] >= before["clip"]["hits"] + SPOKEN - 1  # the last one's pause
    assert after["calibration"]["hits"] == 1


def test_store_is_a_table_for_people(show: Path) -> None:
    done = paracast("store", cwd=show)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{store_of(show)}: ")
    assert lines[0].endswith(" of 2.0 GB")
    assert [line.split(":")[0].split()[0] for line in lines[1:6]] == [
        "Kept",
        "Clips",
        "Speech",
        "Calibrations",
        "Articles",
    ]
    assert lines[6].startswith("Hits and misses since 20")
    assert "Last trimmed: 20" in lines[6]


def test_an_empty_store_is_shown_and_cleared_without_a_question(tmp_path: Path) -> None:
    assert "0 B of 2.0 GB" in paracast("store", cwd=tmp_path).stdout
    assert "Last trimmed: never." in paracast("store", cwd=tmp_path).stdout
    done = paracast("store", "clear", cwd=tmp_path)
    assert (done.returncode, done.stdout.split(",")[0]) == (0, "Removed 0 entries")


@pytest.mark.parametrize(("answer", "remain"), [("y\n", False), ("n\n", True), ("\n", True)])
def test_clear_asks_and_removes_only_after_a_yes(show: Path, answer: str, remain: bool) -> None:  # noqa: FBT001  what the case expects
    count = len(entries(show))
    done = paracast("store", "clear", cwd=show, stdin=answer)
    assert done.returncode == 0
    assert f"Remove {count} entries, " in done.stdout
    assert ("Nothing was removed." in done.stdout) == remain
    assert (f"Removed {count} entries, " in done.stdout) != remain
    assert bool(entries(show)) == remain


def test_where_nobody_answers_nothing_is_removed_and_the_error_says_how(show: Path) -> None:
    done = paracast("store", "clear", cwd=show, stdin="")
    assert done.returncode == 2
    assert "paracast store clear --yes" in done.stderr
    assert "Traceback" not in done.stderr
    assert entries(show)


def test_after_a_clear_the_same_episode_is_made_anew_with_the_same_guid(show: Path) -> None:
    assert paracast("store", "clear", "--yes", cwd=show).returncode == 0
    told = facts(show)
    assert (told["bytes"], told["since"]) == (0, None)
    assert {number for kind in told["kinds"].values() for number in kind.values()} == {0}
    (show / "boats.md").write_text(ARTICLE + "\nThe bell rang.\n")
    assert paracast("make", "boats.md", cwd=show).stdout.startswith("Updated")


def test_a_damaged_entry_is_told_in_the_terminal_once(show: Path) -> None:
    for path in entries(show, "clip"):
        path.write_bytes(path.read_bytes()[:-1])
    (show / "boats.md").write_text(ARTICLE + "\nThe bell rang.\n")
    done = paracast("make", "boats.md", cwd=show)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if "Damaged in the store" in line]
    assert len(told) == 1
    assert str(store_of(show)) in told[0]
    (show / "boats.md").write_text(ARTICLE + "\nThe bell rang twice.\n")
    assert "Damaged" not in paracast("make", "boats.md", cwd=show).stderr


def test_clearing_while_episodes_are_made_harms_none_of_them(show: Path) -> None:
    names = [f"tale {number}.md" for number in range(4)]
    for name in names:
        (show / name).write_text(f"# Of {name}\n\nA tale of nets.\n\nAnd of salt.\n")
    environment = {**os.environ, "PARACAST_STORE": str(store_of(show))}
    command = [sys.executable, "-m", "paracast", "make", *names, "--json"]
    with subprocess.Popen(
        command, cwd=show, env=environment, stdout=subprocess.PIPE, text=True
    ) as making:
        while making.poll() is None:
            assert paracast("store", "clear", "--yes", cwd=show).returncode == 0
        assert making.stdout is not None
        made = [json.loads(line) for line in making.stdout]
    assert [one["outcome"] for one in made] == ["made"] * 4
    assert all(Path(one["mp3"]).stat().st_size == one["bytes"] for one in made)
