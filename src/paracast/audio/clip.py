"""One utterance's speech → an encoded clip on loudness, below the ceiling, with its word marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from paracast.audio.encoding import ENCODER_LOSS, decode, encode, frames_lasting, resample
from paracast.audio.limiter import limit
from paracast.audio.loudness import (
    FULL_SCALE,
    Float32,
    frame_energies,
    integrated_loudness,
    true_peak,
)
from paracast.audio.mp3 import frame_bounds, frame_format
from paracast.audio.options import Encoding
from paracast.audio.spool import Frames
from paracast.errors import AudioError
from paracast.pcm import Int16, Pcm
from paracast.speech.engine import Mark, Speech
from paracast.units import Decibels, Hertz, Lufs, Milliseconds, Samples, to_samples

_METER_MARGIN = 0.2  # dB: how far meters disagree about a true peak
_ENCODER_MARGIN = 0.6  # dB: by how much MP3 raises the peaks of most speech
_TRIES = 8
_STEPS = 6
_CLOSE = 0.05  # LU
_YIELD = 0.7  # LU that one more decibel brings while the limiter works


@dataclass(frozen=True, slots=True)
class Mastering:
    """What is done to each clip of one voice.

    Attributes:
        gain: fixed for the voice, so that a clip does not depend on its neighbours.
        ceiling: the highest true peak after encoding, in dBTP.
    """

    encoding: Encoding
    gain: Decibels
    ceiling: Decibels


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """One utterance, encoded.

    Attributes:
        frames: whole MP3 frames; the pause is in them. They need no other frames, unless the clip
            was mastered in a row with others: then they need those of the clips before it.
        energies: one for each frame, of the decoded sound (see `loudness`).
        peak: true peak of the decoded sound, in dBTP; in a row, of the whole row.
        speech: how long the voice speaks, without the pause.
        marks: the words' beginnings, in samples of the encoding's rate.
    """

    frames: Frames
    energies: Float32
    peak: Decibels
    speech: Samples
    marks: tuple[Mark, ...]

    @property
    def frame_count(self) -> int:
        """How many frames it is long."""
        return len(self.energies)

    def seconds(self, encoding: Encoding) -> float:
        """How long it lasts, the pause included."""
        return self.frame_count * frame_format(encoding.rate).samples / encoding.rate


def master_clip(pcm: Pcm, marks: Sequence[Mark], pause: Milliseconds, mastering: Mastering) -> Clip:
    """Resample, amplify, limit and encode one utterance and the pause after it.

    Raises:
        AudioError: its peaks stay above the ceiling.
    """
    speech = at_rate(Speech(pcm, tuple(marks)), mastering.encoding.rate)
    stretch = stretch_of(speech, pause, mastering.encoding)
    (clip,) = master_row(speech.pcm.samples, [stretch], mastering)
    return clip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sound that becomes a clip.

    Attributes:
        frames: how many it lasts.
        speech: how long the voice speaks from its beginning on.
        marks: in samples of the encoding's rate.
    """

    frames: int
    speech: Samples
    marks: tuple[Mark, ...]


def stretch_of(speech: Speech, pause: Milliseconds, encoding: Encoding) -> Stretch:
    """Return the stretch of an utterance at the encoding's rate, and of the pause after it."""
    length = Samples(len(speech.pcm))
    with_pause = length + to_samples(pause, encoding.rate)
    frames = round(with_pause / frame_format(encoding.rate).samples)
    return Stretch(max(frames, frames_lasting(length, encoding)), length, speech.marks)


