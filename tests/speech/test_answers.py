from typing import Any

import numpy as np
import pytest

from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.speech.answers import Checked, checked, require_words
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.units import Hertz

REQUEST = SpeechRequest("The boats came home before noon. " * 5, VoiceId("ann"))
SOUND = np.array([0, 900, -900], np.int16)


class Answering:
    """A loaded voice that has one answer for all."""

    def __init__(self, answer: Any) -> None:  # noqa: ANN401  that is the point
        self.answer = answer

    def synthesize(self, request: SpeechRequest) -> Speech:  # noqa: ARG002
        answer: Speech = self.answer
        return answer


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (None, "returned NoneType"),
        (Speech(Pcm(SOUND[:0], Hertz(16000)), ()), "made no sound"),
        (Speech(Pcm(SOUND * 0, Hertz(16000)), ()), "made no sound"),
        (Speech(Pcm(SOUND, Hertz(0)), ()), "0 Hz"),
        (Speech(Pcm(SOUND / 32768, Hertz(16000)), ()), "not 16 bits"),  # type: ignore[arg-type]
        (Speech(Pcm(np.stack([SOUND, SOUND]), Hertz(16000)), ()), "not 16 bits and mono"),
    ],
)
def test_an_answer_without_sound_is_an_error_that_names_engine_voice_and_text(
    answer: Any,  # noqa: ANN401
    fault: str,
) -> None:
    with pytest.raises(SpeechError, match=fault) as caught:
        Checked("x", Answering(answer)).synthesize(REQUEST)
    for word in ("'x'", "'ann'", repr(REQUEST.text[:60])):
        assert word in caught.value.message


def test_speech_with_sound_passes_as_it_is() -> None:
    speech = Speech(Pcm(SOUND, Hertz(16000)), ())
    assert checked(speech, REQUEST, "x") is speech


def test_a_text_of_signs_only_is_refused() -> None:
    require_words(SpeechRequest("Número 5", VoiceId("ann")))
    with pytest.raises(SpeechError):
        require_words(SpeechRequest("… — !", VoiceId("ann")))
