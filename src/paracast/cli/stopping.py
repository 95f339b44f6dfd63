"""A request to stop, as service managers send it → what Ctrl-C does, with its own exit code."""

import signal
from types import FrameType

CTRL_C = 130
"""The exit code after Ctrl-C, as shells have it: 128 + SIGINT."""

_REQUESTS = ("SIGTERM", "SIGHUP", "SIGBREAK")  # each where the system has it


class Stop:
    """What a process was asked to do from outside: to stop, by which signal."""

    def __init__(self) -> None:
        self._asked = signal.SIGINT

    def listen(self) -> None:
        """Take requests from now on; one that is ignored, as under `nohup`, stays ignored."""
        for name in _REQUESTS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, self._take)

    @property
    def code(self) -> int:
        """The exit code: 128 and the signal's number."""
        return 128 + self._asked

    def _take(self, number: int, _frame: FrameType | None) -> None:
        self._asked = signal.Signals(number)
        raise KeyboardInterrupt
