"""Sound of the show's own around the speech: read by content, faded with pydub, on loudness."""

import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from paracast.audio.clip import Clip, Mastering, gain_to, master_clip
from paracast.errors import AudioError
from paracast.pcm import Pcm
from paracast.units import Hertz, Lufs, Milliseconds

if TYPE_CHECKING:
    from pydub import AudioSegment

_FADE_IN = Milliseconds(20)
_FADE_OUT = Milliseconds(1500)
_PAUSE = Milliseconds(400)
_LONGEST = 120  # seconds: a jingle, not a programme


def make_jingle(path: Path, loudness: Lufs, mastering: Mastering) -> Clip:
    """Read a sound file (WAV, FLAC, MP3, Ogg, AIFF) and make a clip of it.

    Args:
        path: the file; its content decides what it is.
        loudness: the show's; the jingle gets a gain of its own to meet it.
        mastering: the show's encoding and ceiling.

    Raises:
        AudioError: it is missing, no sound, empty, or longer than two minutes.
    """
    segment = _read(path).set_channels(1)
    segment = segment.fade_in(_FADE_IN).fade_out(min(_FADE_OUT, len(segment) // 2))
    pcm = Pcm(np.array(segment.get_array_of_samples(), np.int16), Hertz(segment.frame_rate))
    levelled = replace(mastering, gain=gain_to(pcm, loudness, mastering))
    return master_clip(pcm, (), _PAUSE, levelled)


def _read(path: Path) -> "AudioSegment":
    """Decode with libsndfile: pydub itself would need an ffmpeg program."""
    try:
        with soundfile.SoundFile(path) as file:
            if not 0 < file.frames <= _LONGEST * file.samplerate:
                raise AudioError(
                    f"The jingle {path} lasts {file.frames / file.samplerate:.0f} s.",
                    remedy=f"Name one of 1 to {_LONGEST} seconds in [sound] of paracast.toml.",
                )
            samples = file.read(dtype="int16", always_2d=True)
            rate = file.samplerate
    except (soundfile.LibsndfileError, OSError) as error:
        raise AudioError(
            f"The jingle {path} cannot be read: {error}",
            remedy="Name a WAV, FLAC, MP3 or Ogg file in [sound] of paracast.toml.",
        ) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydub warns of a missing ffmpeg, which nobody needs here
        from pydub import AudioSegment
    return AudioSegment(
        data=samples.tobytes(), sample_width=2, frame_rate=rate, channels=samples.shape[1]
    )
