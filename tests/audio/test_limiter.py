import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.audio.limiter import limit
from paracast.audio.loudness import true_peak
from paracast.units import Decibels


def noise(length: int, level: float, seed: int) -> np.ndarray:
    samples = np.random.default_rng(seed).normal(0, level * 32768, length)
    smooth = np.convolve(samples, np.hanning(9) / np.hanning(9).sum(), "same")
    return np.clip(smooth, -32768, 32767).astype(np.int16)


@given(st.integers(100, 20_000), st.floats(0.01, 0.9), st.floats(0, 20), st.integers(0, 2**32 - 1))
def test_no_peak_passes_the_ceiling(length: int, level: float, gain: float, seed: int) -> None:
    """Noise that is clipped already is the worst case; speech stays within 0.1 dB."""
    limited = limit(noise(length, level, seed), Decibels(gain), Decibels(-1.5))
    assert true_peak(limited.astype(np.float32) / np.float32(32768)) <= -1.5 + 0.4


@given(st.integers(1, 5000), st.floats(-20, 0), st.integers(0, 2**32 - 1))
def test_sound_below_the_ceiling_only_gets_the_gain(length: int, gain: float, seed: int) -> None:
    samples = noise(length, 0.05, seed)
    expected = np.rint(samples.astype(np.float32) * np.float32(10 ** (gain / 20)))
    assert np.array_equal(limit(samples, Decibels(gain), Decibels(-1.0)), expected)


def test_the_gain_falls_and_recovers_without_a_step() -> None:
    tone = np.full(8000, 4000, np.int16)
    tone[4000] = 32000
    limited = limit(tone, Decibels(0), Decibels(-6)).astype(int)
    steps = np.abs(np.diff(np.delete(limited, 4000)))
    assert steps.max() < 120
    assert limited[0] == limited[-1] == 4000


def test_far_from_a_peak_nothing_changes() -> None:
    tone = np.full(8000, 4000, np.int16)
    tone[4000] = 32000
    limited = limit(tone, Decibels(0), Decibels(-6))
    assert np.all(limited[:3000] == 4000)
    assert np.all(limited[5000:] == 4000)


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33])
def test_the_shortest_sounds_keep_their_length(length: int) -> None:
    assert len(limit(np.full(length, 30000, np.int16), Decibels(6), Decibels(-1))) == length
