"""`paracast voices`: the show's voices and those that engines offer, listed, tried and compared."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.completing import complete_engine, complete_voice
from paracast.cli.console import count, err, out, size
from paracast.cli.options import JobsOption, JsonOption, ShowOption, booth_of, pass_on
from paracast.cli.telling import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paracast import Booth, Voice, VoiceProfile

_WHOLE = {"voice", "rate", "licence", "gender"}  # columns that are not broken
_SPARED = ("rate", "licence", "gender")  # what is left out first where a line has no room
_GAP = 1  # column between two columns

voices = typer.Typer(help="The voices: listed, tried, and compared side by side.")

LanguageOption = Annotated[
    str, typer.Option(metavar="TAG", help="Only voices of this language, such as es.")
]


@voices.callback(invoke_without_command=True)
def list_(
    context: typer.Context,
    *,
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Only voices of this engine.", autocompletion=complete_engine
        ),
    ] = "",
    language: LanguageOption = "",
    as_json: JsonOption = False,
    show: ShowOption = None,
) -> None:
    """List the show's voice profiles, and all that the installed engines offer."""
    if context.invoked_subcommand is not None:
        pass_on(context, engine=engine, language=language, show=show, as_json=as_json)
        return
    booth = booth_of(show)
    profiles = [_profile_facts(one) for one in booth.profiles(engine=engine, language=language)]
    offered = list(_offered(engine, language, booth))
    if as_json:
        facts = {"profiles": profiles, "offered": offered}
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    _print_table("Profiles: voices by name, for --voice and [casting]", profiles)
    rows, spared = fitting([_row(facts) for facts in offered], out().width)
    _print_table("Offered: for --voice, or for a profile of your own", rows)
    if spared:
        told = f"No room for {', '.join(spared)}: widen the terminal, or see --json."
        out().print(told, style="dim")
    if not profiles and not offered:
        out().print(_none(engine), markup=False)
    else:
        out().print("Hear one: paracast voices try NAME", style="dim")


@voices.command("try")
def try_(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A profile, or ENGINE:VOICE.", autocompletion=complete_voice
        ),
    ],
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="What to say.")] = "",
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The WAV file. Default: NAME.wav."),
    ] = None,
    show: ShowOption = None,
) -> None:
    """Let a voice say TEXT, or a sample, into a WAV file; on a terminal, play it."""
    from paracast.cli.playing import play

    booth = booth_of(show, name)
    said = text or booth.sample
    path = output or Path(re.sub(r"[^\w+-]+", "-", name) + ".wav")
    pcm = booth.say(said, path)
    typer.echo(booth.form(said).text)
    out().print(f"  {path}: {pcm.seconds:.1f} s at {pcm.rate:,} Hz", style="dim", markup=False)
    if out().is_terminal:
        play(path)
    suggest(f"Let it read: paracast make ARTICLE --voice {name}")


@voices.command("compare")
def compare(  # noqa: PLR0913  a command's parameters are its options
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME...]",
            help="Profiles, or ENGINE:VOICE. Default: all profiles.",
            autocompletion=complete_voice,
        ),
    ] = None,
    *,
    text: Annotated[
        str, typer.Option(help="What all of them say. Default: a sample in each one's language.")
    ] = "",
    language: LanguageOption = "",
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The page.")
    ] = Path("voices.html"),
    jobs: JobsOption = 0,
    show: ShowOption = None,
) -> None:
    """Make one HTML page with a sample of each voice, to listen to them side by side."""
    from paracast import Workers

    page = booth_of(show).compare(
        output, names or (), text=text, language=language, workers=Workers(jobs)
    )
    for one in page.auditions:
        if one.error:
            err().print(f"{one.voice.name}: {one.error.message}", style="yellow", markup=False)
    made = count(len(page.auditions), "voice")
    out().print(f"{output}: {made}, {size(page.length)}. Open it in a browser.", markup=False)


def _none(engine: str) -> str:
    if not engine:
        return "None speaks that language. Leave --language out to see all."
    return (
        f"The engine {engine!r} lists no voices here. docs/voices.md tells what it is for, and how "
        "a profile in voices/ uses it."
    )


def _profile_facts(profile: "VoiceProfile") -> dict[str, Any]:
    return {
        "name": profile.name,
        "voice": f"{profile.engine}:{profile.voice}",
        "language": profile.language,
        "rate": profile.rate,
        "pitch": profile.pitch,
        "description": profile.description,
    }


def _offered(engine: str, language: str, booth: "Booth") -> "Iterator[dict[str, Any]]":
    """Ask the engines; one that cannot answer is told of."""
    for offer in booth.offers(engine=engine, language=language):
        if offer.error:
            err().print(f"{offer.engine}: {offer.error.message}", style="yellow", markup=False)
        for voice in offer.voices:
            yield _voice_facts(offer.engine, voice)


def _voice_facts(engine: str, voice: "Voice") -> dict[str, Any]:
    return {
        "voice": f"{engine}:{voice.id}",
        "name": voice.name,
        "language": " ".join(voice.languages),
        "gender": voice.gender,
        "sample rate": voice.rate,
        "speakers": len(voice.speakers) or 1,
        "engine": engine,
        "licence": voice.licence,
    }


def _row(facts: dict[str, Any]) -> dict[str, Any]:
    """Tell people of an offered voice: its engine stands before its name already."""
    rate = f"{facts['sample rate'] / 1000:g} kHz" if facts["sample rate"] else ""
    speakers = f" ({count(facts['speakers'], 'speaker')})" if facts["speakers"] > 1 else ""
    return {
        "voice": facts["voice"],
        "name": f"{facts['name']}{speakers}",
        "language": facts["language"],
        "gender": facts["gender"],
        "rate": rate,
        "licence": facts["licence"],
    }


def fitting(rows: list[dict[str, Any]], width: int) -> tuple[list[dict[str, Any]], list[str]]:
    """Leave out what matters least until each row fits a line; name what was left out."""
    from rich.cells import cell_len

    spared = list[str]()
    for least in ("", *_SPARED):
        spared += [least] if least else []
        kept = [{name: row[name] for name in row if name not in spared} for row in rows]
        widest = Counter[str]()
        for row in kept:
            for name, value in row.items():
                parts = [str(value)] if name in _WHOLE else str(value).split()
                widest[name] = max(widest[name], *map(cell_len, (name, *parts)))
        if widest.total() + _GAP * (len(widest) - 1) <= width:
            break
    return kept, spared


def _print_table(title: str, rows: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in rows[0]:
        table.add_column(heading.capitalize(), overflow="fold", no_wrap=heading in _WHOLE)
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row.values()))
    out().print(title, style="bold", markup=False)
    out().print(table)
    out().print()
