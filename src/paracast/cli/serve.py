"""`paracast serve`: listen to the show on this machine, or on a phone in the same network."""

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from paracast.cli.console import err, out, size
from paracast.cli.options import QuietOption, ShowOption, required_show
from paracast.errors import UsageError

if TYPE_CHECKING:
    from paracast.server.addressing import Place
    from paracast.server.guarding import Served

_NEW = "new"
_SHORTEST = 8  # characters of a secret


def serve(  # noqa: PLR0913  a command's parameters are its options
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: one that is free.")] = 8000,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="0.0.0.0: phones in the same network reach it too.")
    ] = "127.0.0.1",
    token: Annotated[
        str,
        typer.Option(
            metavar="SECRET", help="What every address begins with; “new” makes one for this run."
        ),
    ] = "",
    url: Annotated[
        str, typer.Option(metavar="URL", help="Where a proxy or a tunnel shows it to others.")
    ] = "",
    qr: Annotated[bool, typer.Option("--qr", help="Show the feed's address as a QR code.")] = False,
    browse: Annotated[
        bool, typer.Option("--open", help="Open the show's page in the browser.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Print one line for each request.")
    ] = False,
    quiet: QuietOption = False,
    show: ShowOption = None,
) -> None:
    """Serve the show, until Ctrl-C: to its pages, and to podcast apps.

    The feed's addresses are those at which it was asked for.
    """
    from paracast.server import Listening
    from paracast.server import serve as serving

    setup = required_show(show)
    secret = _secret(token) or setup.show.private
    _refuse_unfit(secret, url)
    shown = f"{url.rstrip('/')}/" if url else ""
    listening = Listening(host, port, secret, shown)

    def begun(place: "Place") -> None:
        names = _names(host)
        if not quiet:
            _tell(setup.show.title, place, names)
        if qr:
            _draw(f"{place.outside(names[-1])}feed.xml")
        if browse:
            typer.launch(place.on(names[0]))

    serving(setup, listening, begun=begun, tell=_print if verbose else _ignore)


def _secret(asked: str) -> str:
    return secrets.token_urlsafe(16) if asked == _NEW else asked


def _refuse_unfit(secret: str, url: str) -> None:
    if secret and (
        len(secret) < _SHORTEST or not secret.replace("-", "").replace("_", "").isalnum()
    ):
        raise UsageError(
            f"The token {secret!r} is no secret.",
            remedy=f"Use {_SHORTEST} or more letters, digits, - or _; or --token new",
        )
    if url and not url.startswith(("http://", "https://")):
        raise UsageError(f"{url!r} is no address.", remedy="Write it as https://….")


def _names(host: str) -> list[str]:
    """Return by what names it is reached: first here, and last from the network, if it is."""
    from paracast.server.addressing import own_address

    if host in {"0.0.0.0", "::"}:  # noqa: S104  what the user asked for
        own = own_address()
        return ["127.0.0.1" if host == "0.0.0.0" else "::1", *([own] if own else [])]  # noqa: S104
    return ["localhost" if host == "127.0.0.1" else host]


def _tell(title: str, place: "Place", names: list[str]) -> None:
    from paracast.server.addressing import is_loopback

    out().print(f"Serving “{title}”", markup=False)
    out().print(f"  Listen:     {place.on(names[0])}", markup=False, style="bold")
    outside = place.outside(names[-1])
    out().print(f"  Subscribe:  {outside}feed.xml", markup=False)
    if outside != place.on(names[0]):
        out().print(f"  On a phone: {outside}", markup=False)
    if not (place.secret or is_loopback(names[-1])):
        warning = "Everybody in this network can listen. A secret address: --token new"
        err().print(f"  {warning}", style="yellow")
    out().print("Ctrl-C stops it.", style="dim")


def _draw(address: str) -> None:
    import segno

    segno.make(address, error="m").terminal(compact=True)


def _print(served: "Served") -> None:
    told = f"{served.client}  {served.method} {served.path}  {served.status or 'gone'}"
    out().print(f"{told}  {size(served.length)}", markup=False, style="dim")


def _ignore(served: "Served") -> None:
    """Say nothing."""
