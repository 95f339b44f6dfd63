"""An MP3 from elsewhere → where its frames are, and the same with a header that counts them.

Decoders guess the length of a file without such a header by its first frame's bitrate: of one
whose bitrate varies they may leave out four fifths.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from paracast.errors import AudioError

_TAG_HEADER = 10  # bytes, of an ID3v2 tag and of its footer (ID3v2.4 sections 3.1 and 3.4)
_FOOTER = 0x10
_OLD_TAG = 128  # bytes of an ID3v1 tag, at the file's end
_HEADER = 4  # bytes of a frame's (ISO/IEC 11172-3 section 2.4.2.3)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_1 = 3
_LAYER_3 = 1
_MONO = 3
_ROOM = {True: 9, False: 8}  # indices of bitrates whose frames have room for a header
_NAMES = (b"Xing", b"Info", b"VBRI")
_LOST = 2**16  # bytes to look through for the next frame


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a frame's header tells of it."""

    version: int
    length: int
    side_bytes: int

    @classmethod
    def of(cls, head: bytes) -> "_Frame | None":
        if len(head) < _HEADER or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004  sync
            return None
        version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
        bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
        if version not in _RATES or layer != _LAYER_3 or bitrate in {0, 15} or rate == 3:  # noqa: PLR2004  as the standard reserves them
            return None
        first, mono = version == _MPEG_1, head[3] >> 6 == _MONO
        scale = 144 if first else 72
        length = scale * _BITRATES[first][bitrate] * 1000 // _RATES[version][rate]
        side = (17 if mono else 32) if first else (9 if mono else 17)
        return cls(version, length + (head[2] >> 1 & 1), side)


def frames_of(file: BinaryIO) -> tuple[int, int]:
    """Return where an MP3's frames begin, after its tags, and where they end, in bytes."""
    length = file.seek(0, io.SEEK_END)
    file.seek(max(0, length - _OLD_TAG))
    end = length - _OLD_TAG if file.read(3) == b"TAG" else length
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
    start = file.read(_HEADER + 32 + 4)
    if any(name in start for name in _NAMES):
        return io.BufferedReader(_Joined(b"", file, first, end))
    header = _counting(start[:_HEADER], 1 + sum(1 for _ in places))
    return io.BufferedReader(_Joined(header, file, first, end))


def _places(file: BinaryIO, begin: int, end: int) -> Iterator[int]:
    """Yield where frames begin; what is damaged between them is passed over, up to a bound."""
    position, lost = begin, 0
    while position + _HEADER <= end and lost < _LOST:
        file.seek(position)
        frame = _Frame.of(file.read(_HEADER))
        if frame:
            yield position
            position, lost = position + frame.length, 0
        else:
            position, lost = position + 1, lost + 1


def _counting(head: bytes, frames: int) -> bytes:
    """Make a frame without sound that says how many follow (as Xing's and LAME's do)."""
    first = head[1] >> 3 & 3 == _MPEG_1
    plain = bytes((head[0], head[1] | 1, _ROOM[first] << 4 | head[2] & 0x0C, head[3]))
    frame = _Frame.of(plain)
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
