import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import filelock
import pytest
from samples import EPISODE

from paracast import config
from paracast.config import init_show
from paracast.doctor import Remark, State, examine, software
from paracast.doctor.model import calmly
from paracast.episode.manifest import to_manifest
from paracast.pipeline.feeding import write_feed

REPORT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "PYTHONWARNINGS": "error"}


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    init_show(folder, title="Reads", url="https://podnews.net/reads")
    return folder


def remarks(folder: Path | None) -> dict[tuple[str, str], Remark]:
    return {(one.area, one.subject): one for one in examine(folder)}


def faults(folder: Path | None) -> list[Remark]:
    return [one for one in examine(folder) if one.state is State.FAULT]


def doctor(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paracast", "doctor", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=REPORT,
        timeout=120,
        check=False,
    )


def test_a_sound_show_has_nothing_to_mend(show: Path) -> None:
    assert faults(show) == []
    found = remarks(show)
    assert found["Show", "address"].state is State.GOOD
    assert found["Engines", "espeak"].seen.startswith("1")
    assert "speaks" in found["Voices", "narrator"].seen


def test_nothing_is_changed_by_looking(show: Path) -> None:
    before = sorted(show.rglob("*"))
    remarks(show)
    assert sorted(show.rglob("*")) == before


def test_where_there_is_no_show_the_machine_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = remarks(None)
    assert found["Show", "folder"].state is State.ABSENT
    assert "paracast init" in found["Show", "folder"].remedy
    assert faults(None) == []


def test_broken_settings_are_told_and_the_rest_is_looked_at(show: Path) -> None:
    (show / "paracast.toml").write_text("[show\n")
    (one,) = faults(show)
    assert (one.area, one.subject) == ("Show", "settings")
    assert "is not TOML" in one.seen
    assert ("Voices", "narrator") in remarks(show)


def test_a_broken_profile_is_named_once(show: Path) -> None:
    (show / "voices" / "bob.toml").write_text('engine = "espeak"\n')
    (one,) = faults(show)
    assert (one.area, one.subject) == ("Voices", "bob")
    assert "bob.toml" in one.seen


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ('engine = "espeak"\nvoice = "xx-nowhere"\nlanguage = "en"\n', "no voice 'xx-nowhere'"),
        ('engine = "nobodys"\nvoice = "x"\nlanguage = "en"\n', "No engine 'nobodys'"),
        ('engine = "piper"\nvoice = "amy"\nlanguage = "en"\n', "no voice 'amy'"),
    ],
)
def test_a_voice_that_cannot_speak_is_a_fault_only_where_it_is_used(
    show: Path, profile: str, words: str
) -> None:
    (show / "voices" / "bob.toml").write_text(profile)
    assert remarks(show)["Voices", "bob"].state is State.WARNING
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("# voice =", 'voice = "bob" #'))
    (told,) = [one for one in faults(show) if (one.area, one.subject) == ("Voices", "bob")]
    assert words in told.seen
    assert told.remedy


def test_a_misspelt_voice_in_the_settings_is_a_fault(show: Path) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("# voice =", 'voice = "narator" #'))
    (one,) = faults(show)
    assert "Did you mean narrator?" in one.remedy


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://localhost:8000/", "their own machine"),
        ("https://example.org/reads/", "for examples"),
        ("http://192.168.1.7/", "your own network"),
    ],
)
def test_an_address_that_nobody_reaches_is_worth_a_look(
    tmp_path: Path, url: str, words: str
) -> None:
    init_show(tmp_path / "pod", url=url)
    one = remarks(tmp_path / "pod")["Show", "address"]
    assert one.state is State.WARNING
    assert words in one.seen


def test_a_feed_that_the_settings_have_left_behind_is_worth_a_look(show: Path) -> None:
    write_feed(config.load(show))
    assert remarks(show)["Show", "feed"].state is State.GOOD
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace('"Reads"', '"Other reads"'))
    one = remarks(show)["Show", "feed"]
    assert (one.state, one.remedy) == (State.WARNING, "Write it anew: paracast feed")


