"""`paracast init`, `feed`, `site`, `episodes` and `version`: the show and what it has."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import clock, count, out, size
from paracast.cli.options import JsonOption, ShowOption, required_show

if TYPE_CHECKING:
    from paracast.episode.model import Episode


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new show's folder.")],
    *,
    title: Annotated[
        str, typer.Option(help="The show's title. Default: made from the folder's name.")
    ] = "",
    url: Annotated[str, typer.Option(help="Where the episodes will be reachable: https://….")] = "",
    jingle: Annotated[
        bool, typer.Option("--jingle", help="Give it jingles and a bed of our own making.")
    ] = False,
) -> None:
    """Start a new show in DIR: paracast.toml, voices/ and episodes/."""
    from paracast import config

    config.init_show(folder, title=title, url=url, jingle=jingle)
    out().print(f"Started a show in {folder}.", markup=False)
    out().print(f"  Say who you are in {folder / 'paracast.toml'}, then:", markup=False)
    out().print(f"  paracast make ARTICLE --show {folder}", markup=False, style="bold")


def feed(show: ShowOption = None) -> None:
    """Write the feed anew from the episodes on the shelf."""
    from paracast.pipeline.feeding import write_feed

    written = write_feed(required_show(show))
    out().print(f"{written.path}: {count(written.episodes, 'episode')}", markup=False)


def site(show: ShowOption = None) -> None:
    """Write the show's pages: those that are missing, and those on which something has changed."""
    from paracast.pipeline.feeding import write_pages

    site = write_pages(required_show(show))
    out().print(f"{site.path}: {count(site.written, 'page')} written", markup=False)


def episodes(*, as_json: JsonOption = False, show: ShowOption = None) -> None:
    """List the show's episodes, the newest first."""
    from paracast.episode.shelf import Shelf

    setup = required_show(show)
    found = Shelf(setup.episodes).episodes()
    if as_json:
        typer.echo(json.dumps([_facts(episode) for episode in found], ensure_ascii=False, indent=2))
    elif not found:
        out().print("No episodes yet. Make one: paracast make ARTICLE")
    else:
        _print_table(found)


def _print_table(found: "tuple[Episode, ...]") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Date", no_wrap=True)
    table.add_column("Title", overflow="fold")
    table.add_column("Length", justify="right", no_wrap=True)
    table.add_column("Size", justify="right", no_wrap=True)
    for episode in found:
        table.add_row(
            f"{episode.published:%Y-%m-%d}",
            Text(episode.title),
            clock(episode.sound.length / episode.sound.rate),
            size(episode.enclosure.length),
        )
    out().print(table)


def _facts(episode: "Episode") -> dict[str, Any]:
    return {
        "guid": episode.guid,
        "title": episode.title,
        "published": episode.published.isoformat(),
        "folder": episode.folder,
        "seconds": round(episode.sound.length / episode.sound.rate, 3),
        "bytes": episode.enclosure.length,
        "source": episode.source.name,
    }


def version() -> None:
    """Print paracast's version, and those of what decides the sound."""
    from importlib.metadata import version as version_of

    from paracast import __version__
    from paracast.episode.model import VERSIONED

    out().print(f"paracast {__version__}")
    for package in VERSIONED:
        out().print(f"  {package} {version_of(package)}", style="dim")
