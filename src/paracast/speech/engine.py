"""What an engine promises, and what passes between it and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType, Protocol

from paracast.pcm import Pcm
from paracast.script.model import Pronunciation
from paracast.units import Hertz, LanguageTag, Samples, WordsPerMinute

__all__ = [
    "Engine",
    "Mark",
    "Pronunciation",
    "Speech",
    "SpeechRequest",
    "Synthesizer",
    "Voice",
    "VoiceId",
]

VoiceId = NewType("VoiceId", str)
"""What an engine calls one of its voices."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A data set that an engine speaks with.

    Attributes:
        languages: the best-spoken first.
        gender: `female`, `male`, or empty where the engine does not say.
    """

    id: VoiceId
    name: str
    languages: tuple[LanguageTag, ...]
    rate: Hertz
    gender: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Everything audible about one utterance.

    Attributes:
        text: the spoken form.
        pronunciations: how stretches of it sound, in order; an engine that takes no phonemes says
            the text as it is spelled.
        rate: how fast.
        pitch: 0 to 100; 50 is the voice's own.
    """

    text: str
    voice: VoiceId
    rate: WordsPerMinute = WordsPerMinute(175)
    pitch: int = 50
    pronunciations: tuple[Pronunciation, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a word of the text begins in the sound.

    Attributes:
        position: in characters of the request's text.
        sample: in samples of the speech.
    """

    position: int
    sample: Samples


@dataclass(frozen=True, slots=True)
class Speech:
    """One utterance as sound, with marks in rising order of position and of sample."""

    pcm: Pcm
    marks: tuple[Mark, ...]


class Synthesizer(Protocol):
    """A loaded voice. Not shared between threads or processes: each worker loads its own."""

    def synthesize(self, request: SpeechRequest) -> Speech:
        """Say all of the request's text, or raise; never a part of it.

        Raises:
            SpeechError: the engine failed, or made no sound for text that has words.
        """
        ...


class Engine(Protocol):
    """A family of voices. Cheap: asking it anything loads no model and starts no synthesis."""

    name: str
    """What a voice profile calls it."""

    def version(self) -> str:
        """Name the software and its version; it changes whenever a request may sound different."""
        ...

    def voices(self) -> Sequence[Voice]:
        """List the voices installed here; never downloads."""
        ...

    def load(self, voice: VoiceId) -> Synthesizer:
        """Make a voice ready to speak.

        Raises:
            SpeechError: there is no such voice, or it cannot be loaded.
        """
        ...
