"""A folder at a host, reached by the system's `rsync` over `ssh`.

For hosts that let nobody in but rsync. Each step is a run of its own over one connection that ssh
keeps open; rsync itself writes a file out of sight and renames it.
"""

import re
import shlex
import tempfile
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import strptime

from paracast.errors import UsageError
from paracast.publish.address import Address
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions
from paracast.publish.target import PublishTarget
from paracast.publish.targets.programs import run
from paracast.publish.targets.ssh import REMEDY, remote_folder, ssh_command

_ROW = re.compile(rb"(?P<kind>.)\S+ +(?P<length>[\d,]+) (?P<time>\S+ \S+) (?P<name>.*)")
_ESCAPE = re.compile(rb"\\#(\d{3})")
_ABSENT = 23
"""How rsync ends where there is no such folder (rsync(1), EXIT VALUES: partial transfer)."""
_MISSING = 24
"""How it ends where a file that was asked for is not here: which we want."""


@contextmanager
def open_rsync(address: Address, options: PublishOptions) -> Iterator[PublishTarget]:
    """Take a folder at a host as a target.

    Raises:
        UsageError: the address is no `rsync+ssh://`.
    """
    if address.scheme != "rsync+ssh":
        raise UsageError(
            f"{address.scheme}:// is not spoken here.", remedy="Write rsync+ssh://USER@HOST/PATH."
        )
    with tempfile.TemporaryDirectory(prefix="pc-") as work:  # a socket's path is short
        kept = [
            "-o",
            "ControlMaster=auto",
            "-o",
            f"ControlPath={work}/s",
            "-o",
            "ControlPersist=10",
        ]
        user = ["-l", address.user] if address.user else []
        port = ["-p", str(address.port)] if address.port else []
        shell = shlex.join([*ssh_command(options), *kept, *user, *port])
        yield RsyncTarget(shell, address.bracketed, remote_folder(address), Path(work))


@dataclass(frozen=True, slots=True)
class RsyncTarget:
    """A folder at a host.

    Attributes:
        shell: the ssh that rsync runs; it parts the words itself.
        folder: the show's place there.
        work: an empty folder of our own.
    """

    shell: str
    host: str
    folder: str
    work: Path

    def inventory(self) -> Mapping[str, Held]:
        """List the files; an absent folder holds none."""
        listed = self._run("-r", "-8", "--list-only", f"{self._named('')}/", allowed=(0, _ABSENT))
        rows = (_ROW.fullmatch(line) for line in listed.split(b"\n"))
        return dict(_told(row) for row in rows if row and row["kind"] == b"-")

    def read(self, path: str) -> bytes:
        """Return a file whole."""
        copy = self.work / "read"
        self._run("-I", self._named(path), f"{copy}")
        return copy.read_bytes()

    def upload(self, local: Local) -> Held:
        """Send a file; rsync renames it once it is whole."""
        name = self._folder_and(local.path).lstrip("/")
        copy = self.work / "send" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        with copy.open("wb") as file:
            file.writelines(local.pieces())
        copy.chmod(0o644)
        try:
            options = ("-t", "-I", "-W", "-R", "--no-implied-dirs")
            self._run(*options, f"./{name}", self._root, folder=self.work / "send")
            return Held(str(int(copy.stat().st_mtime)), local.length)
        finally:
            copy.unlink()

    def remove(self, path: str) -> None:
        """Remove a file: to rsync, one that is asked for and not here, though its folder is."""
        name, empty = self._folder_and(path).lstrip("/"), self.work / "empty"
        (empty / name).parent.mkdir(parents=True, exist_ok=True)
        options = ("-r", "--existing", "--delete-missing-args", "--from0", "--files-from=-")
        names = name.encode("utf-8", "surrogateescape") + b"\0"
        self._run(*options, f"{empty}/", self._root, send=names, allowed=(0, _MISSING))

    @property
    def _root(self) -> str:
        """What paths are relative to: the root there, or the user's home."""
        return f"{self.host}:{'/' if self.folder.startswith('/') else ''}"

    def _folder_and(self, path: str) -> str:
        return f"{self.folder.rstrip('/')}/{path}".rstrip("/")

    def _named(self, path: str) -> str:
        return f"{self.host}:{self._folder_and(path)}"

    def _run(
        self,
        *arguments: str,
        send: bytes = b"",
        folder: Path | None = None,
        allowed: Sequence[int] = (0,),
    ) -> bytes:
        command = ["rsync", "-s", "-e", self.shell, *arguments]  # -s: no shell there reads a name
        return run(command, remedy=REMEDY, send=[send], folder=folder, allowed=allowed)


def _told(row: re.Match[bytes]) -> tuple[str, Held]:
    name = _ESCAPE.sub(lambda sign: bytes([int(sign[1], 8)]), row["name"])
    seconds = timegm(strptime(row["time"].decode(), "%Y/%m/%d %H:%M:%S"))
    held = Held(str(seconds), int(row["length"].replace(b",", b"")))
    return name.decode("utf-8", "surrogateescape"), held
