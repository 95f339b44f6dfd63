"""Messages of the SSH File Transfer Protocol, version 3 (draft-ietf-secsh-filexfer-02)."""

import struct
from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a message is (section 3)."""

    INIT = 1
    VERSION = 2
    OPEN = 3
    CLOSE = 4
    READ = 5
    WRITE = 6
    LSTAT = 7
    OPENDIR = 11
    READDIR = 12
    REMOVE = 13
    MKDIR = 14
    RMDIR = 15
    STAT = 17
    STATUS = 101
    HANDLE = 102
    DATA = 103
    NAME = 104
    ATTRS = 105
    EXTENDED = 200


class Status(IntEnum):
    """How a request ended (section 7), as far as we tell one from the other."""

    OK = 0
    EOF = 1
    NO_SUCH_FILE = 2


READ, WRITE, CREATE, EXCLUSIVE = 0x01, 0x02, 0x08, 0x20
"""How a file is opened (section 6.3)."""

_SIZE, _OWNER, _MODE, _TIMES, _EXTENDED = 1, 2, 4, 8, 0x80000000


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a server tells of a file (section 5).

    Attributes:
        size: bytes.
        mode: permissions and kind, as POSIX has them.
        modified: seconds since 1970.
    """

    size: int
    mode: int
    modified: int


def text(value: str | bytes) -> bytes:
    """Write a string: its length in bytes, and they."""
    data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    return struct.pack(">I", len(data)) + data


def number(value: int) -> bytes:
    """Write a number of 32 bits."""
    return struct.pack(">I", value)


def large(value: int) -> bytes:
    """Write a number of 64 bits."""
    return struct.pack(">Q", value)


@dataclass(slots=True)
class Reading:
    """A message that is read from its start; a short one raises `struct.error`."""

    data: bytes
    at: int = 0

    def number(self) -> int:
        """Read a number of 32 bits."""
        value: int = struct.unpack_from(">I", self.data, self.at)[0]
        self.at += 4
        return value

    def large(self) -> int:
        """Read a number of 64 bits."""
        value: int = struct.unpack_from(">Q", self.data, self.at)[0]
        self.at += 8
        return value

    def string(self) -> bytes:
        """Read a string."""
        length = self.number()
        if self.at + length > len(self.data):
            raise struct.error("a string is cut off")
        self.at += length
        return self.data[self.at - length : self.at]

    def text(self) -> str:
        """Read a name."""
        return self.string().decode("utf-8", "surrogateescape")

    def attributes(self) -> Attributes:
        """Read what is told of a file."""
        flags = self.number()
        size = self.large() if flags & _SIZE else 0
        if flags & _OWNER:
            self.at += 8
        mode = self.number() if flags & _MODE else 0
        modified = 0
        if flags & _TIMES:
            self.number()
            modified = self.number()
        for _ in range(self.number() if flags & _EXTENDED else 0):
            self.string(), self.string()
        return Attributes(size, mode, modified)

    @property
    def ended(self) -> bool:
        """Whether all of it was read."""
        return self.at >= len(self.data)
