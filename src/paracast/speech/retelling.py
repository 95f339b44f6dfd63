"""The sounds of a text → whether it says the same thing twice in a row by itself."""

import unicodedata

import numpy as np

_NEAREST, _FARTHEST = 0.6, 1.5  # of the distance heard: what sounds last varies
_ALIKE = 0.5  # of the sounds; in other text fewer than a third agree
_REACH = 0.3  # of the text: how far a place may be off
_FEWEST = 3  # sounds in a stretch


def says_again(sounds: str, *, where: float, share: float) -> bool:
    """Tell whether about there a stretch is followed by one that is much the same.

    Args:
        sounds: IPA, or the text where its sounds are not known.
        where: the first stretch begins: a share of the whole, 0 to 1.
        share: of the whole that the stretch takes.
    """
    heard = [ord(sign) for sign in sounds.lower() if unicodedata.category(sign)[0] in "LN"]
    count = len(heard)
    start = max(0, int((where - _REACH) * count))
    end = int((where + 2 * share + _REACH) * count) + 1
    part = np.array(heard[start:end])
    shortest = max(_FEWEST, int(_NEAREST * share * count))
    longest = max(_FEWEST, round(_FARTHEST * share * count))
    return any(_agrees(part, lag) for lag in range(shortest, min(longest, len(part) // 2) + 1))


def _agrees(part: "np.typing.NDArray[np.int64]", lag: int) -> bool:
    """Tell whether somewhere most sounds come again at that distance, give or take one."""
    agreed = np.zeros(len(part) - lag, bool)
    for slip in (-1, 0, 1):
        same = part[max(0, lag + slip) :][: len(agreed)]
        agreed[: len(same)] |= part[: len(same)] == same
    total = np.concatenate(([0], np.cumsum(agreed)))
    return bool((total[lag:] - total[:-lag]).max() >= _ALIKE * lag)
