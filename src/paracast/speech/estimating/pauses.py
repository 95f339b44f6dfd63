"""Sound → the pauses in it."""

from dataclasses import dataclass

import numpy as np

from paracast.pcm import Pcm
from paracast.speech.estimating.aligning import Float64

_FRAME = 0.01  # seconds
_SHORTEST = 0.12  # seconds: a voice's pause at a comma; the closure of a stop consonant is shorter
_AUDIBLE = 0.02  # of the sound's loud frames: about -34 dB


@dataclass(frozen=True, slots=True)
class Pauses:
    """The silences of 120 ms or more within a sound, in seconds.

    Attributes:
        heard: how much is spoken before each, the pauses not counted.
        first: when the first sound begins.
        last: when the last one ends.
    """

    begins: Float64
    ends: Float64
    heard: Float64
    first: float
    last: float

    @property
    def lengths(self) -> Float64:
        """How long each lasts."""
        return self.ends - self.begins

    @property
    def speech(self) -> float:
        """How much is spoken, the pauses not counted."""
        return float(self.last - self.first - self.lengths.sum())


def pauses_in(pcm: Pcm) -> Pauses:
    """Find the pauses of a sound that has at least one sample, to 10 ms."""
    size = max(1, round(_FRAME * pcm.rate))
    frames = np.resize(pcm.samples, (max(1, len(pcm) // size), size)).astype(np.float32)
    level = np.sqrt((frames**2).mean(axis=1))
    loud = np.flatnonzero(level > _AUDIBLE * np.percentile(level, 95))
    if not len(loud):
        loud = np.arange(len(level))
    gaps = np.flatnonzero(np.diff(loud) > _SHORTEST / _FRAME)
    times = np.arange(len(level) + 1, dtype=np.float64) * size / pcm.rate
    begins, ends = times[loud[gaps] + 1], times[loud[gaps + 1]]
    first, last = float(times[loud[0]]), float(times[loud[-1] + 1])
    silent = np.cumsum(ends - begins) - (ends - begins)
    return Pauses(begins, ends, begins - first - silent, first, last)
