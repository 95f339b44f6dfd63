import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from engine_contract import EngineContract

from paracast.errors import SpeechError
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.speech.engines.command import CommandEngine
from paracast.units import WordsPerMinute

PYTHON = sys.executable
HUMMING = str(Path(__file__).parent / "programs" / "humming.py")
FILES = (PYTHON, HUMMING, "--file", "{text_file}", "--out", "{out}", "--rate", "{rate}")
STREAMS = (PYTHON, HUMMING, "--rate", "{rate}")
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")


class TestCommandWithFiles(EngineContract):
    engine = CommandEngine(Path())
    voice = VoiceId("anybody")
    options = (("command", FILES),)
    takes_any_voice = True


class TestCommandWithStreams(EngineContract):
    engine = CommandEngine(Path())
    voice = VoiceId("anybody")
    options = (("command", STREAMS),)
    takes_any_voice = True


FLITE = (
    *("flite", "-voice", "{voice}", "--setf", "duration_stretch={stretch}"),
    *("-f", "{text_file}", "-o", "{out}"),
)
NEEDS_FLITE = pytest.mark.skipif(shutil.which("flite") is None, reason="needs Debian's flite")


@NEEDS_FLITE
@pytest.mark.slow
class TestFlite(EngineContract):
    engine = CommandEngine(Path())
    voice = VoiceId("slt")
    options = (("command", FLITE),)
    takes_any_voice = True


def request(text: str, *command: str, rate: int = 175, time_limit: float = 0) -> SpeechRequest:
    return SpeechRequest(
        text,
        VoiceId("someone"),
        WordsPerMinute(rate),
        speaker="Ann",
        seed=3,
        options=(("command", command),),
        time_limit=time_limit,
    )


def say(asked: SpeechRequest, folder: Path = Path()) -> Speech:
    return CommandEngine(folder).load(asked.voice).synthesize(asked)


def refusal(asked: SpeechRequest, folder: Path = Path()) -> SpeechError:
    with pytest.raises(SpeechError) as caught:
        say(asked, folder)
    assert caught.value.remedy
    return caught.value


