"""The commands in one place, and the border where errors become messages and exit codes."""

import io
import sys
from typing import Annotated

import typer

from paracast.cli.check import check
from paracast.cli.console import err
from paracast.cli.doctor import doctor
from paracast.cli.episodes import episodes
from paracast.cli.follow import follow
from paracast.cli.importing import import_
from paracast.cli.lexicon import lexicon
from paracast.cli.make import make
from paracast.cli.publish import publish
from paracast.cli.report import report
from paracast.cli.serve import serve
from paracast.cli.show import feed, init, site, version
from paracast.cli.spoken import spoken
from paracast.cli.stopping import CTRL_C, Stop
from paracast.cli.store import store
from paracast.cli.text import text
from paracast.cli.voices import voices
from paracast.cli.watch import watch
from paracast.errors import ParacastError

app = typer.Typer(
    name="paracast",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _tell_version(asked: bool) -> None:  # noqa: FBT001  typer gives an option's value by its place
    from paracast import __version__

    if asked:
        typer.echo(f"paracast {__version__}")
        raise typer.Exit


@app.callback()
def paracast(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Print the version, and end."
        ),
    ] = False,
) -> None:
    """Turn articles into podcast episodes, on this machine and offline."""


for command in (make, follow, watch, init, text, spoken, feed, site, check, serve, publish, doctor):
    app.command()(command)
app.command()(version)
app.command("import")(import_)
app.add_typer(episodes, name="episodes")
app.add_typer(voices, name="voices")
app.add_typer(lexicon, name="lexicon")
app.add_typer(store, name="store")


def run() -> int:
    """Run the command that the process was started with and return its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # names of files need not be Unicode
    stop = Stop()
    stop.listen()
    try:
        app()
    except ParacastError as error:
        return report(error)
    except OSError as error:
        from paracast import trouble_of

        if (known := trouble_of(error)) is None:
            raise
        return report(known)
    except SystemExit as ended:
        if ended.code == CTRL_C:
            err().print("paracast: stopped. Nothing is lost: run it again to go on.")
            return stop.code
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
