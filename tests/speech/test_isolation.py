import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from paracast.errors import SpeechError
from paracast.speech.apart.isolation import Isolated
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.speech.loading import loaded
from paracast.speech.profile import VoiceProfile
from paracast.units import LanguageTag

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
MODULE = '''
import ctypes, os, sys, time
import numpy as np
from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech, Voice
from paracast.speech.registry import no_such_voice


class Stubborn(Exception):
    """Cannot travel, and does not even say what it is."""

    def __init__(self, one, two):
        self.hold = lambda: None

    def __repr__(self):
        raise RuntimeError


class NativeEngine:
    name = "native"
    isolated = True
    slow = True

    def __init__(self, folder):
        self.folder = folder

    def version(self, request):
        return "native 1"

    def voices(self):
        return [Voice(voice, voice, ("und",), 16000) for voice in ("any", "sticky", "broken")]

    def load(self, voice):
        if voice == "broken":
            os._exit(255)
        if voice == "sticky":
            time.sleep(600)
        if voice != "any":
            raise no_such_voice(self, voice)
        return Native(self.folder)


class Native:
    def __init__(self, folder):
        self.folder = folder
        with (folder / "loads").open("a") as file:
            file.write(f"{os.getpid()} ")

    def synthesize(self, request):
        doing = request.text.split()[0]
        if doing == "segfault":
            ctypes.string_at(0)
        if doing == "exit":
            print("model has no sample_rate", file=sys.stderr)
            os._exit(255)
        if doing == "leave":
            sys.exit(3)
        if doing == "hang":
            (self.folder / "hanging").touch()
            while True:
                pass
        if doing == "hold":  # and the interpreter's lock with it
            ctypes.PyDLL(None).sleep(600)
        if doing == "print":
            print("garbage " * 1000)
            os.write(1, b"more \\x00 garbage" * 1000)
            sys.stdout.flush()
        if doing == "raise":
            raise Stubborn(1, 2)
        if doing == "refuse":
            raise SpeechError("Not today.", remedy="Come tomorrow.")
        if doing == "nothing":
            return None
        if doing == "input":
            assert sys.stdin.read() == ""
        time = np.arange(0 if doing == "empty" else 1600 * max(10, len(request.text)))
        samples = 5000 * np.sin(time * 0.3) * np.maximum(0, np.sin(np.pi * time / 800))
        samples = (samples * (doing != "silent")).astype(np.int16)
        return Speech(Pcm(samples, 0 if doing == "rateless" else 16000), (Mark(0, 0),))
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install an engine whose first word of a text says what goes wrong."""
    folder = tmp_path / "installed"
    metadata = folder / "paracast_native-1.dist-info"
    metadata.mkdir(parents=True)
    (folder / "paracast_native.py").write_text(MODULE)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: paracast-native\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(
        "[paracast.engines]\nnative = paracast_native:NativeEngine\n"
    )
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


@pytest.fixture
def native(package: Path, tmp_path: Path) -> VoiceProfile:  # noqa: ARG001  it must be installed
    return VoiceProfile("native:any", "native", "any", LanguageTag("und"), folder=tmp_path)


def say(text: str, voice: VoiceProfile, time_limit: float = 0) -> Speech:
    request = SpeechRequest(text, VoiceId(voice.voice), time_limit=time_limit)
    return loaded(voice).synthesize(request)


def loads(folder: Path) -> list[int]:
    return [int(process) for process in (folder / "loads").read_text().split()]


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def within(seconds: float) -> Iterator[None]:
    """Yield until the time is over."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        yield
        time.sleep(0.02)


LONG = " the boats came home before noon and nobody on the quay had expected any of them"
FAULTS = {
    "segfault": "crashed (signal SIGSEGV)",
    "exit": "crashed (exit code 255)",
    "leave": "crashed (exit code 3)",
    "hang": "gave no answer within 1 s",
    "hold": "gave no answer within 1 s",
    "raise": "Stubborn",
    "nothing": "NoneType",
    "empty": "made no sound",
    "silent": "made no sound",
    "rateless": "0 Hz",
}


@POSIX_ONLY
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_an_engine_does_costs_one_answer_that_names_engine_voice_and_text(
    native: VoiceProfile, fault: str
) -> None:
    with pytest.raises(SpeechError) as caught:
        say(fault + LONG, native, time_limit=1 if fault in {"hang", "hold"} else 0)
    assert FAULTS[fault] in caught.value.message
    assert "'native'" in caught.value.message
    assert repr((fault + LONG)[:60]) in caught.value.message
    assert caught.value.remedy
    assert len(say("fine" + LONG, native).pcm) == 1600 * len("fine" + LONG)


def test_the_last_line_on_standard_error_is_in_the_error(native: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match="model has no sample_rate"):
        say("exit now", native)


def test_an_error_of_ours_travels_as_it_is(native: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match=r"^Not today\.$") as caught:
        say("refuse this", native)
    assert caught.value.remedy == "Come tomorrow."


def test_what_is_printed_on_standard_output_harms_nothing(
    native: VoiceProfile, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(say("print this", native).pcm) == 16000
    assert capfd.readouterr() == ("", "")


def test_an_engine_that_asks_for_input_gets_none(native: VoiceProfile) -> None:
    assert len(say("input please", native).pcm) == 19200


def test_a_voice_is_loaded_once_for_many_requests(native: VoiceProfile) -> None:
    answers = [say(f"fine {number}", native) for number in range(5)]
    assert all(np.array_equal(a.pcm.samples, answers[0].pcm.samples) for a in answers)
    assert len(loads(native.folder)) == 1


def test_an_unknown_voice_is_the_engines_own_error(native: VoiceProfile) -> None:
    with pytest.raises(SpeechError, match="no voice 'nobody'"):
        Isolated("native", VoiceId("nobody"), native.folder).synthesize(
            SpeechRequest("Hello.", VoiceId("nobody"))
        )


@pytest.mark.parametrize(
    ("voice", "seconds", "told"),
    [("broken", 60, "exit code 255"), ("sticky", 1.5, r"within 1\.5 s")],
)
def test_a_crash_or_a_hang_while_it_loads_is_told_too(
    native: VoiceProfile, voice: str, seconds: float, told: str
) -> None:
    isolated = Isolated("native", VoiceId(voice), native.folder, loading=seconds)
    with pytest.raises(SpeechError, match=told):
        isolated.synthesize(SpeechRequest("Hello.", VoiceId(voice)))


@POSIX_ONLY
def test_a_process_that_was_killed_between_two_requests_is_replaced(native: VoiceProfile) -> None:
    say("fine", native)
    (child,) = loads(native.folder)
    os.kill(child, signal.SIGTERM)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)  # until all of its threads have ended
    assert len(say("fine", native).pcm) == 16000


def test_a_voice_that_nobody_holds_any_more_ends_its_process(native: VoiceProfile) -> None:
    isolated = Isolated("native", VoiceId("any"), native.folder)
    isolated.synthesize(SpeechRequest("fine", VoiceId("any")))
    (process,) = loads(native.folder)
    del isolated
    assert any(not runs(process) for _ in within(10))


PARENT = """
import sys
from pathlib import Path
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.apart.isolation import Isolated
voice = Isolated("native", VoiceId("any"), Path(sys.argv[1]))
for text in sys.argv[2:]:
    print(len(voice.synthesize(SpeechRequest(text, VoiceId("any"))).pcm), flush=True)
sys.stdin.read()
"""


def parent(folder: Path, *texts: str) -> "subprocess.Popen[str]":
    """Start a process that has an isolated voice say one text after another."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT), folder, *texts],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "16000\n"
    return process


@POSIX_ONLY
@pytest.mark.parametrize("doing", ["idle", "hang"])
def test_no_process_outlives_a_parent_that_was_killed(native: VoiceProfile, doing: str) -> None:
    process = parent(native.folder, "fine", *([] if doing == "idle" else [doing]))
    (child,) = loads(native.folder)
    assert runs(child)
    process.kill()
    process.communicate()
    assert any(not runs(child) for _ in within(10))


@POSIX_ONLY
def test_ctrl_c_ends_both_and_the_child_prints_nothing(native: VoiceProfile) -> None:
    process = parent(native.folder, "fine", "hang")
    (child,) = loads(native.folder)
    os.killpg(process.pid, signal.SIGINT)
    _, printed = process.communicate(timeout=20)
    assert printed.count("Traceback") == 1
    assert printed.rstrip().endswith("KeyboardInterrupt")
    assert any(not runs(child) for _ in within(10))


CRASHING = f"# Boats\n\nSeven boats came home.\n\nsegfault{LONG}.\n\nNobody expected it.\n"


@POSIX_ONLY
def test_an_episode_with_a_paragraph_that_crashes_the_engine_names_that_paragraph(
    native: VoiceProfile,
) -> None:
    article = native.folder / "boats.md"
    article.write_text(CRASHING)
    (native.folder / "voices").mkdir()
    command = [sys.executable, "-m", "paracast", "make", "boats.md", "--voice", "native:any"]
    made = subprocess.run(
        [*command, "-o", "boats.mp3"],
        cwd=native.folder,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "400"},
        check=False,
    )
    assert made.returncode == 5, made.stderr
    assert repr(f"segfault{LONG}"[:60]) in made.stderr
    assert "SIGSEGV" in made.stderr
    assert "Traceback" not in made.stderr
    assert not (native.folder / "boats.mp3").exists()
    assert any(not any(map(runs, loads(native.folder / "voices"))) for _ in within(10))


@POSIX_ONLY
def test_ctrl_c_stops_an_episode_at_once_while_the_engine_hangs(native: VoiceProfile) -> None:
    (native.folder / "boats.md").write_text(CRASHING.replace("segfault", "hang"))
    (native.folder / "voices").mkdir()
    command = [sys.executable, "-m", "paracast", "make", "boats.md", "--voice", "native:any"]
    making = subprocess.Popen(
        [*command, "-o", "boats.mp3"],
        cwd=native.folder,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert any((native.folder / "voices" / "hanging").exists() for _ in within(30))
    os.killpg(making.pid, signal.SIGINT)
    _, printed = making.communicate(timeout=30)
    assert making.returncode == 130
    assert "Traceback" not in printed
    assert any(not any(map(runs, loads(native.folder / "voices"))) for _ in within(10))
