import numpy as np
import pyloudnorm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.audio.loudness import (
    SILENCE,
    block_peaks,
    frame_energies,
    integrated_loudness,
    true_peak,
)
from paracast.units import Hertz, Lufs

RATES = [22050, 24000, 44100, 48000]


def measured(samples: np.ndarray, rate: int, frame: int = 576) -> Lufs:
    energies = frame_energies(samples.astype(np.float32), Hertz(rate), frame)
    return integrated_loudness(energies, Hertz(rate), frame)


def noise(seconds: float, rate: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.1, int(seconds * rate))


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_of_997_hertz_measures_minus_3_lufs(rate: int) -> None:
    """BS.1770-4, note under the calculation of loudness: -3.01 for one channel."""
    sine = np.sin(2 * np.pi * 997 * np.arange(20 * rate) / rate)
    assert measured(sine, rate) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("rate", RATES)
def test_loudness_agrees_with_an_independent_meter(rate: int) -> None:
    sound = noise(12, rate) * np.interp(np.arange(12 * rate), [0, 6 * rate, 12 * rate], [0, 1, 0.2])
    meter = pyloudnorm.Meter(rate, filter_class="DeMan")
    assert measured(sound, rate) == pytest.approx(meter.integrated_loudness(sound), abs=0.05)


def test_silence_between_words_does_not_count() -> None:
    words = noise(5, 44100)
    gaps = np.concatenate([words, np.zeros(20 * 44100), words])
    assert measured(gaps, 44100) == pytest.approx(measured(words, 44100), abs=0.3)


def test_silence_and_a_blink_measure_as_the_absolute_gate() -> None:
    assert measured(np.zeros(44100), 44100) == SILENCE
    assert measured(noise(0.1, 44100), 44100) == SILENCE


@given(st.floats(-40, 0))
def test_a_gain_moves_loudness_by_as_much(gain: float) -> None:
    sound = noise(3, 22050)
    quieter = sound * 10 ** (gain / 20)
    assert measured(quieter, 22050) - measured(sound, 22050) == pytest.approx(gain, abs=0.01)


def test_energies_of_clips_put_in_a_row_are_those_of_the_whole() -> None:
    whole = noise(4, 44100)[: 1152 * 100].astype(np.float32)
    parts = [whole[: 1152 * 37], whole[1152 * 37 :]]
    joined = np.concatenate([frame_energies(part, Hertz(44100), 1152) for part in parts])
    assert np.allclose(joined, frame_energies(whole, Hertz(44100), 1152), rtol=1e-4)


def test_the_true_peak_of_a_sine_between_samples_is_found() -> None:
    """A quarter of the sample rate, 45 degrees late: samples reach 0.707 of the wave only."""
    sine = np.sin(np.pi / 2 * np.arange(4000) + np.pi / 4) * 0.5
    assert true_peak(sine.astype(np.float32)) == pytest.approx(-6.02, abs=0.15)


def test_silence_has_no_peak() -> None:
    assert true_peak(np.zeros(1000, np.float32)) == pytest.approx(SILENCE)


@given(st.integers(1, 500), st.integers(0, 2**32 - 1), st.sampled_from(["real", "16 bits"]))
def test_no_sample_is_above_its_blocks_peak(length: int, seed: int, kind: str) -> None:
    samples = np.random.default_rng(seed).integers(-32768, 32768, length).astype(np.int16)
    samples[0] = -32768
    real = samples.astype(np.float32) / np.float32(32768)
    peaks = block_peaks(real if kind == "real" else samples, above=0.5)
    assert peaks[0] >= 1
    assert np.all(np.abs(samples.astype(float)) <= np.repeat(peaks, 32)[:length] * 32768 + 1e-3)


@pytest.mark.parametrize("share", [0.9, 0.95, 0.98])
def test_a_buzz_near_half_the_rate_is_as_high_as_its_wave_and_not_as_its_samples(
    share: float,
) -> None:
    rate = 22050
    time = np.arange(rate) / rate
    wave = np.sin(np.pi * share * rate * time) * (0.2 + 0.6 * np.hanning(rate))
    assert true_peak(wave.astype(np.float32)) == pytest.approx(20 * np.log10(0.8), abs=0.15)
