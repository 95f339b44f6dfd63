"""A path → what answers it: the feed as it is now, a file from disk, a page of our own."""

from collections.abc import Callable
from typing import Final, TypeVar

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from paracast.errors import ParacastError
from paracast.publish.kinds import is_feed, media_type
from paracast.server.addresses import Listening
from paracast.server.answers import FOR_PLAYERS, Document, document_answer, file_answer, version_of
from paracast.server.front import POLICY, front_page
from paracast.server.guarding import Fail, Guard, Tell
from paracast.server.leading import leading_here
from paracast.server.living import LivingShow
from paracast.server.opening import PAGE, Opened, lies_there, open_served

_VARIES: Final = "Accept-Encoding, Host"

_Found = TypeVar("_Found")


def application(living: LivingShow, listening: Listening, tell: Tell, fail: Fail) -> ASGIApp:
    """Make what answers requests.

    Args:
        living: the show.
        listening: where it is asked.
        tell: is told of each answer.
        fail: is told why the show could not be read, whenever it is asked for and could not be.
    """
    routes = [Route("/{path:path}", _Answers(living, fail).answer, methods=["GET"])]
    if listening.secret:
        below = Mount(f"/{listening.secret}", routes=routes)
        routes = [Route(f"/{listening.secret}", _to_folder), below]  # type: ignore[list-item]
    inner = Starlette(routes=routes, exception_handlers={HTTPException: _plain})
    return Guard(inner, listening, tell, fail)


async def _to_folder(request: Request) -> Response:
    """Lead to the folder of that name: not by scheme and host, which a proxy may have others of."""
    return RedirectResponse(f"{request.url.path.rpartition('/')[2]}/", 308)


async def _plain(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) else ""
    return PlainTextResponse(f"{detail}\n", status)


class _Answers:
    def __init__(self, living: LivingShow, fail: Fail) -> None:
        self._living, self._fail = living, fail

    async def answer(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        base: str = request.state.base
        if is_feed(path):
            return await self._feed(path, base, request)
        if path.endswith(".chapters.json"):
            made = await self._read(self._living.chapters, path, base)
            if made is not None:
                return document_answer(_chapters(path, made), request)
        folder = path == "" or path.endswith("/")
        opened = await self._opened(f"{path}{PAGE}" if folder else path)
        if opened and opened.name.endswith(".html"):
            return document_answer(await run_sync(self._page, opened, base), request)
        if opened:
            return await file_answer(opened, request)
        if path == "":
            return await self._front(base, request)
        if not folder and (page := await self._opened(f"{path}/{PAGE}")):
            page.file.close()
            return RedirectResponse(f"{path.rpartition('/')[2]}/", 308)
        raise HTTPException(404, "There is nothing here.")

    async def _feed(self, name: str, base: str, request: Request) -> Response:
        feeds, modified = await self._read(self._living.feeds, base)
        if name not in feeds:
            raise HTTPException(404, "There is no such part of the feed.")
        document = Document(
            feeds[name], media_type(name), version_of(feeds[name], modified), _VARIES
        )
        return document_answer(document, request)

    async def _front(self, base: str, request: Request) -> Response:
        show, episodes = await self._read(self._living.listed, base)
        data = front_page(show, episodes).encode()
        policy = {"Content-Security-Policy": POLICY}
        page = Document(data, media_type(PAGE), version_of(data), _VARIES, policy)
        return document_answer(page, request)

    def _page(self, opened: Opened, base: str) -> Document:
        with opened.file as file:
            data = leading_here(file.read(), *self._living.addresses(base), self._is_served)
        version = version_of(data, opened.version.modified)
        return Document(data, media_type(opened.name), version, _VARIES)

    def _is_served(self, path: str) -> bool:
        return path == "" or is_feed(path) or lies_there(self._living.folder, path)

    async def _opened(self, path: str) -> Opened | None:
        return await run_sync(open_served, self._living.folder, path)

    async def _read(self, read: Callable[..., _Found], *arguments: str) -> _Found:
        try:
            return await run_sync(read, *arguments)
        except ParacastError as error:
            self._fail(error)
            raise HTTPException(503, "The show cannot be read at the moment.") from error


def _chapters(path: str, made: bytes) -> Document:
    return Document(made, media_type(path), version_of(made), _VARIES, FOR_PLAYERS)
