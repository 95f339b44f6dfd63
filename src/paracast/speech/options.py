"""Who speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """The `[speech]` table.

    Attributes:
        voice: the profile that speaks: a file's name in `voices/` without its ending.
    """

    voice: str = "narrator"
