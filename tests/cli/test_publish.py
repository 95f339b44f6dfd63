import json
import shutil
from pathlib import Path

import pytest
from published_shows import put
from typer.testing import CliRunner

from paracast import config
from paracast.cli.app import app


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    config.init_show(folder, title="Harbour [Reads]", url="https://example.org/harbour")
    put(folder / "episodes", "one", b"sound")
    assert run("--show", folder, folder / "host", "--dry-run").startswith("  + one/a.mp3")
    return folder


@pytest.fixture
def show(begun: Path, tmp_path: Path) -> Path:
    shutil.copytree(begun, tmp_path / "show")
    return tmp_path / "show"


def run(*arguments: str | Path) -> str:
    words = ["publish", "--force", *map(str, arguments)]  # the sounds here are a few bytes
    done = CliRunner().invoke(app, words, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_people_are_told_what_went_where_and_where_to_listen(show: Path, tmp_path: Path) -> None:
    told = run("--show", show, tmp_path / "host")
    assert told.splitlines()[0].startswith("Published “Harbour [Reads]” to ")
    assert "5 files" in told
    assert told.splitlines()[-1] == "  Listen: https://example.org/harbour/feed.xml"
    assert run("--show", show, tmp_path / "host").startswith("Nothing to do: “Harbour [Reads]”")


def test_a_dry_run_lists_what_would_be_done_in_order(show: Path, tmp_path: Path) -> None:
    run("--show", show, tmp_path / "host")
    put(show / "episodes", "one", b"a longer sound")
    put(show / "episodes", "two", b"two", "b")
    run("--show", show, tmp_path / "host", "--quiet")
    shutil.rmtree(show / "episodes" / "two")
    put(show / "episodes", "one", b"another sound, longer still")
    told = run("--show", show, tmp_path / "host", "--prune", "--dry-run").splitlines()
    steps = [line.split()[:2] for line in told if line.startswith(("  ~", "  +", "  -"))]
    assert steps[0] == ["~", "feed.xml"]
    assert steps[1] == ["+", "one/a.mp3"]
    assert ["+", "feed.xml"] in steps
    assert steps[-1] == ["-", "two/b.mp3"]
    assert steps.index(["+", "feed.xml"]) < steps.index(["-", "two/b.mp3"])
    assert (tmp_path / "host" / "two" / "b.mp3").exists()


def test_programs_are_told_the_same_as_json(show: Path, tmp_path: Path) -> None:
    facts = json.loads(run("--show", show, tmp_path / "host", "--json"))
    assert facts["outcome"] == "published"
    assert facts["uploads"][-1]["path"] == "feed.xml"
    assert facts["bytes"] == sum(one["bytes"] for one in facts["uploads"])
    again = json.loads(run("--show", show, tmp_path / "host", "--json"))
    assert (again["outcome"], again["unchanged"]) == ("unchanged", len(facts["uploads"]))


def test_quiet_is_quiet(show: Path, tmp_path: Path) -> None:
    assert run("--show", show, tmp_path / "host", "--quiet") == ""


def test_the_settings_of_a_show_say_where_it_goes(show: Path) -> None:
    settings = show / "paracast.toml"
    text = settings.read_text("utf-8").replace('# target = "" ', 'target = "../host" ')
    settings.write_text(text, "utf-8")
    run("--show", show)
    assert (show.parent / "host" / "feed.xml").exists()
