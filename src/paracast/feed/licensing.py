"""How a show is licensed → podcast:license: an identifier, and where it can be read."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from paracast.errors import ConfigError

_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9.+-]*\Z")
_COMMONS = tuple(
    f"cc-{kind}-{version}"
    for version in ("1.0", "2.0", "2.5", "3.0", "4.0")
    for kind in ("by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-sa")
)
_DEED = "https://creativecommons.org/licenses/"


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its SPDX identifier in lower case, or by a name of the show's own.

    Attributes:
        url: where it can be read; empty: its identifier tells.
    """

    name: str
    url: str


def licence_of(name: str, url: str) -> Licence:
    """Read `[show] license` and `license_url` (Podcasting 2.0 namespace, `license`).

    Raises:
        ConfigError: it is no identifier, and nothing tells where it can be read.
    """
    identifier = name.strip().lower()
    if url:
        return Licence(identifier if _IDENTIFIER.match(identifier) else name.strip(), url)
    if identifier in _COMMONS:
        kind, _, version = identifier.removeprefix("cc-").rpartition("-")
        return Licence(identifier, f"{_DEED}{kind}/{version}/")
    wrong = identifier.startswith(("cc-", "cc by")) or not _IDENTIFIER.match(identifier)
    if wrong:
        near = get_close_matches(identifier.replace(" ", "-"), reversed(_COMMONS), n=1, cutoff=0.6)
        raise ConfigError(
            f"[show] license is {name!r}, which is no SPDX identifier.",
            remedy=(f"Did you mean {near[0]!r}? " if near else "")
            + "A name of your own needs license_url too.",
        )
    return Licence(identifier, "")
