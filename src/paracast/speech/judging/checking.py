"""One utterance's speech → what is wrong with it, if anything."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from paracast.pcm import Pcm
from paracast.speech.engine import Speech
from paracast.speech.judging.forecast import Forecast
from paracast.speech.judging.hearing import FRAME, Flags, colours, levels, loud_level, sounding
from paracast.speech.judging.looping import repeats
from paracast.speech.judging.retelling import told_again

_NOTHING = 32  # of 32,768: no voice is that soft
_FULL = 32_700  # of 32,767: a sample that is clamped
_FLAT_TOP = 3  # clamped samples in a row
_FLAT_TOPS = 1.0  # a second: fewer are a voice that is only just too loud
_PAUSE, _SLOW_PAUSE = 0.6, 0.6  # seconds, and how many more at 175 words a minute
_USUAL_RATE = 175
_LEAST, _MOST = 0.85, 1.3  # of the forecast, for a long text
_LEAST_OFF, _MOST_OFF = 5.0, 10.0  # sounds by which a short one may be shorter or longer
_EDGE = 0.005  # seconds at the end that tell whether it has faded
_ABRUPT, _HALF_ABRUPT = 0.06, 0.03  # of the loud level
_RATHER_SHORT = 0.93
_ALIKE = 0.83  # of two stretches: other speech stays below mostly
_ALIKE_BY_TEXT, _RETOLD = 0.6, 0.5  # how alike they may be, and more where the text says it again
_SHORTEST_LOOP = 10  # sounds: fewer may be alike by chance
_WITHOUT_LOOP = 0.88  # of the forecast
_MOST_REPEATS = 8  # that are looked up in the text


class Fault(StrEnum):
    """What can be wrong with the speech of an utterance."""

    EMPTY = "there is no sound"
    CLIPPED = "it is distorted: the wave is cut off at full scale"
    SILENT_INSIDE = "there is a long silence"
    TOO_SHORT = "it is too short for its text"
    TOO_LONG = "it is too long for its text"
    CUT_OFF = "it begins or ends in the middle of a sound"
    LOOPED = "a stretch is heard twice that the text has once"


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, where it is, and by how much.

    Attributes:
        where: seconds from the start.
        measured: in the unit of the limit: seconds, a share, or flat tops a second.
        limit: what it should have kept to.
    """

    fault: Fault
    where: float
    measured: float
    limit: float


def judge(speech: Speech, forecast: Forecast) -> Finding | None:
    """Find the first fault of an utterance's speech; None where it is good.

    It costs about a 40th of what synthesis by eSpeak NG and encoding cost, and depends on nothing
    else than what it is given. Softer sound is judged the same, apart from being clipped or lost in
    the last bits.
    """
    sound = _Sound.of(speech.pcm)
    found = (look(sound, forecast) for look in _LOOKS)
    return next((finding for finding in found if finding), None)


@dataclass(frozen=True, slots=True)
class _Sound:
    """What several looks need.

    Attributes:
        levels: of frames of 10 ms.
        loud: the level that only the loudest frames pass.
        sounding: which frames are no silence.
    """

    pcm: Pcm
    levels: npt.NDArray[np.int32]
    loud: float
    sounding: Flags

    @classmethod
    def of(cls, pcm: Pcm) -> "_Sound":
        heard = levels(pcm)
        return cls(pcm, heard, loud_level(heard), sounding(heard))

    @property
    def seconds(self) -> float:
        return float(self.sounding.sum()) * FRAME


def _empty(sound: _Sound, _: Forecast) -> Finding | None:
    highest = int(sound.levels.max(initial=0))
    if highest >= _NOTHING and sound.sounding.any():
        return None
    return Finding(Fault.EMPTY, 0.0, highest, _NOTHING)


