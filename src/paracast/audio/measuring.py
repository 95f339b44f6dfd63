"""An MP3 from elsewhere → what a player hears of it: its length, loudness and true peak."""

import math
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import soundfile

from paracast.audio.foreign import counted
from paracast.audio.loudness import (
    BLOCK,
    SILENCE,
    Float32,
    block_peaks,
    frame_energies,
    integrated_loudness,
)
from paracast.audio.quiet import open_quietly, read_quietly
from paracast.errors import AudioError
from paracast.units import Decibels, Hertz, Lufs, Samples

_FRAME = 1152  # samples
_AT_ONCE = _FRAME * 1024  # samples: half a minute, so that memory does not grow with the file


class Measured(NamedTuple):
    """What was measured on decoded sound."""

    rate: Hertz
    length: Samples
    loudness: Lufs
    true_peak: Decibels


def measured(path: Path) -> Measured:
    """Decode a whole MP3 and measure it (BS.1770-4: channels add up).

    Raises:
        AudioError: it is no MP3, is damaged, or holds no sound.
    """
    energies, peak, length = list[Float32](), 0.0, 0
    try:
        with path.open("rb") as data, open_quietly(_readable(path, data)) as file:
            rate, meters = Hertz(file.samplerate), [_PeakMeter() for _ in range(file.channels)]
            while len(block := read_quietly(file, _AT_ONCE)):
                channels = [np.ascontiguousarray(channel) for channel in block.T]
                heard = [frame_energies(channel, rate, _FRAME) for channel in channels]
                energies.append(np.asarray(np.sum(heard, axis=0), np.float32))
                for meter, channel in zip(meters, channels, strict=True):
                    meter.hear(channel)
                length += len(block)
            peak = max(meter.peak() for meter in meters)
    except (soundfile.LibsndfileError, OSError) as error:
        raise _unfit(f"cannot be decoded: {error}") from error
    if not length:
        raise _unfit("holds no sound")
    loudness = integrated_loudness(np.concatenate(energies), rate, _FRAME)
    decibels = 20 * math.log10(peak) if peak else float(SILENCE)
    return Measured(rate, Samples(length), loudness, Decibels(decibels))


def _readable(path: Path, data: BinaryIO) -> BinaryIO:
    """Return an MP3 with a header that counts its frames; other files as they are, to be named."""
    try:
        with open_quietly(path) as file:
            if file.subtype != "MPEG_LAYER_III":
                raise _unfit(f"is {file.format_info}, and no MP3")
    except soundfile.LibsndfileError as error:
        raise _unfit(f"cannot be decoded: {error}") from error
    return counted(data)


class _PeakMeter:
    """Hears a channel piece by piece; where two meet, the wave between them is heard too."""

    def __init__(self) -> None:
        self._tail: Float32 = np.zeros(0, np.float32)
        self._highest = 0.0

    def hear(self, piece: Float32) -> None:
        """Hear a piece; its end waits for what follows: cut off there, it would seem higher."""
        window = np.concatenate((self._tail, piece))
        self._highest = max(self._highest, self._peak(window, ends=False))
        self._tail = window[-2 * BLOCK :]

    def peak(self) -> float:
        """Return the highest peak, full scale being 1, once all has been heard."""
        return max(self._highest, self._peak(self._tail, ends=True))

    def _peak(self, window: Float32, *, ends: bool) -> float:
        peaks = block_peaks(window, above=float(np.abs(window).max(initial=0)) / 2)
        begin = 1 if len(self._tail) else 0
        return float(peaks[begin : None if ends else -1].max(initial=0))


def _unfit(why: str) -> AudioError:
    return AudioError(f"The file {why}.", remedy="Only MP3 files are taken over.")
