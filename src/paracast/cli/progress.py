"""Progress of one episode: a live bar on a terminal, nothing where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paracast.cli.console import clock, count, err
from paracast.pipeline.events import Corrected, Event, Mended, Scripted, Spoken, Tell, Unkept

if TYPE_CHECKING:
    from rich.progress import Progress

_TITLE = 40  # characters of a title that fit before the bar


@contextmanager
def progress(locator: str, *, watched: bool) -> Iterator[Tell]:
    """Open a display for one episode and yield what draws on it."""
    if not watched or not err().is_terminal:
        yield _warn
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.completed:.0f}/{task.total:.0f} paragraphs"),
        TextColumn("[cyan]{task.fields[audio]}[/cyan] of sound"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    with Progress(*columns, console=err(), transient=True) as display:
        yield _Drawing(display, locator).draw


class _Drawing:
    """Keeps one line of the display up to date."""

    def __init__(self, display: "Progress", locator: str) -> None:
        self._display = display
        self._line = display.add_task(_short(locator), total=1, audio=clock(0))

    def draw(self, event: Event) -> None:
        """Show what an event tells."""
        match event:
            case Scripted(title, utterances):
                self._display.update(self._line, description=_short(title), total=utterances)
            case Spoken(done, seconds):
                self._display.update(self._line, completed=done, audio=clock(seconds))
            case Unkept() | Mended():
                _warn(event)
            case Corrected():
                self._display.reset(self._line, description="Once more, on loudness", audio="0:00")


def _warn(event: Event) -> None:
    """Say what a user can do something about; nobody watches the rest."""
    match event:
        case Unkept(folder):
            told = (
                f"What is spoken cannot be kept in {folder}, so an edit will cost the whole "
                "article. Name another folder in PARACAST_STORE."
            )
        case Mended(entries, folder):
            told = (
                f"Damaged in the store and made anew: {count(entries, 'entry')}, in {folder}. If "
                "it happens again, check that disk."
            )
        case _:
            return
    err().print(told, style="yellow", markup=False)


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
