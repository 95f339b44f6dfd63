"""Gain, and a limiter that looks ahead so that no peak passes the ceiling."""

import numpy as np

from paracast.audio.loudness import BLOCK, FULL_SCALE, Float32, Float64, block_peaks
from paracast.pcm import Int16
from paracast.units import Decibels

_AT_ONCE = 512 * BLOCK  # samples: what fits a processor's cache is faster
_NEAR_FULL_SCALE = 0.999  # below it, what is limited cannot pass full scale
_LOOK_AHEAD = 6
"""Blocks over which the gain falls before a peak and recovers after it: 4 ms at 44.1 kHz."""


def ratio(gain: Decibels) -> float:
    """Return a gain as a factor of the amplitude."""
    return float(10 ** (gain / 20))


def limit(samples: Int16, gain: Decibels, ceiling: Decibels) -> Int16:
    """Amplify, and turn peaks down that would pass the ceiling.

    Args:
        samples: shape (n,).
        gain: applied to all of it.
        ceiling: the highest true peak of the result, in dBTP; met within 0.1 dB by
            speech, within 0.4 dB by noise that was clipped before.

    Returns:
        Shape (n,).
    """
    factor, top = ratio(gain), ratio(ceiling)
    peaks = block_peaks(samples, above=0.7 * top / factor) * np.float32(factor)
    gains = _gains(peaks, top) if peaks.max(initial=0) > top else None
    limited = np.empty(len(samples), np.int16)
    for start in range(0, len(samples), _AT_ONCE):
        louder = samples[start : start + _AT_ONCE] * np.float32(factor)
        if gains is not None:
            louder *= _interpolated(gains, start, len(louder))
        np.rint(louder, out=louder)
        if top >= _NEAR_FULL_SCALE:
            louder.clip(-FULL_SCALE, FULL_SCALE - 1, out=louder)
        limited[start : start + _AT_ONCE] = louder
    return limited


def _gains(peaks: Float32, top: float) -> Float64:
    """Return a smooth gain for each block that holds every peak below the top."""
    needed = np.minimum(1.0, top / np.maximum(peaks, 1e-9))
    width = 2 * _LOOK_AHEAD + 1
    # One block more than the mean below spans, as the gain is interpolated between blocks.
    reach = _LOOK_AHEAD + 1
    padded = np.pad(needed, reach + _LOOK_AHEAD, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).min(1)
    total = np.concatenate(([0.0], np.cumsum(lowest)))
    return np.asarray((total[width:] - total[:-width]) / width)


def _interpolated(gains: Float64, start: int, length: int) -> Float32:
    """Draw straight lines from the middle of each block to the next, from a block's start on.

    Returns:
        Shape (length,).
    """
    first, count = start // BLOCK, -(-length // BLOCK) + 1
    near = np.arange(first - 1, first + count).clip(0, len(gains) - 1)
    edged, half = gains[near], BLOCK // 2
    rising = (np.arange(BLOCK, dtype=np.float32) + 0.5) / BLOCK
    lines = edged[:-1, None] + np.diff(edged)[:, None] * rising
    return np.asarray(lines.ravel()[half : half + length], np.float32)
