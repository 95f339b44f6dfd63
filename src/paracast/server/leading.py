"""A page that leads to where a show is published → one that leads to where it was asked for.

Only addresses of what is served lead here: a show may lie on the same host as the articles that it
reads. Links to apps whose own servers fetch feeds stay as they are: those do not get here.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import unquote


def leading_here(page: bytes, there: str, here: str, is_served: Callable[[str], bool]) -> bytes:
    """Let a page's addresses of a show's files begin elsewhere.

    They stand in it as they are, or with an app's own scheme (`podcast://…`).

    Args:
        page: HTML.
        there: the address that the show is published at, with a slash at its end.
        here: the address to lead to, likewise.
        is_served: tells whether a path below the address, decoded, is served.
    """

    def lead(found: re.Match[bytes]) -> bytes:
        if not is_served(unquote(found["path"].decode("ascii"))):
            return found[0]
        return (_bare(here) if found["bare"] else here).encode() + found["path"]

    return _addresses(there).sub(lead, page)


@lru_cache(8)
def _addresses(there: str) -> re.Pattern[bytes]:
    whole, bare = re.escape(there.encode()), re.escape(_bare(there).encode())
    return re.compile(
        rb"(?:" + whole + rb"|(?P<bare>" + bare + rb"))(?P<path>[\w.~%/-]*)", re.ASCII
    )


def _bare(address: str) -> str:
    """Return an address without its scheme."""
    return address[address.index("://") :]
