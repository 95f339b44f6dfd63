"""A client of an SFTP server, over a pair of pipes."""

import struct
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from paracast.publish.targets.sftp.packets import (
    CREATE,
    EXCLUSIVE,
    READ,
    WRITE,
    Attributes,
    Kind,
    Reading,
    Status,
    large,
    number,
    text,
)

_VERSION = 3
_PIECE = 2**15  # bytes: every server takes as many (section 3)
_AHEAD = 64  # requests that wait for an answer; theirs fit into a pipe
_LONGEST = 2**24  # bytes of a message; a longer one is none
_RENAME, _FSYNC = "posix-rename@openssh.com", "fsync@openssh.com"


class SftpError(Exception):
    """A server refused a request, or answers in another language.

    Attributes:
        status: its code; -1: it is none of the protocol's.
    """

    def __init__(self, message: str, status: int = -1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(slots=True)
class SftpClient:
    """A conversation with one server; each request is answered before the next one begins.

    Attributes:
        extensions: what the server can do beside the protocol.
    """

    to_server: BinaryIO
    from_server: BinaryIO
    extensions: frozenset[str] = frozenset()
    _number: int = field(default=0)

    def greet(self) -> None:
        """Agree on the version, and learn the extensions."""
        self._send(Kind.INIT, number(_VERSION))
        kind, answer = self._receive()
        if kind != Kind.VERSION or answer.number() < _VERSION:
            raise SftpError("it speaks another protocol")
        found = []
        while not answer.ended:
            found.append(answer.text())
            answer.string()
        self.extensions = frozenset(found)
        if _RENAME not in self.extensions:
            raise SftpError("its SFTP server cannot replace a file at once")

    def listed(self, folder: str) -> Iterator[tuple[str, Attributes]]:
        """Yield the names in a folder, and what is told of them; an absent one has none."""
        try:
            handle = self._handle(Kind.OPENDIR, text(folder))
        except SftpError as error:
            if error.status == Status.NO_SUCH_FILE:
                return
            raise
        while (answer := self._unless_end(Kind.READDIR, text(handle))) is not None:
            for _ in range(answer.number()):
                name = answer.text()
                answer.string()  # a line as `ls -l` writes it, for people
                attributes = answer.attributes()
                if name not in {".", ".."}:
                    yield name, attributes
        self._done(Kind.CLOSE, text(handle))

    def stat(self, path: str) -> Attributes:
        """Tell of a file; a link counts as what it leads to."""
        return self._ask(Kind.STAT, text(path)).attributes()

    def read(self, path: str) -> bytes:
        """Return a file whole."""
        handle = self._handle(Kind.OPEN, text(path) + number(READ) + number(0))
        data = bytearray()
        while True:
            wanted = text(handle) + large(len(data)) + number(_PIECE)
            answer = self._unless_end(Kind.READ, wanted)
            if answer is None:
                break
            data += answer.string()
        self._done(Kind.CLOSE, text(handle))
        return bytes(data)

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Write a new file; requests go ahead of their answers."""
        flags = number(WRITE | CREATE | EXCLUSIVE)
        handle = self._handle(Kind.OPEN, text(path) + flags + number(0))
        position, waiting = 0, deque[int]()
        for piece in pieces:
            for start in range(0, len(piece), _PIECE):
                part = piece[start : start + _PIECE]
                head = text(handle) + large(position)
                waiting.append(self._begin(Kind.WRITE, head + text(part)))
                position += len(part)
                if len(waiting) > _AHEAD:
                    self._end(waiting.popleft())
        while waiting:
            self._end(waiting.popleft())
        if _FSYNC in self.extensions:
            self._done(Kind.EXTENDED, text(_FSYNC) + text(handle))
        self._done(Kind.CLOSE, text(handle))

    def rename(self, old: str, new: str) -> None:
        """Rename a file; what has the new name already gives it up in the same moment."""
        self._done(Kind.EXTENDED, text(_RENAME) + text(old) + text(new))

    def remove(self, path: str) -> None:
        """Remove a file."""
        self._done(Kind.REMOVE, text(path))

    def make_folder(self, path: str) -> None:
        """Make a folder."""
        self._done(Kind.MKDIR, text(path) + number(0))

    def remove_folder(self, path: str) -> None:
        """Remove an empty folder."""
        self._done(Kind.RMDIR, text(path))

    def _handle(self, kind: Kind, body: bytes) -> bytes:
        return self._ask(kind, body).string()

    def _done(self, kind: Kind, body: bytes) -> None:
        self._end(self._begin(kind, body))

    def _ask(self, kind: Kind, body: bytes) -> Reading:
        return self._answer(self._begin(kind, body))[1]

    def _unless_end(self, kind: Kind, body: bytes) -> Reading | None:
        """Ask for more; None: that was all."""
        try:
            return self._ask(kind, body)
        except SftpError as error:
            if error.status == Status.EOF:
                return None
            raise

    def _begin(self, kind: Kind, body: bytes) -> int:
        self._number += 1
        self._send(kind, number(self._number) + body)
        return self._number

    def _end(self, expected: int) -> None:
        kind, _ = self._answer(expected)
        if kind != Kind.STATUS:
            raise SftpError("it gives an answer that nobody asked for")

    def _answer(self, expected: int) -> tuple[int, Reading]:
        """Take the next answer; servers answer one client's requests in order."""
        kind, answer = self._receive()
        try:
            if answer.number() != expected:
                raise SftpError("it answers out of order")
            if kind == Kind.STATUS and (status := answer.number()) != Status.OK:
                raise SftpError(answer.text() or f"status {status}", status)
        except struct.error as error:
            raise SftpError("it gives an answer that is cut off") from error
        return kind, answer

    def _send(self, kind: Kind, body: bytes) -> None:
        try:
            self.to_server.write(struct.pack(">IB", len(body) + 1, kind) + body)
            self.to_server.flush()
        except BrokenPipeError as error:
            raise SftpError("the connection ended") from error

    def _receive(self) -> tuple[int, Reading]:
        head = self.from_server.read(5)
        if len(head) < struct.calcsize(">IB"):
            raise SftpError("the connection ended")
        length, kind = struct.unpack(">IB", head)
        if length > _LONGEST:
            raise SftpError("it speaks another protocol")
        return kind, Reading(self.from_server.read(length - 1))
