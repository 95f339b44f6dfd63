"""Voice profiles: a voice by name, and how it speaks in this show."""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from msgspec import Meta

from paracast.units import LanguageTag, WordsPerMinute

SpeakingRate: TypeAlias = Annotated[WordsPerMinute, Meta(ge=80, le=450)]
Pitch: TypeAlias = Annotated[int, Meta(ge=0, le=100)]


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """One file in `voices/`: `NAME.toml`.

    Attributes:
        name: the file's name without its ending.
        engine: an installed engine's name (`paracast voices` lists them).
        voice: what that engine calls the voice.
        language: what it speaks.
        rate: words a minute, 80 to 450.
        pitch: 0 to 100; 50 is the voice's own.
        description: for people.
        lexicon: a file of pronunciations of its own, relative to `voices/`; they come before the
            show's.
    """

    name: str
    engine: str
    voice: str
    language: LanguageTag
    rate: SpeakingRate = WordsPerMinute(175)
    pitch: Pitch = 50
    description: str = ""
    lexicon: str = ""
