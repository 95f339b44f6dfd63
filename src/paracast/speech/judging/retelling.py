"""The sounds of a text → whether it says the same thing twice in a row by itself."""

import unicodedata
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Sounds: TypeAlias = npt.NDArray[np.int64]

_NEAREST, _FARTHEST = 0.7, 1.35  # of the distance heard: what sounds last varies
_REACH = 0.06  # of the text: how far a place may be off
_SOUNDS_OFF = 6  # and in sounds


def told_again(sounds: str, *, where: float, share: float) -> float:
    """Return how much a text says again there what it has just said.

    Args:
        sounds: IPA, or the text where its sounds are not known.
        where: the first stretch begins: a share of the whole, 0 to 1.
        share: of the whole that the stretch takes.

    Returns:
        The share of sounds that agree; in text that says something new it is under a half.
    """
    heard = [ord(sign) for sign in sounds.lower() if unicodedata.category(sign) in _SOUNDING]
    count = len(heard)
    start = int((where - _REACH) * count) - _SOUNDS_OFF
    end = int((where + 2 * share + _REACH) * count) + _SOUNDS_OFF
    part = np.array(heard[max(0, start) : end])
    shortest = max(1, int(_NEAREST * share * count))
    longest = max(shortest, round(_FARTHEST * share * count))
    lags = range(shortest, min(longest, len(part) // 2) + 1)
    return max((_agreement(part, lag) for lag in lags), default=0.0)


_SOUNDING = frozenset({"Ll", "Lu", "Lt", "Lo", "Nd", "Lm"})  # Lm: marks of length and stress


def _agreement(part: Sounds, lag: int) -> float:
    """Return the highest share of a stretch that comes again at that distance, give or take one."""
    agreed = np.zeros(len(part) - lag)
    for slip, worth in ((-1, 0.7), (1, 0.7), (0, 1.0)):
        same = part[max(0, lag + slip) :][: len(agreed)]
        agreed[: len(same)][part[: len(same)] == same] = worth
    total = np.concatenate(([0.0], np.cumsum(agreed)))
    return float((total[lag:] - total[:-lag]).max()) / lag
