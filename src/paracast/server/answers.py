"""A file or a document, and a request → the answer."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Final

from anyio.to_thread import run_sync
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from paracast.publish.kinds import media_type
from paracast.server.conditions import Version, is_still, judge
from paracast.server.opening import Opened
from paracast.server.packing import is_text, is_worthwhile, packed, packed_tag, takes_gzip
from paracast.server.ranges import Span, spans_of

_PIECE: Final = 65_536  # bytes that are read at once: what a connection holds in memory
_LOOKED: Final = 16  # pieces, after which it is asked whether anybody is still there
_SHARED: Final = {"Cache-Control": "no-cache"}  # kept, but asked for again: a 304 costs nothing
FOR_PLAYERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
}


# The feed and the pages are not among them: else every page on the web could read a show that is
# meant for this machine alone.
_OPEN: Final = (
    *(".flac", ".m4a", ".mp3", ".ogg", ".opus"),
    *(".chapters.json", ".srt", ".transcript.json", ".vtt"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A text in memory.

    Attributes:
        varies: the headers of a request on which it depends.
        headers: what else is told of it.
    """

    data: bytes
    type: str
    version: Version
    varies: str = "Accept-Encoding"
    headers: Mapping[str, str] = field(default_factory=dict)


def version_of(data: bytes, modified: int | None = None) -> Version:
    """Return the version of what is made here: its tag is of its bytes."""
    return Version(f'"{hashlib.sha256(data).hexdigest()[:32]}"', modified)


def document_answer(document: Document, request: Request) -> Response:
    """Answer with a document: whole, packed for who takes that, or not at all for who has it."""
    data, version, told = document.data, document.version, dict(document.headers)
    if is_worthwhile(len(data)) and takes_gzip(request.headers.get("accept-encoding", "")):
        version = replace(version, tag=packed_tag(version.tag))
        told["Content-Encoding"] = "gzip"
        data = packed(data)
    headers = {**_SHARED, **version.headers(), "Vary": document.varies}
    status = judge(request.headers, version)
    if status is not HTTPStatus.OK:
        return Response(status_code=status, headers=headers)
    return Response(data, headers={**headers, **told, "Content-Type": document.type})


async def file_answer(opened: Opened, request: Request) -> Response:
    """Answer with a file, which is closed when it is sent: whole, packed, or ranges of it."""
    headers = request.headers
    told = FOR_PLAYERS if opened.name.endswith(_OPEN) else {}
    ranged = "range" in headers and request.method == "GET"
    if is_text(opened.name) and is_worthwhile(opened.length) and not ranged:
        with opened.file:
            data = await run_sync(opened.file.read)
        document = Document(data, media_type(opened.name), opened.version, headers=told)
        return document_answer(document, request)
    base = {**_SHARED, **told, **opened.version.headers(), "Accept-Ranges": "bytes"}
    if is_text(opened.name):
        base["Vary"] = "Accept-Encoding"
    status = judge(headers, opened.version)
    if status is not HTTPStatus.OK:
        opened.file.close()
        return Response(status_code=status, headers=base)
    wanted = headers["range"] if ranged and is_still(headers, opened.version) else ""
    return _ranged(opened, spans_of(wanted, opened.length), base)


def _ranged(opened: Opened, spans: tuple[Span, ...] | None, base: dict[str, str]) -> Response:
    length, kind = opened.length, media_type(opened.name)
    if spans is None:
        whole = {**base, "Content-Length": str(length), "Content-Type": kind}
        return _FileResponse(opened, [(b"", Span(0, length))], whole, HTTPStatus.OK)
    if not spans:
        opened.file.close()
        refused = {**base, "Content-Range": f"bytes */{length}"}
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=refused)
    if len(spans) == 1:
        (span,) = spans
        told = {"Content-Range": span.told(length), "Content-Type": kind}
        parts = [(b"", span)]
    else:
        mark = secrets.token_hex(16)
        told = {"Content-Type": f"multipart/byteranges; boundary={mark}"}
        parts = [(_part_head(mark, kind, span.told(length)), span) for span in spans]
        parts.append((f"\r\n--{mark}--\r\n".encode(), Span(0, 0)))
    size = sum(len(head) + span.end - span.start for head, span in parts)
    headers = {**base, **told, "Content-Length": str(size)}
    return _FileResponse(opened, parts, headers, HTTPStatus.PARTIAL_CONTENT)


def _part_head(mark: str, kind: str, told: str) -> bytes:
    """Write what stands before a part (RFC 9110, section 14.6)."""
    return f"\r\n--{mark}\r\nContent-Type: {kind}\r\nContent-Range: {told}\r\n\r\n".encode()


class _FileResponse(Response):
    """Parts of an open file, each after some bytes of ours.

    A file that has become shorter ends the answer: the connection closes before all that was
    announced has come, and the client knows.
    """

    def __init__(
        self,
        opened: Opened,
        parts: list[tuple[bytes, Span]],
        headers: Mapping[str, str],
        status: HTTPStatus,
    ) -> None:
        self.status_code, self.background = status, None
        self._opened, self._parts = opened, parts
        self.raw_headers = Headers(headers).raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._opened.file:
            start = {"type": "http.response.start", "status": int(self.status_code)}
            await send({**start, "headers": self.raw_headers})
            if scope["method"] == "HEAD" or await self._sent(Request(scope, receive), send):
                await send({"type": "http.response.body", "body": b""})

    async def _sent(self, request: Request, send: Send) -> bool:
        """Send all parts; tell whether they were all there, and somebody to take them."""
        for head, span in self._parts:
            if head:
                await send({"type": "http.response.body", "body": head, "more_body": True})
            if not await self._copied(span, request, send):
                return False
        return True

    async def _copied(self, span: Span, request: Request, send: Send) -> bool:
        file = self._opened.file
        await run_sync(file.seek, span.start)
        for number, start in enumerate(range(span.start, span.end, _PIECE)):
            if number % _LOOKED == _LOOKED - 1 and await request.is_disconnected():
                return False
            size = min(_PIECE, span.end - start)
            piece = await run_sync(file.read, size)
            await send({"type": "http.response.body", "body": piece, "more_body": True})
            if len(piece) < size:
                return False
        return True
