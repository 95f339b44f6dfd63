"""Voice profiles: a voice by name, and how it speaks in this show."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

from msgspec import Meta

from paracast.speech.engine import Options, Pronunciation, SpeechRequest, VoiceId
from paracast.units import Decibels, LanguageTag, WordsPerMinute

SpeakingRate: TypeAlias = Annotated[WordsPerMinute, Meta(ge=80, le=450)]
Percent: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Volume: TypeAlias = Annotated[Decibels, Meta(ge=-12, le=6)]
Scale: TypeAlias = Annotated[float, Meta(ge=0.1, le=5)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0, le=86_400)]


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """One file in `voices/`: `NAME.toml`.

    Attributes:
        name: the file's name without its ending.
        engine: an installed engine's name (`paracast voices` lists them).
        voice: what that engine calls the voice.
        language: what it speaks.
        rate: words a minute, 80 to 450; 175 is the voice's own where an engine counts otherwise.
        pitch: 0 to 100; 50 is the voice's own.
        pitch_range: how lively, 0 (monotone) to 100; 50 is the voice's own.
        volume: decibels above the show's loudness, -12 to 6; all voices stand at 0 unless told.
        pause_scale: stretches the pauses after what it says, 0.1 to 5.
        speaker: who of a voice's several speaks; empty: its first.
        description: for people.
        lexicon: a file of pronunciations of its own, relative to `voices/`; they come before the
            show's.
        time_limit: seconds after which the engine counts as hanging on a paragraph; 0: by the
            length of the paragraph.
        judged: whether what it says is judged before it is kept: cut off, looping, too long.
        options: what only this engine understands.
        folder: where files of voices lie; not a key of the file.
    """

    name: str
    engine: str
    voice: str
    language: LanguageTag
    rate: SpeakingRate = WordsPerMinute(175)
    pitch: Percent = 50
    pitch_range: Percent = 50
    volume: Volume = Decibels(0.0)
    pause_scale: Scale = 1.0
    speaker: str = ""
    description: str = ""
    lexicon: str = ""
    time_limit: Seconds = 0.0
    judged: bool = True
    options: Options = ()
    folder: Path = Path("voices")

    def asks(self, text: str, pronunciations: tuple[Pronunciation, ...] = ()) -> SpeechRequest:
        """Ask for a text in this voice's own manner."""
        return SpeechRequest(
            text,
            VoiceId(self.voice),
            self.rate,
            self.pitch,
            pronunciations,
            pitch_range=self.pitch_range,
            pause_scale=self.pause_scale,
            speaker=self.speaker,
            options=self.options,
            time_limit=self.time_limit,
        )
