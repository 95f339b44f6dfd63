"""`paracast doctor`: what is in order on this machine and with the show, and what helps."""

import json
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from paracast.cli.console import count, out
from paracast.cli.options import JsonOption, ShowOption

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from paracast import Remark

FAULTY = 1
"""The exit code where something does not work that is needed."""

_MARKS: Final = {
    "good": ("✓", "ok", "green"),
    "absent": ("–", "-", "dim"),
    "warning": ("!", "!", "bold yellow"),
    "fault": ("✗", "x", "bold red"),
}
_SUBJECT = 12  # columns for the names, so that all areas stand in line
_WIDEST = 100  # columns: longer lines are hard to read


def doctor(
    *,
    network: Annotated[
        bool, typer.Option("--network", help="Ask the show's target and its address too.")
    ] = False,
    as_json: JsonOption = False,
    show: ShowOption = None,
) -> None:
    """Look at everything that paracast needs here, and say what helps where something is wrong.

    It looks at what is installed, engines, voices, the show's settings, episodes and feed, where it
    is published, the store, and room on the disks. The show's voice says a few words. Nothing is
    changed, and without --network nobody else is asked.

    Exit code 0: all that is needed works; 1: something does not.
    """
    from paracast import State, examine

    if as_json:
        remarks = list(examine(show, network=network))
        typer.echo(json.dumps([_facts(one) for one in remarks], ensure_ascii=False, indent=2))
    else:
        remarks = _shown(examine(show, network=network))
        _print_sum(remarks)
    if any(one.state is State.FAULT for one in remarks):
        raise typer.Exit(FAULTY)


def _facts(remark: "Remark") -> dict[str, Any]:
    return {
        "area": remark.area,
        "state": remark.state.value,
        "subject": remark.subject,
        "seen": remark.seen,
        "remedy": remark.remedy,
    }


def _shown(remarks: "Iterable[Remark]") -> "list[Remark]":
    """Print each area once all of it is known; the next one is looked at meanwhile."""
    shown: list[Remark] = []
    for area, group in groupby(remarks, key=lambda remark: remark.area):
        found = list(group)
        out().print(area, style="bold", markup=False)
        out().print(_table(found), width=min(out().width, _WIDEST), soft_wrap=False)
        shown += found
    return shown


def _table(remarks: "Sequence[Remark]") -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(width=2, justify="right")
    table.add_column(width=_SUBJECT, overflow="fold", style="dim")
    table.add_column(overflow="fold", ratio=1)
    for remark in remarks:
        sign, plain, style = _MARKS[remark.state.value]
        mark = sign if out().encoding.lower().startswith("utf") else plain
        told = Text(_harmless(remark.seen), style="dim" if remark.state == "absent" else "")
        if remark.remedy:
            told.append(f"\n{_harmless(remark.remedy)}", style="yellow")
        table.add_row(Text(mark, style=style), Text(_harmless(remark.subject)), told)
    return table


def _harmless(text: str) -> str:
    """Take out of others' words what a terminal would obey or cannot show."""
    shown = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
    return shown.encode(out().encoding, "replace").decode(out().encoding)


def _print_sum(remarks: "Sequence[Remark]") -> None:
    states = Counter(remark.state.value for remark in remarks)
    faults, warnings = states["fault"], states["warning"]
    told = [f"{count(faults, 'thing')} to mend"] * bool(faults)
    told += [f"{count(warnings, 'thing')} to look at"] * bool(warnings)
    style = "bold red" if faults else "bold yellow" if warnings else "bold green"
    works = "" if faults else "Everything that is needed works"
    text = ": ".join(filter(None, (works, ", ".join(told))))
    out().print(f"{text}.", style=style, markup=False)
