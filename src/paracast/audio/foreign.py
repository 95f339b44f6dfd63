"""An MP3 from elsewhere → where its frames are, and the same with a header that counts them.

Decoders guess the length of a file without such a header by its first frame's bitrate: of one
whose bitrate varies they may leave out four fifths.
"""

import io
import struct
from collections.abc import Iterator
from typing import BinaryIO

from paracast.audio.frames import HEADER, frame_of
from paracast.errors import AudioError

_TAG_HEADER = 10  # bytes, of an ID3v2 tag and of its footer (ID3v2.4 sections 3.1 and 3.4)
_FOOTER = 0x10
_OLD_TAG = 128  # bytes of an ID3v1 tag, at the file's end
_ROOM = {True: 9, False: 8}  # indices of bitrates whose frames have room for a header
_NAMES = (b"Xing", b"Info", b"VBRI")
_LOST = 2**16  # bytes to look through for the next frame


def frames_of(file: BinaryIO) -> tuple[int, int]:
    """Return where an MP3's frames begin, after its tags, and where they end, in bytes."""
    length = file.seek(0, io.SEEK_END)
    old = max(0, length - _OLD_TAG)
    file.seek(old)
    end = old if file.read(3) == b"TAG" else length
    begin = 0
    while begin < end:
        file.seek(begin)
        head = file.read(_TAG_HEADER)
        if len(head) < _TAG_HEADER or not head.startswith(b"ID3"):
            break
        size = sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
        begin += _TAG_HEADER + size + (_TAG_HEADER if head[5] & _FOOTER else 0)
    return min(begin, end), end


def counted(file: BinaryIO) -> BinaryIO:
    """Return the frames of an MP3, behind a header that counts them if there is none.

    Raises:
        AudioError: there are none.
    """
    begin, end = frames_of(file)
    places = _places(file, begin, end)
    first = next(places, None)
    if first is None:
        raise AudioError("The file holds no MP3 frame.", remedy="Only MP3 files are taken over.")
    file.seek(first)
    start = file.read(HEADER + 32 + 4)
    if any(name in start for name in _NAMES):
        return io.BufferedReader(_Joined(b"", file, first, end))
    header = _counting(start[:HEADER], 1 + sum(1 for _ in places))
    return io.BufferedReader(_Joined(header, file, first, end))


def _places(file: BinaryIO, begin: int, end: int) -> Iterator[int]:
    """Yield where frames begin; what is damaged between them is passed over, up to a bound."""
    position, lost = begin, 0
    while position + HEADER <= end and lost < _LOST:
        file.seek(position)
        frame = frame_of(file.read(HEADER))
        if frame:
            yield position
            position, lost = position + frame.length, 0
        else:
            position, lost = position + 1, lost + 1


def _counting(head: bytes, frames: int) -> bytes:
    """Make a frame without sound that says how many follow (as Xing's and LAME's do)."""
    model = frame_of(head)
    first = model is not None and model.is_first
    plain = bytes((head[0], head[1] | 1, _ROOM[first] << 4 | head[2] & 0x0C, head[3]))
    frame = frame_of(plain)
    if frame is None:
        raise AudioError("The file holds no MP3 frame.", remedy="Only MP3 files are taken over.")
    told = plain + bytes(frame.side_bytes) + b"Info" + struct.pack(">II", 1, frames)
    return told.ljust(frame.length, b"\0")


class _Joined(io.RawIOBase):
    """Some bytes, and after them a stretch of a file."""

    def __init__(self, head: bytes, file: BinaryIO, begin: int, end: int) -> None:
        self._head, self._file, self._begin = head, file, begin
        self._length = len(head) + end - begin
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._length}[whence]
        self._position = max(0, start + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]  # as it is called
        wanted = min(len(buffer), max(0, self._length - self._position))
        if self._position < len(self._head):
            piece = self._head[self._position : self._position + wanted]
        else:
            self._file.seek(self._begin + self._position - len(self._head))
            piece = self._file.read(wanted)
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)
