"""SIGTERM, SIGHUP and Ctrl-C in the middle of everything: stopped at once, and nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import soundfile
from faulty_shows import command, environment, episodes, is_whole, paracast, start_show

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking"),
]

PROGRAM = """#!/bin/sh
read -r line
echo "$line" >> "{log}"
case "$line" in *slow*) sleep {seconds} ;; esac
cat "{sound}"
"""
PROFILE = """engine = "command"
voice = "program"
language = "en"
judged = false
[options]
command = ["{program}"]
"""
TEXT = "# Nets\n\nOne boat.\n\nTwo boats.\n\nA slow boat came home at last.\n"
STOPPED = "stopped. Nothing is lost: run it again to go on."


@pytest.fixture
def show(tmp_path: Path) -> Path:
    """Return a show whose voice is a program that takes a minute for one of three paragraphs."""
    folder, sound = start_show(tmp_path / "show"), tmp_path / "sound.wav"
    soundfile.write(sound, [0.1 * (n % 50 < 25) for n in range(8000)], 16000)
    program = tmp_path / "say"
    program.write_text(
        PROGRAM.format(log=tmp_path / "said.log", sound=sound, seconds=seconds_of(folder)), "utf-8"
    )
    program.chmod(0o755)
    (folder / "voices" / "program.toml").write_text(PROFILE.format(program=program), "utf-8")
    (folder / "nets.md").write_text(TEXT, "utf-8")
    return folder


@contextmanager
def begun(show: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        command(*arguments, "--show", show),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment({"PARACAST_TEST": str(show)}),
    )
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def listens(process: "subprocess.Popen[str]") -> bool:
    """Tell whether a command takes SIGTERM already: until Python does, the system ends it."""
    with suppress(OSError):
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) >> (signal.SIGTERM - 1) & 1)
    return False


def said(show: Path) -> list[str]:
    log = show.parent / "said.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


def seconds_of(show: Path) -> str:
    """Return for how long a show's voice sleeps; every test has its own."""
    return f"61.{zlib.crc32(bytes(show))}"


def is_sleeping(show: Path) -> bool:
    """Tell whether the program that a voice is still runs anywhere."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if seconds_of(show).encode() in path.read_bytes():
                return True
    return False


def processes_of(show: Path) -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"PARACAST_TEST={show}".encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


@pytest.mark.parametrize("to", [os.kill, os.killpg], ids=["the process", "all of its group"])
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_request_to_stop_ends_make_at_once_and_the_next_run_goes_on(
    show: Path, number: signal.Signals, code: int, to: Callable[[int, int], None]
) -> None:
    if number == signal.SIGINT and to is os.kill:
        pytest.skip("Ctrl-C always reaches the group")
    with begun(show, "make", str(show / "nets.md"), "--voice", "program") as process:
        wait_until(lambda: any("slow" in line for line in said(show)))
        time.sleep(1)  # so that what was said before it is kept
        began = time.monotonic()
        to(process.pid, number)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == code, complaints
    assert STOPPED in complaints
    assert "Traceback" not in complaints
    assert time.monotonic() - began < 10
    wait_until(lambda: not is_sleeping(show) and not processes_of(show))
    before = len(said(show))
    text = (show / "nets.md").read_text("utf-8")
    (show / "nets.md").write_text(text.replace("A slow boat", "A boat"), "utf-8")
    assert paracast("make", show / "nets.md", "--show", show, "--voice", "program").returncode == 0
    assert len(said(show)) == before + 1  # what had been spoken was kept
    assert is_whole(show)


def test_under_nohup_a_terminal_that_closes_stops_nothing(show: Path) -> None:
    nohup = shutil.which("nohup")
    assert nohup
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # what nohup does
    try:
        with begun(show, "make", str(show / "boats.md"), "--voice", "program") as process:
            wait_until(lambda: said(show))
            process.send_signal(signal.SIGHUP)
            _, complaints = process.communicate(timeout=60)
    finally:
        signal.signal(signal.SIGHUP, ignored)
    assert process.returncode == 0, complaints
    assert is_whole(show)


def test_sigterm_stops_a_server_cleanly(show: Path) -> None:
    with begun(show, "serve", "--port", "0") as process:
        assert process.stdout
        assert "Serving" in process.stdout.readline()
        wait_until(lambda: "Subscribe" in process.stdout.readline())  # type: ignore[union-attr]
        time.sleep(0.3)  # it begins to listen for signals after it has said so
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints) == (0, "")


def test_sigterm_before_every_moment_leaves_a_whole_show(show: Path) -> None:
    guid = ""
    for attempt in range(8):
        (show / "nets.md").write_text(f"# Nets {attempt}\n\nOne boat, {attempt}.\n", "utf-8")
        with begun(show, "make", str(show / "nets.md"), "--voice", "tone:a440") as process:
            time.sleep(0.1 + 0.2 * attempt)
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=60)
        assert process.returncode in {0, 143, -15}, complaints  # -15: before Python listens
        assert "Traceback" not in complaints or process.returncode == -15
        made = episodes(show)
        assert len(made) <= 1
        guid = guid or (made[0].guid if made else "")
    done = paracast("make", show / "nets.md", "--show", show, "--voice", "tone:a440", "--json")
    assert json.loads(done.stdout)["guid"] == (guid or json.loads(done.stdout)["guid"])
    assert is_whole(show)


def test_sigterm_in_the_middle_of_publishing_leaves_a_true_feed_there(
    show: Path, tmp_path: Path
) -> None:
    host = tmp_path / "host"
    for number in range(8):
        (show / f"{number}.md").write_text(f"# Boat {number}\n\n{'It came home. ' * 40}", "utf-8")
    articles = sorted(map(str, show.glob("?.md")))
    done = paracast("make", *articles, "--show", show, "--voice", "tone:a440")
    assert done.returncode == 0, done.stderr
    for attempt in range(4):
        with begun(show, "publish", str(host), "-q") as process:
            wait_until(lambda: listens(process) or process.poll() is not None)
            time.sleep(0.1 + 0.15 * attempt)
            process.send_signal(signal.SIGTERM)
            _, complaints = process.communicate(timeout=60)
        assert process.returncode in {0, 143}, complaints
        assert "Traceback" not in complaints
        if (host / "feed.xml").exists():
            assert paracast("check", host, "--quick").returncode == 0
    assert paracast("publish", host, "--show", show).returncode == 0
    assert (host / "feed.xml").read_bytes() == (show / "episodes" / "feed.xml").read_bytes()
    assert len(list(host.glob("*/*.mp3"))) == 8
