"""eSpeak NG is loaded anew for each utterance: what that leaves behind over a long batch."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")

SCRIPT = """
import ctypes, gc
from pathlib import Path
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.espeak.engine import EspeakEngine
from paracast.speech.judging.forecast import forecast_of

def held():
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon"))

voice = VoiceId("{voice}")
speaker = EspeakEngine(Path()).load(voice)
for number in range(1100):
    request = SpeechRequest(f"Boat {{number}} came home.", voice)
    forecast_of(request, "{language}", 0.07)
    speaker.synthesize(request)
    if number == 99:
        before = held()
print(held() - before)
"""


@pytest.mark.parametrize(("voice", "language"), [("en-us", "en-US"), ("de+m1", "de")])
def test_an_utterance_leaves_next_to_nothing_behind(voice: str, language: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(voice=voice, language=language)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) / 1000 < 1.2  # kB; choosing a voice that did not speak left 1.3 more
