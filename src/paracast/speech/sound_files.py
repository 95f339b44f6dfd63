"""A file that a program of somebody else wrote → its sound."""

from pathlib import Path

import numpy as np
import soundfile

from paracast.errors import SpeechError
from paracast.files import for_native_code
from paracast.pcm import Pcm
from paracast.units import Hertz

_REMEDY = "Have it write WAV, FLAC or AIFF; try it in a terminal with the same text."


def read_sound(path: Path, who: str) -> Pcm:
    """Decode a file by its content; several channels become their mean.

    Args:
        path: WAV, FLAC, AIFF, or whatever else libsndfile reads.
        who: wrote it, and of what: the beginning of the error's sentence.

    Raises:
        SpeechError: there is no file, it is empty, no sound, or has no sample.
    """
    if not path.exists() or not path.stat().st_size:
        raise SpeechError(f"{who} wrote no sound.", remedy=_REMEDY)
    try:
        channels, rate = soundfile.read(for_native_code(path), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        reason = str(error).rpartition(": ")[2].rstrip(".")
        raise SpeechError(
            f"{who} wrote what cannot be read as sound: {reason}.", remedy=_REMEDY
        ) from error
    if not len(channels):
        raise SpeechError(f"{who} wrote a sound file without a sample.", remedy=_REMEDY)
    if not np.isfinite(channels).all():
        raise SpeechError(f"{who} wrote samples that are no numbers.", remedy=_REMEDY)
    samples = np.rint(channels.mean(axis=1) * 32768).clip(-32768, 32767)
    return Pcm(samples.astype(np.int16), Hertz(int(rate)))
