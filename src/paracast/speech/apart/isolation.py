"""A loaded voice in a process of its own: whatever it does there costs one paragraph's answer.

Native code may crash, call `exit`, hang, or print. The process is started at the first request,
loads the voice once and answers many; after a crash or a hang the next request starts another.
"""

import queue
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeAlias, TypeVar, cast

from paracast.errors import ParacastError, SpeechError
from paracast.speech.answers import excerpt
from paracast.speech.apart.parcels import receive, send
from paracast.speech.apart.patience import LOADING, patience
from paracast.speech.apart.processes import GROUP_FLAGS, ending, kill, stopped_by_ctrl_c, tail
from paracast.speech.engine import Speech, SpeechRequest, VoiceId

_T = TypeVar("_T")
_Process: TypeAlias = "subprocess.Popen[bytes]"

_GRACE = 5.0  # seconds for a process whose pipe is closed to tell how it ended
_LINES, _LINE = 20, 2000  # of what it prints: how many are kept, and how many bytes of each


class Isolated:
    """A voice of an engine that is loaded and speaks in another process.

    Args:
        engine: an installed engine's name.
        voice: what the engine calls it.
        folder: holds the show's voices.
        loading: seconds in which it must be loaded.
    """

    def __init__(self, engine: str, voice: VoiceId, folder: Path, loading: float = LOADING) -> None:
        self._charge = (engine, voice, str(folder))
        self._loading = loading
        self._child: _Child | None = None

    def synthesize(self, request: SpeechRequest) -> Speech:
        """Have the other process say all of the text.

        Raises:
            SpeechError: the engine raised it, crashed, or took longer than the request's time
                limit; the message then names the voice and the beginning of the text.
        """
        try:
            answer = self._ready().ask(request, patience(request))
        except _SilentError as silent:
            self._end()
            raise self._failed(silent, request) from None
        except BaseException:
            self._end()
            raise
        if isinstance(answer, ParacastError):
            raise answer
        return cast("Speech", answer)  # or whatever the engine gave: `answers` looks at it

    def _ready(self) -> "_Child":
        """Return the process that has the voice: the one that is there, or a new one."""
        if self._child is None or not self._child.alive:
            self._end()
            self._child = _Child(self._charge)
            loaded = self._child.hear(self._loading)
            if isinstance(loaded, ParacastError):
                raise loaded
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _failed(self, silent: "_SilentError", request: SpeechRequest) -> SpeechError:
        engine, voice, _ = self._charge
        return SpeechError(
            f"The engine {engine!r} {silent.how} with the voice {voice!r} "
            f"on {excerpt(request)}{silent.complaint}.",
            remedy=silent.remedy,
        )


class _SilentError(Exception):
    """The other process gave no answer."""

    def __init__(self, how: str, complaint: str, remedy: str) -> None:
        super().__init__(how)
        self.how = how
        self.complaint = f": {complaint.rstrip('.')}" if complaint else ""
        self.remedy = remedy


class _Child:
    """The other process, with a thread for each of its pipes."""

    def __init__(self, charge: Sequence[str]) -> None:
        # -P: what lies in the folder where paracast runs is no module of the engine's.
        self._process = process = subprocess.Popen(  # noqa: S603  this Python, our own module
            [sys.executable, "-P", "-m", "paracast.speech.apart.isolated", *charge],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            creationflags=GROUP_FLAGS,
        )
        self._answers: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._printed: deque[bytes] = deque(maxlen=_LINES)
        self._printing = _start(_keep, process.stderr, self._printed)
        _start(_pass_on, process.stdout, self._answers)
        self.end = weakref.finalize(self, _end, process)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, request: SpeechRequest, seconds: float) -> object:
        """Send a request and wait for its answer.

        Raises:
            _SilentError: there is none in time, or ever.
        """
        with stopped_by_ctrl_c(self._process):
            with suppress(OSError):  # it has ended: what is heard of it tells how
                send(cast("IO[bytes]", self._process.stdin), request)
            return self.hear(seconds)

    def hear(self, seconds: float) -> object:
        """Wait for what the process sends next.

        Raises:
            _SilentError: there is nothing in time, or the process has ended.
        """
        try:
            with stopped_by_ctrl_c(self._process):
                answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise self._silent(
                f"gave no answer within {seconds:g} s",
                "Raise time_limit in the voice's profile, or leave that paragraph out.",
            ) from None
        if isinstance(answer, EOFError):
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_GRACE)
            self.end()
            raise self._silent(
                f"crashed ({ending(self._process.returncode)})",
                "Leave that paragraph out or try another voice: --voice NAME",
            )
        return answer

    def _silent(self, how: str, remedy: str) -> _SilentError:
        self.end()
        self._printing.join(_GRACE)
        return _SilentError(how, tail(b"".join(self._printed), 1), remedy)


def _start(
    work: Callable[[IO[bytes], _T], None], pipe: IO[bytes] | None, kept: _T
) -> threading.Thread:
    thread = threading.Thread(target=work, args=(pipe, kept), daemon=True)
    thread.start()
    return thread


def _pass_on(pipe: IO[bytes], answers: "queue.SimpleQueue[object]") -> None:
    """Read answers until the process has ended, and pass that on too."""
    with pipe:
        while True:
            try:
                answers.put(receive(pipe))
            except EOFError as ended:
                answers.put(ended)
                return


def _keep(pipe: IO[bytes], printed: "deque[bytes]") -> None:
    with pipe:
        printed.extend(iter(lambda: pipe.readline(_LINE), b""))


def _end(process: _Process) -> None:
    kill(process)
    with suppress(OSError):  # what it has not read is lost with it
        cast("IO[bytes]", process.stdin).close()
