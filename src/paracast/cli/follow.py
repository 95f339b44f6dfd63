"""`paracast follow`: a feed → an episode of each entry that is new."""

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import count, err
from paracast.cli.options import (
    AllowPrivateOption,
    ExecutorOption,
    JobsOption,
    JsonOption,
    QuietOption,
    ShowOption,
    VerboseOption,
    VoiceOption,
    the_show,
)
from paracast.cli.progress import progress
from paracast.cli.tallying import Tally
from paracast.cli.telling import Manner

if TYPE_CHECKING:
    from paracast import Following, Step, Workers


def follow(  # noqa: PLR0913  a command's parameters are its options
    feed: Annotated[str, typer.Argument(metavar="FEED", help="A feed's web address, or a file.")],
    *,
    limit: Annotated[int, typer.Option(min=0, help="Only the newest so many. 0: all.")] = 0,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            metavar="DATE",
            help="Only entries of that day or later, such as 2025-01-31 (UTC).",
        ),
    ] = None,
    voice: VoiceOption = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be read.")
    ] = False,
    allow_private: AllowPrivateOption = False,
    jobs: JobsOption = 0,
    executor: ExecutorOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    show: ShowOption = None,
) -> None:
    """Make an episode of each entry of FEED that is new, the oldest first.

    Run it again, by a timer for example: entries that are episodes are not read again, and an
    entry that was edited updates its episode, which keeps its identity in the show's feed.
    """
    from paracast import Choice, FetchOptions, Workers

    manner, opened = Manner(as_json, quiet, verbose), the_show(show, voice)
    manner.advise(opened)
    choice = Choice(limit, since.replace(tzinfo=UTC) if since else None)
    following = opened.follow(feed, choice, fetching=FetchOptions(allow_private=allow_private))
    _tell_plan(following, manner)
    if dry_run:
        for step in following.steps:
            manner.say(_planned(step), _planned_facts(step))
    else:
        tally = Tally(opened, manner)
        make_entries(following, Workers(jobs, executor), tally)
        tally.summarise()
        raise typer.Exit(tally.exit_code)


def make_entries(following: "Following", workers: "Workers", tally: Tally) -> None:
    """Make an episode of each entry that is to be read, and tell of each."""
    with (
        progress(tally.manner, len(following.steps)) as watch,
        closing(following.make(workers=workers, watch=watch, fed=tally.fed)) as results,
    ):
        for result in results:
            link, name = result.subject.link, result.subject.name
            if result.made:
                tally.made(result.made, link=link)
            elif result.error:
                tally.failed(result.error, name, link=link)


def _tell_plan(plan: "Following", manner: Manner) -> None:
    """Tell people how much there is to do."""
    if not manner.watched:
        return
    if plan.feed is None:
        err().print("The feed has not changed since all its entries were read.", style="dim")
        return
    listed, wanted = count(len(plan.feed.entries), "entry"), len(plan.steps)
    title = plan.feed.title or "The feed"
    err().print(f"{title}: {listed}, {wanted:,} to read.", style="dim", markup=False)


def _planned(step: "Step") -> str:
    entry = step.entry
    date = f"{entry.published:%Y-%m-%d} " if entry.published else ""
    where = "in the feed" if entry.is_whole else entry.link
    return f"Would read {date}“{entry.title or entry.name}” ({step.news}): {where}"


def _planned_facts(step: "Step") -> dict[str, Any]:
    entry = step.entry
    return {
        "outcome": "planned",
        "news": step.news.value,
        "title": entry.title,
        "link": entry.link,
        "published": entry.published.isoformat() if entry.published else None,
        "in_feed": entry.is_whole,
    }
