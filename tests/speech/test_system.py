"""pyttsx3's stock `espeak` driver stands in for those of Windows and macOS.

It has their faults: it returns before the file is there, loses sound, and hangs.
"""

import ctypes.util
import sys
from pathlib import Path

import pytest
from engine_contract import EngineContract

from paracast.errors import SpeechError
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.engines.system.engine import SystemEngine

NEEDS_LIBRARY = pytest.mark.skipif(
    sys.platform != "linux" or ctypes.util.find_library("espeak-ng") is None,
    reason="needs Debian's libespeak-ng1",
)
ENGLISH = VoiceId("gmw/en-us")


@NEEDS_LIBRARY
@pytest.mark.slow
class TestSystem(EngineContract):
    engine = SystemEngine(Path(), driver="espeak")
    voice = ENGLISH


def spoken(text: str, voice: str = ENGLISH, time_limit: float = 0) -> float:
    request = SpeechRequest(text, VoiceId(voice), time_limit=time_limit)
    synthesizer = SystemEngine(Path(), driver="espeak").load(request.voice)
    return synthesizer.synthesize(request).pcm.seconds


@NEEDS_LIBRARY
def test_it_waits_for_the_file_that_the_driver_writes_after_it_has_returned() -> None:
    assert 1 < spoken("Seven boats came home before noon.") < 4


@NEEDS_LIBRARY
def test_a_voice_is_found_by_its_name_too() -> None:
    assert spoken("Seven boats.", "english (america)") > 0.5


@NEEDS_LIBRARY
def test_voices_have_languages() -> None:
    tags = {v.id: v.languages for v in SystemEngine(Path(), driver="espeak").voices()}
    assert tags[ENGLISH] == ("en-us",)


@NEEDS_LIBRARY
def test_a_driver_that_takes_too_long_is_ended() -> None:
    with pytest.raises(SpeechError, match=r"within 0\.2 s with 'The boats") as caught:
        spoken("The boats came home. ", time_limit=0.2)
    assert "time_limit" in caught.value.remedy


@NEEDS_LIBRARY
def test_a_driver_that_crashes_is_an_error_with_the_text() -> None:
    """The stock driver reads past the end of a long text (issue #68 of pyttsx3)."""
    with pytest.raises(SpeechError, match=r"SIGSEGV.*'The boats|within 3 s with 'The boats"):
        spoken("The boats came home. " * 10_000, time_limit=3)


@NEEDS_LIBRARY
def test_a_text_is_not_obeyed() -> None:
    plain = spoken("The boats came home before noon.")
    assert spoken("\x01400S[[rate 400]] The boats came home before noon.") > plain


def test_where_the_system_has_no_voices_there_are_none_and_the_error_says_what_to_use() -> None:
    engine = SystemEngine(Path(), driver="")
    assert engine.voices() == ()
    with pytest.raises(SpeechError, match="Windows and macOS") as caught:
        engine.load(VoiceId("anybody"))
    assert "espeak" in caught.value.remedy


def test_a_driver_that_cannot_start_is_an_error_that_says_why() -> None:
    with pytest.raises(SpeechError, match="No module named"):
        SystemEngine(Path(), driver="gramophone").voices()
