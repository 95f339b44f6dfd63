"""Stopped anywhere, what people can fetch is true; run again, it ends equal to the source."""

import itertools
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published_shows import Stopped, Watched, lying, publish_to, published, shelf_of, untruths

from paracast.publish.model import Held, Local
from paracast.publish.targets.folder import FolderTarget

Shelf = Mapping[str, tuple[str, bytes]]

OLD: Shelf = {"one": ("one", b"first"), "two": ("two", b"second"), "three": ("three", b"third")}
CASES: dict[str, tuple[Shelf, int, Shelf, int]] = {
    "the first time": ({}, 0, OLD, 0),
    "a new episode": (OLD, 0, {**OLD, "four": ("four", b"fourth")}, 0),
    "an episode anew, under a new name": (OLD, 0, {**OLD, "two": ("two-2", b"second, anew")}, 0),
    "an episode anew, under its name": (OLD, 0, {**OLD, "two": ("two", b"second, anew")}, 0),
    "an episode less": (OLD, 0, {"one": OLD["one"], "three": OLD["three"]}, 0),
    "an archive appears": (OLD, 0, OLD, 2),
    "an archive goes": (OLD, 2, OLD, 0),
    "an episode of the archive anew, under its name": (
        OLD,
        1,
        {name: (stem, sound * 2) for name, (stem, sound) in OLD.items()},
        2,
    ),
    "everything changes": (OLD, 1, {"five": ("five", b"5"), "one": ("one", b"longer than it")}, 1),
}


@pytest.mark.parametrize("case", CASES)
def test_stopped_before_any_step_it_is_true_and_goes_on(case: str, tmp_path: Path) -> None:
    old, old_limit, new, new_limit = CASES[case]
    before = shelf_of(tmp_path / "before", old, old_limit)
    now = shelf_of(tmp_path / "now", new, new_limit)
    start = tmp_path / "start"
    if old:
        publish_to(FolderTarget(start), before)
        assert lying(start) == published(before)
    for steps in itertools.count():
        host = tmp_path / f"host-{steps}"
        if start.exists():
            shutil.copytree(start, host)
        ended = _publish(host, now, steps)
        _publish(host, now, -1)
        assert lying(host) == published(now)
        assert not publish_to(FolderTarget(host), now)
        if ended:
            break
    assert steps >= 3


def _publish(host: Path, shelf: Path, steps: int) -> bool:
    """Publish so many steps at most, and look at the host after each; tell whether it ended."""

    def look() -> None:
        assert untruths(lying(host)) == []

    try:
        publish_to(Watched(FolderTarget(host), look, steps), shelf)
    except Stopped:
        return False
    return True


_SOUNDS = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from("xy"), st.sampled_from([b"1", b"22", b"333"])),
)
_STATES = st.lists(
    st.tuples(_SOUNDS, st.integers(0, 4), st.integers(0, 25), st.booleans()),
    min_size=1,
    max_size=4,
)


@settings(max_examples=20, deadline=None)
@given(_STATES)
def test_whatever_changes_and_wherever_it_stops_the_feed_is_true(
    states: list[tuple[dict[str, tuple[str, bytes]], int, int, bool]],
) -> None:
    with TemporaryDirectory() as work:
        host, shelf = Path(work) / "host", Path(work)
        for number, (sounds, limit, steps, prune) in enumerate(states):
            shelf = shelf_of(Path(work) / f"{number}", sounds, limit)

            def look() -> None:
                assert untruths(lying(host)) == []

            try:
                publish_to(Watched(FolderTarget(host), look, steps), shelf, prune=prune)
            except Stopped:
                continue
        publish_to(FolderTarget(host), shelf, prune=True)
        assert published(shelf).items() <= lying(host).items()
        assert untruths(lying(host)) == []


