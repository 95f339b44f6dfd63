"""A folder at a host, in which a file appears by being renamed."""

import secrets
import stat
import struct
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from paracast.errors import PublishError
from paracast.publish.address import Address
from paracast.publish.kinds import PARTIAL
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions
from paracast.publish.target import PublishTarget
from paracast.publish.targets.programs import last_line
from paracast.publish.targets.sftp.client import SftpClient, SftpError
from paracast.publish.targets.sftp.packets import Attributes, Status
from paracast.publish.targets.ssh import (
    REMEDY,
    host_arguments,
    remote_folder,
    ssh_command,
)

_PATIENCE = 10  # seconds that ssh has to end once we are done


@contextmanager
def open_sftp(address: Address, options: PublishOptions) -> Iterator[PublishTarget]:
    """Connect to a host.

    Raises:
        PublishError: it cannot be reached, or does not let us in.
    """
    command = [*ssh_command(options), "-s", *host_arguments(address), "sftp"]
    with tempfile.TemporaryFile() as complaints:
        try:
            process = subprocess.Popen(  # noqa: S603  a list; the address holds no options
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
            )
        except OSError as error:
            raise PublishError(
                f"Cannot run ssh: {error.strerror}.", remedy="Install OpenSSH's client."
            ) from error
        try:
            yield from _conversation(process, address)
        except (SftpError, OSError, struct.error) as error:
            process.terminate()
            process.wait(_PATIENCE)
            raise _told(address, error, last_line(complaints)) from error
        finally:
            _end(process)


def _conversation(process: "subprocess.Popen[bytes]", address: Address) -> Iterator[PublishTarget]:
    if process.stdin is None or process.stdout is None:  # pipes were asked for
        raise OSError("ssh has no pipes")
    client = SftpClient(process.stdin, process.stdout)  # type: ignore[arg-type]  # both are BinaryIO
    client.greet()
    yield SftpTarget(client, remote_folder(address))


def _end(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was unsent is of no use any more
            pipe.close()  # type: ignore[union-attr]  # pipes were asked for
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _told(address: Address, error: Exception, complaint: str) -> PublishError:
    what = f"{error}" if isinstance(error, SftpError) and error.status >= 0 else complaint or error
    return PublishError(f"{address}: {str(what).rstrip('.')}.", remedy=REMEDY)


@dataclass(slots=True)
class SftpTarget:
    """A folder at a host.

    Attributes:
        folder: the show's place there.
    """

    client: SftpClient
    folder: str
    _made: set[str] = field(default_factory=set)

    def inventory(self) -> Mapping[str, Held]:
        """List the files; links are none of ours."""
        return dict(self._found(""))

    def _found(self, below: str) -> Iterator[tuple[str, Held]]:
        folders = []
        for name, attributes in self.client.listed(self._place(below)):
            path = f"{below}/{name}".lstrip("/")
            if stat.S_ISDIR(attributes.mode):
                folders.append(path)
            elif stat.S_ISREG(attributes.mode):
                yield path, _held(attributes)
        for path in folders:
            yield from self._found(path)

    def read(self, path: str) -> bytes:
        """Return a file whole."""
        return self.client.read(self._place(path))

    def upload(self, local: Local) -> Held:
        """Write a file out of sight and rename it, once its bytes are on the disk there."""
        place = self._place(local.path)
        folder = str(PurePosixPath(place).parent)
        self._ensure(folder)
        partial = f"{folder}/{PARTIAL}{secrets.token_hex(8)}"
        self.client.write(partial, local.pieces())
        self.client.rename(partial, place)
        return _held(self.client.stat(place))

    def remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        try:
            self.client.remove(self._place(path))
        except SftpError as error:
            if error.status != Status.NO_SUCH_FILE:
                raise
        with suppress(SftpError):  # what is not empty stays
            for folder in PurePosixPath(path).parents:
                if str(folder) != ".":
                    self.client.remove_folder(self._place(str(folder)))
                    self._made.discard(self._place(str(folder)))

    def _place(self, path: str) -> str:
        return f"{self.folder.rstrip('/')}/{path}".rstrip("/") or "/"

    def _ensure(self, folder: str) -> None:
        """Make a folder, and those that it lies in, unless they are there."""
        if folder in self._made or folder in {"", ".", "/"}:
            return
        try:
            self.client.stat(folder)
        except SftpError as error:
            if error.status != Status.NO_SUCH_FILE:
                raise
            self._ensure(str(PurePosixPath(folder).parent))
            self.client.make_folder(folder)
        self._made.add(folder)


def _held(attributes: Attributes) -> Held:
    return Held(str(attributes.modified), attributes.size)
