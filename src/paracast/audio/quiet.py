"""What a decoder written in C says of damaged sound → nowhere: our own errors tell people of it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import soundfile

from paracast.audio.loudness import Float32
from paracast.files import for_native_code

_STDERR = 2  # the number that C knows standard error by
_turn = threading.Lock()


@contextmanager
def quiet() -> Iterator[None]:
    """Let nothing that is written to standard error be seen until the block ends.

    It holds for the whole process, so the block should be one call. libmpg123, inside libsndfile,
    writes its notes there and cannot be told not to.
    """
    with _turn:
        kept = _exchanged()
        try:
            yield
        finally:
            if kept is not None:
                os.dup2(kept, _STDERR)
                os.close(kept)


def open_quietly(source: Path | BinaryIO) -> soundfile.SoundFile:
    """Open a sound file.

    Raises:
        soundfile.LibsndfileError: it is none.
        OSError: it cannot be read.
    """
    with quiet():
        return soundfile.SoundFile(for_native_code(source) if isinstance(source, Path) else source)


def read_quietly(file: soundfile.SoundFile, frames: int) -> Float32:
    """Read the next frames, -1: all, as shape (frames, channels), full scale 1."""
    with quiet():
        block: Float32 = file.read(frames, dtype="float32", always_2d=True)
    return block


def _exchanged() -> int | None:
    """Put nothing in the place of standard error; return what was there, None: nothing was."""
    try:
        kept = os.dup(_STDERR)
    except OSError:
        return None
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    return kept
