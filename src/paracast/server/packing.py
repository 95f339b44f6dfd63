"""Bytes → packed bytes, for those who take them packed."""

import gzip
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

LARGEST: Final = 8_000_000
"""Bytes; a larger text is sent as it is, from disk."""

_TEXTS: Final = frozenset(
    {".css", ".html", ".js", ".json", ".srt", ".svg", ".txt", ".vtt", ".webmanifest", ".xml"}
)
_WORTHWHILE: Final = 1_000  # bytes; what is shorter fits a packet as it is
_KEPT: Final = 8  # packed texts: at most some MB
_LEVEL: Final = 6


def takes_gzip(accepted: str) -> bool:
    """Tell whether an `Accept-Encoding` header takes gzip (RFC 9110, section 12.5.3)."""
    weights = {
        coding.strip(): weight.replace(" ", "").removeprefix("q=")
        for coding, _, weight in (part.partition(";") for part in accepted.lower().split(","))
    }
    weight = weights.get("gzip", weights.get("x-gzip", weights.get("*", "0")))
    return bool(weight.strip("0.")) or weight == ""


def is_text(name: str) -> bool:
    """Tell by a file's name whether it becomes much smaller when it is packed."""
    return PurePosixPath(name).suffix.lower() in _TEXTS


def is_worthwhile(length: int) -> bool:
    """Tell whether so many bytes are worth packing."""
    return _WORTHWHILE <= length <= LARGEST


@lru_cache(_KEPT)
def packed(data: bytes) -> bytes:
    """Return data packed; the same data gives the same bytes."""
    return gzip.compress(data, _LEVEL, mtime=0)


def packed_tag(tag: str) -> str:
    """Return the entity tag of what is packed: other bytes have another tag (section 8.8.3.3)."""
    return f'{tag[:-1]}-gzip"'
