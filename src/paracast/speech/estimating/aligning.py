"""Two rows of places, one expected and one found → which belong together, in order.

The cheapest alignment by dynamic programming (as Needleman and Wunsch 1970), in which stretches
between two pairs are compared, so that an early error of the expectation does not drag on.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Float64: TypeAlias = npt.NDArray[np.float64]

_SURE, _DRIFT = 0.2, 0.1  # seconds, and of a stretch's length: to be off by their sum costs 1
_STEPS = [(down, right) for down in range(1, 7) for right in range(1, 7)]


@dataclass(frozen=True, slots=True)
class Row:
    """Places in rising order.

    Attributes:
        places: in seconds.
        alone: what it costs to leave each without a partner.
    """

    places: Float64
    alone: Float64


def aligned(expected: Row, found: Row, end: float) -> list[tuple[int, int]]:
    """Pair the places of two rows that both begin at 0 and end at `end`.

    Returns:
        Pairs of indices, rising; no row has more than five in succession that stay alone. Empty
        where there is no such alignment.
    """
    wanted, heard = _framed(expected, end), _framed(found, end)
    best = np.full((len(wanted.places), len(heard.places)), np.inf)
    best[0, 0] = 0.0
    came = np.zeros((*best.shape, 2), int)
    for row in range(1, len(best)):
        for down, right in _STEPS:
            if down <= row and right < best.shape[1]:
                cost = best[row - down, :-right] + _cost(wanted, heard, row, (down, right))
                better = cost < best[row, right:]
                best[row, right:][better] = cost[better]
                came[row, right:][better] = (down, right)
    return _way_back(came) if np.isfinite(best[-1, -1]) else []


def _framed(row: Row, end: float) -> Row:
    """Put the beginning and the end around a row; costs add up from the beginning."""
    places = np.concatenate(([0.0], row.places, [end]))
    return Row(places, np.cumsum(np.concatenate(([0.0], row.alone, [0.0]))))


def _cost(wanted: Row, heard: Row, row: int, step: tuple[int, int]) -> Float64:
    """Return what it costs, in each column, to pair a row with it a step after the last pair."""
    down, right = step
    length = wanted.places[row] - wanted.places[row - down]
    found = heard.places[right:] - heard.places[:-right]
    skipped: Float64 = heard.alone[right - 1 : -1] - heard.alone[:-right]
    skipped += wanted.alone[row - 1] - wanted.alone[row - down]
    skipped += np.abs(found - length) / (_SURE + _DRIFT * length)
    return skipped


def _way_back(came: npt.NDArray[np.int_]) -> list[tuple[int, int]]:
    row, column = came.shape[0] - 1, came.shape[1] - 1
    pairs = []
    while row > 0:
        down, right = came[row, column].tolist()
        row, column = row - down, column - right
        pairs.append((row - 1, column - 1))
    return pairs[-2::-1]  # without the beginning, which is no place of the rows
