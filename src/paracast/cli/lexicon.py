"""`paracast lexicon`: the user's pronunciations, heard, listed, brought in and traced."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.console import clock, count, out
from paracast.cli.options import JsonOption, ShowOption, VoiceOption, booth_of, the_show
from paracast.cli.telling import suggest

if TYPE_CHECKING:
    from paracast import Affected, Entry, SpokenForm

lexicon = typer.Typer(
    help="Pronunciations: try, list and import them, and find what a change would touch.",
    no_args_is_help=True,
)


@lexicon.command("try")
def try_(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")],
    *,
    voice: VoiceOption = "",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the WAV file.")
    ] = Path("lexicon-try.wav"),
    show: ShowOption = None,
) -> None:
    """Print how TEXT is said, and say it into a WAV file; on a terminal, play it."""
    from paracast.cli.playing import play

    booth = booth_of(show, voice)
    booth.say(text, output)
    typer.echo(_heard(booth.form(text)))
    out().print(f"  {output}", style="dim", markup=False)
    if out().is_terminal:
        play(output)


@lexicon.command("list")
def list_(*, voice: VoiceOption = "", as_json: JsonOption = False, show: ShowOption = None) -> None:
    """List the pronunciations that hold for a voice, its own before the show's."""
    entries = the_show(show, voice).lexicon
    if as_json:
        typer.echo(json.dumps([_facts(one) for one in entries], ensure_ascii=False, indent=2))
    elif entries:
        _print_table(entries)
    else:
        out().print("No pronunciations yet. Write them into lexicon.toml beside paracast.toml.")


@lexicon.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A W3C pronunciation lexicon.")],
    *,
    show: ShowOption = None,
) -> None:
    """Add the entries of a PLS file to the show's lexicon.toml, which keeps all that it holds."""
    from paracast import import_lexicon, lexicon_file

    opened = the_show(show)
    told = import_lexicon(file, opened)
    out().print(f"{lexicon_file(opened)}: {len(told.added)} added", markup=False)
    for entry in told.known:
        out().print(f"  Kept as it was: {entry.written}", style="dim", markup=False)
    suggest("See which episodes it changes: paracast lexicon affected")


@lexicon.command("affected")
def affected_(
    *, voice: VoiceOption = "", as_json: JsonOption = False, show: ShowOption = None
) -> None:
    """List the episodes, and the sentences in them, that would be said otherwise now."""
    from paracast import affected_episodes

    found = list(affected_episodes(the_show(show, voice)))
    if as_json:
        typer.echo(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=2))
        return
    for one in found:
        where = f"{one.episode.title}: {count(len(one.sentences), 'sentence')}"
        out().print(where, style="bold", markup=False)
        for touched in one.sentences:
            out().print(f"  {clock(int(touched.seconds))}  {touched.text}", markup=False)
            out().print(f"        was: {_heard(touched.before)}", style="dim", markup=False)
            out().print(f"        now: {_heard(touched.after)}", markup=False)
    if found:
        out().print("Make them again from their articles: paracast make ARTICLE", style="dim")
    else:
        out().print("Every episode on the shelf is said as it would be now.")


def _heard(form: "SpokenForm") -> str:
    """Write a spoken form with the phonemes that are known, between slashes."""
    pieces, position = list[str](), 0
    for known in form.pronunciations:
        pieces += (form.text[position : known.span.start], f"/{known.phonemes}/")
        position = known.span.end
    return "".join((*pieces, form.text[position:]))


def _told(one: "Affected") -> dict[str, Any]:
    return {
        "title": one.episode.title,
        "guid": one.episode.guid,
        "folder": one.episode.folder,
        "source": one.episode.source.name,
        "sentences": [
            {
                "seconds": touched.seconds,
                "text": touched.text,
                "before": _heard(touched.before),
                "after": _heard(touched.after),
            }
            for touched in one.sentences
        ],
    }


def _facts(entry: "Entry") -> dict[str, Any]:
    from msgspec import to_builtins

    facts: dict[str, Any] = to_builtins(entry)
    return facts


def _print_table(entries: "tuple[Entry, ...]") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("Written", "Said", "Phonemes", "Language"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        said = entry.spoken(entry.written) if entry.spell or entry.say else ""
        columns = (entry.written, said, entry.phonemes, entry.language)
        table.add_row(*(Text(column) for column in columns))
    out().print(table)
