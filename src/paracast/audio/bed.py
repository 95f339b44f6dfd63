"""A bed: music that begins alone, is ducked under the first words, and fades out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import numpy as np

from paracast.audio.clip import (
    Clip,
    Mastering,
    Stretch,
    at_rate,
    levelled,
    loudness_of,
    master_row,
    stretch_of,
)
from paracast.audio.mp3 import LEAD, frame_format
from paracast.audio.sounds import BED, from_segment, read_sound, to_segment
from paracast.pcm import Int16
from paracast.speech.engine import Speech
from paracast.units import Decibels, Milliseconds, Samples, to_samples

SPEECH_OVER_BED = Decibels(20.0)
"""How far speech stands above a bed, so that people who are hard of hearing can tell it apart: W3C,
WCAG 2.2, success criterion 1.4.7 ("Low or No Background Audio") and its technique G56."""

ALONE = Milliseconds(2000)
"""How long a bed is heard before the first word."""

_ALONE_BELOW = Decibels(6.0)  # how far a bed that is alone stands below the speech to come
_FADE_IN = Milliseconds(300)
_DUCKING = Milliseconds(900)
_FADE_OUT = Milliseconds(4000)


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance that is heard over a bed."""

    speech: Speech
    pause: Milliseconds
    mastering: Mastering


def master_over_bed(lines: Sequence[Line], path: Path, seconds: float) -> tuple[Clip, ...]:
    """Mix utterances with a bed, and encode them in one, so that the bed has no gaps.

    Args:
        lines: at least one; all of one encoding.
        path: the bed's.
        seconds: when the bed is over at the latest.

    Returns:
        The clip in which the bed is alone, then one for each line.

    Raises:
        AudioError: the bed cannot be used, or the mix stays above the ceiling.
    """
    mastering = replace(lines[0].mastering, gain=Decibels(0.0))
    rate = mastering.encoding.rate
    frame = frame_format(rate).samples
    said = [at_rate(line.speech, rate) for line in lines]
    stretches = [
        Stretch(round(to_samples(ALONE, rate) / frame), Samples(0), ()),
        *(stretch_of(s, li.pause, mastering.encoding) for s, li in zip(said, lines, strict=True)),
    ]
    _, *starts, end = accumulate((stretch.frames * frame for stretch in stretches), initial=0)
    speech = np.zeros(end - LEAD, np.int16)
    for start, one, line in zip(starts, said, lines, strict=True):
        sound = levelled(one.pcm.samples, line.mastering)
        speech[start : start + len(sound)] = sound
    bed = _bed_under(speech, path, seconds, mastering)
    mix = to_segment(speech, rate).overlay(to_segment(bed, rate))
    return master_row(from_segment(mix, len(speech)), stretches, mastering)


def _bed_under(speech: Int16, path: Path, seconds: float, mastering: Mastering) -> Int16:
    """Return a bed with its fades, at its level under the speech."""
    rate = mastering.encoding.rate
    sound = read_sound(path, BED, rate, seconds=seconds).samples[: len(speech)]
    gain = loudness_of(speech, rate) - _ALONE_BELOW - loudness_of(sound, rate)
    alone = levelled(sound, replace(mastering, gain=Decibels(gain)))
    segment = to_segment(alone, rate).fade_in(_FADE_IN)
    ducked = segment.fade(
        to_gain=_ALONE_BELOW - SPEECH_OVER_BED, start=ALONE - _DUCKING, duration=_DUCKING
    )
    return from_segment(ducked.fade_out(min(_FADE_OUT, len(ducked) // 2)), len(alone))
