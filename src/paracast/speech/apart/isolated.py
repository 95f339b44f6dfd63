"""The process of an isolated voice: `python -m paracast.speech.apart.isolated ENGINE VOICE FOLDER`.

It loads the voice, says so, and answers one request after another until its parent closes the
pipe or dies. It imports little: every isolated voice waits for that.
"""

import faulthandler
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from paracast.errors import ParacastError, SpeechError
from paracast.speech.answers import excerpt
from paracast.speech.apart.parcels import receive, send
from paracast.speech.apart.patience import LOADING, patience
from paracast.speech.engine import Speech, SpeechRequest, Synthesizer, VoiceId
from paracast.speech.registry import find_engine

READY = "ready"
"""What the process sends once the voice is loaded; otherwise an error, and it ends."""

_MARGIN = 30.0  # seconds after which an orphan that hangs ends itself


def main() -> None:
    """Load the voice that the arguments name, and serve it."""
    engine, voice, folder = sys.argv[1:]
    requests, answers = _private_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting = _listening(requests)
    faulthandler.dump_traceback_later(LOADING + _MARGIN, exit=True)
    try:
        synthesizer = find_engine(engine, Path(folder)).load(VoiceId(voice))
    except Exception as error:  # noqa: BLE001  a process's border
        send(answers, _reported(error, engine, f"while it loaded the voice {voice!r}"))
        return
    send(answers, READY)
    while True:
        faulthandler.cancel_dump_traceback_later()
        request = waiting.get()
        # Native code that holds the interpreter's lock would let no thread see the parent's end.
        faulthandler.dump_traceback_later(patience(request) + _MARGIN, exit=True)
        send(answers, _answer(synthesizer, request, engine))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from the standard streams: native libraries print on those."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, answers


def _listening(requests: BinaryIO) -> "queue.SimpleQueue[SpeechRequest]":
    """Read in a thread, which ends the process with its parent whatever the voice is doing."""
    waiting: queue.SimpleQueue[SpeechRequest] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while True:
                request = receive(requests)
                assert isinstance(request, SpeechRequest)  # noqa: S101  for the type checker
                waiting.put(request)
        finally:
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return waiting


def _answer(synthesizer: Synthesizer, request: SpeechRequest, engine: str) -> Speech | Exception:
    try:
        return synthesizer.synthesize(request)
    except Exception as error:  # noqa: BLE001  a process's border
        return _reported(error, engine, f"on {excerpt(request)}")


def _reported(error: Exception, engine: str, where: str) -> ParacastError:
    """Let our errors travel as they are; others may not survive it, so their words do."""
    if isinstance(error, ParacastError):
        return error
    return SpeechError(
        f"The engine {engine!r} failed {where}: {_described(error)}.",
        remedy="Leave that paragraph out or try another voice: --voice NAME",
    )


def _described(error: Exception) -> str:
    try:
        return repr(error)
    except Exception:  # noqa: BLE001  not even that is sure of a foreign class
        return type(error).__name__


if __name__ == "__main__":
    main()
