"""A `Range` header and a length → the bytes that are meant (RFC 9110, section 14)."""

import re
from typing import NamedTuple

_LONGEST = 1_000  # characters
_MOST = 20  # ranges; players ask for one, readers of documents for a few
_SPEC = re.compile(r"(\d*)\s*-\s*(\d*)")


class Span(NamedTuple):
    """Bytes of a file, from `start` to before `end`; at least one."""

    start: int
    end: int

    def told(self, length: int) -> str:
        """Write it as `Content-Range` does (section 14.4)."""
        return f"bytes {self.start}-{self.end - 1}/{length}"


def spans_of(header: str, length: int) -> tuple[Span, ...] | None:
    """Return what a client wants of a file.

    Those that overlap or touch become one, as section 14.2 lets servers do.

    Args:
        header: the header's value.
        length: of the file, in bytes.

    Returns:
        Spans in order; none of them where the file has nothing of it, or where more is asked for
        than any player asks for: that is status 416. None: the header is not understood, and to be
        taken as not there.
    """
    unit, _, specs = header.partition("=")
    if unit.strip().lower() != "bytes":
        return None
    if len(header) > _LONGEST:
        return ()
    asked = [spec.strip() for spec in specs.split(",") if spec.strip()]
    read = [_bounds(spec) for spec in asked]
    if not read or None in read:
        return None
    if len(read) > _MOST:
        return ()
    found = [_within(*bounds, length) for bounds in read if bounds]
    return _merged(sorted(span for span in found if span.start < span.end))


def _bounds(spec: str) -> tuple[int | None, int | None] | None:
    """Read `first-last`, `first-` or `-count`; None: it is none of them."""
    found = _SPEC.fullmatch(spec)
    if found is None or not any(found.groups()):
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    if first is not None and last is not None and last < first:
        return None
    return first, last


def _within(first: int | None, last: int | None, length: int) -> Span:
    if first is None:
        return Span(max(0, length - (last or 0)), length)
    return Span(first, length if last is None else min(last + 1, length))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
