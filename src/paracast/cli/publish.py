"""`paracast publish`: put the show where people listen."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.completing import complete_target
from paracast.cli.console import count, err, out, size
from paracast.cli.options import JsonOption, QuietOption, ShowOption, the_show
from paracast.cli.telling import Manner, suggest

if TYPE_CHECKING:
    from collections.abc import Callable

    from paracast import Changes, PublishEvent, Show

_NAME = 44  # characters of a path that fit before the bar


def publish(  # noqa: PLR0913  a command's parameters are its options
    target: Annotated[
        str,
        typer.Argument(
            metavar="[TARGET]",
            autocompletion=complete_target,
            help="A folder, s3://BUCKET/PREFIX, sftp://USER@HOST/PATH, rsync+ssh://USER@HOST/PATH, "
            "or git+https://HOST/REPOSITORY#BRANCH. Default: the show's, in paracast.toml.",
        ),
    ] = "",
    *,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove there what paracast published and is no more.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be sent and removed.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Afterwards ask the show's address for all that was sent."),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Publish although the check finds faults, or the address is this machine's.",
        ),
    ] = False,
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="Of an S3 service that is not Amazon's.")
    ] = "",
    ssh_config: Annotated[
        str, typer.Option(metavar="FILE", help="What ssh reads instead of ~/.ssh/config.")
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Put the show where people listen: only what changed, and the feed last.

    Interrupted and run again, it goes on. Nothing is removed without --prune, and never what
    others put there.
    """
    from paracast import Publication

    opened = the_show(show)
    publication = Publication(
        target,
        prune=prune,
        force=force,
        verify=verify,
        dry_run=dry_run,
        endpoint=endpoint,
        ssh_config=ssh_config,
    )
    where = opened.destination(publication)
    manner = Manner(as_json, quiet)
    with _progress(watched=manner.watched and not dry_run) as tell:
        changes = opened.publish(publication, tell)
    if manner.watched:
        _print(changes, where, opened, dry_run=dry_run)
        if changes and not (dry_run or verify):
            suggest("Look whether it is reached there: paracast publish --verify")
    else:
        manner.say("", _facts(changes, where, opened, dry_run=dry_run))


def _print(changes: "Changes", where: str, show: "Show", *, dry_run: bool) -> None:
    """Tell people what was done, or would be."""
    from rich.text import Text

    if dry_run:
        for sign, style, path, length in _steps(changes):
            out().print(Text.assemble((f"  {sign} ", style), path, (f"  {length}", "dim")))
    title = show.title
    if not changes:
        out().print(f"Nothing to do: “{title}” is at {where} as it is here.", markup=False)
    else:
        sent = f"{count(len(changes.uploads), 'file')}, {size(changes.length)}"
        said = "Would publish" if dry_run else "Published"
        out().print(Text.assemble((said, "bold green"), f" “{title}” to {where}: {sent}"))
        rest = [f"{changes.kept:,} unchanged"] * bool(changes.kept)
        rest += [
            f"{len(changes.removals):,} to be removed"
            if dry_run
            else f"{len(changes.removals):,} removed"
        ] * bool(changes.removals)
        if rest:
            out().print(f"  {', '.join(rest)}", style="dim", markup=False)
    out().print(Text.assemble("  Listen: ", (show.address, "bold")))


def _steps(changes: "Changes") -> Iterator[tuple[str, str, str, str]]:
    for local in changes.withheld:
        yield "~", "yellow", local.path, "for a while without the episodes that change"
    for local in changes.uploads:
        yield "+", "green", local.path, size(local.length)
    for path in changes.removals:
        yield "-", "red", path, ""


def _facts(changes: "Changes", where: str, show: "Show", *, dry_run: bool) -> dict[str, Any]:
    """Tell programs the same."""
    return {
        "outcome": "planned" if dry_run else "published" if changes else "unchanged",
        "target": where,
        "feed": show.address,
        "uploads": [{"path": one.path, "bytes": one.length} for one in changes.uploads],
        "withheld": [one.path for one in changes.withheld],
        "removals": list(changes.removals),
        "unchanged": changes.kept,
        "bytes": changes.length,
    }


@contextmanager
def _progress(*, watched: bool) -> "Iterator[Callable[[PublishEvent], None]]":
    """Open a display of bytes sent; nothing where nobody watches."""
    if not watched or not err().is_terminal:
        yield _hear
        return
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(compact=True),
    )
    from paracast import Compared, Removing, Sending

    with Progress(*columns, console=err(), transient=True) as display:
        line, sent = display.add_task("Comparing", total=None), 0

        def draw(event: "PublishEvent") -> None:
            nonlocal sent
            match event:
                case Compared(changes):
                    display.update(line, total=changes.length)
                case Sending(path, length):
                    display.update(line, description=_short(path), completed=sent)
                    sent += length
                case Removing(path):
                    display.update(line, description=f"- {_short(path)}", completed=sent)

        yield draw


def _hear(_event: "PublishEvent") -> None:
    """Take an event that nobody looks at."""


def _short(path: str) -> str:
    return path if len(path) <= _NAME else f"…{path[1 - _NAME :]}"
