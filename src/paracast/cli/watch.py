"""`paracast watch`: folders and feeds → an episode of each article as it arrives."""

import re
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated

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
    VoiceOption,
    required_show,
)
from paracast.cli.progress import progress
from paracast.cli.report import report
from paracast.cli.tallying import Tally
from paracast.cli.telling import Manner, facts, told
from paracast.errors import UsageError

if TYPE_CHECKING:
    from paracast.article.entries import Entry
    from paracast.pipeline.batch import Result
    from paracast.pipeline.setup import Setup
    from paracast.pipeline.watched import Watched
    from paracast.pipeline.watching import News

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
    show: ShowOption = None,
) -> None:
    """Make an episode of each article as it arrives in FOLDER or FEED, until Ctrl-C.

    It begins with what is there and not made yet. A file is taken when nobody writes it any more;
    one that is changed updates its episode, and one that is removed leaves it.
    """
    from paracast.article.options import FetchOptions
    from paracast.pipeline.following import Choice
    from paracast.pipeline.publishing import Publication
    from paracast.pipeline.staffing import staff
    from paracast.pipeline.subscribing import Asking
    from paracast.pipeline.watched import watched_of
    from paracast.pipeline.watching import Means, Watching

    manner, setup = Manner(as_json, quiet), required_show(show, voice)
    watched = watched_of(places, setup, recursive=recursive)
    choice = Choice(limit, since.replace(tzinfo=UTC) if since else None)
    means = Means(
        load=partial(required_show, show, voice),
        staff=partial(staff, jobs=jobs, executor=executor),
        display=partial(progress, watched=manner.watched),
        publication=Publication() if publish else None,
        settle=settle,
        asking=Asking(seconds_of(every), choice, FetchOptions(allow_private=allow_private)),
    )
    watching = Watching(watched, means)
    manner.advise(setup.audio)
    if manner.watched:
        out().print(_begun(watched), markup=False)
    with closing(watching.news()) as news:
        for one in news:
            _tell(one, setup, manner)


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


def _begun(watched: "Watched") -> str:
    names = [f"{folder}/" for folder in watched.folders]
    names += [count(len(watched.feeds), "feed")] * bool(watched.feeds)
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
    return f"Watching {listed}. Ctrl-C ends it."


def _tell(news: "News", setup: "Setup", manner: Manner) -> None:
    from paracast.pipeline.batch import Result
    from paracast.pipeline.watching import Published

    if isinstance(news, Result):
        _tell_result(news, setup, manner)
    elif isinstance(news, Published):
        sent = f"{count(len(news.changes.uploads), 'file')}, {size(news.changes.length)}"
        said = {"outcome": "published", "uploads": len(news.changes.uploads)}
        manner.say(f"Published: {sent}", said | {"bytes": news.changes.length})
    else:
        report(news.error, about=news.about)
        if manner.json:
            said = {"error": news.error.message, "remedy": news.error.remedy}
            manner.say("", {"outcome": "trouble", "about": news.about} | said)


def _tell_result(result: "Result[str] | Result[Entry]", setup: "Setup", manner: Manner) -> None:
    """Tell of an episode in one line; of one that is as it was, only to programs."""
    subject = result.subject
    name = subject if isinstance(subject, str) else subject.name
    about = {"article": subject} if isinstance(subject, str) else {"link": subject.link}
    if result.error:
        Tally(setup, manner).failed(result.error, name, **about)
    elif result.made and (manner.json or result.made.outcome != "unchanged"):
        line = told(result.made, setup).partition("\n")[0]
        manner.say(line, facts(result.made, setup) | about)
