"""Requests → answers: the feed as it is now, texts packed, files from disk."""

from email.utils import formatdate
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from paracast.publish.kinds import cache_control, is_feed, media_type
from paracast.server.addressing import Place
from paracast.server.files import EpisodeFiles, is_served
from paracast.server.front import front_page
from paracast.server.guarding import Guard, Tell
from paracast.server.living import LivingShow
from paracast.server.texts import Text

_PACKED = (".css", ".html", ".js", ".json", ".srt", ".svg", ".vtt", ".xml")
_LARGEST = 8_000_000  # bytes; what is longer is sent as it is, from disk
_CHAPTERS = ".chapters.json"
_FRONT = "index.html"


def application(living: LivingShow, place: Place, tell: Tell) -> ASGIApp:
    """Make what answers requests.

    Args:
        living: the show.
        place: where it is served.
        tell: is told of each answer.
    """
    answers = _Answers(living, place)
    route = Route("/{path:path}", answers.answer)
    below = [Mount(f"/{place.secret}", routes=[route])] if place.secret else [route]
    return Guard(Starlette(routes=below), place, tell)


class _Answers:
    def __init__(self, living: LivingShow, place: Place) -> None:
        self._living, self._place = living, place
        self._files = EpisodeFiles(directory=living.setup.episodes, html=True, check_dir=False)

    async def answer(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        if not is_served(path):
            raise HTTPException(404)
        text = await run_sync(self._text, path, request)
        if text is not None:
            return text.answer(request.headers)
        # Two slashes in a row name nothing; for a file system they would be one.
        return await self._files.get_response(path.rstrip("/"), request.scope)

    def _text(self, path: str, request: Request) -> Text | None:
        """Return what is sent whole, from memory; None: it is a file, and sent from disk."""
        if is_feed(path):
            return self._feed(path, request)
        name = f"{path}{_FRONT}" if path in {"", "/"} or path.endswith("/") else path
        if "range" in request.headers or not name.endswith(_PACKED):
            return None
        full, facts = self._files.lookup_path(name)
        if facts is None:
            return self._front(request) if name == _FRONT else None
        if facts.st_size > _LARGEST or not Path(full).is_file():
            return None
        data = Path(full).read_bytes()
        if name.endswith(_CHAPTERS):
            data = self._leading_here(data, request)
        written = formatdate(facts.st_mtime, usegmt=True)
        return Text(data, media_type(name), written, {"Cache-Control": cache_control(name)})

    def _feed(self, name: str, request: Request) -> Text:
        state = self._living.state()
        found = self._living.documents(state, request.headers["host"]).get(name)
        if found is None:
            raise HTTPException(404)
        return Text(found, media_type(name), state.modified, {"Cache-Control": "no-cache"})

    def _front(self, request: Request) -> Text:
        state = self._living.state()
        show = self._place.shown(self._living.setup.show, request.headers["host"])
        page = front_page(show, self._living.episodes(state))
        headers = {"Cache-Control": "no-cache", "Content-Security-Policy": "default-src 'none'"}
        return Text(page.encode(), media_type(_FRONT), state.modified, headers)

    def _leading_here(self, data: bytes, request: Request) -> bytes:
        """Let chapters name their pictures where they were asked for."""
        show = self._living.setup.show
        here = self._place.shown(show, request.headers["host"]).address
        return data.replace(show.address.encode(), here.encode())
