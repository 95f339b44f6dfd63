"""Do something to a shelf, killed before its n-th change of the disk, for every n.

A program of its own, so that it may fork: `killed_at_every_step.py SHOW ACTION`. It prints a JSON
list: what was found after each kill, once the shelf had been opened again, and what came of doing
it again.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from paracast import config
from paracast.article.options import FetchOptions
from paracast.episode.shelf import Shelf
from paracast.errors import UsageError
from paracast.pipeline.editing import Edit, edit_episode, remove_episode, rename_episode
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.setup import Setup
from paracast.pipeline.takeover import plan_takeover, read_foreign, take_over

HERE = FetchOptions(allow_private=True, timeout_seconds=5)


def _import(setup: Setup) -> object:
    feed = read_foreign(str(setup.folder / "old.xml"), HERE)
    return list(take_over(plan_takeover(feed, setup), feed, setup, HERE))


ACTIONS: dict[str, Callable[[Setup], object]] = {
    "edit": lambda setup: edit_episode("guid-a", Edit(title="Another"), setup),
    "rename": lambda setup: rename_episode("guid-a", "Another", setup),
    "import": _import,
    "remove": lambda setup: remove_episode("guid-a", setup),
}
_CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}
_KILLED = 9


def _killed_before(change: int, act: Callable[[], object]) -> bool:
    """Run in a process of its own, which ends without a word before a change."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == _KILLED
    changes = count()

    def hook(event: str, _: tuple[Any, ...]) -> None:
        if event in _CHANGES and next(changes) == change:
            os._exit(_KILLED)

    sys.addaudithook(hook)
    act()
    os._exit(0)


def _state(shelf: Shelf) -> dict[str, Any]:
    episodes = shelf.episodes()
    return {
        "episodes": [[e.guid, e.folder, e.title] for e in episodes],
        "files": sorted(file.name for e in episodes for file in e.files),
        "complete": all(shelf.is_complete(episode) for episode in episodes),
        "removed": [one.guid for one in shelf.removed()],
        "left": sorted(p.name for p in shelf.folder.iterdir() if p.name[:4] in {".new", ".old"}),
        "waiting": sorted(p.name for p in shelf.folder.parent.glob(".incoming/*")),
    }


def _main(show: Path, action: str) -> None:
    told, change, killed = [], 0, True
    while killed:
        work = show.with_name("work")
        shutil.copytree(show, work)
        setup = config.load(work)
        shelf = Shelf(setup.episodes)
        killed = _killed_before(change, lambda setup=setup: ACTIONS[action](setup))  # type: ignore[misc]  # bound per turn
        with shelf.opened():
            pass
        found = _state(shelf)
        try:
            ACTIONS[action](setup)
        except UsageError:
            write_feed(setup)  # it was done already
        feed = (setup.episodes / "feed.xml").read_text("utf-8")
        told.append([found, _state(shelf) | {"in_feed": feed.count("<item>")}])
        shutil.rmtree(work)
        change += 1
    print(json.dumps(told))  # noqa: T201  a program's answer


if __name__ == "__main__":
    _main(Path(sys.argv[1]), sys.argv[2])
