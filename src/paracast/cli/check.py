"""`paracast check`: what is wrong with a feed, and with everything that it names."""

import json
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import count, out
from paracast.cli.options import JsonOption, QuietOption, ShowOption, required_show
from paracast.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paracast.check import Finding

WARNED, FAULTY = 10, 11
"""Exit codes: something listeners may notice; something that is refused, or goes wrong."""

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
        Path | None,
        typer.Option(metavar="FILE", help="The feed that people have. Default: published last."),
    ] = None,
    newest: Annotated[
        int, typer.Option(min=0, help="Of an address: how many episodes' files are asked for.")
    ] = 5,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Check a feed and all that it names: sound, tags, chapters, transcripts, artwork.

    Exit code 0: nothing but advice; 10: warnings; 11: errors.
    """
    if what.startswith(("http://", "https://")):
        from paracast.check import check_url

        found = check_url(what, newest)
    else:
        from paracast.check import check_folder

        folder = _folder(what) if what else required_show(show).episodes
        found = check_folder(folder, deep=not quick, against=_read(against))
    if as_json:
        typer.echo(json.dumps([_facts(finding) for finding in found], ensure_ascii=False, indent=2))
    elif not quiet or _code(found) == FAULTY:
        _print(found)
    if code := _code(found):
        raise typer.Exit(code)


def _folder(what: str) -> Path:
    path = Path(what)
    folder = path.parent if path.is_file() else path
    inner = folder / "episodes"
    if not (folder / "feed.xml").is_file() and (inner / "feed.xml").is_file():
        return inner
    if not folder.is_dir():
        raise UsageError(f"There is no {what}.", remedy="Name a folder, or an address: https://…")
    return folder


def _read(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as failure:
        raise UsageError(
            f"Cannot read {path}: {failure.strerror}.", remedy="Check its name."
        ) from failure


def _code(found: "Sequence[Finding]") -> int:
    from paracast.check import Severity

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
    for place, findings in groupby(sorted(found, key=lambda one: one.place), lambda f: f.place):
        out().print(place, style="bold", markup=False)
        for finding in sorted(findings, key=lambda one: -one.rule.severity):
            name = finding.rule.severity.name.lower()
            out().print(f"  {name:<8}", style=_COLOURS[name], end="")
            out().print(f"{finding.seen}  ", markup=False, end="")
            out().print(finding.rule.name, style="dim", markup=False)
            out().print(f"          {finding.rule.remedy}", markup=False)
            out().print(f"          {finding.rule.source}", style="dim", markup=False)
    counts = Counter(finding.rule.severity for finding in found)
    told = [count(counts[severity], severity.name.lower()) for severity in sorted(counts)[::-1]]
    out().print(", ".join(told).replace("advices", "pieces of advice") or "Nothing is wrong.")
