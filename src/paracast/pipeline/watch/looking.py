"""A folder → the articles that are in it now, each with its state."""

import os
import stat
from collections.abc import Collection
from pathlib import Path

from paracast.article.folders import is_article_name
from paracast.errors import ArticleError
from paracast.pipeline.watch.settling import State


def look(folder: Path, *, recursive: bool, apart: Collection[Path] = ()) -> dict[Path, State]:
    """Look at every article of a folder, without reading any.

    Links to folders are not followed. What disappears meanwhile, or may not be looked at, is not
    there; but the folder itself must be.

    Args:
        folder: where to look.
        recursive: whether to look into its folders too.
        apart: folders that are not looked into, resolved.

    Raises:
        ArticleError: the folder is not there, or may not be read.
    """
    found = dict[Path, State]()
    for place, folders, names in os.walk(folder, onerror=_Complaint(folder)):
        folders[:] = [name for name in folders if recursive and _is_ours(place, name, apart)]
        for name in names:
            if is_article_name(name):
                path = Path(place, name)
                if state := _state_of(path):
                    found[path] = state
    return found


def _is_ours(place: str, name: str, apart: Collection[Path]) -> bool:
    return not name.startswith(".") and Path(place, name).resolve() not in apart


def _state_of(path: Path) -> State | None:
    try:
        known = path.stat()
    except OSError:
        return None
    return State(known.st_size, known.st_mtime_ns) if stat.S_ISREG(known.st_mode) else None


class _Complaint:
    """What to do about folders that cannot be read: the first one counts, others are nobody's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, error: OSError) -> None:
        if error.filename == str(self._folder):
            raise ArticleError(
                f"Cannot look into the folder {self._folder}: {error.strerror or error}.",
                remedy="Check the name, who may read it, and whether its disk is there.",
            ) from error
