"""`paracast init`, `feed`, `site` and `version`: the show, and what makes it."""

from pathlib import Path
from typing import Annotated

import typer

from paracast.cli.console import count, out
from paracast.cli.options import ShowOption, required_show
from paracast.cli.telling import advise_feed, contents, suggest, suggest_publishing


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new show's folder.")],
    *,
    title: Annotated[
        str, typer.Option(help="The show's title. Default: made from the folder's name.")
    ] = "",
    url: Annotated[
        str,
        typer.Option(help="Where it will be reachable: https://…. It assigns its podcast:guid."),
    ] = "",
    jingle: Annotated[
        bool,
        typer.Option("--jingle", help="Give it jingles and a bed, composed here: they are yours."),
    ] = False,
    private: Annotated[
        bool,
        typer.Option(
            "--private", help="Give its address a secret part, that nobody guesses or lists."
        ),
    ] = False,
) -> None:
    """Start a new show in DIR: paracast.toml, voices/ and episodes/."""
    from paracast import config

    config.init_show(folder, title=title, url=url, jingle=jingle, private=private)
    out().print(f"Started a show in {folder}.", markup=False)
    out().print(f"  Say who you are in {folder / 'paracast.toml'}, then:", markup=False)
    out().print(f"  paracast make ARTICLE --show {folder}", markup=False, style="bold")


def feed(show: ShowOption = None) -> None:
    """Write the feed anew from the episodes on the shelf."""
    from paracast.pipeline.feeding import write_feed

    setup = required_show(show)
    written = write_feed(setup)
    out().print(f"{written.path}: {contents(written)}", markup=False)
    advise_feed(written)
    suggest_publishing(setup)


def site(show: ShowOption = None) -> None:
    """Write the show's pages: those that are missing, and those on which something has changed."""
    from paracast.pipeline.feeding import write_pages

    site = write_pages(required_show(show))
    out().print(f"{site.path}: {count(site.written, 'page')} written", markup=False)
    suggest("Look at them: paracast serve --open")


def version() -> None:
    """Print paracast's version, and those of what decides the sound."""
    from importlib.metadata import version as version_of

    from paracast import __version__
    from paracast.episode.model import VERSIONED

    out().print(f"paracast {__version__}")
    for package in VERSIONED:
        out().print(f"  {package} {version_of(package)}", style="dim")
