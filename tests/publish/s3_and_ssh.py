"""Real servers for as long as a test needs them: S3's interface, and an SSH daemon."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 60.0  # seconds until a server answers

KEYS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "not-a-secret",
    "AWS_REGION": "eu-central-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}
_PAGE = 10  # how many names the S3 server lists at a time, so that a few take several answers


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """Run a server until the block ends; it begins when the port answers."""
    with (
        log.open("wb") as written,
        subprocess.Popen(command, stdout=written, stderr=written, env=os.environ | KEYS) as process,
    ):
        try:
            until = time.monotonic() + _PATIENCE
            while not _answers(port):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def s3_server(folder: Path) -> Iterator[str]:
    """Run moto's server and yield its endpoint."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port, folder / "s3.log"):
        yield f"http://127.0.0.1:{port}"


@dataclass(frozen=True)
class Sshd:
    """An SSH daemon.

    Attributes:
        host: its name in the client's config.
        config: that file.
        folder: where its users may write.
    """

    host: str
    config: Path
    folder: Path


@contextmanager
def ssh_server(folder: Path) -> Iterator[Sshd]:
    """Run a daemon with a host key and a user's key of its own."""
    for name in ("host", "user"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    port, home = free_port(), folder / "home"
    home.mkdir()
    settings = folder / "sshd_config"
    settings.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
        f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\n"
        "PermitRootLogin yes\nPasswordAuthentication no\nMaxStartups 100\n"
        "Subsystem sftp /usr/lib/openssh/sftp-server\n"
    )
    key = (folder / "host.pub").read_text()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}")
    client = folder / "ssh_config"
    client.write_text(
        f"Host paracast-test\nHostName 127.0.0.1\nPort {port}\nIdentityFile {folder}/user\n"
        f"IdentitiesOnly yes\nUserKnownHostsFile {folder}/known_hosts\n"
        "StrictHostKeyChecking yes\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)  # the daemon wants it; its package makes it at boot
    with running(["/usr/sbin/sshd", "-D", "-e", "-f", str(settings)], port, folder / "sshd.log"):
        yield Sshd("paracast-test", client, home)


def make_bucket(endpoint: str, name: str) -> None:
    """Make a bucket that everybody may read."""
    import botocore.session

    client = botocore.session.get_session().create_client("s3", endpoint_url=endpoint)
    region = {"LocationConstraint": KEYS["AWS_REGION"]}
    client.create_bucket(Bucket=name, CreateBucketConfiguration=region)
    client.put_bucket_acl(Bucket=name, ACL="public-read")


def make_repository(path: Path) -> None:
    """Make a repository that hands out names without contents, as the large hosts' do."""
    subprocess.run(["git", "init", "-q", "--bare", path], check=True)
    subprocess.run(["git", "-C", path, "config", "uploadpack.allowFilter", "true"], check=True)
