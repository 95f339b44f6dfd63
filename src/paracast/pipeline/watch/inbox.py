"""Watched folders → the articles in them that are to be made now."""

import time
from collections.abc import Collection, Generator, Sequence
from math import inf
from pathlib import Path

from paracast.article.folders import in_order
from paracast.article.source import identity_of
from paracast.errors import ArticleError, ParacastError
from paracast.pipeline.watch.looking import look
from paracast.pipeline.watch.retrying import Retries, is_its_own
from paracast.pipeline.watch.settling import Sights, State, seen, settled, settles_at


class Inbox:
    """Knows the articles of some folders, and which of them were made as they are.

    Nothing of it is kept: what was made before is known by the shelf.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        settle: float,
        *,
        recursive: bool,
        apart: Collection[Path] = (),
    ) -> None:
        """Begin without having looked.

        Args:
            folders: that hold the articles.
            settle: seconds for which a file must be still.
            recursive: whether to look into their folders too.
            apart: folders that are not looked into, resolved.
        """
        self._folders, self._settle = folders, settle
        self._recursive, self._apart = recursive, apart
        self._sights: Sights = {}
        self._made = dict[Path, State]()
        self._failed, self._blind = Retries[Path](), Retries[Path]()

    def look(self) -> Generator[tuple[Path, ArticleError], None, None]:
        """Look what is there; yield the folders that cannot be looked into, if that is news."""
        there, now = dict[Path, State](), time.monotonic()
        for folder in self._folders:
            try:
                there |= look(folder, recursive=self._recursive, apart=self._apart)
                self._blind.succeeded(folder)
            except ArticleError as error:
                if self._blind.failed(folder, error, now, again=True):
                    yield folder, error
        self._sights = seen(self._sights, there, now)
        self._made = {path: state for path, state in self._made.items() if path in there}
        self._failed.keep(there)

    def ready(self) -> dict[Path, State]:
        """Return what is to be made now, in the order of the names."""
        now = time.monotonic()
        still = settled(self._sights, now, self._settle)
        wanted = [
            path
            for path, state in still.items()
            if self._made.get(path) != state and self._failed.may_try(path, now, state)
        ]
        return {path: still[path] for path in in_order(wanted)}

    def made(self, path: Path, state: State) -> None:
        """Note that an article was made in the state that it had."""
        self._made[path] = state
        self._failed.succeeded(path)

    def failed(self, path: Path, state: State, error: ParacastError) -> bool:
        """Note that an article could not be made, and tell whether that is news."""
        again = not is_its_own(error)
        return self._failed.failed(path, error, time.monotonic(), state=state, again=again)

    def next_at(self) -> float:
        """Return when there may be something to make again, if nothing happens; may be infinite."""
        now = time.monotonic()
        if self.ready():
            return now
        return min(settles_at(self._sights, now, self._settle), self._failed.again_at(now), inf)

    def holds(self, identity: str) -> bool:
        """Tell whether the article at the place of that name is there."""
        return any(identity_of(path) == identity for path in self._sights)
