"""`paracast watch` in processes of its own, killed, doubled, and left without the system's help."""

import random
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from running import paracast
from watchers import episodes, place_of, text_of, until, watching


def test_it_says_what_it_watches_makes_what_is_there_and_ends_when_asked(tmp_path: Path) -> None:
    show, inbox = place_of(tmp_path)
    (inbox / "tale.md").write_text(text_of(1), "utf-8")
    with watching(inbox, show=show, options=()) as watcher:
        assert watcher.line() == f"Watching {inbox}/. Ctrl-C ends it."
        assert watcher.line().startswith("Made “Tale 1”: ")
        until((show / "episodes" / "feed.xml").exists)
        began = time.monotonic()
        assert watcher.ask_to_end(signal.SIGINT) == 130
        assert time.monotonic() - began < 10
    with watching(inbox, show=show) as watcher:
        assert watcher.news()["outcome"] == "unchanged"
        (inbox / "more.md").write_text(text_of(2), "utf-8")
        told = watcher.news()
        assert (told["outcome"], told["title"]) == ("made", "Tale 2")
        assert told["article"] == str(inbox / "more.md")
        assert watcher.ask_to_end() == 143


def written_slowly(folder: Path, number: int) -> None:
    """Write an article as a slow program does: piece by piece, with pauses shorter than settle."""
    pieces = text_of(number, 8).splitlines(keepends=True)
    with (folder / f"tale-{number}.md").open("w", encoding="utf-8") as file:
        for piece in pieces:
            file.write(piece)
            file.flush()
            time.sleep(0.05)


@pytest.mark.slow
def test_of_many_files_that_are_written_slowly_none_is_made_before_it_is_whole(
    tmp_path: Path,
) -> None:
    show, inbox = place_of(tmp_path)
    count = 40
    with watching(inbox, show=show, options=("--json", "--settle", "1.5")) as watcher:
        with ThreadPoolExecutor(8) as writers:
            list(writers.map(partial(written_slowly, inbox), range(count)))
        until(lambda: len(episodes(show)) == count)
        time.sleep(5)
        outcomes = [told["outcome"] for told in watcher.rest()]
    assert outcomes == ["made"] * count
    assert len(episodes(show)) == count


@pytest.mark.slow
def test_killed_again_and_again_it_makes_every_article_once(tmp_path: Path) -> None:
    seed = time.time_ns() % 10**6
    print(f"seed {seed}")  # noqa: T201  shown where the test fails
    moments = random.Random(seed)  # noqa: S311  no secret
    show, inbox = place_of(tmp_path)
    count, killed = 30, 0
    for number in range(count):
        (inbox / f"tale-{number}.md").write_text(text_of(number, 6), "utf-8")
    while len(episodes(show)) < count:
        with watching(inbox, show=show):
            time.sleep(moments.uniform(1, 3))
        killed += 1
    assert killed > 1, "it should not have been done at once"
    with watching(inbox, show=show) as watcher:
        outcomes = [watcher.news()["outcome"] for _ in range(count)]
        assert outcomes == ["unchanged"] * count
        until((show / "episodes" / "feed.xml").exists)
        assert watcher.ask_to_end() == 143
    assert sorted(one.title for one in episodes(show)) == sorted(f"Tale {n}" for n in range(count))
    feed = (show / "episodes" / "feed.xml").read_text("utf-8")
    assert feed.count("<item>") == count
    paracast("check", show / "episodes")


@pytest.mark.slow
def test_two_that_watch_one_folder_and_a_make_beside_them_lose_nothing(tmp_path: Path) -> None:
    show, inbox = place_of(tmp_path)
    for number in range(10):
        (inbox / f"tale-{number}.md").write_text(text_of(number), "utf-8")
    with watching(inbox, show=show) as one, watching(inbox, show=show) as other:
        paracast("make", inbox, "--show", show, "--voice", "tone:a440", "-q")
        for number in range(10, 16):
            (inbox / f"tale-{number}.md").write_text(text_of(number), "utf-8")
        until(lambda: len(episodes(show)) >= 16)
        time.sleep(6)
        told = [*one.rest(), *other.rest()]
        assert (one.process.poll(), other.process.poll()) == (None, None)
    assert {news["outcome"] for news in told} <= {"made", "updated", "unchanged"}
    assert sorted(one.title for one in episodes(show)) == sorted(f"Tale {n}" for n in range(16))
    assert (show / "episodes" / "feed.xml").read_text("utf-8").count("<item>") == 16


@pytest.mark.slow
def test_a_request_to_end_in_the_middle_of_the_work_is_met_soon_and_loses_nothing(
    tmp_path: Path,
) -> None:
    show, inbox = place_of(tmp_path)
    for number in range(20):
        (inbox / f"tale-{number}.md").write_text(text_of(number, 30), "utf-8")
    with watching(inbox, show=show) as watcher:
        assert watcher.news()["outcome"] == "made"
        began = time.monotonic()
        assert watcher.ask_to_end() == 143
        assert time.monotonic() - began < 15
    made = len(episodes(show))
    assert 0 < made < 20
    assert (show / "episodes" / "feed.xml").read_text("utf-8").count("<item>") == made
    with watching(inbox, show=show) as watcher:
        outcomes = [watcher.news()["outcome"] for _ in range(20)]
    assert outcomes.count("unchanged") == made
    assert outcomes.count("made") == 20 - made


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rounds_and_no_worker_stays(tmp_path: Path) -> None:
    show, inbox = place_of(tmp_path)
    grown: list[int] = []
    with watching(inbox, show=show) as watcher:
        for number in range(40):
            (inbox / "tale.md").write_text(text_of(number), "utf-8")
            (inbox / "bad.md").write_text("\n" * (number + 1), "utf-8")
            outcomes = {watcher.news()["outcome"] for _ in range(2)}
            assert outcomes <= {"made", "updated", "failed"}
            grown.append(_resident(watcher.process.pid))
        until(lambda: len(_children(watcher.process.pid)) <= 2)  # who starts workers, and counts
    assert grown[-1] - grown[9] < 8_000, grown


def _resident(pid: int) -> int:
    """Return the memory of a process in kB."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0])


def _children(pid: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return listed.stdout.split()


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["max_inotify_instances", "max_inotify_watches"])
def test_without_the_systems_help_it_looks_by_itself_and_says_so(
    tmp_path: Path, limit: str
) -> None:
    show, inbox = place_of(tmp_path)
    before = f"echo 0 > /proc/sys/user/{limit}"
    tried = subprocess.run(
        ["unshare", "-Ur", "sh", "-c", before], check=False, capture_output=True, timeout=20
    )
    if tried.returncode:
        pytest.skip("no namespace of one's own here")
    with watching(inbox, show=show, before=before) as watcher:
        told = watcher.news()
        assert told["outcome"] == "trouble"
        assert "sysctl" in told["remedy"]
        (inbox / "tale.md").write_text(text_of(1), "utf-8")
        assert watcher.news()["outcome"] == "made"


@pytest.mark.slow
def test_what_arrives_is_published_to_a_folder(tmp_path: Path) -> None:
    show, inbox = place_of(tmp_path)
    settings, target = show / "paracast.toml", tmp_path / "public"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace('# target = ""', f'target = "{target}" '), "utf-8")
    with watching(inbox, show=show, options=("--json", "--publish")) as watcher:
        for number in range(2):
            (inbox / f"tale-{number}.md").write_text(text_of(number), "utf-8")
            assert watcher.news()["outcome"] == "made"
            assert watcher.news()["outcome"] == "published"
            feed = (target / "feed.xml").read_text("utf-8")
            assert feed.count("<item>") == number + 1
