"""`paracast init`, `feed`, `site` and `version`: the show, and what makes it."""

from pathlib import Path
from typing import Annotated

import typer

from paracast.cli.console import count, out
from paracast.cli.options import ShowOption, the_show
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
    from paracast import Show

    Show.start(folder, title=title, url=url, jingle=jingle, private=private)
    out().print(f"Started a show in {folder}.", markup=False)
    out().print(f"  Say who you are in {folder / 'paracast.toml'}, then:", markup=False)
    out().print(f"  paracast make ARTICLE --show {folder}", markup=False, style="bold")


def feed(show: ShowOption = None) -> None:
    """Write the feed anew from the episodes on the shelf."""
    opened = the_show(show)
    written = opened.write_feed()
    out().print(f"{written.path}: {contents(written)}", markup=False)
    advise_feed(written)
    suggest_publishing(opened)


def site(show: ShowOption = None) -> None:
    """Write the show's pages: those that are missing, and those on which something has changed."""
    site = the_show(show).write_pages()
    out().print(f"{site.path}: {count(site.written, 'page')} written", markup=False)
    suggest("Look at them: paracast serve --open")


def version() -> None:
    """Print paracast's version, and those of what decides the sound."""
    from paracast import versions

    for package, number in versions().items():
        ours = package == "paracast"
        out().print(f"{'' if ours else '  '}{package} {number}", style="" if ours else "dim")
