"""A function → what it returns in a fork of this process, whose own state it leaves alone.

eSpeak NG keeps the phase of its waves and its random numbers in globals: what it says depends on
what it said before, by a few samples. A fork of a process in which it has said nothing yet says a
text always in the same way. It costs about a hundredth of a second.
"""

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable
from typing import TypeVar, cast

from paracast.errors import SpeechError

_T = TypeVar("_T")

CAN_FORK = sys.platform != "win32"


def freshly(work: Callable[[], _T]) -> _T:
    """Return, or raise, what the work does in a fork; where there are none, it is done here.

    Raises:
        SpeechError: the fork ended without an answer.
    """
    if not CAN_FORK:
        return work()
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns where there are threads; the fork runs C code that knows of none.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        _answer(work, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if not data:
        code = os.waitstatus_to_exitcode(status)
        raise SpeechError(
            f"eSpeak NG ended without an answer ({code}).",
            remedy="Leave that paragraph out or try another voice: --voice NAME",
        )
    done, answer = pickle.loads(data)  # noqa: S301  our own fork wrote it
    if not done:
        raise cast("BaseException", answer)
    return cast("_T", answer)


def _answer(work: Callable[[], object], writing: int) -> None:
    """Do the work and write what came of it; never return to what the fork was made in."""
    try:
        try:
            answer = pickle.dumps((True, work()))
        except BaseException as error:  # noqa: BLE001  it is raised where the work was asked for
            answer = pickle.dumps((False, error))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
    finally:
        os._exit(0)
