"""Bytes in memory → an answer: its tag, whether the asker has it already, and packed or not."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.responses import Response

_WORTHWHILE = 1000  # bytes; what is shorter fits a packet as it is
_KEPT = 16  # packed texts


@dataclass(frozen=True, slots=True)
class Text:
    """What is sent whole.

    Attributes:
        modified: when it became what it is, as HTTP writes a time (RFC 9110, section 5.6.7).
    """

    data: bytes
    type: str
    modified: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def answer(self, asked: Headers) -> Response:
        """Answer a request; an asker who has it already gets nothing (RFC 9110, section 13)."""
        packed = len(self.data) >= _WORTHWHILE and _takes_gzip(asked.get("accept-encoding", ""))
        tag = f'"{hashlib.sha256(self.data).hexdigest()[:32]}{"-gzip" if packed else ""}"'
        told = {
            **self.headers,
            "ETag": tag,
            "Last-Modified": self.modified,
            "Vary": "Accept-Encoding, Host",
        }
        if _has_it(asked, tag, self.modified):
            return Response(status_code=304, headers=told)
        if packed:
            told["Content-Encoding"] = "gzip"
        data = _packed(self.data) if packed else self.data
        return Response(data, headers={**told, "Content-Type": self.type})


def _takes_gzip(accepted: str) -> bool:
    for coding in accepted.lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _has_it(asked: Headers, tag: str, modified: str) -> bool:
    """Compare tags weakly: packed or not, it is the same text."""
    if known := asked.get("if-none-match"):
        bare = _bare(tag)
        return known.strip() == "*" or bare in {_bare(one.strip()) for one in known.split(",")}
    return asked.get("if-modified-since", "") == modified


def _bare(tag: str) -> str:
    return tag.removeprefix("W/").strip('"').removesuffix("-gzip")


@lru_cache(_KEPT)
def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)
