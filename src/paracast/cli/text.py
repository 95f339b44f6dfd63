"""`paracast text`: what would be read."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import err, out
from paracast.cli.options import (
    AllowPrivateOption,
    JsonOption,
    RecursiveOption,
    ShowOption,
    booth_of,
)
from paracast.cli.telling import failure_line

if TYPE_CHECKING:
    from paracast import Article, LeftOut, Script, Utterance

_EXCERPT = 60  # characters of what was left out


def text(  # noqa: PLR0913  a command's parameters are its options
    locator: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="A file, folder or web address; - is standard input."
        ),
    ],
    *,
    spoken: Annotated[
        bool, typer.Option("--spoken", help="Print words as they are said: $5 as five dollars.")
    ] = False,
    report: Annotated[
        bool,
        typer.Option("--report", help="Show source and speech side by side; count all characters."),
    ] = False,
    recursive: RecursiveOption = False,
    allow_private: AllowPrivateOption = False,
    as_json: JsonOption = False,
    show: ShowOption = None,
) -> None:
    """Print what would be read of ARTICLE, and name what would be left out."""
    from paracast import Commission, FetchOptions, articles_in

    booth = booth_of(show)
    articles = articles_in(locator, recursive=recursive)
    for each in articles:
        commission = Commission(each, fetching=FetchOptions(allow_private=allow_private))
        article, script = booth.read(commission)
        if as_json:
            indent = 2 if len(articles) == 1 else None  # of several, one object a line
            facts = _facts(article, script) | (_account(article, script) if report else {})
            typer.echo(json.dumps(facts, ensure_ascii=False, indent=indent))
        elif report:
            _print_report(article, script)
        else:
            _print(script, spoken=spoken)


def _print(script: "Script", *, spoken: bool) -> None:
    typer.echo("\n\n".join(_words(utterance, spoken=spoken) for utterance in script.utterances))
    if script.failures:
        err().print(failure_line(script.failures), style="yellow", markup=False)
    for left in filter(lambda left: left.text.strip(), script.left_out):
        err().print(f"Left out, {left.reason}: {_excerpt(left)}", style="dim", markup=False)


def _print_report(article: "Article", script: "Script") -> None:
    from rich.table import Table
    from rich.text import Text

    from paracast import rows_of

    table = Table(show_lines=True, expand=True, header_style="bold", border_style="dim")
    table.add_column("Source", ratio=4, overflow="fold")
    table.add_column("Spoken", ratio=4, overflow="fold")
    table.add_column("Rules and reasons", ratio=2, style="dim", overflow="fold")
    for row in rows_of(article, script):
        table.add_row(
            Text(" ".join(row.written.split()), style="" if row.spoken else "dim"),
            Text(row.spoken, style="" if row.written else "italic"),
            Text("\n".join(row.why)),
        )
    out().print(table)
    out().print(_summary(script), markup=False)
    if script.failures:
        err().print(failure_line(script.failures), style="yellow", markup=False)


def _summary(script: "Script") -> str:
    """Say in a few lines what became of the source's characters."""
    total = sum(stretch.length for stretch in script.account.stretches) or 1
    lines = []
    for fate, reasons in script.account.summary().items():
        characters = sum(reasons.values())
        named = ", ".join(f"{why} {n:,}" for why, n in reasons.items() if why)
        lines.append(
            f"{fate.capitalize()}: {characters:,} of {total:,} characters, {characters / total:.1%}"
            + (f" ({named})" if named else "")
        )
    return "\n".join(lines)


def _account(article: "Article", script: "Script") -> dict[str, Any]:
    from paracast import rows_of

    return {
        "account": script.account.summary(),
        "stretches": [
            {
                "start": stretch.span.start,
                "end": stretch.span.end,
                "fate": stretch.fate.value,
                "why": stretch.why,
            }
            for stretch in script.account.stretches
        ],
        "rows": [
            {"written": row.written, "spoken": row.spoken, "why": row.why}
            for row in rows_of(article, script)
        ],
    }


def _words(utterance: "Utterance", *, spoken: bool) -> str:
    return utterance.form.text if spoken else utterance.form.written


def _excerpt(left: "LeftOut") -> str:
    line = " ".join(left.text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _facts(article: "Article", script: "Script") -> dict[str, Any]:
    return {
        "title": script.title,
        "author": article.author,
        "site": article.credits.site,
        "published": str(article.credits.published or ""),
        "url": article.credits.url,
        "image": article.credits.image,
        "language": script.language,
        "text": "\n\n".join(said.form.text for said in script.utterances),
        "blocks": [
            {
                "kind": block.kind.value,
                "level": block.level,
                "text": block.text,
                "start": block.span.start,
                "end": block.span.end,
            }
            for block in article.blocks
        ],
        "utterances": [
            {"role": said.role.value, "written": said.form.written, "spoken": said.form.text}
            for said in script.utterances
        ],
        "failures": script.failures,
        "left_out": [
            {
                "reason": left.reason,
                "text": left.text,
                "start": left.span.start if left.span else None,
                "end": left.span.end if left.span else None,
            }
            for left in script.left_out
        ],
    }