def master_row(
    sound: Int16, stretches: Sequence[Stretch], mastering: Mastering
) -> tuple[Clip, ...]:
    """Amplify, limit and encode a sound in one, and cut its frames into a clip a stretch.

    Args:
        sound: shape (n,), at the encoding's rate; silence fills it up.
        stretches: of the sound, in a row from its beginning on.
        mastering: of all of it.

    Raises:
        AudioError: its peaks stay above the ceiling.
    """
    encoding = mastering.encoding
    cuts = list(accumulate((stretch.frames for stretch in stretches), initial=0))
    data, heard, peak = _below_ceiling(sound, mastering, cuts[-1])
    energies = frame_energies(heard, encoding.rate, frame_format(encoding.rate).samples)
    bounds = frame_bounds(data, encoding)
    return tuple(
        Clip(data[bounds[a] : bounds[b]], energies[a:b], peak, stretch.speech, stretch.marks)
        for stretch, (a, b) in zip(stretches, pairwise(cuts), strict=True)
    )


def _below_ceiling(
    sound: Int16, mastering: Mastering, frames: int
) -> tuple[bytes, Float32, Decibels]:
    """Encode, hear what a player would, and turn down further what came out above the ceiling."""
    target = mastering.ceiling - _METER_MARGIN
    before = Decibels(target - _ENCODER_MARGIN)
    for _ in range(_TRIES):
        data = encode(_limited(sound, mastering.gain, before), mastering.encoding, frames)
        heard = decode(data)
        peak = true_peak(heard)
        if peak <= target:
            return data, heard, peak
        before = Decibels(before - 1.2 * (peak - target) - 0.1)
    raise AudioError(
        f"A clip peaks at {peak:.1f} dBTP, above the ceiling of {mastering.ceiling:.1f}.",
        remedy="Raise the bitrate or lower the ceiling in [audio] of paracast.toml.",
    )


def _limited(sound: Int16, gain: Decibels, ceiling: Decibels) -> Int16:
    """Amplify and limit so that gain and ceiling hold after the encoder's loss."""
    return limit(sound, Decibels(gain + ENCODER_LOSS), Decibels(ceiling + ENCODER_LOSS))


def levelled(sound: Int16, mastering: Mastering) -> Int16:
    """Amplify and limit a sound as it is to be heard, for a mix that is then mastered."""
    ceiling = mastering.ceiling - _METER_MARGIN - _ENCODER_MARGIN
    return limit(sound, mastering.gain, Decibels(ceiling))


def loudness_of(samples: Int16, rate: Hertz) -> Lufs:
    """Measure a sound by itself."""
    frame = frame_format(rate).samples
    return integrated_loudness(frame_energies(_full_scale_one(samples), rate, frame), rate, frame)


def gain_to(pcm: Pcm, loudness: Lufs, mastering: Mastering) -> Decibels:
    """Return the gain that brings a sample of a voice to a loudness, limiter included.

    Rounded to a tenth, so that the same voice gets the same gain in spite of small differences.
    """
    rate = mastering.encoding.rate  # the limiter works in blocks of samples: at its own rate only
    sound = resample(pcm, rate)
    ceiling = Decibels(mastering.ceiling - _METER_MARGIN - _ENCODER_MARGIN)
    gain = loudness - loudness_of(sound, rate)
    for _ in range(_STEPS):
        limited = _limited(sound, Decibels(gain), ceiling)
        missed = loudness - (loudness_of(limited, rate) - ENCODER_LOSS)
        if abs(missed) < _CLOSE:
            break
        gain += missed / _YIELD
    return Decibels(round(gain, 1))


def _full_scale_one(samples: Int16) -> Float32:
    scaled: Float32 = samples.astype(np.float32) / np.float32(FULL_SCALE)
    return scaled


def at_rate(speech: Speech, rate: Hertz) -> Speech:
    """Bring speech and its marks to another rate."""
    before = speech.pcm.rate
    marks = tuple(_moved(mark, before, rate) for mark in speech.marks)
    return Speech(Pcm(resample(speech.pcm, rate), rate), marks)


def _moved(mark: Mark, spoken: Hertz, encoded: Hertz) -> Mark:
    return Mark(mark.position, Samples(round(mark.sample * encoded / spoken)))
