"""Folders and feeds, and a show → an episode of each article as it arrives."""

from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from paracast import config
from paracast.api.booth import unwatched
from paracast.pipeline.workers.staffing import HERE, Workers, staff

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from paracast.api.show import Show
    from paracast.pipeline.batch import Watch
    from paracast.pipeline.watch.watched import Habits
    from paracast.pipeline.watch.watching import Happening


def undisplayed(_articles: int) -> "AbstractContextManager[Watch]":
    """Open no display for so many articles."""
    return nullcontext(unwatched)


def watch(
    show: "Show",
    *places: str | Path,
    habits: "Habits | None" = None,
    workers: Workers = HERE,
    display: "Callable[[int], AbstractContextManager[Watch]]" = undisplayed,
) -> "Generator[Happening, None, None]":
    """Make an episode of each article as it arrives, until the generator is closed.

    What happens is yielded as it does. It begins with what is there and not made yet. Settings are
    read anew before anything is made. What goes wrong is yielded once, and tried again.

    Args:
        show: gets the episodes.
        places: folders, feeds' addresses, and files that are feeds.
        habits: how to watch them.
        workers: who does the work; processes end when there is none.
        display: opens a display for so many articles: what `Show.make` takes as `watch`.

    Raises:
        UsageError: a place cannot be watched, or nobody says where to publish.
    """
    from paracast.pipeline.watch.watched import Habits, watched_of
    from paracast.pipeline.watch.watching import Means, Watching

    setup = show.setup
    watched = watched_of(map(str, places), setup)
    voice = setup.voice.name if setup.voice_asked else ""
    load = partial(config.load, setup.folder, voice=voice)
    means = Means(load, partial(staff, workers=workers), display)
    return Watching(watched, habits or Habits(), means).happenings()
