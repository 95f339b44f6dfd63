"""`paracast store`: what was spoken and kept, and how to be rid of it."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import count, out, size
from paracast.cli.options import JsonOption, agreed

if TYPE_CHECKING:
    from paracast import Stock, Store

store = typer.Typer(help="What was spoken and kept: its size, how often it helped, and its end.")

_NAMES = {
    "clip": "Clips: encoded paragraphs",
    "speech": "Speech of slow voices, before mastering",
    "calibration": "Calibrations of voices",
    "article": "Articles: spoken forms, and what came of them",
}


@store.callback(invoke_without_command=True)
def show(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """Show what is kept of what was spoken, and how often it was there when it was needed."""
    if context.invoked_subcommand is not None:
        return
    from paracast import open_store, stock_of

    kept = open_store()
    stock = stock_of(kept)
    if as_json:
        typer.echo(json.dumps(_facts(kept, stock), indent=2))
    else:
        _print(kept, stock)


@store.command("clear")
def clear(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove all that was kept; what is needed again is spoken anew."""
    from paracast import open_store, stock_of

    kept = open_store()
    stock = stock_of(kept)
    what = f"{count(stock.entries, 'entry')}, {size(stock.length)}"
    question = f"Remove {what}, from {kept.folder}?"
    if not yes and stock.entries and not agreed(question, "paracast store clear --yes"):
        out().print("Nothing was removed.")
        return
    gone = kept.clear()
    told = f"Removed {count(gone.entries, 'entry')}, {size(gone.length)}, from {kept.folder}."
    out().print(told, markup=False)


def _facts(kept: "Store", stock: "Stock") -> dict[str, Any]:
    return {
        "folder": str(kept.folder),
        "bytes": stock.length,
        "limit": kept.limit,
        "kinds": {
            kind.value: {
                "entries": holding.entries,
                "bytes": holding.length,
                "hits": holding.hits,
                "misses": holding.misses,
            }
            for kind, holding in stock.holdings.items()
        },
        "since": stock.since.isoformat() if stock.since else None,
        "trimmed": stock.trimmed.isoformat(timespec="seconds") if stock.trimmed else None,
    }


def _print(kept: "Store", stock: "Stock") -> None:
    from rich.table import Table

    out().print(f"{kept.folder}: {size(stock.length)} of {size(kept.limit)}", markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Kept")
    for heading in ("Entries", "Size", "Hits", "Misses"):
        table.add_column(heading, justify="right", no_wrap=True)
    for kind, holding in stock.holdings.items():
        entries, hits, misses = (
            f"{number:,}" for number in (holding.entries, holding.hits, holding.misses)
        )
        table.add_row(_NAMES[kind], entries, size(holding.length), hits, misses)
    out().print(table)
    since = f"Hits and misses since {stock.since}. " if stock.since else ""
    trimmed = f"{stock.trimmed:%Y-%m-%d %H:%M} UTC" if stock.trimmed else "never"
    out().print(f"{since}Last trimmed: {trimmed}.", style="dim", markup=False)
