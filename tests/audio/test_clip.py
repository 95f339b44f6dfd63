import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.audio.clip import Mastering, at_rate, gain_to, loudness_of, master_clip
from paracast.audio.mp3 import LEAD
from paracast.audio.options import AudioOptions, Preset, encoding_for
from paracast.audio.programme import Programme
from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech, SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.engines.tone import ToneEngine
from paracast.units import Decibels, Hertz, Lufs, Milliseconds, Samples

TEXT = "The harbour was quiet that morning. Nobody had expected the news; least of all the mayor."


def speech(text: str = TEXT) -> Speech:
    voice = VoiceId("en-us")
    return EspeakEngine(Path()).load(voice).synthesize(SpeechRequest(text, voice))


def mastering(preset: Preset, gain: float = 6.0) -> Mastering:
    return Mastering(
        encoding_for(AudioOptions(preset), Hertz(22050)), Decibels(gain), Decibels(-1.0)
    )


@pytest.mark.parametrize("preset", ["standard", "compact"])
@pytest.mark.parametrize("gain", [0.0, 6.0, 14.0])
def test_a_clips_true_peak_stays_below_the_ceiling_after_encoding(
    preset: Preset, gain: float
) -> None:
    said = speech()
    clip = master_clip(said.pcm, said.marks, Milliseconds(600), mastering(preset, gain))
    assert clip.peak <= -1.0


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_a_calibrated_voice_is_on_loudness(preset: Preset) -> None:
    sample, other = speech(), speech("Seven boats came home before noon, and the bell rang twice.")
    gain = gain_to(sample.pcm, Lufs(-16.0), mastering(preset))
    clip = master_clip(other.pcm, (), Milliseconds(500), mastering(preset, gain))
    programme = Programme(mastering(preset).encoding, (clip,))
    assert programme.loudness == pytest.approx(-16.0, abs=1.0)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 3000), st.integers(1, 40_000))
def test_a_clip_lasts_as_long_as_its_speech_and_its_pause(pause: int, length: int) -> None:
    encoding = mastering("standard").encoding
    pcm = Pcm(np.full(length, 500, np.int16), Hertz(44100))
    clip = master_clip(pcm, (), Milliseconds(pause), mastering("standard", 0))
    wanted = length / 44100 + pause / 1000
    assert clip.seconds(encoding) >= length / 44100
    assert clip.seconds(encoding) == pytest.approx(wanted, abs=3.1 * 1152 / 44100)


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_a_programme_is_as_long_and_as_loud_as_it_says(preset: Preset) -> None:
    said = [speech(), speech("Seven boats came home."), speech("And that was all.")]
    clips = tuple(master_clip(s.pcm, s.marks, Milliseconds(600), mastering(preset)) for s in said)
    programme = Programme(mastering(preset).encoding, clips)
    heard, rate = soundfile.read(io.BytesIO(b"".join(programme.stream())), dtype="int16")
    assert rate == programme.encoding.rate
    assert len(heard) == programme.length
    assert loudness_of(heard, Hertz(rate)) == pytest.approx(programme.loudness, abs=0.1)
    assert programme.starts[-1] == programme.length + LEAD


def test_each_word_is_heard_where_its_mark_says_to_one_frame() -> None:
    voice = VoiceId("a440")
    said = ToneEngine(Path()).load(voice).synthesize(SpeechRequest("Seven boats came home.", voice))
    clip = master_clip(said.pcm, said.marks, Milliseconds(300), mastering("standard", 0.0))
    programme = Programme(mastering("standard").encoding, (clip, clip))
    heard, _ = soundfile.read(io.BytesIO(b"".join(programme.stream())), dtype="int16")
    for start in programme.starts[:2]:
        for mark in clip.marks:
            onset = start + mark.sample
            before = np.abs(heard[max(0, onset - 1152) : max(0, onset - 300)].astype(int))
            after = np.abs(heard[onset : onset + 1152].astype(int))
            assert before.max(initial=0) < 800 < after.max()


def test_marks_move_to_the_encodings_rate() -> None:
    pcm = Pcm(np.full(22050, 300, np.int16), Hertz(22050))
    marks = (Mark(0, Samples(0)), Mark(6, Samples(11025)))
    clip = master_clip(pcm, marks, Milliseconds(0), mastering("standard", 0))
    assert [mark.sample for mark in clip.marks] == [0, 22050]
    assert clip.speech == 44100


def test_speech_at_another_rate_has_its_marks_at_the_same_times() -> None:
    said = speech()
    other = at_rate(said, Hertz(44100))
    assert other.pcm.seconds == pytest.approx(said.pcm.seconds, abs=1e-4)
    assert [mark.sample for mark in other.marks] == [2 * mark.sample for mark in said.marks]
    assert np.array_equal(at_rate(said, said.pcm.rate).pcm.samples, said.pcm.samples)
