import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.audio.clip import Clip, Mastering, master_clip
from paracast.audio.mp3 import frame_format
from paracast.audio.options import AudioOptions, Encoding, Preset, encoding_for
from paracast.audio.pauses import pauses_in
from paracast.pcm import Int16, Pcm
from paracast.units import Decibels, Hertz, Milliseconds

RATE = Hertz(22050)


def hum(seconds: float) -> Int16:
    """Hum like a voice: a low tone with its harmonics, that ends within 10 ms."""
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    wave = sum(np.sin(2 * np.pi * 150 * n * time) / n for n in range(1, 20))
    fade = np.minimum(1, np.minimum(np.arange(count), np.arange(count)[::-1]) / (RATE // 100))
    return np.asarray(8000 * fade * wave, np.int16)


def clip_of(seconds: list[float], encoding: Encoding) -> Clip:
    """Encode sound and silence in turn."""
    pieces = [
        hum(length) if index % 2 == 0 else np.zeros(round(length * RATE), np.int16)
        for index, length in enumerate(seconds)
    ]
    mastering = Mastering(encoding, Decibels(0.0), Decibels(-1.0))
    return master_clip(Pcm(np.concatenate(pieces), RATE), (), Milliseconds(400), mastering)


@pytest.mark.parametrize("preset", ["standard", "compact"])
@settings(deadline=None, max_examples=25)
@given(
    sounds=st.lists(st.floats(0.2, 0.6), min_size=2, max_size=4),
    silence=st.floats(0.18, 0.5),
)
def test_pauses_are_found_to_two_frames(
    preset: Preset, sounds: list[float], silence: float
) -> None:
    encoding = encoding_for(AudioOptions(preset), RATE)
    lengths = [length for sound in sounds for length in (sound, silence)][:-1]
    found = pauses_in(clip_of(lengths, encoding), encoding.rate)
    ends = np.cumsum(lengths)
    most = 2 * frame_format(encoding.rate).samples / encoding.rate  # MP3 smears what is loud
    assert len(found) == len(sounds) - 1
    for pause, begin, end in zip(found, ends[::2], ends[1::2], strict=False):
        assert -0.002 < pause.begin / encoding.rate - begin < most
        assert -most < pause.end / encoding.rate - end < 0.002


def test_silence_at_the_ends_of_the_speech_is_a_pause_and_a_stop_consonant_is_none() -> None:
    encoding = encoding_for(AudioOptions(), RATE)
    clip = clip_of([0.0, 0.3, 0.5, 0.06, 0.5, 0.3], encoding)
    first, last = pauses_in(clip, encoding.rate)
    assert first.begin == 0
    assert first.end / encoding.rate == pytest.approx(0.3, abs=0.03)
    assert last.begin / encoding.rate == pytest.approx(1.36, abs=0.03)
    assert last.end == clip.speech
