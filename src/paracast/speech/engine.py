"""What an engine promises, and what passes between it and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NewType, Protocol, TypeAlias

from paracast.pcm import Pcm
from paracast.script.model import Pronunciation
from paracast.units import Hertz, LanguageTag, Samples, WordsPerMinute

__all__ = [
    "Engine",
    "Mark",
    "OptionValue",
    "Options",
    "Pronunciation",
    "Speech",
    "SpeechRequest",
    "Synthesizer",
    "Voice",
    "VoiceId",
]

VoiceId = NewType("VoiceId", str)
"""What an engine calls one of its voices."""

OptionValue: TypeAlias = bool | int | float | str | tuple[str, ...]
Options: TypeAlias = tuple[tuple[str, OptionValue], ...]
"""What only one engine understands, by name and in order of the names."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A data set that an engine speaks with.

    Attributes:
        languages: the best-spoken first.
        rate: of the sound it makes; 0 where only its sound tells.
        gender: `female`, `male`, or empty where the engine does not say.
        licence: of the voice's data, or a note on it; empty where nobody says.
        speakers: the people it speaks as, where they are several; the first speaks unless asked.
    """

    id: VoiceId
    name: str
    languages: tuple[LanguageTag, ...]
    rate: Hertz
    gender: str = ""
    licence: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Everything audible about one utterance, and how long to wait for it.

    Attributes:
        text: the spoken form.
        pronunciations: how stretches of it sound, in order; an engine that takes no phonemes says
            the text as it is spelled.
        rate: how fast.
        pitch: 0 to 100; 50 is the voice's own.
        pitch_range: how lively, 0 (monotone) to 100; 50 is the voice's own.
        pause_scale: by how much an engine that sets the pauses within a text itself stretches them.
        speaker: who of a voice's several; empty: its first.
        options: what only this engine understands.
        seed: another one gives another take, where an engine speaks by chance.
        time_limit: seconds after which the engine counts as hanging; 0: by the length of the text.
    """

    text: str
    voice: VoiceId
    rate: WordsPerMinute = WordsPerMinute(175)
    pitch: int = 50
    pronunciations: tuple[Pronunciation, ...] = ()
    pitch_range: int = 50
    pause_scale: float = 1.0
    speaker: str = ""
    options: Options = ()
    seed: int = 0
    time_limit: float = 0.0


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
    """A family of voices. Cheap: asking it anything loads no model and starts no synthesis.

    It is made with the folder that holds the show's voices, where files of voices lie.
    """

    name: str
    """What a voice profile calls it."""

    isolated: bool
    """Whether each loaded voice gets a process of its own: native code that crashes or hangs then
    costs one paragraph's answer and not the worker."""

    slow: bool
    """Whether to speak takes longer than to read what was spoken from a disk: then its sound is
    kept too, so that another preset or loudness needs no new synthesis."""

    def __init__(self, folder: Path) -> None:
        """Look at nothing yet."""
        ...

    def version(self, request: SpeechRequest) -> str:
        """Name the software and the voice's data; changes where a request may sound otherwise.

        Only the text of the request does not matter.

        Raises:
            SpeechError: there is no such voice.
        """
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
