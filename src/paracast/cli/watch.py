"""`paracast watch`: folders and feeds → an episode of each article as it arrives."""

import re
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import count, out, size
from paracast.cli.options import (
    AllowPrivateOption,
    ExecutorOption,
    JobsOption,
    JsonOption,
    QuietOption,
    RecursiveOption,
    ShowOption,
    VerboseOption,
    VoiceOption,
    the_show,
)
from paracast.cli.progress import progress
from paracast.cli.report import report
from paracast.cli.tallying import Tally
from paracast.cli.telling import Manner, facts, told
from paracast.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast import Happening, Result, Show

_DURATION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd]?)")
_SECONDS = {"s": 1, "": 60, "m": 60, "h": 3600, "d": 86_400}


def watch(  # noqa: PLR0913  a command's parameters are its options
    places: Annotated[
        list[str], typer.Argument(metavar="FOLDER|FEED...", help="Folders, and feeds' addresses.")
    ],
    *,
    recursive: RecursiveOption = False,
    settle: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="How long a file must be still to be whole."),
    ] = 2,
    every: Annotated[
        str, typer.Option(metavar="TIME", help="How often feeds are asked: 30m, 2h, 1d.")
    ] = "30m",
    limit: Annotated[
        int, typer.Option(min=0, help="Only the newest so many of each feed. 0: all.")
    ] = 0,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            metavar="DATE",
            help="Only feeds' entries of that day or later, such as 2025-01-31 (UTC).",
        ),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish to the show's target whenever it changed.")
    ] = False,
    voice: VoiceOption = "",
    allow_private: AllowPrivateOption = False,
    jobs: JobsOption = 0,
    executor: ExecutorOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    show: ShowOption = None,
) -> None:
    """Make an episode of each article as it arrives in FOLDER or FEED, until Ctrl-C.

    It begins with what is there and not made yet. A file is taken when nobody writes it any more;
    one that is changed updates its episode, and one that is removed leaves it.
    """
    from paracast import Choice, FetchOptions, Habits, Publication, Workers
    from paracast import watch as start

    manner, opened = Manner(as_json, quiet, verbose), the_show(show, voice)
    habits = Habits(
        recursive,
        settle,
        seconds_of(every),
        Choice(limit, since.replace(tzinfo=UTC) if since else None),
        FetchOptions(allow_private=allow_private),
        Publication() if publish else None,
    )
    watching = start(
        opened,
        *places,
        habits=habits,
        workers=Workers(jobs, executor),
        display=partial(progress, manner),
    )
    manner.advise(opened)
    if manner.watched:
        out().print(_begun(places), markup=False)
    with closing(watching) as happenings:
        for happening in happenings:
            _tell(happening, opened, manner)


def seconds_of(text: str) -> float:
    """Read a duration: `90s`, `30m`, `2h`, `1d`, or minutes.

    Raises:
        UsageError: it is none, or too short.
    """
    found = _DURATION.fullmatch(text.strip().lower())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if seconds < 1:
        raise UsageError(f"{text!r} is no time to wait.", remedy="Write it as 30m, 2h or 1d.")
    return seconds


def _begun(places: "Sequence[str]") -> str:
    names = [f"{place.rstrip('/')}/" for place in places if Path(place).is_dir()]
    feeds = len(places) - len(names)
    names += [count(feeds, "feed")] * bool(feeds)
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"Watching {listed}. Ctrl-C ends it."


def _tell(happening: "Happening", show: "Show", manner: Manner) -> None:
    from paracast import Published, Result

    if isinstance(happening, Result):
        _tell_result(happening, show, manner)
    elif isinstance(happening, Published):
        changes = happening.changes
        sent = f"{count(len(changes.uploads), 'file')}, {size(changes.length)}"
        said = {"outcome": "published", "feed": show.address, "uploads": len(changes.uploads)}
        manner.say(f"Published: {sent}", said | {"bytes": changes.length})
    else:
        error = happening.error
        report(error, about=happening.about)
        if manner.json:
            told = {"error": error.message, "remedy": error.remedy, "code": error.exit_code}
            manner.say("", {"outcome": "trouble", "about": happening.about} | told)


def _tell_result(result: "Result[Any]", show: "Show", manner: Manner) -> None:
    """Tell of an episode in one line; of one that is as it was, only to programs."""
    subject = result.subject
    is_file = isinstance(subject, str)
    name, about = (
        (subject, {"article": subject}) if is_file else (subject.name, {"link": subject.link})
    )
    if result.error:
        Tally(show, manner).failed(result.error, name, **about)
    elif result.made and (manner.json or result.made.outcome != "unchanged"):
        line = told(result.made, show).partition("\n")[0]
        manner.say(line, facts(result.made, show) | about)
