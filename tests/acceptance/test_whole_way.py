"""What a listener and a directory would find, judged by programs that are not ours."""

import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import mutagen
import pytest
from PIL import Image

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "docs" / "articles" / "the-bell-of-little-haven.md"


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, check=False, timeout=300
    )


def paracast(*arguments: str | Path) -> dict[str, object]:
    done = run(sys.executable, "-m", "paracast", *arguments)
    assert done.returncode == 0, done.stderr.decode()
    made: dict[str, object] = json.loads(done.stdout) if "--json" in arguments else {}
    return made


@pytest.fixture(scope="module", params=["standard", "compact"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    show = tmp_path_factory.mktemp("show")
    paracast("init", show, "--title", "Reads", "--url", "https://example.org/reads")
    settings = show / "paracast.toml"
    text = settings.read_text()
    settings.write_text(text.replace("[audio]\n", f'[audio]\npreset = "{request.param}"\n'))
    return paracast("make", ARTICLE, "--show", show, "--json")


def test_mp3val_and_ffmpeg_find_no_fault(made: dict[str, object]) -> None:
    report = run("mp3val", str(made["mp3"])).stdout.decode()
    assert "MPEG frames" in report
    assert not re.search(r"WARNING|ERROR|PROBLEM", report), report
    assert run("ffmpeg", "-v", "error", "-i", str(made["mp3"]), "-f", "null", "-").stderr == b""


def test_an_independent_meter_finds_it_on_loudness_and_below_the_ceiling(
    made: dict[str, object],
) -> None:
    meter = "ebur128=framelog=verbose:peak=true"
    options = ("-hide_banner", "-nostats", "-i", str(made["mp3"]), "-af", meter)
    done = run("ffmpeg", *options, "-f", "null", "-")
    report = done.stderr.decode()
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", report)[-1])
    assert abs(loudness + 16.0) <= 0.5
    assert peak <= -1.0


def test_two_decoders_and_mutagen_agree_on_its_length_to_the_sample(
    made: dict[str, object],
) -> None:
    path = str(made["mp3"])
    ffmpeg = len(run("ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-").stdout)
    mpg123 = len(run("mpg123", "-q", "-m", "-s", path).stdout)
    information = mutagen.File(path).info
    assert ffmpeg == mpg123
    assert information.length == pytest.approx(ffmpeg / 2 / information.sample_rate, abs=1e-6)
    assert made["seconds"] == pytest.approx(information.length, abs=1e-3)


def test_another_reader_of_tags_finds_the_chapters_in_order(made: dict[str, object]) -> None:
    done = run("ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(made["mp3"]))
    chapters = json.loads(done.stdout)["chapters"]
    starts = [float(chapter["start_time"]) for chapter in chapters]
    assert len(starts) >= 3
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert float(chapters[-1]["end_time"]) <= float(str(made["seconds"])) + 0.001


def test_another_reader_of_tags_finds_every_chapter_of_a_file_with_pictures(
    tmp_path: Path,
) -> None:
    """Readers that take sizes for those of version 2.4 lose chapters with pictures."""
    prose = "The harbour was quiet that morning, and nobody had seen a boat since the frost. " * 8
    parts = ["Winter", "Thaw", "Spring — “late”", "Ночь"]
    for number, part in enumerate(parts):
        noise = random.Random(number).randbytes(300 * 300 * 3)  # noqa: S311  no secret
        Image.frombytes("RGB", (300, 300), noise).save(tmp_path / f"{number}.png")
        parts[number] = f"## [{part}](https://example.com/{number})\n\n![]({number}.png)\n\n{prose}"
    text = f"# Boats\n\n{prose}\n\n" + "\n\n".join(parts)
    (tmp_path / "boats.md").write_text(text)
    done = run(
        sys.executable, "-m", "paracast", "make", tmp_path / "boats.md",
        "--output", tmp_path / "boats.mp3",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    probe = ("ffprobe", "-v", "error", "-show_chapters", "-of", "json", tmp_path / "boats.mp3")
    chapters = json.loads(run(*probe).stdout)["chapters"]
    titles = [chapter["tags"]["title"] for chapter in chapters]
    assert titles == ["Boats", "Winter", "Thaw", "Spring — “late”", "Ночь"]
    starts = [float(chapter["start_time"]) for chapter in chapters]
    assert starts == sorted(starts)
    assert all(start.is_integer() for start in starts)
    ends = [float(chapter["end_time"]) for chapter in chapters]
    assert ends[:-1] == starts[1:]
    frames = mutagen.File(tmp_path / "boats.mp3").tags.getall("CHAP")
    assert sum("APIC:" in frame.sub_frames for frame in frames) == 4


def test_cues_lie_within_the_episode_in_order(made: dict[str, object]) -> None:
    (path,) = Path(str(made["folder"])).glob("*.transcript.json")
    segments = json.loads(path.read_text())["segments"]
    ends = [0.0]
    for segment in segments:
        assert ends[-1] <= segment["startTime"] < segment["endTime"]
        ends.append(segment["endTime"])
    assert ends[-1] <= float(str(made["seconds"]))


def test_the_feed_names_the_file_with_its_size(made: dict[str, object]) -> None:
    parsed = feedparser.parse(Path(str(made["feed"])).read_bytes())
    assert not parsed.bozo
    (enclosure,) = parsed.entries[0].enclosures
    assert int(enclosure.length) == Path(str(made["mp3"])).stat().st_size


def test_killed_at_any_moment_the_feed_is_whole_and_another_run_completes(tmp_path: Path) -> None:
    show = tmp_path / "show"
    paracast("init", show)
    tale = show / "tale.md"
    tale.write_text("# First\n\nA tale of nets.")
    guid = paracast("make", tale, "--show", show, "--json")["guid"]
    seed = time.time_ns() % 10**6
    print(f"seed {seed}")  # noqa: T201  shown where the test fails
    moments = random.Random(seed)  # noqa: S311  no secret
    text = ARTICLE.read_text()
    for attempt in range(10):
        tale.write_text(text.replace("The Bell of", f"Bell {attempt} of"))
        command = [sys.executable, "-m", "paracast", "make", tale, "--show", show, "-q"]
        with subprocess.Popen(list(map(str, command)), start_new_session=True) as process:
            deadline = time.monotonic() + moments.uniform(0.05, 2.2)
            while time.monotonic() < deadline and process.poll() is None:
                _is_whole(show)
            process.kill()
        _is_whole(show)
    final = paracast("make", tale, "--show", show, "--json")
    assert final["guid"] == guid
    episodes = show / "episodes"
    assert len(list(episodes.glob("*/episode.json"))) == 1
    assert not [path for path in episodes.iterdir() if path.name.startswith((".new", ".old"))]
    parsed = feedparser.parse((episodes / "feed.xml").read_bytes())
    assert parsed.entries[0].title == final["title"]
    assert int(parsed.entries[0].enclosures[0].length) == Path(str(final["mp3"])).stat().st_size


def _is_whole(show: Path) -> None:
    parsed = feedparser.parse((show / "episodes" / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert len(parsed.entries) == 1


def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    show = tmp_path / "show"
    paracast("init", show)
    process = subprocess.Popen(
        [sys.executable, "-m", "paracast", "make", str(ARTICLE), "--show", str(show)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PARACAST_TEST": str(tmp_path)},
    )
    time.sleep(1.2)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while left := _processes_with(str(tmp_path)):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)


def _processes_with(mark: str) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"PARACAST_TEST={mark}".encode() in path.read_bytes():
                found.append(path.parent.name)
        except OSError:
            continue
    return found


def test_a_full_disk_is_one_message_and_loses_nothing(tmp_path: Path) -> None:
    """A tmpfs of 3 MB: the first episode fits, the second does not."""
    show = tmp_path / "small"
    show.mkdir()
    mounted = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", show)
    assert mounted.returncode == 0, "needs root"
    try:
        paracast("init", show)
        (show / "a.md").write_text("# First\n\nA tale of nets.")
        paracast("make", show / "a.md", "--show", show, "--json")
        feed = (show / "episodes" / "feed.xml").read_bytes()
        done = run(sys.executable, "-m", "paracast", "make", ARTICLE, "--show", show)
        assert done.returncode == 7
        assert b"No space left" in done.stderr
        assert b"Free some space" in done.stderr
        assert b"Traceback" not in done.stderr
        assert (show / "episodes" / "feed.xml").read_bytes() == feed
        assert len(list((show / "episodes").glob("*/episode.json"))) == 1
        assert not list((show / "episodes").glob(".new*"))
    finally:
        run("umount", show)


def test_a_folder_that_may_not_be_written_is_one_message(tmp_path: Path) -> None:
    """A read-only mount: root may write everywhere else."""
    show = tmp_path / "fixed"
    show.mkdir()
    paracast("init", show)
    (show / "a.md").write_text("# First\n\nA tale of nets.")
    run("mount", "--bind", show, show)
    assert run("mount", "-o", "remount,ro,bind", show).returncode == 0, "needs root"
    try:
        done = run(sys.executable, "-m", "paracast", "make", show / "a.md", "--show", show)
        assert done.returncode == 7
        assert b"Read-only" in done.stderr
        assert b"Traceback" not in done.stderr
    finally:
        run("umount", show)
