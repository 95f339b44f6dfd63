"""Readers of what clients and hosts send: headers and paths of requests, packets of SFTP."""

import struct
import tempfile
from functools import cache
from pathlib import Path

from fuzzing import Reader
from starlette.datastructures import Headers

from paracast.publish.targets.sftp.packets import Reading, text
from paracast.server.addresses import Listening, base_of
from paracast.server.conditions import Version, is_still, judge
from paracast.server.opening import open_served
from paracast.server.packing import takes_gzip
from paracast.server.ranges import spans_of

_NAMES = ("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range")
_VERSION = Version('"a-b-c"', 1_700_000_000)


def _latin(data: bytes) -> str:
    """Return a header's value as HTTP has it."""
    return data.decode("latin-1")


def _range(data: bytes) -> object:
    spans = spans_of(_latin(data), 10_000)
    for span in spans or ():
        assert 0 <= span.start < span.end <= 10_000
    return spans


def _conditions(data: bytes) -> object:
    values = dict(zip(_NAMES, _latin(data).split("\n"), strict=False))
    asked = Headers({name: value for name, value in values.items() if value})
    return judge(asked, _VERSION), is_still(asked, _VERSION)


@cache
def _folder() -> Path:
    """Return a folder with one file to serve, beside a secret; it lasts as long as the process."""
    top = Path(tempfile.mkdtemp(prefix="paracast-fuzz-"))
    (top / "served").mkdir()
    (top / "served" / "feed.xml").write_bytes(b"served")
    (top / "secret").write_bytes(b"secret")
    return top / "served"


def _path(data: bytes) -> object:
    opened = open_served(_folder(), data.decode("utf-8", "surrogateescape"))
    if opened:
        with opened.file as file:
            assert file.read() == b"served", "it gave away what is not served"
    return opened


def _packet(data: bytes) -> object:
    reading, read = Reading(data), list[object]()
    while not reading.ended:
        read += [reading.text(), reading.attributes()]
    return read


def _packets() -> list[bytes]:
    return [text("a") + struct.pack(">IQIII", 0x0D, 9, 0o644, 1, 2), text("b") + bytes(4)]


ASKING = (
    Reader("range", _range, lambda: [b"bytes=0-1", b"bytes=-5, 7-"], refusals=()),
    Reader(
        "host",
        lambda data: base_of(_latin(data), ("::1", 80), Listening()),
        lambda: [b"localhost:80", b"[::1]:80", b"127.0.0.1"],
        refusals=(),
    ),
    Reader(
        "conditions",
        _conditions,
        lambda: [b'"a-b-c"\nW/"x", *\nTue, 14 Nov 2023 22:13:20 GMT\n\n"a"'],
        refusals=(),
    ),
    Reader("gzip", lambda data: takes_gzip(_latin(data)), lambda: [b"gzip;q=0.5, *"], refusals=()),
    Reader("path", _path, lambda: [b"feed.xml", b"../secret", b"a/../feed.xml"], refusals=()),
    Reader("sftp", _packet, _packets, refusals=(struct.error,)),
)