def test_an_older_feed_than_was_published_is_worth_a_look(show: Path) -> None:
    written = write_feed(config.load(show))
    (show / "episodes" / ".published.xml").write_bytes(written.path.read_bytes() + b" ")
    assert "paracast publish" in remarks(show)["Show", "published"].remedy


def test_a_rule_of_casting_that_was_never_used_is_told(show: Path) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace('# quotes = ""', 'quotes = "quotation" #'))
    assert ("Show", "casting") not in remarks(show)
    folder = show / "episodes" / EPISODE.folder
    folder.mkdir()
    (folder / "episode.json").write_bytes(to_manifest(EPISODE))
    assert "quotation is named in [casting]" in remarks(show)["Show", "casting"].seen


def test_a_damaged_manifest_is_a_fault(show: Path) -> None:
    (show / "episodes" / "one").mkdir()
    (show / "episodes" / "one" / "episode.json").write_text("{")
    assert "one/episode.json is damaged" in faults(show)[0].seen


def test_a_place_where_nothing_can_be_written_is_told(
    show: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("PARACAST_STORE", str(tmp_path / "file" / "store"))
    one = remarks(show)["Store", "writable"]
    assert (one.state, "PARACAST_STORE" in one.remedy) == (State.WARNING, True)
    for path in (show / "episodes").iterdir():
        path.unlink()
    (show / "episodes").rmdir()
    (show / "episodes").write_text("not a folder")
    assert remarks(show)["Show", "episodes"].state is not State.GOOD


def test_another_paracast_at_work_is_told(show: Path) -> None:
    with filelock.FileLock(show / "episodes" / ".lock"):
        assert "at work" in remarks(show)["Show", "lock"].seen
    assert ("Show", "lock") not in remarks(show)


def test_a_target_is_not_asked_over_the_network_unless_told(show: Path) -> None:
    settings = show / "paracast.toml"
    told = settings.read_text().replace('# target = ""', 'target = "s3://nobody-there/reads" #')
    settings.write_text(told)
    found = remarks(show)
    assert found["Publishing", "target"].state is State.GOOD
    assert found["Publishing", "network"].seen == "not asked"


def test_a_target_that_is_none_is_a_fault(show: Path) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace('# target = ""', 'target = "ftp://x/y" #'))
    assert "Nothing here can publish to ftp" in remarks(show)["Publishing", "target"].seen


def test_a_package_that_is_missing_is_named_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def version_of(name: str) -> str:
        if name in {"lameenc", "pypdf", "botocore"}:
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(software, "version_of", version_of)
    found = {one.subject: one for one in software.examine_software()}
    assert found["missing"].remedy == "Install them: pip install lameenc"
    extras = {one.subject: one for one in software.examine_extras()}
    assert extras["s3"].state is State.ABSENT
    assert extras["documents"].state is State.WARNING
    assert extras["documents"].remedy == 'pip install "paracast[documents]"'
    assert "dev" not in extras


def test_what_breaks_while_it_is_looked_at_is_a_remark() -> None:
    def broken() -> list[Remark]:
        raise ZeroDivisionError("by an engine")

    (one,) = calmly("Engines", "theirs", broken)
    assert (one.state, "by an engine" in one.seen) == (State.FAULT, True)


def test_the_exit_code_tells_whether_something_is_to_be_mended(show: Path) -> None:
    assert doctor(cwd=show).returncode == 0
    (show / "paracast.toml").write_text("[show\n")
    done = doctor(cwd=show)
    assert done.returncode == 1
    assert "1 thing to mend" in done.stdout


def test_json_tells_programs_the_same(show: Path) -> None:
    told: list[dict[str, Any]] = json.loads(doctor("--json", cwd=show).stdout)
    assert {"area", "state", "subject", "seen", "remedy"} == set(told[0])
    assert {one["state"] for one in told} <= {state.value for state in State}


def test_lines_fit_a_terminal(show: Path) -> None:
    done = doctor(cwd=show)
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert re.search(r"✓ paracast +\d", done.stdout)


def test_everything_may_be_broken_at_once(tmp_path: Path) -> None:
    (tmp_path / "paracast.toml").mkdir()
    (tmp_path / "voices").write_text("no folder")
    (tmp_path / "episodes").write_text("no folder")
    done = doctor("--show", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
