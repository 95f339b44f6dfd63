"""`paracast episodes`: those that were made, told of, edited, renamed and removed."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.completing import complete_episode
from paracast.cli.console import clock, out, size
from paracast.cli.options import (
    JsonOption,
    KindOption,
    NumberOption,
    SeasonOption,
    ShowOption,
    agreed,
    pass_on,
    the_show,
)
from paracast.cli.telling import suggest_publishing

if TYPE_CHECKING:
    from paracast import Episode

episodes = typer.Typer(help="The show's episodes: list them, look at one, edit, rename, remove it.")

EpisodeArgument = Annotated[
    str,
    typer.Argument(
        metavar="EPISODE",
        autocompletion=complete_episode,
        help="Its number in the list, its folder, its GUID, or words of its title.",
    ),
]


@episodes.callback(invoke_without_command=True)
def list_(context: typer.Context, *, as_json: JsonOption = False, show: ShowOption = None) -> None:
    """List the show's episodes, the newest first."""
    if context.invoked_subcommand is not None:
        pass_on(context, show=show, as_json=as_json)
        return
    found = the_show(show).episodes()
    if as_json:
        typer.echo(json.dumps([_facts(episode) for episode in found], ensure_ascii=False, indent=2))
    elif not found:
        out().print("No episodes yet. Make one: paracast make ARTICLE")
    else:
        _print_table(found)


@episodes.command("show")
def show_(
    episode: EpisodeArgument, *, as_json: JsonOption = False, show: ShowOption = None
) -> None:
    """Show all that is known of EPISODE."""
    from paracast.cli.portrait import facts_of, print_portrait

    opened = the_show(show)
    found = opened.episode(episode)
    if as_json:
        typer.echo(json.dumps(facts_of(found, opened), ensure_ascii=False, indent=2))
    else:
        print_portrait(found, opened)


@episodes.command("edit")
def edit(  # noqa: PLR0913  a command's parameters are its options
    episode: EpisodeArgument,
    *,
    title: Annotated[str | None, typer.Option(help="Another title; it stays.")] = None,
    description: Annotated[
        str | None, typer.Option(help="Another description; it stays. Empty: none.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(help="When it appeared: 2026-01-31 (UTC), or 2026-01-31T18:00+01:00."),
    ] = None,
    allow_future: Annotated[
        bool, typer.Option("--allow-future", help="Let the date be one that is yet to come.")
    ] = False,
    season: SeasonOption = None,
    number: NumberOption = None,
    kind: KindOption = None,
    artwork: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="An image of its own: square, 1400 to 3000 pixels."),
    ] = None,
    no_artwork: Annotated[
        bool, typer.Option("--no-artwork", help="Let the show's artwork stand in again.")
    ] = False,
    show: ShowOption = None,
) -> None:
    """Change what is told of EPISODE, in its files and in the feed; it stays when made anew."""
    from paracast import Asked, Edit, UsageError, published_at

    now = datetime.now(UTC)
    published = published_at(date, now, allow_future=allow_future) if date is not None else None
    asked = Asked(kind, season, number)
    wanted = Edit(title, description, published, asked, artwork, without_artwork=no_artwork)
    if wanted == Edit():
        raise UsageError(
            "Nothing was asked to be changed.",
            remedy="Name an option, such as --title. All of them: paracast episodes edit --help",
        )
    opened = the_show(show)
    edited = opened.edit(episode, wanted)
    out().print(f"Edited “{edited.title}”: {edited.folder}", markup=False)
    suggest_publishing(opened)


@episodes.command("rename")
def rename(
    episode: EpisodeArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    *,
    show: ShowOption = None,
) -> None:
    """Give the folder and the files of EPISODE another NAME; to apps it stays the same one."""
    opened = the_show(show)
    renamed = opened.rename(episode, name)
    out().print(f"Renamed “{renamed.title}”: {renamed.folder}", markup=False)
    suggest_publishing(opened)


@episodes.command("remove")
def remove(
    episode: EpisodeArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    show: ShowOption = None,
) -> None:
    """Remove EPISODE for ever: neither its GUID nor its address will come again."""
    opened = the_show(show)
    found = opened.episode(episode)
    question = f"Remove “{found.title}” ({found.folder}) for ever?"
    if not yes and not agreed(question, "paracast episodes remove EPISODE --yes"):
        out().print("Nothing was removed.")
        return
    opened.remove(found.guid)
    out().print(f"Removed “{found.title}”: {found.folder}", markup=False)
    suggest_publishing(opened)


def standing(episode: "Episode") -> str:
    """Write where an episode stands in its show: `S2 E3`, `bonus`; empty: nowhere."""
    parts = [f"S{episode.season}"] if episode.season else []
    parts += [f"E{episode.number}"] if episode.number else []
    parts += [episode.kind] if episode.kind != "full" else []
    return " ".join(parts)


def _print_table(found: "tuple[Episode, ...]") -> None:
    from rich.table import Table
    from rich.text import Text

    stand = any(standing(episode) for episode in found)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", justify="right", no_wrap=True, style="dim")
    table.add_column("Date", no_wrap=True)
    if stand:
        table.add_column("", no_wrap=True, style="cyan")
    table.add_column("Title", overflow="fold")
    table.add_column("Length", justify="right", no_wrap=True)
    table.add_column("Size", justify="right", no_wrap=True)
    for number, episode in enumerate(found, start=1):
        table.add_row(
            str(number),
            f"{episode.published:%Y-%m-%d}",
            *([standing(episode)] if stand else []),
            Text(episode.title),
            clock(episode.sound.seconds),
            size(episode.enclosure.length),
        )
    out().print(table)


def _facts(episode: "Episode") -> dict[str, Any]:
    return {
        "guid": episode.guid,
        "title": episode.title,
        "published": episode.published.isoformat(),
        "folder": episode.folder,
        "kind": episode.kind,
        "season": episode.season,
        "number": episode.number,
        "seconds": round(episode.sound.seconds, 3),
        "bytes": episode.enclosure.length,
        "source": episode.source.name,
    }
