"""`paracast check`: what is wrong with a feed, and with everything that it names."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import count, out
from paracast.cli.options import (
    AllowPrivateOption,
    JsonOption,
    QuietOption,
    ShowOption,
    the_show,
)
from paracast.cli.telling import suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast import Finding

WARNED, FAULTY = 10, 11
"""Exit codes: something listeners may notice; something that is refused, or goes wrong."""

_ALIKE = 5  # findings by one rule are printed; the others are counted
_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}


def check(  # noqa: PLR0913  a command's parameters are its options
    what: Annotated[
        str,
        typer.Argument(
            metavar="[WHAT]",
            help="A folder with feed.xml in it, or a feed's address. Default: the show's episodes.",
        ),
    ] = "",
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="Believe what headers and manifests tell of the sound.")
    ] = False,
    against: Annotated[
        str,
        typer.Option(
            metavar="FILE_OR_URL",
            help="The feed that people have. Default: the one published last.",
        ),
    ] = "",
    newest: Annotated[
        int, typer.Option(min=0, help="Of an address: how many episodes' files are asked for.")
    ] = 5,
    allow_private: AllowPrivateOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Check a feed and all that it names: sound, tags, chapters, transcripts, artwork.

    Exit code 0: nothing but advice; 10: warnings; 11: errors.
    """
    from paracast import check_feed

    found = check_feed(
        what or the_show(show).feed.parent,
        deep=not quick,
        against=against,
        newest=newest,
        allow_private=allow_private,
    )
    if as_json:
        typer.echo(json.dumps([_facts(finding) for finding in found], ensure_ascii=False, indent=2))
    elif not quiet or _code(found) == FAULTY:
        _print(found)
        if not (found or what):
            suggest("Put it where people listen: paracast publish")
    if code := _code(found):
        raise typer.Exit(code)


def _code(found: "Sequence[Finding]") -> int:
    from paracast import Severity

    worst = max((finding.rule.severity for finding in found), default=Severity.ADVICE)
    return {Severity.ERROR: FAULTY, Severity.WARNING: WARNED}.get(worst, 0)


def _facts(finding: "Finding") -> dict[str, str]:
    rule = finding.rule
    return {
        "rule": rule.name,
        "severity": rule.severity.name.lower(),
        "place": finding.place,
        "seen": finding.seen,
        "source": rule.source,
        "remedy": rule.remedy,
    }


def _print(found: "Sequence[Finding]") -> None:
    shown: dict[str, list[Finding]] = {}
    times = Counter[str]()
    for finding in found:
        times[finding.rule.name] += 1
        if times[finding.rule.name] <= _ALIKE:
            shown.setdefault(finding.place, []).append(finding)
    for place, findings in shown.items():
        out().print(_harmless(place), style="bold", markup=False)
        for finding in sorted(findings, key=lambda one: -one.rule.severity):
            _print_one(finding)
        out().print()
    for name, number in times.items():
        if number > _ALIKE:
            out().print(f"… and {number - _ALIKE:,} times more: {name}", style="dim", markup=False)
    _print_sum(found)


def _print_one(finding: "Finding") -> None:
    rule, name = finding.rule, finding.rule.severity.name.lower()
    out().print(f"  {name:<8} ", style=f"bold {_COLOURS[name]}", end="")
    out().print(_harmless(finding.seen), markup=False)
    out().print(f"           {rule.remedy}", style="dim", markup=False)
    out().print(f"           {rule.name}: {rule.source}", style="dim", markup=False)


def _harmless(text: str) -> str:
    """Take out of strangers' words what a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _print_sum(found: "Sequence[Finding]") -> None:
    counts = Counter(finding.rule.severity for finding in found)
    worst = max(counts).name.lower() if counts else ""
    told = [count(counts[severity], severity.name.lower()) for severity in sorted(counts)[::-1]]
    text = ", ".join(told).replace("advices", "advice") or "Nothing is wrong."
    out().print(text, style=f"bold {_COLOURS.get(worst, 'green')}")
