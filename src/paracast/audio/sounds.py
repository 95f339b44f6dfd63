"""Sound files of the show's own → samples, checked; and pydub, which works on them."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from paracast.audio.clip import loudness_of
from paracast.audio.encoding import resample
from paracast.audio.quiet import open_quietly, read_quietly
from paracast.errors import AudioError
from paracast.pcm import Int16, Pcm
from paracast.units import Hertz, Lufs

if TYPE_CHECKING:
    from pydub import AudioSegment

_FAINTEST = Lufs(-60.0)  # below it, a gain would bring up little but noise
_LOUDEST_SAMPLE = 32767


@dataclass(frozen=True, slots=True)
class Kind:
    """What a sound is for, and how long it may last.

    Attributes:
        shortest: seconds; loudness takes 0.4 of them to be measured.
        longest: seconds.
    """

    name: str
    shortest: float
    longest: float

    @property
    def lengths(self) -> str:
        """The lengths that it may have, as an error tells them."""
        return f"{self.shortest:g} to {self.longest:g} seconds"


JINGLE = Kind("jingle", 0.5, 120)
BED = Kind("bed", 5, 3600)  # only its first seconds are read


def check_sound(path: Path, kind: Kind) -> None:
    """See whether a file is a sound of fitting length, without decoding it.

    Raises:
        AudioError: it is missing, no sound, or too short or long.
    """
    with _opened(path, kind):
        pass


def read_sound(path: Path, kind: Kind, rate: Hertz, *, seconds: float | None = None) -> Pcm:
    """Read a sound file (WAV, FLAC, MP3, Ogg, AIFF); its content decides what it is.

    Args:
        path: the file's.
        kind: what it is for.
        rate: to bring it to.
        seconds: to read from its start; None: all.

    Returns:
        The mean of its channels.

    Raises:
        AudioError: it is missing, no sound, too short or long, or as good as silent.
    """
    with _opened(path, kind) as file:
        frames = -1 if seconds is None else round(seconds * file.samplerate)
        # Whole numbers would come out as silence of files that hold fractions.
        mono = read_quietly(file, frames).mean(axis=1)
        found = Pcm(_int16(mono), Hertz(file.samplerate))
    pcm = Pcm(resample(found, rate), rate)
    if loudness_of(pcm.samples, rate) < _FAINTEST:
        raise AudioError(
            f"The {kind.name} {path} is silent, or nearly so.",
            remedy="Name one in [sound] of paracast.toml that can be heard in mono.",
        )
    return pcm


@contextmanager
def _opened(path: Path, kind: Kind) -> Iterator[soundfile.SoundFile]:
    """Open with libsndfile: pydub itself would need an ffmpeg program."""
    try:
        with open_quietly(path) as file:
            seconds = file.frames / file.samplerate
            if not kind.shortest <= seconds <= kind.longest:
                raise AudioError(
                    f"The {kind.name} {path} lasts {seconds:.3g} s.",
                    remedy=f"Name one of {kind.lengths} in [sound] of paracast.toml.",
                )
            yield file
    except (soundfile.LibsndfileError, OSError) as error:
        if not path.exists():
            raise AudioError(
                f"The {kind.name} {path} is not there.",
                remedy="Correct its name in [sound] of paracast.toml, or take it out.",
            ) from error
        raise AudioError(
            f"The {kind.name} {path} cannot be read: {error}",
            remedy="Name a WAV, FLAC, MP3 or Ogg file in [sound] of paracast.toml.",
        ) from error


def _int16(samples: "np.typing.NDArray[np.float32]") -> Int16:
    scaled = np.rint(samples * _LOUDEST_SAMPLE).clip(-_LOUDEST_SAMPLE, _LOUDEST_SAMPLE)
    return scaled.astype(np.int16)


def to_segment(samples: Int16, rate: Hertz) -> "AudioSegment":
    """Hand samples to pydub."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns of a missing ffmpeg, which nobody needs here
        from pydub import AudioSegment
    return AudioSegment(data=samples.tobytes(), sample_width=2, frame_rate=rate, channels=1)


def from_segment(segment: "AudioSegment", length: int) -> Int16:
    """Take samples back from pydub, exactly as many: it counts in milliseconds, and rounds."""
    samples = np.array(segment.get_array_of_samples(), np.int16)[:length]
    return np.pad(samples, (0, length - len(samples)))