def _clipped(sound: _Sound, _: Forecast) -> Finding | None:
    (loudest,) = np.nonzero(sound.levels >= _FULL)
    if not len(loudest):
        return None
    length = max(1, round(sound.pcm.rate * FRAME))
    frames = sound.pcm.samples[: len(sound.levels) * length].reshape(-1, length)[loudest]
    clamped = (frames >= _FULL) | (frames <= -_FULL)
    runs = np.lib.stride_tricks.sliding_window_view(clamped, _FLAT_TOP, axis=1).all(2)
    tops = int((runs.sum(1) > 0).sum())
    measured = tops / max(sound.seconds, 1.0)
    if measured < _FLAT_TOPS:
        return None
    return Finding(Fault.CLIPPED, float(loudest[0]) * FRAME, measured, _FLAT_TOPS)


def _silent_inside(sound: _Sound, forecast: Forecast) -> Finding | None:
    edges = np.flatnonzero(sound.sounding)
    bounds = np.concatenate(([-1], edges, [len(sound.sounding)]))
    gaps = np.diff(bounds) - 1
    longest = int(gaps.argmax())
    limit = _longest_pause(forecast)
    measured = float(gaps[longest]) * FRAME
    if measured <= limit:
        return None
    return Finding(Fault.SILENT_INSIDE, float(bounds[longest] + 1) * FRAME, measured, limit)


def _longest_pause(forecast: Forecast) -> float:
    """Return seconds: pauses grow at slow rates, and where the engine was asked to stretch them."""
    slowness = _USUAL_RATE / forecast.rate
    return (_PAUSE + _SLOW_PAUSE * slowness) * max(1.0, forecast.pause_scale)


def _too_short(sound: _Sound, forecast: Forecast) -> Finding | None:
    limit = _LEAST / forecast.latitude * forecast.seconds - _LEAST_OFF * forecast.pace
    if sound.seconds >= limit:
        return None
    return Finding(Fault.TOO_SHORT, 0.0, sound.seconds, limit)


def _too_long(sound: _Sound, forecast: Forecast) -> Finding | None:
    limit = _MOST * forecast.latitude * forecast.seconds + _MOST_OFF * forecast.pace
    if not forecast.pace or sound.seconds <= limit:
        return None
    return Finding(Fault.TOO_LONG, limit, sound.seconds, limit)


def _cut_off(sound: _Sound, forecast: Forecast) -> Finding | None:
    """Find an end in full voice; where the speech is rather short, one that is half as loud."""
    edge = max(1, round(sound.pcm.rate * _EDGE))
    last = int(np.abs(sound.pcm.samples[-edge:].astype(np.int32)).max(initial=0))
    haste = max(1.0, forecast.rate / _USUAL_RATE)  # fast speech fades fast
    short = sound.seconds < _RATHER_SHORT * forecast.seconds
    limit = (_HALF_ABRUPT if short else _ABRUPT) * haste
    measured = last / sound.loud
    if measured <= limit:
        return None
    return Finding(Fault.CUT_OFF, sound.pcm.seconds, measured, limit)


def _looped(sound: _Sound, forecast: Forecast) -> Finding | None:
    if not forecast.may_loop:
        return None
    shortest = _SHORTEST_LOOP * forecast.pace
    # Without what is heard too often, the rest must still be long enough for the text.
    longest = sound.seconds - _WITHOUT_LOOP / forecast.latitude * forecast.seconds
    found = repeats(colours(sound.pcm), _ALIKE)
    plausible = [each for each in found if shortest <= each.length <= longest]
    for repeat in plausible[:_MOST_REPEATS]:
        where = _share_before(sound, repeat.start)
        share = repeat.length / sound.seconds
        limit = _ALIKE_BY_TEXT + _RETOLD * told_again(forecast.sounds, where=where, share=share)
        if repeat.likeness > limit:
            return Finding(
                Fault.LOOPED, repeat.start + repeat.length, repeat.likeness, max(limit, _ALIKE)
            )
    return None


def _share_before(sound: _Sound, seconds: float) -> float:
    """Return how much of the sounding frames comes before a moment."""
    return float(sound.sounding[: round(seconds / FRAME)].sum()) * FRAME / sound.seconds


_Look = Callable[[_Sound, Forecast], Finding | None]
_LOOKS: tuple[_Look, ...] = (
    _empty,
    _clipped,
    _silent_inside,
    _too_short,
    _too_long,
    _cut_off,
    _looped,
)
"""In the order of what they cost, and of how sure they are."""
