"""The tag of an MP3 from elsewhere → where its chapters begin.

ID3v2 Chapter Frame Addendum 1.0, on ID3v2.3 and 2.4. Read by ourselves, bounded, and without
anything that is compressed: a few bytes of that may stand for gigabytes.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from paracast.episode.points import Point

_LARGEST = 32_000_000  # bytes of a tag
_MOST = 1000  # chapters
_HEADER = 10  # bytes
_TIMES = struct.Struct(">IIII")
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
_UNSYNCHRONISED, _EXTENDED = 0x80, 0x40
_SYNCHSAFE = 4  # the version that writes sizes in seven bits a byte


def points_in(path: Path) -> list[Point]:
    """Read the chapters of an MP3's tag in order of time; what is damaged there is passed over."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
        if not head.startswith(b"ID3") or len(head) < _HEADER or head[3] not in {3, 4}:
            return []
        version, flags, size = head[3], head[5], _size(head[6:], _SYNCHSAFE)
        body = file.read(min(size, _LARGEST))
    if flags & _UNSYNCHRONISED and version < _SYNCHSAFE:
        body = body.replace(b"\xff\x00", b"\xff")
    if flags & _EXTENDED and len(body) >= _SYNCHSAFE:
        length = _size(body, version)
        body = body[length if version == _SYNCHSAFE else length + 4 :]
    found = (_point(data, version) for name, data in _frames(body, version) if name == b"CHAP")
    return sorted(point for point in found if point)[:_MOST]


def _frames(body: bytes, version: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the frames that are stored plainly."""
    position = 0
    while position + _HEADER <= len(body) and body[position]:
        name, flags = body[position : position + 4], body[position + 9]
        size = _size(body[position + 4 : position + 8], version)
        begin = position + _HEADER
        if not flags:
            yield name, body[begin : begin + size]
        position = begin + size


def _point(data: bytes, version: int) -> Point | None:
    _, _, rest = data.partition(b"\0")
    if len(rest) < _TIMES.size:
        return None
    start, *_ = _TIMES.unpack_from(rest)
    inner = dict(_frames(rest[_TIMES.size :], version))
    title, link = inner.get(b"TIT2", b"\0"), inner.get(b"WXXX", b"\0")
    return Point(start / 1000, _text(title), _url(link))


def _text(data: bytes) -> str:
    if not data or data[0] >= len(_ENCODINGS):
        return ""
    text = data[1:].decode(_ENCODINGS[data[0]], "replace")
    return " ".join(text.partition("\0")[0].split())


def _url(data: bytes) -> str:
    """Return a link; its description before it is passed over."""
    wide = data[:1] in {b"\x01", b"\x02"}
    begin = data.find(b"\0\0", 1) + 2 if wide else data.find(b"\0", 1) + 1
    return data[begin:].rstrip(b"\0").decode("latin-1")


def _size(data: bytes, version: int) -> int:
    size = 0
    bits = 7 if version == _SYNCHSAFE else 8
    for byte in data[:4]:
        size = size << bits | (byte & 0x7F if bits == 7 else byte)  # noqa: PLR2004  seven bits a byte
    return size
