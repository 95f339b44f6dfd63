"""Sound → its level and its colour over time, coarse and fast."""

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from paracast.pcm import Pcm
from paracast.units import Hertz

Float32: TypeAlias = npt.NDArray[np.float32]
Flags: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.intp]

FRAME = 0.01
"""Seconds in a frame of levels."""

_QUIET = 0.01  # of the loud frames' level (-40 dB): below it a frame is silence
_LOUD = 95  # percent of the frames that are softer than what is called loud

_ANALYSED = 11_025  # samples a second are enough to tell sounds apart
_WINDOW, _STEP = 0.0116, 32  # seconds, and samples of whose number it is a multiple
_WINDOWS = 3  # in a frame of colours
_BATCH = 64  # frames at once: they fit the processor's cache, and BLAS starts no threads
_BANDS = 12
_LOWEST = 100.0  # Hz
_HUSHED, _NOISE = 3e-4, 1e-5  # of a loud frame's energy: silence, and what drowns in noise
_FLAT = 3.0  # dB: a colour that differs less from the usual is not told from it


@dataclass(frozen=True, slots=True)
class Colours:
    """Which bands are strong, in the frames that are no silence.

    Attributes:
        vectors: shape (n, bands), of length 1 or less; their products tell how alike frames are.
        places: the frame of each, counted with the silence.
        frame: seconds.
    """

    vectors: Float32
    places: Places
    frame: float


def levels(pcm: Pcm) -> npt.NDArray[np.int32]:
    """Return the highest sample in each frame, without its sign; the rest of a frame is dropped."""
    length = max(1, round(pcm.rate * FRAME))
    count = len(pcm) // length
    frames = pcm.samples[: count * length].reshape(count, length)
    highest, lowest = frames.max(1, initial=0), frames.min(1, initial=0)
    return np.asarray(np.maximum(highest.astype(np.int32), -lowest.astype(np.int32)))


def loud_level(heard: npt.NDArray[np.int32]) -> float:
    """Return the level that only the loudest frames pass."""
    if not len(heard):
        return 0.0
    place = len(heard) * _LOUD // 100
    return float(np.partition(heard, place)[place])


def sounding(heard: npt.NDArray[np.int32]) -> Flags:
    """Tell which frames are no silence, by their levels."""
    return np.asarray(heard > loud_level(heard) * _QUIET)


def sounding_seconds(pcm: Pcm) -> float:
    """Return how long there is sound, pauses aside."""
    return float(sounding(levels(pcm)).sum()) * FRAME


def colours(pcm: Pcm) -> Colours:
    """Describe each sounding frame of 35 ms by how its bands differ from the sound's usual ones.

    Level plays no part. Every second sample (or fewer) is heard: what folds down from above
    is as good a mark of a sound as any.
    """
    step = max(1, round(pcm.rate / _ANALYSED))
    rate = Hertz(pcm.rate // step)
    energies = _smoothed(_band_energies(pcm.samples[::step], rate))
    total = energies.sum(1)
    loud = float(np.percentile(total, _LOUD)) if len(total) else 0.0
    (places,) = np.nonzero(total > loud * _HUSHED)
    shades = 10 * np.log10(energies[places] + np.float32(loud * _NOISE + 1e-9))
    shades -= shades.mean(1, keepdims=True)
    if len(shades):
        shades -= shades.mean(0)
    size = np.sqrt(np.einsum("fb,fb->f", shades, shades))[:, None]
    vectors = shades / np.maximum(size, np.float32(_FLAT * np.sqrt(_BANDS)))
    return Colours(np.asarray(vectors, np.float32), places, _window(rate) * _WINDOWS / rate)


def _band_energies(samples: npt.NDArray[np.int16], rate: Hertz) -> Float32:
    """Return energies, shape (frames, bands)."""
    window = _window(rate)
    count = len(samples) // (window * _WINDOWS)
    frames = samples[: count * window * _WINDOWS].reshape(count, _WINDOWS, window)
    energies = np.zeros((count, _BANDS), np.float32)
    for start in range(0, count, _BATCH):
        some = slice(start, start + _BATCH)
        spectra = np.fft.rfft(frames[some] * _taper(window))
        power = spectra.real**2 + spectra.imag**2
        energies[some] = (power @ _bands(rate)).sum(1)
    return energies


def _smoothed(energies: Float32) -> Float32:
    """Let each frame hear half of its neighbours, so that its exact start does not matter."""
    smooth = energies.copy()
    smooth[1:] += energies[:-1] / 2
    smooth[:-1] += energies[1:] / 2
    return smooth


def _window(rate: Hertz) -> int:
    """Return a length in samples that is fast to transform."""
    return max(1, round(rate * _WINDOW / _STEP)) * _STEP


@cache
def _taper(window: int) -> Float32:
    return np.hanning(window).astype(np.float32)


@cache
def _bands(rate: Hertz) -> Float32:
    """Return triangles as wide as the ear's bands (mel): shape (bins, _BANDS)."""
    centres = np.linspace(_mel(_LOWEST), _mel(rate / 2), _BANDS + 2)
    bins = _mel(np.fft.rfftfreq(_window(rate), 1 / rate))[:, None]
    rising = (bins - centres[:-2]) / (centres[1:-1] - centres[:-2])
    falling = (centres[2:] - bins) / (centres[2:] - centres[1:-1])
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)


def _mel(hertz: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return np.asarray(2595 * np.log10(1 + np.asarray(hertz) / 700))
