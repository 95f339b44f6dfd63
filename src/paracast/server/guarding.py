"""What holds for every request, before anything looks at its path."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paracast.server.addressing import Place, is_ours

_EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",  # players on the web fetch transcripts and chapters
    "Access-Control-Expose-Headers": "Accept-Ranges, Content-Length, Content-Range, ETag",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
_LONGEST_RANGE = 1000  # characters; players ask for one range, or for a few


@dataclass(frozen=True, slots=True)
class Served:
    """An answer that was given.

    Attributes:
        status: as HTTP numbers it; 0: the asker was gone before.
        length: bytes of the body that were sent.
    """

    client: str
    method: str
    path: str
    status: int
    length: int


Tell: TypeAlias = Callable[[Served], None]


class Guard:
    """Refuses what no listener asks, and gives every answer the headers that players need."""

    def __init__(self, inner: ASGIApp, place: Place, tell: Tell) -> None:
        self._inner, self._place, self._tell = inner, place, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI 3)."""
        if scope["type"] != "http":
            return
        sending = _Sending(send)
        app = self._refusal(scope) or self._inner
        # The asker has gone, or the file has: the connection ends, and the server does not.
        with suppress(OSError, RuntimeError):
            await app(scope, receive, sending)
        client = (scope["client"] or ("",))[0]
        path = scope["raw_path"].decode("ascii", "replace")
        self._tell(Served(client, scope["method"], path, sending.status, sending.length))

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        if not is_ours(headers.get("host", ""), self._place):
            told = "This server does not answer to that name. Behind a proxy: paracast serve --url"
            return PlainTextResponse(f"{told}\n", 421)
        if method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if method not in {"GET", "HEAD"}:
            return PlainTextResponse("Only GET and HEAD.\n", 405, {"Allow": _PREFLIGHT["Allow"]})
        if len(headers.get("range", "")) > _LONGEST_RANGE:
            return PlainTextResponse("Too many ranges.\n", 416)
        return None


class _Sending:
    """Sends on what an application sends, with the headers of every answer, and counts it."""

    def __init__(self, send: Send) -> None:
        self._send, self.status, self.length = send, 0, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableHeaders(scope=message).update(_EVERYWHERE)
        else:
            self.length += len(message.get("body", b""))
        await self._send(message)
