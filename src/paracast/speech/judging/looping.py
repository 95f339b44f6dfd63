"""Colours of a sound → the stretches that are heard twice in a row."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from paracast.speech.judging.hearing import Colours, Float32

_SHORTEST, _LONGEST = 21, 136  # frames in a stretch: 0.73 to 4.7 s
_WINDOW = 17  # frames that are compared at one distance: a repeat may be a little slower
_SLACK = _WINDOW + 2  # frames by which fewer windows than frames are compared in a stretch
_SAME = 0.15  # of a length: no other repeat
_FAR = 40  # columns: lags from 2.1 s
_BLOCK = 680  # frames at once
_BATCH = 32  # frames


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two stretches of sound side by side.

    Attributes:
        start: of the first, in seconds.
        length: of each, in seconds, without the silence in it.
        likeness: 1 where they are the same; different speech stays below 0.8 mostly.
    """

    start: float
    length: float
    likeness: float


def repeats(heard: Colours, least: float) -> list[Repeat]:
    """Find neighbouring stretches that are alike, the most alike first.

    Of those with about the same length only the most alike is told; none in a sound under 1.5 s.

    Args:
        heard: the colours of a sound.
        least: the likeness from which stretches count.
    """
    found: list[Repeat] = []
    for likeness, start, lag in sorted(_candidates(heard.vectors, least), reverse=True):
        length = lag * heard.frame
        if all(abs(length / known.length - 1) > _SAME for known in found):
            found.append(Repeat(float(heard.places[start]) * heard.frame, length, likeness))
    return found


def _candidates(vectors: Float32, least: float) -> Iterator[tuple[float, int, int]]:
    """Yield the likeness, the start and the lag in frames of each lag's best in each block."""
    step = _BLOCK - 2 * _LONGEST
    for start in range(0, max(1, len(vectors) - 2 * _LONGEST), step):
        block = vectors[start : start + _BLOCK]
        longest = min(_LONGEST, len(block) // 2)
        if longest < _SHORTEST:
            continue
        means = _means(block, longest)
        for column in np.flatnonzero(means.max(0) >= least):
            place = int(means[:, column].argmax())
            yield float(means[place, column]), start + place, int(column) + _SHORTEST


def _means(vectors: Float32, longest: int) -> Float32:
    """Return how alike the stretch from each frame is to its neighbour: shape (starts, lags)."""
    likeness = _yielding(_windowed(_by_lag(vectors, longest)))
    total = np.zeros((len(likeness) + longest + 1, likeness.shape[1]), np.float32)
    np.cumsum(likeness, axis=0, out=total[1 : len(likeness) + 1])
    total[len(likeness) + 1 :] = -np.inf
    counts = np.arange(_SHORTEST - _SLACK, longest + 1 - _SLACK, dtype=np.float32)
    down, across = total.strides
    ends = as_strided(
        total[_SHORTEST - _SLACK :], likeness.shape, (down, down + across), writeable=False
    )
    return np.asarray((ends - total[: len(likeness)]) / counts)


def _by_lag(vectors: Float32, longest: int) -> Float32:
    """Return how alike each frame is to those after it: shape (frames, lags).

    The products are made in small batches: BLAS would spread a large one over threads, which wait
    for each other where all cores are busy.
    """
    batches = -(-len(vectors) // _BATCH)
    padded = np.zeros((batches * _BATCH + longest, vectors.shape[1]), np.float32)
    padded[: len(vectors)] = vectors
    frames = padded[: batches * _BATCH].reshape(batches, _BATCH, -1)
    later = sliding_window_view(padded, _BATCH + longest, axis=0)[::_BATCH]
    alike = frames @ later
    batch, down, across = alike.strides
    by_lag = as_strided(
        alike[:, :, _SHORTEST:],
        (batches, _BATCH, longest + 1 - _SHORTEST),
        (batch, down + across, across),
        writeable=False,
    )
    return by_lag.reshape(batches * _BATCH, -1)[: len(vectors)]


def _windowed(alike: Float32) -> Float32:
    """Average each lag over a window of frames."""
    total = np.zeros((len(alike) + 1, alike.shape[1]), np.float32)
    np.cumsum(alike, axis=0, out=total[1:])
    return np.asarray((total[_WINDOW:] - total[:-_WINDOW]) / _WINDOW)


def _yielding(likeness: Float32) -> Float32:
    """Let a window lie a frame nearer or farther, two at long lags: a repeat may be 2 % slower."""
    near = _widened(likeness)
    near[:, _FAR:] = _widened(near[:, _FAR - 1 :])[:, 1:]
    return near


def _widened(likeness: Float32) -> Float32:
    best = likeness.copy()
    np.maximum(best[:, 1:], likeness[:, :-1], out=best[:, 1:])
    np.maximum(best[:, :-1], likeness[:, 1:], out=best[:, :-1])
    return best
