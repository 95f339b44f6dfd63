"""Everything that a show brings to the making of an episode."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from paracast.audio.options import AudioOptions, SoundOptions
from paracast.episode.model import Show
from paracast.script.options import ReadingOptions, ScriptOptions
from paracast.speech.profile import VoiceProfile


@dataclass(frozen=True, slots=True)
class Setup:
    """A show's folder, its settings and its voices.

    Attributes:
        folder: holds `paracast.toml`, `voices/` and `episodes/`.
        voice: the profile that speaks.
        voices: every profile of the show by name.
        voice_asked: whether the user named the voice for this run: then it speaks every language.
    """

    folder: Path
    show: Show
    voice: VoiceProfile
    voices: Mapping[str, VoiceProfile]
    script: ScriptOptions
    reading: ReadingOptions
    audio: AudioOptions
    sound: SoundOptions
    voice_asked: bool = False

    @property
    def episodes(self) -> Path:
        """Where what is made goes."""
        return self.folder / "episodes"
