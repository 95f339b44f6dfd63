"""Options that several commands share, and how the show is found."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from paracast.cli.completing import complete_voice
from paracast.errors import UsageError

if TYPE_CHECKING:
    from paracast import Booth, Show

ShowOption = Annotated[
    Path | None,
    typer.Option(
        "--show",
        metavar="DIR",
        help="The show's folder. Default: the nearest one upward that holds paracast.toml.",
    ),
]
VoiceOption = Annotated[
    str,
    typer.Option(
        "--voice",
        metavar="NAME",
        autocompletion=complete_voice,
        help="A profile in voices/, or ENGINE:VOICE. Default: the show's.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")]

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Tell how long each stage took.")
]
JobsOption = Annotated[
    int, typer.Option(min=0, help="Worker processes. 0: as many as there are cores.")
]
ExecutorOption = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="Speak on a cluster: dask://HOST:PORT. Default: on this machine."
    ),
]
SeasonOption = Annotated[
    int | None, typer.Option(min=0, max=9999, help="The season it belongs to. 0: none.")
]
NumberOption = Annotated[
    int | None, typer.Option(min=0, max=99999, help="Its number in the season. 0: none.")
]
KindOption = Annotated[
    Literal["full", "trailer", "bonus"] | None, typer.Option(help="What it is to the show.")
]
RecursiveOption = Annotated[
    bool, typer.Option("--recursive", help="Of a folder, the folders in it too.")
]
AllowPrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="Fetch from this machine and its network too, and by proxy."
    ),
]


def pass_on(context: typer.Context, **given: object) -> None:
    """Let a command of a group take options that stood before its name, where it has them."""
    context.default_map = {str(context.invoked_subcommand): given}


def the_show(folder: Path | None, voice: str = "") -> "Show":
    """Open the show that was named or is around.

    Raises:
        UsageError: there is none.
        ConfigError: its settings are wrong.
    """
    from paracast import Show

    return Show.open(folder, voice=voice)


def booth_of(folder: Path | None, voice: str = "") -> "Booth":
    """Open the show that was named or is around; without one, what articles are made with."""
    from paracast import Booth

    return Booth.around(folder, voice=voice)


def agreed(question: str, say: str) -> bool:
    """Ask a person before something is removed.

    Args:
        question: what to ask.
        say: the command that needs no answer.

    Raises:
        UsageError: there is nobody to ask.
    """
    try:
        return typer.confirm(question)
    except typer.Abort as error:
        raise UsageError(
            "Nobody answered, so nothing was removed.", remedy=f"Say it: {say}"
        ) from error
