"""Loudness and true peak as ITU-R BS.1770-4 defines them.

Loudness is kept as one energy for each MP3 frame: energies of clips can be put one after another
like their frames, so an episode's loudness follows from its clips without hearing it again.
"""

import math
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import soxr

from paracast.units import Decibels, Hertz, Lufs

if TYPE_CHECKING:
    from paracast.pcm import Int16

Float32: TypeAlias = npt.NDArray[np.float32]
Float64: TypeAlias = npt.NDArray[np.float64]

FULL_SCALE = 32768.0
SILENCE = Lufs(-70.0)
"""The absolute gate; what is measured where nothing passes it."""

_OFFSET = -0.691
_RELATIVE_GATE = 0.1  # -10 LU as a ratio of energies
_STEP = 0.1  # seconds: blocks of 400 ms overlap by three quarters
_STEPS_IN_BLOCK = 4

# The analogue prototype behind the standard's 48 kHz coefficients, which no other rate can use
# (derived in B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement",
# AES 145, 2018).
_SHELF_HZ, _SHELF_GAIN, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_EXPONENT = 0.4996667741545416
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773


_AT_ONCE = 32  # frames: what fits a processor's cache is twice as fast


def frame_energies(samples: Float32, rate: Hertz, frame: int) -> Float32:
    """Return the mean square of each frame after K-weighting.

    The weighting is applied to each frame's spectrum; against filtering in time, the loudness of
    speech differs by less than 0.01 LU.

    Args:
        samples: shape (n,), full scale 1.
        rate: samples a second.
        frame: samples in a frame; a last, shorter one is filled with silence.

    Returns:
        Shape (ceil(n / frame),).
    """
    count = -(-len(samples) // frame)
    filled = np.zeros(count * frame, np.float32)
    filled[: len(samples)] = samples
    frames, energies = filled.reshape(count, frame), np.empty(count, np.float32)
    weights = np.repeat(_k_weighting(rate, frame), 2)  # for real and imaginary parts
    for first in range(0, count, _AT_ONCE):
        parts = np.fft.rfft(frames[first : first + _AT_ONCE]).view(np.float32)
        energies[first : first + _AT_ONCE] = np.multiply(parts, parts, out=parts) @ weights
    return energies


def integrated_loudness(energies: Float32, rate: Hertz, frame: int) -> Lufs:
    """Return the gated loudness of frames in a row (BS.1770-4, section 5.1 and annex 1).

    The standard's steps of 100 ms are read off the running total, since frames have another length.
    """
    seconds = frame / rate
    total = np.concatenate(([0.0], np.cumsum(energies, dtype=np.float64))) * seconds
    grid = np.arange(0.0, len(energies) * seconds + 1e-9, _STEP)
    steps = np.diff(np.interp(grid, np.arange(len(total)) * seconds, total)) / _STEP
    if len(steps) < _STEPS_IN_BLOCK:
        return SILENCE
    blocks = np.convolve(steps, np.full(_STEPS_IN_BLOCK, 1 / _STEPS_IN_BLOCK), "valid")
    loud = blocks[blocks > 10 ** ((SILENCE - _OFFSET) / 10)]
    if len(loud) == 0:
        return SILENCE
    gated = loud[loud > loud.mean() * _RELATIVE_GATE]
    return Lufs(float(_OFFSET + 10 * np.log10(gated.mean())))


@cache
def _k_weighting(rate: Hertz, frame: int) -> Float32:
    """Return what each bin's power adds to a frame's mean square: shape (frame // 2 + 1,)."""
    shelf = np.tan(np.pi * _SHELF_HZ / rate)
    high = 10 ** (_SHELF_GAIN / 20)
    band = high**_SHELF_EXPONENT
    shelf_response = _response(
        (high + band * shelf / _SHELF_Q + shelf**2, 2 * (shelf**2 - high)),
        high - band * shelf / _SHELF_Q + shelf**2,
        frame,
    ) / _response(
        (1 + shelf / _SHELF_Q + shelf**2, 2 * (shelf**2 - 1)),
        1 - shelf / _SHELF_Q + shelf**2,
        frame,
    )
    edge = np.tan(np.pi * _HIGH_PASS_HZ / rate)
    scale = 1 + edge / _HIGH_PASS_Q + edge**2
    high_pass = _response((scale, -2 * scale), scale, frame) / _response(
        (scale, 2 * (edge**2 - 1)), 1 - edge / _HIGH_PASS_Q + edge**2, frame
    )
    power = np.abs(shelf_response * high_pass) ** 2 * 2
    power[0] /= 2  # the zero bin has no mirror image, nor has the last of an even length
    if frame % 2 == 0:
        power[-1] /= 2
    return np.asarray(power / frame**2, np.float32)


def _response(
    first_two: tuple[float, float], third: float, frame: int
) -> npt.NDArray[np.complex128]:
    """Evaluate a polynomial of the second degree in 1/z at the bins of a frame."""
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(frame))
    return np.asarray(first_two[0] + first_two[1] * delay + third * delay**2)