def python(code: str, *arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-c", f"import pathlib, sys, shutil, time\n{code}", *arguments)


def test_every_placeholder_is_filled_and_a_doubled_brace_is_one(tmp_path: Path) -> None:
    words = ("{voice}", "{speaker}", "{rate}", "{speed}", "{stretch}", "{pitch}", "{seed}")
    code = f"pathlib.Path({str(tmp_path / 'told')!r}).write_text('|'.join(sys.argv[1:]))"
    command = python(code.replace("{", "{{"), *words, "-x={text}", "{{}}")
    refusal(request("Two boats.", *command, rate=350))
    told = (tmp_path / "told").read_text()
    assert told == "someone|Ann|350|2|0.5|50|3|-x=Two boats.|{}"


def test_no_shell_reads_the_text(tmp_path: Path) -> None:
    say(request(f"$(touch {tmp_path}/x); `id` && 'boats'", *STREAMS, "--text", "{text}"))
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_begins_like_an_option_is_none() -> None:
    assert len(say(request("--out=/nowhere boats", PYTHON, HUMMING, "--text", "{text}")).pcm) > 0


def test_a_command_string_is_an_error_that_shows_the_list() -> None:
    asked = SpeechRequest("Hi.", VoiceId("x"), options=(("command", "say -o '{out}' {text}"),))
    error = refusal(asked)
    assert 'command = ["say", "-o", "{out}", "{text}"]' in error.remedy


@pytest.mark.parametrize("wrong", ["{txt}", "{text!r}", "{rate:5}", "{}", "{text.upper}", "{out"])
def test_a_placeholder_that_is_not_known_is_an_error(wrong: str) -> None:
    assert "{" in refusal(request("Hi.", PYTHON, wrong)).remedy


def test_without_a_command_the_error_shows_one() -> None:
    error = refusal(SpeechRequest("Hi.", VoiceId("x")))
    assert 'command = ["flite"' in error.remedy


@pytest.mark.parametrize("program", ["no-such-program-here", "./no-such-program", "/nor/this"])
def test_a_missing_program_is_an_error_for_its_speech_and_its_version(program: str) -> None:
    assert program in refusal(request("Hi.", program)).message
    with pytest.raises(SpeechError, match="no program"):
        CommandEngine(Path()).version(request("Hi.", program))


FAULTS = {
    "fail": "failed (exit code 7) on 'fail the boats': line one / no model found",
    "crash": "signal SIGABRT",
    "nothing": "wrote no sound",
    "garbage": "cannot be read as sound",
    "empty": "without a sample",
}


@POSIX_ONLY
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_program_is_an_error_that_names_the_text(fault: str) -> None:
    message = refusal(request(f"{fault} the boats", *FILES)).message
    assert FAULTS[fault] in message
    assert f"'{fault} the boats'" in message


def runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def within(seconds: float) -> Iterator[None]:
    """Yield until the time is over."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        yield
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    error = refusal(request("hang the boats", *FILES, time_limit=3), tmp_path)
    assert "within 3 s with 'hang the boats'" in error.message
    started = [int(process) for process in (tmp_path / "children").read_text().split()]
    assert len(started) == 2
    assert any(not any(map(runs, started)) for _ in within(5))


WAITING = """
import signal, sys
from pathlib import Path
from paracast.speech.apart.processes import leave_terminal_to_parent
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.command import CommandEngine
if sys.argv[1] != "parent":
    leave_terminal_to_parent()
if sys.argv[1] == "stopped before":
    signal.raise_signal(signal.SIGINT)
options = (("command", tuple(sys.argv[3:])),)
CommandEngine(Path(sys.argv[2])).load(VoiceId("x")).synthesize(
    SpeechRequest("hang the boats", VoiceId("x"), options=options)
)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(("who", "ends"), [("parent", "KeyboardInterrupt"), ("worker", "SIGKILL")])
def test_ctrl_c_ends_the_program_also_in_a_worker_which_ignores_it(
    tmp_path: Path, who: str, ends: str
) -> None:
    waiting = subprocess.Popen(
        [PYTHON, "-c", WAITING, who, tmp_path, *FILES], stderr=subprocess.PIPE, text=True
    )
    assert any((tmp_path / "children").exists() for _ in within(20))
    assert any((tmp_path / "children").read_text() for _ in within(5))
    waiting.send_signal(signal.SIGINT)
    _, printed = waiting.communicate(timeout=20)
    assert ends in printed.splitlines()[-1]
    started = [int(process) for process in (tmp_path / "children").read_text().split()]
    assert any(not any(map(runs, started)) for _ in within(5))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_worker_that_ctrl_c_reached_between_two_programs_waits_for_no_other(
    tmp_path: Path,
) -> None:
    command = [PYTHON, "-c", WAITING, "stopped before", str(tmp_path), *FILES]
    stopped = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    assert "SIGKILL" in stopped.stderr.splitlines()[-1]


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "AIFF"])
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_sound_is_known_by_its_content_and_made_mono(
    tmp_path: Path, kind: str, subtype: str
) -> None:
    left = (8000 * np.sin(np.arange(4800) * 0.1)).astype(np.int16)
    path = tmp_path / "sound.bin"
    soundfile.write(path, np.stack([left, left // 2], 1), 48000, subtype, format=kind)
    copying = python("shutil.copy(sys.argv[1], sys.argv[2])", str(path), "{out}")
    pcm = say(request("A boat.", *copying)).pcm
    assert pcm.rate == 48000
    assert np.abs(pcm.samples - (left + left // 2) / 2).max() <= 1


def test_sixteen_bits_come_through_as_they_are(tmp_path: Path) -> None:
    samples = np.array([0, 1, -1, 32767, -32768, 12345] * 100, np.int16)
    soundfile.write(tmp_path / "sound.wav", samples, 22050)
    copying = python("shutil.copy(sys.argv[1], sys.argv[2])", "sound.wav", "{out}")
    assert np.array_equal(say(request("A boat.", *copying), tmp_path).pcm.samples, samples)


@NEEDS_FLITE
def test_flite_speaks() -> None:
    pcm = say(replace(request("Seven boats came home.", *FLITE), voice=VoiceId("slt"))).pcm
    assert pcm.rate == 16000
    assert 1 < pcm.seconds < 4


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs Debian's espeak-ng")
def test_a_wav_whose_header_does_not_know_its_length_is_read_from_standard_output() -> None:
    pcm = say(request("Seven boats came home.", "espeak-ng", "--stdin", "--stdout")).pcm
    assert 1 < pcm.seconds < 4


def test_the_version_changes_with_the_program_its_arguments_and_the_files_they_name(
    tmp_path: Path,
) -> None:
    program = tmp_path / "speak"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "model").write_text("one")
    engine = CommandEngine(tmp_path)
    versions = {engine.version(request("Hi.", "./speak", "model"))}
    versions.add(engine.version(request("Ho!", "./speak", "model")))
    assert len(versions) == 1
    versions.add(engine.version(request("Hi.", "./speak", "model", "secret")))
    (tmp_path / "model").write_text("other")
    versions.add(engine.version(request("Hi.", "./speak", "model")))
    program.write_text("#!/bin/sh\n# new\n")
    versions.add(engine.version(request("Hi.", "./speak", "model")))
    assert len(versions) == 4
    assert not any("secret" in version for version in versions)
