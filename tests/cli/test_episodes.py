"""`paracast episodes` and its commands, as users run them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from shelves import put

from paracast import config

PLAIN = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONWARNINGS": "error"}


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    config.init_show(folder, title="Reads")
    put(folder, "guid-boats", "Boats")
    put(folder, "guid-nets", "Nets", kind="bonus", season=2)
    return folder


def paracast(
    *arguments: str, show: Path, stdin: str | None = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paracast", "episodes", *arguments],
        cwd=show,
        input=stdin,
        capture_output=True,
        text=True,
        env=PLAIN,
        check=False,
    )


def fails(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_the_list_numbers_episodes_and_tells_where_they_stand(show: Path) -> None:
    listed = paracast(show=show).stdout.splitlines()[1:]
    assert re.match(r"1 +2026-11-24 +Boats +1:01 +3.0 kB", listed[0])
    assert re.match(r"2 +2026-11-23 +S2 bonus +Nets", listed[1])
    facts = json.loads(paracast("--json", show=show).stdout)
    assert [(one["kind"], one["season"], one["number"]) for one in facts] == [
        ("full", 0, 0),
        ("bonus", 2, 0),
    ]


def test_show_tells_all_that_is_known(show: Path) -> None:
    told = paracast("show", "nets", show=show).stdout
    for word in ("Nets", "S2 bonus", "guid-nets", "nets.mp3", "44.1 kHz", "Jane Roe", "narrator"):
        assert word in told
    facts = json.loads(paracast("show", "2", "--json", show=show).stdout)
    assert facts["guid"] == "guid-nets"
    assert facts["url"].endswith("-nets/nets.mp3")
    assert Path(facts["path"]).is_dir()


def test_an_episode_is_edited_renamed_and_removed(show: Path) -> None:
    done = paracast("edit", "1", "--title", "Ships", "--date", "2020-01-02", show=show)
    assert done.stdout == "Edited “Ships”: 2026-11-24-boats\n"
    assert paracast("rename", "ships", "Ships", show=show).stdout.endswith("2020-01-02-ships\n")
    dated = paracast("rename", "ships", "2020-01-02-Sails", show=show)
    assert dated.stdout.endswith("2020-01-02-sails\n")
    assert paracast("remove", "ships", "--yes", show=show).stdout.startswith("Removed “Ships”")
    assert [e["title"] for e in json.loads(paracast("--json", show=show).stdout)] == ["Nets"]


def test_make_says_where_an_episode_stands_for_one_article_at_a_time(show: Path) -> None:
    (show / "salt.md").write_text("# Salt\n\nA tale of salt.")
    (show / "sand.md").write_text("# Sand\n\nA tale of sand.")
    command = [sys.executable, "-m", "paracast", "make", "salt.md", "--voice", "tone:a440"]
    asked = ["--kind", "trailer", "--season", "3", "--json"]
    done = subprocess.run([*command, *asked], cwd=show, env=PLAIN, capture_output=True, check=True)
    told = json.loads(paracast("show", json.loads(done.stdout)["guid"], "--json", show=show).stdout)
    assert (told["kind"], told["season"], told["number"]) == ("trailer", 3, 0)
    several = [*command, "sand.md", "--number", "4"]
    refused = subprocess.run(
        several, cwd=show, env=PLAIN, capture_output=True, text=True, check=False
    )
    fails(refused, "--number", "one article")


def test_removing_asks_and_takes_no_answer_for_no(show: Path) -> None:
    assert "Nothing was removed" in paracast("remove", "1", show=show, stdin="n\n").stdout
    fails(paracast("remove", "1", show=show), "Nobody answered", "--yes")
    assert len(json.loads(paracast("--json", show=show).stdout)) == 2


def test_what_cannot_be_done_is_one_message_with_a_remedy(show: Path) -> None:
    fails(paracast("show", "guid-", show=show), "could be 2 episodes", "2026-11-24-boats")
    fails(paracast("edit", "1", "--date", "2999-01-01", show=show), "--allow-future")


def test_options_may_stand_before_the_name_of_a_command(show: Path, tmp_path: Path) -> None:
    told = paracast("--show", str(show), "--json", "show", "boats", show=tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["title"] == "Boats"
    other = paracast("--show", str(tmp_path), "show", "boats", "--show", str(show), show=tmp_path)
    assert "Boats" in other.stdout
