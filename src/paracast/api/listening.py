"""What a user says of where a show is to be served → a Listening."""

import re
import secrets
from typing import Final

from paracast.errors import UsageError
from paracast.server.addresses import Listening

NEW: Final = "new"
"""Stands for a secret that is made for this run."""

_SECRET: Final = 16  # bytes: as many as nobody guesses
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
_URL: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/%-]*)?")


def listening_at(
    host: str = "127.0.0.1", port: int = 8000, *, secret: str = "", url: str = ""
) -> Listening:
    """Return where a server is to be asked.

    Args:
        host: the name or number of this machine that it listens on; `0.0.0.0`: all of them.
        port: 0: any that is free.
        secret: the first part of every path; `new`: one is made; empty: there is none.
        url: where a proxy or a tunnel shows it to others; empty: nowhere.

    Raises:
        UsageError: the secret can be guessed, or the address is none.
    """
    return Listening(host, port, _secret(secret), _checked(url))


def _secret(token: str) -> str:
    if not token or _TOKEN.fullmatch(token):
        return token
    if token == NEW:
        return secrets.token_urlsafe(_SECRET)
    raise UsageError(
        f"The token {token!r} can be guessed, or cannot stand in an address.",
        remedy="Give 16 to 64 letters, digits, - and _; or let one be made: --token new",
    )


def _checked(url: str) -> str:
    if not url or _URL.fullmatch(url):
        return f"{url.rstrip('/')}/" if url else ""
    raise UsageError(f"{url!r} is no address to show.", remedy="Write it as https://example.org/")
