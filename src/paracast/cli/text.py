"""`paracast text`: what would be read."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import err
from paracast.cli.options import (
    AllowPrivateOption,
    JsonOption,
    RecursiveOption,
    ShowOption,
    optional_show,
)

if TYPE_CHECKING:
    from paracast.article import Article, LeftOut
    from paracast.script import Script, Utterance

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
    recursive: RecursiveOption = False,
    allow_private: AllowPrivateOption = False,
    as_json: JsonOption = False,
    show: ShowOption = None,
) -> None:
    """Print what would be read of ARTICLE, and name what would be left out."""
    from paracast import config
    from paracast.article.folders import opened
    from paracast.article.options import FetchOptions
    from paracast.pipeline.commission import Commission
    from paracast.pipeline.making import read_and_script

    setup = optional_show(show) or config.default_setup()
    articles = opened([locator], recursive=recursive)
    for each in articles:
        commission = Commission(each, fetching=FetchOptions(allow_private=allow_private))
        article, script = read_and_script(commission, setup)
        if as_json:
            indent = 2 if len(articles) == 1 else None  # of several, one object a line
            typer.echo(json.dumps(_facts(article, script), ensure_ascii=False, indent=indent))
        else:
            _print(script, spoken=spoken)


def _print(script: "Script", *, spoken: bool) -> None:
    typer.echo("\n\n".join(_words(utterance, spoken=spoken) for utterance in script.utterances))
    for left in script.left_out:
        err().print(f"Left out, {left.reason}: {_excerpt(left)}", style="dim", markup=False)


def _words(utterance: "Utterance", *, spoken: bool) -> str:
    return utterance.form.text if spoken else utterance.form.written


def _excerpt(left: "LeftOut") -> str:
    line = " ".join(left.text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _facts(article: "Article", script: "Script") -> dict[str, Any]:
    return {
        "title": script.title,
        "author": article.author,
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
