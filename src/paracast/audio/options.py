"""How an episode is mastered and encoded."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from paracast.units import Decibels, Hertz, KilobitsPerSecond, Lufs

Preset: TypeAlias = Literal["standard", "compact"]
Loudness: TypeAlias = Annotated[Lufs, Meta(ge=-30, le=-9)]
Ceiling: TypeAlias = Annotated[Decibels, Meta(ge=-9, le=0)]
Bitrate: TypeAlias = Annotated[KilobitsPerSecond, Meta(ge=0)]
SampleRate: TypeAlias = Annotated[Hertz, Meta(ge=0)]
OpusBitrate: TypeAlias = Literal[0, 16, 24, 32, 48, 64, 96, 128]
BedSeconds: TypeAlias = Annotated[float, Meta(ge=5, le=120)]


@dataclass(frozen=True, slots=True)
class AudioOptions:
    """The `[audio]` table; `audio.directories` tells which of its combinations will do.

    Attributes:
        preset: `standard` is 44.1 kHz, 96 kbit/s, which every app and directory takes; `compact`
            is the voice's own rate, 64 kbit/s.
        bitrate: instead of the preset's; 0: the preset's.
        sample_rate: instead of the preset's; 0: the preset's.
        loudness: integrated loudness of the whole episode; Apple asks for -16 ± 1.
        ceiling: the highest true peak of the delivered file.
        opus: kbit/s of a second file in Opus, on average; 0: there is none.
    """

    preset: Preset = "standard"
    bitrate: Bitrate = KilobitsPerSecond(0)
    sample_rate: SampleRate = Hertz(0)
    loudness: Loudness = Lufs(-16.0)
    ceiling: Ceiling = Decibels(-1.0)
    opus: OpusBitrate = 0


@dataclass(frozen=True, slots=True)
class Encoding:
    """Constant-bitrate mono MP3.

    Attributes:
        quality: LAME's, 0 (slowest) to 9 (fastest).
    """

    rate: Hertz
    bitrate: KilobitsPerSecond
    quality: int = 5


def encoding_for(options: AudioOptions, voice_rate: Hertz) -> Encoding:
    """Return what the options mean for a voice; what they leave open is the preset's."""
    preset = _preset(options.preset, voice_rate)
    return Encoding(options.sample_rate or preset.rate, options.bitrate or preset.bitrate)


def _preset(preset: Preset, voice_rate: Hertz) -> Encoding:
    """`compact` keeps the voice's rate where directories take it."""
    if preset == "compact" and voice_rate in (22050, 24000):
        return Encoding(voice_rate, KilobitsPerSecond(64))
    if preset == "compact":
        return Encoding(Hertz(24000), KilobitsPerSecond(64))
    return Encoding(Hertz(44100), KilobitsPerSecond(96))


@dataclass(frozen=True, slots=True)
class SoundOptions:
    """The `[sound]` table: sound files, relative to the show's folder; empty: none.

    Attributes:
        intro: before the first word.
        outro: after the last word.
        between: before each heading.
        bed: under the first words.
        bed_seconds: when the bed is over at the latest.
    """

    intro: str = ""
    outro: str = ""
    between: str = ""
    bed: str = ""
    bed_seconds: BedSeconds = 20.0

    @property
    def files(self) -> tuple[str, ...]:
        """Every file's place; empty where there is none."""
        return self.intro, self.outro, self.between, self.bed
