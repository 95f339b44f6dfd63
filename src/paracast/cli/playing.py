"""A recording → a WAV file, and the loudspeaker where this machine has a player."""

import shutil
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np

from paracast.files import replacing
from paracast.pcm import Pcm

_PLAYERS = (("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"))


def write_wav(path: Path, pcm: Pcm) -> None:
    """Write a WAV file of one channel and 16 bits.

    Raises:
        ShelfError: it cannot be written.
    """
    with replacing(path) as file, wave.open(file, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(pcm.rate)
        recording.writeframes(pcm.samples.astype(np.dtype("<i2")).tobytes())


def play(path: Path) -> None:
    """Play a file if there is a player; without one, or without a sound card, it stays silent."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME)
        return
    player = next((one for one in _PLAYERS if shutil.which(one[0])), None)
    if player:
        subprocess.run([*player, str(path)], capture_output=True, check=False)  # noqa: S603  a fixed list
