"""A clip → the pauses in its speech, read off its frames' energies: nothing is decoded again."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from paracast.audio.clip import Clip
from paracast.audio.mp3 import DECODER_DELAY, ENCODER_DELAY, frame_format
from paracast.units import Hertz, Samples

_SHORTEST = 0.1  # seconds: a voice's pause at a comma; the closure of a stop consonant is shorter
_AUDIBLE: Final = 1e-4  # of the mean energy: -40 dB, below any consonant


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence within a clip's speech, in samples of the encoding's rate."""

    begin: Samples
    end: Samples


def pauses_in(clip: Clip, rate: Hertz) -> tuple[Pause, ...]:
    """Find the silences of 100 ms or more, those at the ends of the speech too.

    They are told to two frames, as MP3 smears what is loud: a pause begins up to so much after the
    last sound, and ends up to so much before the next one.
    """
    frame = frame_format(rate).samples
    # What a decoder gives back without an Info header comes later by both delays.
    late = ENCODER_DELAY + DECODER_DELAY
    spoken = clip.energies[: -(-(clip.speech + late) // frame)]
    loud = np.flatnonzero(spoken > _AUDIBLE * spoken.mean())
    edges = np.concatenate(([-1], loud, [len(spoken)]))
    (gaps,) = np.nonzero((np.diff(edges) - 1) * frame >= _SHORTEST * rate)
    begins = ((edges[gaps] + 1) * frame - late).clip(0, clip.speech).tolist()
    ends = (edges[gaps + 1] * frame - late).clip(0, clip.speech).tolist()
    return tuple(
        Pause(Samples(begin), Samples(end))
        for begin, end in zip(begins, ends, strict=True)
        if end > begin
    )
