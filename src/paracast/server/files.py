"""A path that somebody asks for → the file of the show that it names, or none."""

import os
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from paracast.episode.manifest import NAME as MANIFEST
from paracast.publish.gathering import UNPUBLISHED
from paracast.publish.kinds import cache_control, media_type

_NEVER: Final = UNPUBLISHED | {MANIFEST}


def is_served(path: str) -> bool:
    """Tell whether what lies at a path below `episodes/` is anybody else's business."""
    parts = path.replace("\\", "/").split("/")
    return (
        not any(part.startswith(".") for part in parts if part != ".") and parts[-1] not in _NEVER
    )


class EpisodeFiles(StaticFiles):
    """The folder `episodes/`, as it is published.

    Starlette keeps to the folder, answers ranges (RFC 9110, section 14) and conditional requests;
    here stands what is served of it, and as what.
    """

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Find a file; links, hidden files and manifests are not found."""
        if not is_served(path):
            return "", None
        full, facts = super().lookup_path(path)
        asked = os.path.join(os.path.realpath(str(self.directory)), path)  # noqa: PTH118  strings
        return (full, facts) if full == os.path.normpath(asked) else ("", None)

    def file_response(
        self,
        full_path: PathLike,
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Answer with a file, under the type that publishing gives it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        name = os.path.relpath(full_path, os.path.realpath(str(self.directory)))
        response.headers["cache-control"] = cache_control(name.replace(os.sep, "/"))
        if "content-type" in response.headers:
            response.headers["content-type"] = media_type(name)
        return response
