"""What a fuzzed reader promises: a value, or a refusal that its callers know."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from paracast.errors import ParacastError

SECONDS = 5.0
"""Of processor time for an input of at most LONGEST bytes."""

LONGEST = 65_536
"""Bytes of an input."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of untrusted data.

    Attributes:
        read: takes any bytes.
        seeds: return bytes that it reads as they were meant.
        refusals: what it may raise.
        words: of its language, for a fuzzer that tries them.
    """

    name: str
    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    refusals: tuple[type[Exception], ...] = (ParacastError,)
    words: tuple[bytes, ...] = ()

    def meet(self, data: bytes) -> None:
        """Let the reader read; whatever it raises beside its refusals comes through."""
        try:
            self.read(data)
        except self.refusals as refused:
            if isinstance(refused, ParacastError) and not (refused.message and refused.remedy):
                raise AssertionError("a refusal says what happened, and what helps") from refused


def lying(data: bytes, name: str, read: Callable[[Path], _T]) -> _T:
    """Let a reader of files have the bytes as a file of that name, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="paracast-fuzz-") as folder:
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return read(path)


def text_of(data: bytes) -> str:
    """Return any text, lone surrogates among them."""
    return data.decode("utf-8", "surrogatepass" if _is_wide(data) else "replace")


def _is_wide(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True
