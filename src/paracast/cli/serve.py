"""`paracast serve`: listen to the show on this machine, or on a phone in the same network."""

from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import err, out, size
from paracast.cli.options import QuietOption, ShowOption, the_show

if TYPE_CHECKING:
    from collections.abc import Callable

    from paracast import Listening, ParacastError, Served


def serve(  # noqa: PLR0913  a command's parameters are its options
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen. 0: any that is free.")
    ] = 8000,
    host: Annotated[
        str,
        typer.Option(metavar="HOST", help="The same. 0.0.0.0 lets phones in the same network in."),
    ] = "127.0.0.1",
    token: Annotated[
        str,
        typer.Option(
            metavar="TOKEN",
            help="A secret that every address begins with; new: one is made for this run.",
        ),
    ] = "",
    url: Annotated[
        str, typer.Option(metavar="URL", help="Where a proxy or a tunnel shows it to others.")
    ] = "",
    qr: Annotated[bool, typer.Option("--qr", help="Show the feed's address as a QR code.")] = False,
    browse: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", help="Print a line for each request: who, what, the answer, bytes."
        ),
    ] = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Serve the show to podcast apps and browsers, until Ctrl-C."""
    from paracast import Hearers, listening_at

    opened = the_show(show)

    def begun(listening: "Listening") -> None:
        if not quiet:
            _tell_where(opened.title, listening)
        if qr:
            _draw(listening)
        if browse:
            typer.launch(listening.address(listening.names()[0]))

    hearers = Hearers(begun, _print if verbose else _ignore, _complaining())
    opened.serve(listening_at(host, port, secret=token, url=url), hearers)


def _tell_where(title: str, listening: "Listening") -> None:
    names = listening.names()
    here, away = listening.address(names[0]), listening.address(names[-1])
    out().print(f"Serving “{title}”. Ctrl-C stops it.", markup=False)
    out().print(f"  Listen     {here}", markup=False, style="bold")
    out().print(f"  Subscribe  {here}feed.xml", markup=False)
    if away != here:
        out().print(f"  On phones  {away}feed.xml", markup=False)
    if listening.is_open and not listening.secret:
        err().print(
            "Everybody in this network can listen. A secret address: --token new", style="yellow"
        )


def _draw(listening: "Listening") -> None:
    """Draw a QR code; half a line is a row of it."""
    import segno

    address = f"{listening.address(listening.names()[-1])}feed.xml"
    segno.make(address, micro=False, error="m").terminal(compact=True)
    if not listening.is_open and not listening.url:
        err().print("No phone reaches this address; one would with: --host 0.0.0.0", style="yellow")


def _print(served: "Served") -> None:
    status = served.status or "gone"
    line = f"{served.client}  {served.method} {served.path}  {status}  {size(served.length)}"
    out().print(line, markup=False, style="dim")


def _ignore(_: "Served") -> None:
    """Say nothing."""


def _complaining() -> "Callable[[ParacastError], None]":
    """Return what prints errors, each once: apps ask again and again."""
    from paracast.cli.report import report

    printed: set[str] = set()

    def complain(error: "ParacastError") -> None:
        if error.message not in printed:
            printed.add(error.message)
            report(error)

    return complain
