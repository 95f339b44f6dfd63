from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from paracast.article import Span
from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.pipeline.sounding import SaidBefore
from paracast.speech.engine import Mark, Pronunciation, Speech, SpeechRequest, VoiceId
from paracast.speech.store import Kind, Store
from paracast.units import Hertz, Samples, WordsPerMinute

REQUEST = SpeechRequest("Two boats.", VoiceId("ann"))
SOUND = np.arange(-3000, 3000, dtype=np.int16)
SPEECH = Speech(Pcm(SOUND, Hertz(16000)), (Mark(0, Samples(0)), Mark(4, Samples(2500))))


class Saying:
    """Says the same whatever is asked, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Speech:
        self.times += 1
        return SPEECH


@pytest.fixture
def before(tmp_path: Path) -> SaidBefore:
    return SaidBefore(Store(tmp_path), "program", "1", judged=True)


def test_what_was_said_before_is_not_said_again(before: SaidBefore) -> None:
    say = Saying()
    first, again = before.speech(REQUEST, say), before.speech(REQUEST, say)
    assert say.times == 1
    for speech in (first, again):
        assert np.array_equal(speech.pcm.samples, SOUND)
        assert (speech.pcm.rate, speech.marks) == (16000, SPEECH.marks)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Two boats!"},
        {"voice": VoiceId("bob")},
        {"rate": WordsPerMinute(180)},
        {"pitch": 51},
        {"pitch_range": 49},
        {"pause_scale": 1.1},
        {"speaker": "Ann"},
        {"options": (("warmth", 2),)},
        {"seed": 1},
        {"pronunciations": (Pronunciation(Span(0, 3), "tuː"),)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_is_audible_of_a_request_asks_for_other_speech(
    before: SaidBefore, change: dict[str, object]
) -> None:
    say = Saying()
    before.speech(REQUEST, say)
    before.speech(replace(REQUEST, **change), say)  # type: ignore[arg-type]
    assert say.times == 2


@pytest.mark.parametrize("change", [{"engine": "other"}, {"version": "2"}, {"judged": False}])
def test_another_engine_version_or_judgement_is_other_speech(
    before: SaidBefore, change: dict[str, object]
) -> None:
    say = Saying()
    before.speech(REQUEST, say)
    replace(before, **change).speech(REQUEST, say)  # type: ignore[arg-type]
    assert say.times == 2


def test_how_long_somebody_would_have_waited_is_not_audible(before: SaidBefore) -> None:
    say = Saying()
    before.speech(REQUEST, say)
    before.speech(replace(REQUEST, time_limit=3), say)
    assert say.times == 1


def test_what_failed_is_not_kept(before: SaidBefore) -> None:
    def fail() -> Speech:
        raise SpeechError("No.", remedy="Try again.")

    with pytest.raises(SpeechError):
        before.speech(REQUEST, fail)
    assert not list(before.store.entries())
    say = Saying()
    before.speech(REQUEST, say)
    assert say.times == 1


def test_a_whole_entry_that_is_no_speech_is_said_anew(before: SaidBefore) -> None:
    say = Saying()
    before.speech(REQUEST, say)
    (entry,) = before.store.entries()
    key = entry.path.name.partition(".")[0]
    before.store.put(key, b"no speech", Kind.SPEECH)  # type: ignore[arg-type]
    assert before.speech(REQUEST, say).marks == SPEECH.marks
    before.speech(REQUEST, say)
    assert say.times == 2


def test_a_store_that_cannot_be_written_stops_no_speech(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    say = Saying()
    before = SaidBefore(Store(tmp_path / "file"), "program", "1", judged=True)
    assert before.speech(REQUEST, say) is SPEECH
    assert before.speech(REQUEST, say) is SPEECH
    assert say.times == 2
