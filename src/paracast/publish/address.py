"""The target that a user typed → its parts, among which is no secret."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from paracast.errors import UsageError

_SCP = re.compile(r"[^/\\]{2,}:")  # user@host:path, as scp has it; one letter is a drive
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")  # two letters at least: C:\ is a drive
_HOST = re.compile(r"[A-Za-z0-9_:][A-Za-z0-9._:%-]*\Z")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._@\\-]*\Z")
_FORMS = (
    "A target is a folder, s3://BUCKET/PREFIX, sftp://USER@HOST/PATH, rsync+ssh://USER@HOST/PATH, "
    "or git+https://HOST/REPOSITORY#BRANCH."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a show is published.

    Attributes:
        scheme: `s3`, `sftp`, `git+https`, …; empty: a folder of this machine.
        path: of a folder, as the user wrote it; else what follows the host, decoded.
        fragment: a git branch.
        below: the folder in it that the show lies in; empty: the place itself.
    """

    scheme: str
    host: str = ""
    user: str = ""
    port: int | None = None
    path: str = ""
    fragment: str = ""
    below: str = ""

    @property
    def kind(self) -> str:
        """The name under which a package offers it: `git` of `git+https`."""
        return self.scheme.partition("+")[0] or "folder"

    @property
    def bracketed(self) -> str:
        """The host, where a colon follows it: an IPv6 address stands in brackets (RFC 3986)."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def folder(self) -> str:
        """The path with the part below it, without slashes at its ends."""
        return "/".join(part for part in (self.path.strip("/"), self.below) if part)

    def __str__(self) -> str:
        """Write it as it was typed; the secret part of a private show is left out."""
        if not self.scheme:
            return self.path
        user, port = f"{self.user}@" * bool(self.user), f":{self.port}" * bool(self.port)
        fragment = f"#{self.fragment}" * bool(self.fragment)
        return f"{self.scheme}://{user}{self.bracketed}{port}{self.path}{fragment}"


def parse_target(text: str, *, below: str = "") -> Address:
    """Read a target.

    Args:
        text: what the user typed, or `[publish] target`.
        below: the secret part of a private show's address.

    Raises:
        UsageError: it is none, or holds a password; what it holds is not repeated.
    """
    if not text.strip() or any(ord(sign) < ord(" ") for sign in text):
        raise UsageError("The target is empty, or broken over lines.", remedy=_FORMS)
    if not _SCHEME.match(text):
        if _SCP.match(text) and not Path(text).exists():
            raise UsageError(
                f"{text.partition(':')[0]} looks like a host, and no folder is called so.",
                remedy="Write sftp://USER@HOST/PATH; or ./ before the folder's name.",
            )
        return Address("", path=text, below=below)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise UsageError("The target is no address.", remedy=_FORMS) from error
    _refuse_secrets(parts)
    user, path = unquote(parts.username or ""), unquote(parts.path)
    address = Address(parts.scheme, _host_of(parts), user, port, path, parts.fragment, below)
    _refuse_odd(address)
    return address


def _host_of(parts: SplitResult) -> str:
    """Return the host in its own letters: names in ssh's config and of buckets know cases."""
    lowered, written = parts.hostname or "", parts.netloc.rpartition("@")[2].lstrip("[")
    return written[: len(lowered)]


def _refuse_secrets(parts: SplitResult) -> None:
    """Refuse what others could read in settings, in a shell's history or in a list of processes."""
    if parts.password is not None or parts.query:
        raise UsageError(
            "The target holds a password, or something that may be one.",
            remedy="Leave it out. Keys belong into the environment, ~/.aws, ~/.ssh, an ssh agent "
            "or git's credential helper.",
        )
    if parts.username is not None and parts.scheme in {"s3", "git+https", "git+http"}:
        raise UsageError(
            "The target has something before an @, which may be a key or a token.",
            remedy="Leave it out. Keys belong into the environment, ~/.aws, or git's credential "
            "helper.",
        )


def _refuse_odd(address: Address) -> None:
    """Refuse hosts and users that a program could take for its options."""
    local = address.scheme == "git+file"
    odd = (not local and not _HOST.match(address.host)) or (
        address.user and not _USER.match(address.user)
    )
    if (
        odd
        or (address.scheme == "s3" and address.port)
        or any(part == ".." for part in address.path.split("/"))
    ):
        raise UsageError("The target has an odd host, user or path.", remedy=_FORMS)
    if any(ord(sign) < ord(" ") for sign in address.path + address.fragment):
        raise UsageError("The target's path is broken over lines.", remedy=_FORMS)
