"""Clocks that are set back or ahead, and zones of every kind: dates are UTC, and nothing waits."""

import json
import math
import os
import re
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from faulty_shows import VOICE, episodes, is_whole, make, paracast, start_show

from paracast.pipeline.outcome import Outcome
from paracast.speech.store import Store
from paracast.units import Digest

SUMMER_ENDS = "2026-10-25T00:59:58+00:00"
"""Two seconds before Europe goes from 3 to 2 o'clock."""
SUMMER_BEGINS = "2026-03-29T00:59:58+00:00"


def faketime() -> str:
    """Return the library that tells a program another time, as Debian's `libfaketime` has it."""
    found = list(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        pytest.skip("needs libfaketime")
    return str(found[0])


def at(moment: str, zone: str, *arguments: str | Path) -> Sequence[str]:
    """Run a command for which it is another time, in a zone; return what it prints."""
    seconds = math.ceil(datetime.fromisoformat(moment).timestamp() - time.time())
    clock = {"LD_PRELOAD": faketime(), "FAKETIME": f"{seconds:+}", "TZ": zone}
    done = paracast(*arguments, more=clock | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"})
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("moment", "zone"),
    [
        (SUMMER_ENDS, "Europe/Berlin"),
        (SUMMER_BEGINS, "Europe/Berlin"),
        ("2026-06-30T23:59:30+00:00", "Asia/Kolkata"),
        ("2026-06-30T02:29:58+00:00", "America/St_Johns"),
        ("2026-12-31T23:59:58+00:00", "Pacific/Kiritimati"),
    ],
)
def test_in_every_zone_and_when_summer_time_changes_dates_are_those_of_utc(
    tmp_path: Path, moment: str, zone: str
) -> None:
    show = start_show(tmp_path / "show")
    at(moment, zone, "make", show / "boats.md", "--show", show, "--voice", VOICE, "--jobs", "1")
    (made,) = episodes(show)
    begun = datetime.fromisoformat(moment)
    assert begun <= made.published <= begun + timedelta(seconds=25)
    assert made.folder.startswith(f"{made.published:%Y-%m-%d}-")
    manifest = (show / "episodes" / made.folder / "episode.json").read_text("utf-8")
    assert f'"published": "{made.published:%Y-%m-%dT%H:%M:%SZ}"' in manifest
    feed = (show / "episodes" / "feed.xml").read_text("utf-8")
    assert f"<pubDate>{made.published:%a, %d %b %Y %H:%M:%S} +0000</pubDate>" in feed
    before = feed, manifest
    at(moment, "Pacific/Chatham", "feed", "--show", show)
    assert (show / "episodes" / "feed.xml").read_text("utf-8") == before[0]
    assert is_whole(show)


@pytest.mark.slow
def test_an_episode_that_is_made_after_the_clock_was_set_back_is_still_the_newest(
    tmp_path: Path,
) -> None:
    show = start_show(tmp_path / "show")
    (show / "nets.md").write_text("# Nets\n\nThey were full.\n", "utf-8")
    given = ("--show", show, "--voice", VOICE, "--jobs", "1")
    at("2026-11-20T12:00:00+00:00", "UTC", "make", show / "boats.md", *given)
    at("2026-11-20T06:00:00+00:00", "UTC", "make", show / "nets.md", *given)
    assert [episode.title for episode in episodes(show)] == ["Nets", "Boats come home"]
    feed = (show / "episodes" / "feed.xml").read_text("utf-8")
    assert re.findall(r"<item>\s*<title>([^<]*)", feed) == ["Nets", "Boats come home"]
    told = at("2026-11-01T00:00:00+00:00", "UTC", "make", show / "nets.md", *given, "--json")
    assert json.loads(told[-1])["outcome"] == "unchanged"
    at("2026-11-01T00:00:00+00:00", "UTC", "publish", tmp_path / "host", "--show", show)
    assert is_whole(show)


def test_files_from_the_future_hold_nothing_up(tmp_path: Path) -> None:
    """All files of a show and its store are dated ahead, as after a clock that was wrong."""
    show = start_show(tmp_path / "show")
    made = make(show).episode
    ahead = time.time() + 400 * 86400
    for folder in (show, Path(os.environ["PARACAST_STORE"])):
        for path in folder.rglob("*"):
            os.utime(path, (ahead, ahead))
    assert make(show).outcome is Outcome.UNCHANGED
    (show / "boats.md").write_text("# Boats come home\n\nSeven boats came home late.\n", "utf-8")
    again = make(show)
    assert (again.outcome, again.episode.guid) == (Outcome.UPDATED, made.guid)
    assert is_whole(show)


def test_a_store_that_was_trimmed_in_the_future_is_trimmed_now(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=10)
    store.put(Digest("ab" * 32), bytes(1000))
    left = tmp_path / "ab" / ".half.part"
    left.write_bytes(b"half")
    for name in ("trimmed", "ab/.half.part"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() + 10**6,) * 2)
    store.tidy()
    assert list(store.entries()) == []
    assert not left.exists()
    assert abs((store.trimmed or 0) - time.time()) < 60


def test_look_ups_that_were_counted_in_the_future_are_forgotten(tmp_path: Path) -> None:
    ahead = datetime.now(UTC).date() + timedelta(days=400)
    (tmp_path / "counts").mkdir()
    (tmp_path / "counts" / f"{ahead}.clip").write_bytes(b"+")
    Store(tmp_path).trim()
    assert not list((tmp_path / "counts").iterdir())
