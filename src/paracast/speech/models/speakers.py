"""Which of a voice's several people speaks."""

from collections.abc import Mapping
from difflib import get_close_matches

from paracast.errors import SpeechError


def speaker_number(asked: str, names: Mapping[str, int], count: int) -> int:
    """Return the number of a speaker.

    Args:
        asked: a name or a number; empty: the first.
        names: the numbers of those that have names.
        count: how many there are.

    Raises:
        SpeechError: the voice has none of that name or number.
    """
    if not asked:
        return 0
    if asked in names:
        return names[asked]
    if asked.isdecimal() and int(asked) < count:
        return int(asked)
    raise SpeechError(f"The voice has no speaker {asked!r}.", remedy=_remedy(asked, names, count))


def _remedy(asked: str, names: Mapping[str, int], count: int) -> str:
    if count <= 1:
        return "It has only one: leave `speaker` out."
    near = get_close_matches(asked, names, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{hint}They are numbered 0 to {count - 1}; `paracast voices --engine NAME` names them."
