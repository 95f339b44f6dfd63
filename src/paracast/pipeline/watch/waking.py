"""Folders → a signal that something happens in them; where the system tells nothing, the time.

What is told is only that it is worth looking: whoever is woken looks for himself. So nothing is
lost when the system forgets to tell, as it does for a network's file systems.
"""

import os
import time
from collections.abc import Collection, Generator, Sequence
from contextlib import suppress
from math import inf
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from watchfiles import Change

_TOGETHER = 1000  # milliseconds in which what happens is one signal
_STEP = 100  # milliseconds of silence that end it
_TURN = 200  # milliseconds after which the watcher looks whether it is to end
_OPENED_AGAIN = 60.0  # seconds after which watching is tried again that the system refused
_NAP = 0.5  # seconds: on Windows no Ctrl-C ends a longer one
_ASLEEP = 15.0  # seconds between two looks where the system tells
_AWAKE = 2.0  # seconds between two looks where it does not


class Waker:
    """Waits for something to happen in folders. To be used in one thread."""

    def __init__(
        self, folders: Sequence[Path], stop: Flag, *, recursive: bool, apart: Collection[Path] = ()
    ) -> None:
        """Begin with nothing opened.

        Args:
            folders: to be watched.
            stop: ends any waiting soon after it is set.
            recursive: whether to watch their folders too.
            apart: folders, resolved, in which what happens is nobody's concern.
        """
        self._folders, self._stop, self._recursive = folders, stop, recursive
        self._apart = tuple(f"{path}{os.sep}" for path in apart)
        self._changes: Generator[set[Any], None, None] | None = None
        self._opened = list[tuple[int, int]]()
        self._again = 0.0
        self._ignoring = False  # what may not be read; then limits go unnoticed too
        self.refusal = ""

    @property
    def pause(self) -> float:
        """After how many seconds to look in any case; infinite: there is nothing to look at."""
        if not self._folders:
            return inf
        return _ASLEEP if self._changes else _AWAKE

    def wait(self, until: float) -> None:
        """Return when something happened, or at a moment of the monotonic clock.

        `refusal` says afterwards why the system tells nothing; empty: it does.
        """
        while (now := time.monotonic()) < until and not self._stop.is_set():
            if not self._changes:
                self._stop.wait(min(_NAP, until - now))
            elif self._is_woken():
                return

    def open(self) -> None:
        """Begin to watch, or anew where a folder is another one than before."""
        found = [place for folder in self._folders if (place := _place_of(folder))]
        if found != self._opened:
            self._close()
            self._again = 0.0
        if self._changes or not found or time.monotonic() < self._again:
            return
        self._opened, self._again = found, time.monotonic() + _OPENED_AGAIN
        from watchfiles import watch

        self._changes = watch(
            *(folder for folder in self._folders if folder.is_dir()),
            watch_filter=self._concerns,
            debounce=_TOGETHER,
            step=_STEP,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            stop_event=self._stop,
            recursive=self._recursive,
            ignore_permission_denied=self._ignoring,
        )
        self.refusal = ""
        self._is_woken()  # it opens at the first question

    def _is_woken(self) -> bool:
        try:
            return bool(next(self._changes, None)) if self._changes else False
        except (OSError, RuntimeError) as error:  # a limit of the system; or the watcher's own
            self._close()
            if isinstance(error, PermissionError) and not self._ignoring:
                self._ignoring, self._again = True, 0.0
                return True
            self.refusal = str(error).partition(" about [")[0].rstrip(".")
            return True

    def _concerns(self, _change: "Change", path: str) -> bool:
        return not path.startswith(self._apart)

    def _close(self) -> None:
        if self._changes:
            with suppress(RuntimeError):
                self._changes.close()
        self._changes = None


def _place_of(folder: Path) -> tuple[int, int] | None:
    try:
        known = folder.stat()
    except OSError:
        return None
    return known.st_dev, known.st_ino
