"""Disks that are full or slow to be written, quotas, and folders that belong to somebody else."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty_shows import VOICE, command, environment, episodes, is_whole, paracast, start_show

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="POSIX has quotas and mounts"),
]

NOBODY = 65534
needs_root = pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="needs root")


def made(show: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    return paracast("make", show / "boats.md", "--show", show, "--voice", VOICE, more=more)


def is_told(done: "subprocess.CompletedProcess[str]", *words: str) -> bool:
    """Tell whether a command failed with two lines that say what happened and what helps."""
    assert done.returncode in {2, 3, 7, 9}, done.stderr
    assert "Traceback" not in done.stderr
    assert all(word in done.stderr for word in words), done.stderr
    return len(done.stderr.strip().splitlines()) <= 3


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize(
    ("largest", "words"),
    [(0, "No temporary file can be written"), (20_000, "File too large")],
)
def test_a_quota_is_one_message_and_loses_nothing(tmp_path: Path, largest: int, words: str) -> None:
    show = start_show(tmp_path / "show")
    assert made(show).returncode == 0
    (before,) = episodes(show)
    feed = (show / "episodes" / "feed.xml").read_bytes()
    (show / "boats.md").write_text("# Boats come home\n\n" + "They came. " * 200, "utf-8")
    done = subprocess.run(
        command("make", show / "boats.md", "--show", show, "--voice", VOICE),
        capture_output=True,
        text=True,
        check=False,
        env=environment({}),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)),
    )
    assert is_told(done, words, "Free some space")
    assert episodes(show) == (before,)
    assert (show / "episodes" / "feed.xml").read_bytes() == feed
    assert made(show).returncode == 0
    assert [episode.guid for episode in episodes(show)] == [before.guid]
    assert is_whole(show)


@needs_root
def test_a_disk_that_is_full_where_it_is_published_is_told_and_the_next_run_goes_on(
    tmp_path: Path,
) -> None:
    show = start_show(tmp_path / "show")
    assert made(show).returncode == 0
    with small_disk(tmp_path / "host", "200k") as host:
        assert is_told(paracast("publish", host, "--show", show), "No space left")
        assert not (host / "feed.xml").exists()
        subprocess.run(["mount", "-o", "remount,size=9m", host], check=True)
        assert paracast("publish", host, "--show", show).returncode == 0
        assert (host / "feed.xml").read_bytes() == (show / "episodes" / "feed.xml").read_bytes()


@needs_root
def test_a_store_on_a_full_disk_keeps_nothing_and_the_episode_is_made(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    with small_disk(tmp_path / "store", "16k") as store:
        (store / "filler").write_bytes(bytes(12_000))
        done = made(show, PARACAST_STORE=str(store))
    assert done.returncode == 0, done.stderr
    assert is_whole(show)


def as_somebody(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command without root's right to write where only others may."""
    return paracast(*arguments, wrapped=("setpriv", "--bounding-set", "-all"))


@needs_root
@pytest.mark.parametrize("part", ["show", "episodes", "an episode"])
def test_a_folder_that_belongs_to_somebody_else_is_one_message_and_loses_nothing(
    tmp_path: Path, part: str
) -> None:
    show = start_show(tmp_path / "show")
    assert made(show).returncode == 0
    (before,) = episodes(show)
    place = {"show": show, "episodes": show / "episodes", "an episode": show / "episodes"}[part]
    theirs = place / before.folder if part == "an episode" else place
    (show / "boats.md").write_text("# Boats come home\n\nThey came late.\n", "utf-8")
    for path in (theirs, *theirs.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    given = ("make", show / "boats.md", "--show", show, "--voice", VOICE)
    done = as_somebody(*given)
    assert is_told(done, "Permission denied", "choose a folder that you may write to")
    assert [episode.guid for episode in episodes(show)] == [before.guid]
    again = paracast(*given)
    assert again.returncode == 0, again.stderr
    assert [episode.guid for episode in episodes(show)] == [before.guid]
    assert is_whole(show)
