"""What every engine promises; inherit the class and set `engine` and `voice`."""

import pickle
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from paracast.errors import SpeechError
from paracast.speech.engine import Engine, Options, Speech, SpeechRequest, VoiceId
from paracast.speech.registry import engine_names, find_engine
from paracast.units import WordsPerMinute


class EngineContract:
    """A subclass names an engine and one of its voices; the promises come with it."""

    engine: ClassVar[Engine]
    voice: ClassVar[VoiceId]
    options: ClassVar[Options] = ()
    takes_any_voice: ClassVar[bool] = False
    """Set it where the engine hands names of voices on, and lists none."""

    def request(self, text: str, rate: int = 175) -> SpeechRequest:
        return SpeechRequest(text, self.voice, WordsPerMinute(rate), options=self.options)

    def say(self, text: str, rate: int = 175) -> Speech:
        return self.engine.load(self.voice).synthesize(self.request(text, rate))

    def test_it_is_found_by_its_name(self) -> None:
        assert self.engine.name in engine_names()
        assert type(find_engine(self.engine.name, Path())) is type(self.engine)

    def test_it_lists_the_voice_it_speaks_with(self) -> None:
        listed = [voice.id for voice in self.engine.voices()]
        assert self.voice in listed or self.takes_any_voice

    def test_it_says_whether_its_speech_is_worth_keeping(self) -> None:
        assert self.engine.slow in (True, False)

    def test_its_version_is_the_same_each_time_it_is_asked(self) -> None:
        request = self.request("A boat.")
        assert self.engine.version(request) == self.engine.version(request) != ""

    def test_speech_has_sound_at_the_rate_that_the_voice_names(self) -> None:
        named = [v.rate for v in self.engine.voices() if v.id == self.voice]
        speech = self.say("The harbour was quiet.")
        assert named in ([speech.pcm.rate], [0]) or self.takes_any_voice
        assert speech.pcm.rate > 0
        assert np.abs(speech.pcm.samples).max() > 1000

    def test_a_longer_text_takes_longer_to_say(self) -> None:
        short, long = "A boat came in.", "A boat came in, and nobody on the quay had expected it."
        assert len(self.say(short).pcm) * 1.5 < len(self.say(long).pcm)

    def test_twice_the_rate_takes_about_half_the_time(self) -> None:
        text = "The harbour was quiet that morning and the boats lay still along the old wall."
        ratio = len(self.say(text, rate=150).pcm) / len(self.say(text, rate=300).pcm)
        assert 1.5 < ratio < 2.6

    def test_every_word_has_a_mark_in_rising_order_within_the_sound(self) -> None:
        text = "Seven boats came home before noon."
        speech = self.say(text)
        assert {mark.position for mark in speech.marks} >= {0, 6, 12, 17, 22, 29}
        places = [(mark.position, mark.sample) for mark in speech.marks]
        assert places == sorted(places)
        assert places[-1][1] < len(speech.pcm)

    def test_marks_count_characters_and_not_bytes(self) -> None:
        speech = self.say("Señor Muñoz café naïve harbour")
        assert 23 in [mark.position for mark in speech.marks]

    def test_nothing_of_a_long_text_is_lost(self) -> None:
        words = " ".join(f"word{'abcdefghij'[i % 10]}" for i in range(400))
        speech = self.say(words)
        assert speech.marks[-1].position >= len(words) - 12
        assert len(speech.marks) >= 390

    def test_an_unknown_voice_is_an_error_with_a_remedy(self) -> None:
        if self.takes_any_voice:
            return
        with pytest.raises(SpeechError) as caught:
            self.engine.load(VoiceId("nobody-speaks-like-this"))
        assert "nobody-speaks-like-this" in caught.value.message
        assert "paracast voices" in caught.value.remedy

    def test_text_without_words_is_an_error_and_not_silence(self) -> None:
        with pytest.raises(SpeechError):
            self.say("…")

    def test_control_characters_are_not_obeyed(self) -> None:
        text = "the harbour was quiet that morning and nobody came"
        plain = self.say(text)
        hostile = self.say(f"\x01400S\x00 {text}")
        assert len(hostile.pcm) > 0.95 * len(plain.pcm)

    def test_requests_do_not_change_the_ones_after_them(self) -> None:
        before = self.say("The harbour was quiet that morning.")
        self.say("Faster now.", rate=300)
        after = self.say("The harbour was quiet that morning.")
        assert len(after.pcm) == pytest.approx(len(before.pcm), rel=0.02)

    def test_speech_travels_between_processes(self) -> None:
        speech = self.say("A boat.")
        copy = pickle.loads(pickle.dumps(speech))  # noqa: S301  our own bytes
        assert np.array_equal(copy.pcm.samples, speech.pcm.samples)
        assert copy.marks == speech.marks

    @pytest.mark.parametrize("piece", ["w", "harbour", "x ", "9"])
    def test_nothing_of_a_word_without_end_is_lost(self, piece: str) -> None:
        once, twice = self.say(f"A {piece * 40} boat."), self.say(f"A {piece * 80} boat.")
        assert len(twice.pcm) > 1.6 * len(once.pcm)
