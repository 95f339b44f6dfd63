"""Several paracasts on one show: they take turns, and whoever waits is told for whom."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty_shows import VOICE, command, environment, episodes, is_whole, paracast, start_show

from paracast.episode.locking import holder_of, locked
from paracast.episode.shelf import Shelf
from paracast.errors import ShelfError

HOLD = """
import sys, time
from pathlib import Path
from paracast.episode.shelf import Shelf
sys.argv = ["paracast", "publish", "s3://a-secret/"]
with Shelf(Path(sys.stdin.readline().strip())).opened():
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held(show: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process hold a show's shelf; it is killed in the end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{show / 'episodes'}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_who_waits_in_vain_is_told_for_whom_and_not_with_what(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    with held(show) as other:
        with pytest.raises(ShelfError) as caught, locked(show / "episodes" / ".lock", 0.1):
            pass
        assert f"paracast publish (process {other.pid} on " in caught.value.message
        assert " since 20" in caught.value.message
        assert "secret" not in caught.value.message
        assert "Wait until it has finished, or stop it" in caught.value.remedy
        assert holder_of(show / "episodes" / ".lock")


def test_a_holder_that_was_killed_holds_nothing_and_its_note_is_not_believed(
    tmp_path: Path,
) -> None:
    show = start_show(tmp_path / "show")
    with held(show) as other:
        other.kill()
        other.wait()
        lock = show / "episodes" / ".lock"
        assert lock.with_name(".lock.holder").exists()
        assert holder_of(lock) is None
        began = time.monotonic()
        with Shelf(show / "episodes").opened():
            holder = holder_of(lock)
            assert holder
            assert holder.process == os.getpid()
        assert time.monotonic() - began < 1
        assert not lock.with_name(".lock.holder").exists()


@pytest.mark.parametrize("note", [b"", b"{", b'{"process": 1}', b"\xff"])
def test_a_damaged_note_of_a_holder_misleads_nobody(tmp_path: Path, note: bytes) -> None:
    with locked(tmp_path / ".lock", 1):
        (tmp_path / ".lock.holder").write_bytes(note)
        with (
            pytest.raises(ShelfError, match="is held by another program"),
            locked(tmp_path / ".lock", 0),
        ):
            pass


@pytest.mark.slow
def test_who_waits_is_told_for_whom_after_two_seconds_and_goes_on_when_it_can(
    tmp_path: Path,
) -> None:
    show = start_show(tmp_path / "show")
    with held(show) as other:
        waiting = subprocess.Popen(
            command("feed", "--show", show),
            stderr=subprocess.PIPE,
            text=True,
            env=environment({}),
        )
        assert waiting.stderr
        told = waiting.stderr.readline()
        assert told.startswith(f"Waiting for paracast publish (process {other.pid} on ")
        assert waiting.poll() is None
        other.kill()
        assert waiting.wait(timeout=30) == 0
        waiting.stderr.close()


@pytest.mark.slow
def test_two_shows_do_not_wait_for_each_other(tmp_path: Path) -> None:
    one, two = start_show(tmp_path / "one"), start_show(tmp_path / "two")
    with held(one):
        done = paracast("make", two / "boats.md", "--show", two, "--voice", VOICE)
    assert (done.returncode, "Waiting" in done.stderr) == (0, False)
    assert is_whole(two)


def made_at_once(show: Path, *articles: str) -> list[str]:
    """Make articles in a process each, all at the same time; return the GUIDs."""
    running = [
        subprocess.Popen(
            command("make", show / name, "--show", show, "--voice", VOICE, "--jobs", "1", "--json"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment({}),
        )
        for name in articles
    ]
    ended = [(*process.communicate(timeout=180), process.returncode) for process in running]
    assert all(code == 0 for _, _, code in ended), ended
    return [json.loads(told)["guid"] for told, _, _ in ended]


@pytest.mark.slow
def test_processes_that_make_different_articles_of_one_title_at_once_lose_none(
    tmp_path: Path,
) -> None:
    show = start_show(tmp_path / "show")
    names = [f"{number}.md" for number in range(3)]
    for name in names:
        (show / name).write_text(f"# One title\n\nThis is article {name[0]}.\n", "utf-8")
    guids = made_at_once(show, "boats.md", *names)
    made = episodes(show)
    assert {episode.guid for episode in made} == set(guids)
    assert len({episode.folder for episode in made}) == len(guids) == 4
    assert len({episode.published for episode in made}) == 4
    assert is_whole(show)


@pytest.mark.slow
def test_processes_that_make_one_article_at_once_make_one_episode(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    guids = made_at_once(show, "boats.md", "boats.md")
    assert [episode.guid for episode in episodes(show)] == list(set(guids))
    assert is_whole(show)


@pytest.mark.slow
def test_the_same_text_from_two_places_is_one_episode_as_the_command_says(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    (show / "copy.md").write_bytes((show / "boats.md").read_bytes())
    guids = made_at_once(show, "boats.md", "copy.md")
    assert len(set(guids)) == len(episodes(show)) == 1
    assert is_whole(show)