def test_an_episode_is_withheld_only_while_its_sound_is_replaced(tmp_path: Path) -> None:
    before = shelf_of(tmp_path / "before", OLD)
    anew = {**OLD, "two": ("two", b"second, and longer")}
    now, host = shelf_of(tmp_path / "now", anew), tmp_path / "host"
    publish_to(FolderTarget(host), before)
    listed = []

    def look() -> None:
        listed.append((host / "feed.xml").read_bytes().count(b"<item>"))

    publish_to(Watched(FolderTarget(host), look, -1), now)
    assert listed[1] == 2  # after the record
    assert set(listed[1:]) == {2, 3}
    assert listed[-1] == 3


def test_a_sound_that_was_damaged_at_the_host_is_put_right_under_the_same_feed(
    tmp_path: Path,
) -> None:
    now, host = shelf_of(tmp_path / "now", OLD), tmp_path / "host"
    publish_to(FolderTarget(host), now)
    (host / "two" / "two.mp3").write_bytes(b"cut o")
    publish_to(FolderTarget(host), now)
    assert lying(host) == published(now)
    assert not publish_to(FolderTarget(host), now)


def test_a_feed_of_the_host_that_is_no_feed_stops_nothing(tmp_path: Path) -> None:
    now, host = shelf_of(tmp_path / "now", OLD), tmp_path / "host"
    (host / "two").mkdir(parents=True)
    (host / "two" / "two.mp3").write_bytes(b"somebody's")
    (host / "feed.xml").write_bytes(b"<html>Soon here")
    publish_to(FolderTarget(host), now)
    assert lying(host) == published(now)


def test_pruning_removes_nothing_that_others_put_there(tmp_path: Path) -> None:
    before = shelf_of(tmp_path / "before", OLD)
    now = shelf_of(tmp_path / "now", {"one": OLD["one"]})
    host = tmp_path / "host"
    publish_to(FolderTarget(host), before)
    (host / "two" / "two.vtt").write_bytes(b"mended by hand")
    (host / "robots.txt").write_bytes(b"mine")
    publish_to(FolderTarget(host), now)
    others = {"two/two.vtt": b"mended by hand", "robots.txt": b"mine"}
    assert lying(host) == published(now) | others


def test_without_prune_nothing_is_removed(tmp_path: Path) -> None:
    before = shelf_of(tmp_path / "before", OLD)
    now, host = shelf_of(tmp_path / "now", {"one": OLD["one"]}), tmp_path / "host"
    publish_to(FolderTarget(host), before)
    publish_to(FolderTarget(host), now, prune=False)
    assert lying(host) == published(before) | published(now)


def test_pruning_leaves_what_another_publishers_feed_names_by_then(tmp_path: Path) -> None:
    before = shelf_of(tmp_path / "before", OLD)
    now, host = shelf_of(tmp_path / "now", {"one": OLD["one"]}), tmp_path / "host"
    publish_to(FolderTarget(host), before)

    class Contested(FolderTarget):
        def remove(self, path: str) -> None:
            raise AssertionError(f"{path} is named")

        def upload(self, local: Local) -> Held:
            held = super().upload(local)
            if local.path == "feed.xml":  # somebody else, a moment later
                shutil.copyfile(before / "feed.xml", host / "feed.xml")
            return held

    publish_to(Contested(host), now)
    assert untruths(lying(host)) == []


def test_what_a_killed_run_sent_is_pruned_if_it_is_not_published_after_all(tmp_path: Path) -> None:
    before = shelf_of(tmp_path / "before", OLD)
    now, host = shelf_of(tmp_path / "now", {"one": OLD["one"]}), tmp_path / "host"
    assert not _publish(host, before, 8)
    publish_to(FolderTarget(host), now, prune=False)
    publish_to(FolderTarget(host), now)
    assert lying(host) == published(now)


def test_pruning_removes_what_killed_runs_left_half_sent(tmp_path: Path) -> None:
    now, host = shelf_of(tmp_path / "now", OLD), tmp_path / "host"
    publish_to(FolderTarget(host), now)
    half = host / "one" / ".paracast-part-x7"
    half.write_bytes(b"ha")
    publish_to(FolderTarget(host), now, prune=False)
    assert half.exists()
    publish_to(FolderTarget(host), now)
    assert not half.exists()
