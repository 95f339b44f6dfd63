from pathlib import Path

import numpy as np
from engine_contract import EngineContract

from paracast.speech.engine import VoiceId
from paracast.speech.engines.tone import ToneEngine


class TestTone(EngineContract):
    engine = ToneEngine(Path())
    voice = VoiceId("a440")

    def test_the_same_request_gives_the_same_samples(self) -> None:
        first, second = self.say("Once more."), self.say("Once more.")
        assert np.array_equal(first.pcm.samples, second.pcm.samples)

    def test_each_mark_is_where_a_tone_begins(self) -> None:
        speech = self.say("Seven boats came home.")
        for mark in speech.marks:
            assert np.all(speech.pcm.samples[max(0, mark.sample - 20) : mark.sample] == 0)
            assert np.abs(speech.pcm.samples[mark.sample : mark.sample + 60]).max() > 500

    def test_it_hums_at_the_pitch_of_its_name(self) -> None:
        samples = self.say("hummmmmmmmmmmmmmmmmmmmmmm").pcm.samples
        spectrum = np.abs(np.fft.rfft(samples.astype(float)))
        assert abs(np.argmax(spectrum) * 22050 / len(samples) - 440) < 2
