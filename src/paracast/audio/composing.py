"""A modest set of sounds of our own making for a show that has none: plucked notes over a pad."""

import io
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import soundfile

from paracast.audio.loudness import Float64
from paracast.units import Hertz

Note: TypeAlias = tuple[float, float, float]
"""When it is plucked, in seconds; its pitch, in semitones above middle C; how strongly, 0 to 1."""

_RATE = Hertz(44100)
_BED_RATE = Hertz(22050)  # a pad has nothing above
_MIDDLE_C = 261.625565  # Hz
_PEAK = 0.5  # of full scale
_PARTIALS = ((1.0, 1.0, 1.6), (2.0, 0.45, 3.0), (3.0, 0.2, 5.0), (4.07, 0.12, 9.0))
"""Of a pluck: how many times its pitch, how strong, how fast it decays (nepers a second)."""

_INTRO: tuple[Note, ...] = (
    (0.0, -5, 0.7),
    (0.28, 2, 0.75),
    (0.56, 7, 0.85),
    (0.84, 9, 0.75),
    (1.26, 14, 1.0),
)
_BETWEEN: tuple[Note, ...] = ((0.0, 7, 0.8), (0.22, 14, 1.0))
_OUTRO: tuple[Note, ...] = (
    (0.0, 14, 0.85),
    (0.32, 9, 0.75),
    (0.64, 7, 0.75),
    (1.1, 2, 0.9),
    (1.1, -5, 0.7),
)
_CHORDS = ((-10, -5, 2, 7), (-12, -3, 4, 7), (-8, -5, 4, 11), (-10, -3, 2, 9))
"""The bed's, in semitones above middle C."""

_CHORD_SECONDS = 6.0


def compose() -> dict[str, bytes]:
    """Compute the sounds, the same every time.

    Returns:
        By the key of `[sound]`, FLAC files of one channel.
    """
    return {
        "intro": _flac(_plucked(_INTRO, seconds=3.6), _RATE),
        "outro": _flac(_plucked(_OUTRO, seconds=3.6), _RATE),
        "between": _flac(_plucked(_BETWEEN, seconds=1.6), _RATE),
        "bed": _flac(_pad(_CHORDS), _BED_RATE),
    }


def _hertz(semitones: float) -> float:
    return float(_MIDDLE_C * 2 ** (semitones / 12))


def _plucked(notes: Sequence[Note], seconds: float) -> Float64:
    """Pluck notes: shape (seconds * _RATE,)."""
    time = np.arange(round(seconds * _RATE)) / _RATE
    sound = np.zeros(len(time))
    for start, semitones, strength in notes:
        since = np.maximum(time - start, 0)
        attack = np.minimum(since / 0.006, 1)  # softer than a hammer, and without a click
        for times, level, decay in _PARTIALS:
            wave = np.sin(2 * np.pi * _hertz(semitones) * times * since)
            sound += strength * level * attack * np.exp(-decay * since) * wave
    return _faded(sound, _RATE, seconds=0.4)


def _pad(chords: Sequence[Sequence[float]]) -> Float64:
    """Let chords swell into each other: shape (n,)."""
    length = round(_CHORD_SECONDS * _BED_RATE)
    sound = np.zeros((len(chords) + 1) * length)
    time = np.arange(2 * length) / _BED_RATE
    swell = np.sin(np.pi * np.arange(2 * length) / (2 * length)) ** 2
    for index, chord in enumerate(chords):
        for semitones in chord:
            for detune in (-0.05, 0.05):  # two that beat slowly sound like more than one
                wave = 2 * np.pi * _hertz(semitones + detune) * time
                voice = np.sin(wave) + 0.25 * np.sin(2 * wave) + 0.08 * np.sin(3 * wave)
                sound[index * length : (index + 2) * length] += swell * voice
    return _faded(sound[length // 2 :], _BED_RATE, seconds=1.0)


def _faded(sound: Float64, rate: Hertz, seconds: float) -> Float64:
    """Let a sound end in silence, and bring it to its peak."""
    count = round(seconds * rate)
    sound[-count:] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    return np.asarray(sound * (_PEAK / np.abs(sound).max()))


def _flac(sound: Float64, rate: Hertz) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, sound, rate, format="FLAC", subtype="PCM_16")
    return file.getvalue()
