"""`paracast serve`: listen to the show on this machine, or on a phone in the same network."""

import re
import secrets
from typing import TYPE_CHECKING, Annotated, Final

import typer

from paracast.cli.console import err, out, size
from paracast.cli.options import QuietOption, ShowOption, required_show
from paracast.errors import ParacastError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from paracast.pipeline.setup import Setup
    from paracast.server.addresses import Listening
    from paracast.server.guarding import Served

_NEW: Final = "new"
_SECRET: Final = 16  # bytes: as many as nobody guesses
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_URL: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/%-]*)?")


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
    from paracast.server.addresses import Listening
    from paracast.server.running import Hearers
    from paracast.server.running import serve as run

    setup = required_show(show)
    asked = Listening(host, port, _secret(token) or setup.show.private, _checked(url))

    def begun(listening: Listening) -> None:
        if not quiet:
            _tell_where(setup, listening)
        if qr:
            _draw(listening)
        if browse:
            typer.launch(listening.address(listening.names()[0]))

    run(setup, asked, Hearers(begun, _print if verbose else _ignore, _complaining()))


def _secret(token: str) -> str:
    if not token or _TOKEN.fullmatch(token):
        return token
    if token == _NEW:
        return secrets.token_urlsafe(_SECRET)
    raise UsageError(
        f"The token {token!r} can be guessed, or cannot stand in an address.",
        remedy="Give 16 to 64 letters, digits, - and _; or let one be made: --token new",
    )


def _checked(url: str) -> str:
    if not url or _URL.fullmatch(url):
        return f"{url.rstrip('/')}/" if url else ""
    raise UsageError(f"{url!r} is no address to show.", remedy="Write it as https://example.org/")


def _tell_where(setup: "Setup", listening: "Listening") -> None:
    names = listening.names()
    here, away = listening.address(names[0]), listening.address(names[-1])
    out().print(f"Serving “{setup.show.title}”. Ctrl-C stops it.", markup=False)
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

    def complain(error: ParacastError) -> None:
        if error.message not in printed:
            printed.add(error.message)
            report(error)

    return complain
