"""Who does the work: processes of this machine, unless somebody brings an executor of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.speaking import Studio

Workers: TypeAlias = Executor | AbstractContextManager[Executor]
"""An executor, which is left open; or what opens one, such as `processes(2)`, and closes it."""


@contextmanager
def opened(workers: Workers | None) -> Iterator[Executor]:
    """Open workers; None: as many processes as there are cores."""
    if isinstance(workers, Executor):
        yield workers
        return
    from paracast.pipeline.executors import processes

    with workers or processes() as executor:
        yield executor


@contextmanager
def studio_of(setup: "Setup", workers: Workers | None) -> "Iterator[Callable[[], Studio]]":
    """Yield what opens the studio when it is first called: an unchanged article needs none."""
    with ExitStack() as stack:

        @cache
        def studio() -> "Studio":
            executor = stack.enter_context(opened(workers))  # workers begin to import at once
            from paracast.pipeline.speaking import open_studio

            return open_studio(setup, executor)

        yield studio
