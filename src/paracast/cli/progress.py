"""Progress of episodes: live bars on a terminal, nothing where nobody watches."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from paracast import Corrected, Event, Mended, Scripted, Spoken, Tell, Timed, Unkept
from paracast.cli.console import clock, count, drawing, err
from paracast.cli.telling import Manner

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from paracast import Watch

_TITLE = 40  # characters of a title that fit before the bar


@contextmanager
def progress(manner: Manner, articles: int = 1) -> "Iterator[Watch]":
    """Open a display for so many articles, and yield what opens a line of it for each."""
    with _display(manner, articles) as watch:
        yield _timing(watch) if manner.verbose else watch


def _timing(watch: "Watch") -> "Watch":
    """Say how long each stage of an article took, when it is over."""

    @contextmanager
    def watched(name: str) -> Iterator[Tell]:
        took = list[str]()
        with watch(name) as tell:

            def told(event: Event) -> None:
                if isinstance(event, Timed):
                    took.append(f"{event.stage} {event.seconds:.2f} s")
                else:
                    tell(event)

            yield told
        err().print(f"{name}: {', '.join(took) or 'nothing done'}", style="dim", markup=False)

    return watched


@contextmanager
def _display(manner: Manner, articles: int) -> "Iterator[Watch]":
    if not manner.watched or not err().is_terminal:
        yield lambda _: nullcontext(_warn)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    bars = Progress(*columns, console=err(), transient=True, redirect_stdout=False)
    with drawing(), bars as display:
        yield _Display(display, articles).watch


class _Display:
    """A line for each article in hand, and one for all where there are several."""

    def __init__(self, display: "Progress", articles: int) -> None:
        self._display, self._articles = display, articles
        self._all: TaskID | None = None
        if articles > 1:
            self._all = display.add_task("All articles", total=articles, told=f"0/{articles:,}")

    @contextmanager
    def watch(self, name: str) -> Iterator[Tell]:
        """Open an article's line."""
        line = _Line(self._display, name)
        try:
            yield line.draw
        finally:
            line.close()
            if self._all is not None:
                self._display.advance(self._all)
                done = round(self._display.tasks[0].completed)
                self._display.update(self._all, told=f"{done:,}/{self._articles:,}")


class _Line:
    """Keeps one line of the display up to date."""

    def __init__(self, display: "Progress", name: str) -> None:
        self._display, self._utterances = display, 0
        self._line = display.add_task(_short(name), total=None, told="reading")

    def draw(self, event: Event) -> None:
        """Show what an event tells."""
        match event:
            case Scripted(title, utterances):
                self._utterances = utterances
                self._display.update(self._line, description=_short(title), total=utterances)
            case Spoken(done, seconds):
                told = f"{done}/{self._utterances} paragraphs, [cyan]{clock(seconds)}[/cyan]"
                self._display.update(self._line, completed=done, told=told)
            case Unkept() | Mended():
                _warn(event)
            case Corrected():
                self._display.reset(self._line, description="Once more, on loudness")

    def close(self) -> None:
        """Take the line away."""
        self._display.remove_task(self._line)


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
