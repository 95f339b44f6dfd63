"""Sound of the show's own around the speech: levelled and faded with pydub."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """The `[sound]` table.

    Attributes:
        intro: a sound file before the first word, relative to the show's folder; empty: none.
        outro: the same after the last word.
    """

    intro: str = ""
    outro: str = ""