BLOCK = 32
"""Samples in a block: peaks and gains are reckoned by the block."""

_TAPS = 12  # samples on either side that an interpolated sample hears
_PHASES = 4
_BRIGHT = 0.45
_FAINT = 1e-9
_SPARSE = 8  # blocks, of which one tells enough of a sound's brightness
_CLOSELY = 8  # times oversampled


def block_peaks(samples: "Int16 | Float32", above: float) -> Float32:
    """Return the highest level in each block, 1 being full scale, as it is for real samples.

    Blocks whose samples stay below `above` are given by their samples; the louder ones by the
    four-times oversampled wave around their highest sample (BS.1770-4, annex 2).

    Returns:
        Shape (ceil(n / BLOCK),).
    """
    full_scale = FULL_SCALE if samples.dtype == np.int16 else 1.0
    count = -(-len(samples) // BLOCK)
    padded = np.zeros(count * BLOCK + 2 * (_TAPS + 1), samples.dtype)
    padded[_TAPS + 1 : _TAPS + 1 + len(samples)] = samples
    blocks = _magnitudes(padded[_TAPS + 1 : _TAPS + 1 + count * BLOCK]).reshape(count, BLOCK)
    highest = blocks.max(1, initial=0).astype(np.float32)
    (loud,) = np.nonzero(highest > above * full_scale)
    if len(loud):
        centres = blocks[loud].argmax(1) + loud * BLOCK
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _TAPS + 2)[centres]
        between = np.abs(windows.astype(np.float32) @ _interpolators()).max(1)
        highest[loud] = np.maximum(highest[loud], between)
    return np.asarray(highest / np.float32(full_scale), np.float32)


def _magnitudes(samples: "Int16 | Float32") -> npt.NDArray[np.uint16] | Float32:
    magnitudes = np.abs(samples)
    # The lowest of 16 bits has no positive, but the same bits without a sign are its magnitude.
    return magnitudes.view(np.uint16) if magnitudes.dtype == np.int16 else magnitudes


def true_peak(samples: Float32) -> Decibels:
    """Return the true peak relative to full scale, which is 1, in dBTP."""
    # A wave rises above its samples by less than 6 dB in practice: half the highest suffices.
    highest = max(float(samples.max(initial=0)), -float(samples.min(initial=0)))
    if highest == 0:
        return Decibels(float(SILENCE))
    peak = float(block_peaks(samples, above=highest / 2).max())
    if _brightness(samples) > _BRIGHT:
        # Near half the sample rate, a wave may rise highest where its samples are low.
        wave = soxr.resample(samples, 1, _CLOSELY, "HQ")
        peak = max(peak, float(np.abs(wave).max()))
    return Decibels(20 * math.log10(peak))


def _brightness(samples: Float32) -> float:
    """Compare a sound's steps with its level: 0.1 for speech, 2 for white noise."""
    whole = len(samples) // BLOCK
    wave = samples[: whole * BLOCK].reshape(whole, BLOCK)[::_SPARSE]
    steps = np.diff(wave)
    return float(np.vdot(steps, steps)) / max(_FAINT, float(np.vdot(wave, wave)))


@cache
def _interpolators() -> Float32:
    """Return windowed sincs for the three places between samples, before and after the centre.

    Shape (2 * _TAPS + 2, 6).
    """
    reach = np.arange(-_TAPS, _TAPS + 1)
    matrix = np.zeros((2 * _TAPS + 2, 2 * (_PHASES - 1)), np.float32)
    for phase in range(1, _PHASES):
        sinc = np.sinc(reach - phase / _PHASES) * np.hanning(2 * _TAPS + 3)[1:-1]
        sinc /= sinc.sum()
        matrix[:-1, phase - 1] = sinc
        matrix[1:, _PHASES + phase - 2] = sinc
    return matrix
