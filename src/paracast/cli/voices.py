"""`paracast voices`: the show's voices and those that engines offer, listed, tried and compared."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from paracast.cli.completing import complete_engine, complete_voice
from paracast.cli.console import count, err, out, size
from paracast.cli.options import JobsOption, JsonOption, ShowOption, optional_show
from paracast.cli.telling import suggest
from paracast.errors import SpeechError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paracast.pipeline.setup import Setup
    from paracast.speech.engine import Voice
    from paracast.speech.profile import VoiceProfile

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
        return
    setup = _setup(show)
    profiles = [
        _profile_facts(profile)
        for profile in setup.voices.values()
        if _speaks((profile.language,), language) and engine in {"", profile.engine}
    ]
    offered = list(_offered(engine, language, setup.voice.folder))
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
    from paracast.cli.playing import play, write_wav
    from paracast.pipeline.auditioning import sample_form
    from paracast.pipeline.pronouncing import speak

    setup = _setup(show, name)
    form = sample_form(setup.voice, text, setup)
    if not any(map(str.isalnum, form.text)):
        raise UsageError("There is nothing to say in that.", remedy="Give it words.")
    path = output or Path(re.sub(r"[^\w+-]+", "-", name) + ".wav")
    pcm = speak(form, setup)
    write_wav(path, pcm)
    typer.echo(form.text)
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
    from paracast.cli.comparison import render_comparison
    from paracast.files import replacing
    from paracast.pipeline.auditioning import audition
    from paracast.pipeline.executors import processes

    setup = _setup(show)
    chosen = [v for v in _chosen(names, setup, show) if _speaks((v.language,), language)]
    if not chosen:
        raise UsageError("There is no such voice to compare.", remedy="List them: paracast voices")
    with processes(jobs) as executor:
        heard = list(audition(chosen, text, setup, executor))
    page = render_comparison(heard, _title(setup)).encode()
    with replacing(output) as file:
        file.write(page)
    for one in heard:
        if one.error:
            err().print(f"{one.voice.name}: {one.error.message}", style="yellow", markup=False)
    made = count(len(heard), "voice")
    out().print(f"{output}: {made}, {size(len(page))}. Open it in a browser.", markup=False)


def _none(engine: str) -> str:
    if not engine:
        return "None speaks that language. Leave --language out to see all."
    return (
        f"The engine {engine!r} lists no voices here. docs/voices.md tells what it is for, and how "
        "a profile in voices/ uses it."
    )


def _title(setup: "Setup") -> str:
    return f"Voices of {setup.show.title}" if setup.show.title else "Voices"


def _setup(show: Path | None, voice: str = "") -> "Setup":
    from paracast import config

    return optional_show(show, voice) or config.default_setup(voice=voice)


def _chosen(
    names: "Sequence[str] | None", setup: "Setup", show: Path | None
) -> "list[VoiceProfile]":
    if not names:
        return list(setup.voices.values())
    return [_setup(show, name).voice for name in names]


def _profile_facts(profile: "VoiceProfile") -> dict[str, Any]:
    return {
        "name": profile.name,
        "voice": f"{profile.engine}:{profile.voice}",
        "language": profile.language,
        "rate": profile.rate,
        "pitch": profile.pitch,
        "description": profile.description,
    }


def _offered(engine: str, language: str, folder: Path) -> "Iterator[dict[str, Any]]":
    """Ask the engines; one that cannot answer is told of, and stops nobody."""
    from paracast.speech.registry import engine_names, find_engine

    for name in [engine] if engine else engine_names():
        try:
            offered = find_engine(name, folder).voices()
        except SpeechError as error:
            if engine:
                raise
            err().print(f"{name}: {error.message}", style="yellow", markup=False)
            continue
        for voice in offered:
            if _speaks(voice.languages, language):
                yield _voice_facts(name, voice)


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


def _speaks(languages: "tuple[str, ...]", wanted: str) -> bool:
    tag = wanted.lower()
    return not tag or any(
        one.lower() == tag or one.lower().startswith(f"{tag}-") for one in languages
    )


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
