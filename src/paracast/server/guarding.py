"""Around all answers: who may ask how, what every answer says, and what is told of it."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeAlias

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from paracast.errors import ParacastError
from paracast.server.addresses import Listening, base_of

_METHODS: Final = "GET, HEAD, OPTIONS"
_EVERYWHERE: Final = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match, If-Range, Range",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Max-Age": "86400",
    "Allow": _METHODS,
}
_LONGEST_PATH: Final = 4_096  # bytes
_LONGEST_HEAD: Final = 16_384  # bytes of headers


@dataclass(frozen=True, slots=True)
class Served:
    """An answer that was given.

    Attributes:
        client: the number of the machine that asked.
        path: as it was asked for.
        status: 0: whoever asked was gone before.
        length: bytes of the body that were handed over.
    """

    client: str
    method: str
    path: str
    status: int
    length: int


Tell: TypeAlias = Callable[[Served], None]
Fail: TypeAlias = Callable[[ParacastError], None]


class Guard:
    """Refuses what no listener asks, and tells the application below which address it was asked."""

    def __init__(self, application: ASGIApp, listening: Listening, tell: Tell, fail: Fail) -> None:
        self._application, self._listening = application, listening
        self._tell, self._fail = tell, fail

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI 3)."""
        sending = _Sending(send, scope["method"])
        refusal = self._refusal(scope)
        try:
            await (refusal or self._application)(scope, receive, sending)
        except Exception as error:  # noqa: BLE001  one answer's end is not the server's
            self._fail(_failed(scope, error))
        finally:
            client = (scope["client"] or ("",))[0]
            path = scope["raw_path"].decode("ascii")
            self._tell(Served(client, scope["method"], path, sending.status, sending.length))

    def _refusal(self, scope: Scope) -> Response | None:
        if unfit := _unfit(scope):
            return unfit
        base = base_of(Headers(scope=scope).get("host"), scope["server"], self._listening)
        if base is None:
            told = "This is no name of this machine. Behind a proxy: paracast serve --url URL"
            return _refused(HTTPStatus.MISDIRECTED_REQUEST, told)
        scope["state"]["base"] = base
        if scope["method"] == "OPTIONS":
            return Response(status_code=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)
        if scope["method"] not in {"GET", "HEAD"}:
            told = f"Only {_METHODS}."
            return _refused(HTTPStatus.METHOD_NOT_ALLOWED, told, Allow=_METHODS)
        return None


def _unfit(scope: Scope) -> Response | None:
    """Refuse what is larger than any request that can be answered."""
    headers = Headers(scope=scope)
    if len(scope["raw_path"]) > _LONGEST_PATH:
        return _refused(HTTPStatus.REQUEST_URI_TOO_LONG, "No path is so long.")
    if sum(len(name) + len(value) for name, value in headers.raw) > _LONGEST_HEAD:
        told = "No request needs so many headers."
        return _refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, told)
    if headers.get("content-length", "0") != "0" or "transfer-encoding" in headers:
        return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Nothing can be sent here.")
    return None


def _failed(scope: Scope, error: Exception) -> ParacastError:
    return ParacastError(
        f"No answer to {scope['raw_path'].decode('ascii')}: {type(error).__name__}: {error}.",
        remedy="Check that episodes/ can be read; if it can, this is a fault of paracast: tell us.",
    )


def _refused(status: HTTPStatus, told: str, **headers: str) -> Response:
    """Refuse, and close the connection: what follows on it is not to be understood."""
    return PlainTextResponse(f"{told}\n", status, {**headers, "Connection": "close"})


class _Sending:
    """Passes an answer on with the headers of every answer, and counts it."""

    def __init__(self, send: Send, method: str) -> None:
        self._send, self._bodiless = send, method == "HEAD"
        self.status, self.length = 0, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            MutableHeaders(scope=message).update(_EVERYWHERE)
        elif not self._bodiless:
            self.length += len(message.get("body", b""))
        await self._send(message)
