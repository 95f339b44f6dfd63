"""Killed at random moments at real servers, the feed there is true, and the next run goes on."""

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from published_shows import (
    SHOW,
    Stopped,
    Watched,
    lying,
    publish_to,
    published,
    put,
    shelf_of,
    untruths,
)
from s3_and_ssh import KEYS, Sshd, make_bucket, make_repository, s3_server, ssh_server

from paracast import config
from paracast.publish.address import parse_target
from paracast.publish.options import PublishOptions
from paracast.publish.registry import open_target

pytestmark = pytest.mark.slow

KILLS = 2
_SOUND = bytes(range(256)) * 1200  # bytes enough that some kills come while they are sent


@dataclass(frozen=True)
class Host:
    """A target, and the options of the command that reach it.

    Attributes:
        spread: about how many seconds it takes to send a show there.
        disk: where its files lie, if that is on this machine.
    """

    target: str
    options: PublishOptions
    spread: float
    arguments: tuple[str, ...] = ()
    disk: Path | None = None

    def files(self) -> Mapping[str, bytes]:
        """Return what people can fetch."""
        if self.disk:
            return lying(self.disk)
        with open_target(parse_target(self.target), self.options) as target:
            names = [name for name in target.inventory() if ".paracast-" not in name]
            return {name: target.read(name) for name in names}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server(tmp_path_factory.mktemp("s3")) as found:
        yield found


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with ssh_server(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@pytest.fixture(params=["folder", "s3", "sftp", "rsync+ssh", "git"])
def host(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    endpoint: str,
    sshd: Sshd,
) -> Host:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    match request.param:
        case "folder":
            place = tmp_path / "host"
            return Host(str(place), PublishOptions(), 0.1, disk=place)
        case "s3":
            bucket = f"bucket-{next(_NUMBERS)}"
            make_bucket(endpoint, bucket)
            options = PublishOptions(endpoint=endpoint)
            return Host(f"s3://{bucket}/show", options, 0.4, ("--endpoint", endpoint))
        case "git":
            make_repository(tmp_path / "pages.git")
            return Host(f"git+file://{tmp_path}/pages.git#pages", PublishOptions(), 0.3)
        case scheme:
            options = PublishOptions(ssh_config=str(sshd.config))
            place, arguments = sshd.folder / f"{next(_NUMBERS)}", ("--ssh-config", f"{sshd.config}")
            spread = 0.5 if scheme == "sftp" else 1.0
            return Host(f"{scheme}://{sshd.host}{place}", options, spread, arguments, place)


_NUMBERS = itertools.count()


def begun(show: Path, host: Host, *more: str) -> "subprocess.Popen[bytes]":
    options = ["--show", str(show), "--prune", "--force", "-q"]  # sounds here are a few bytes
    command = ["publish", host.target, *options, *host.arguments, *more]
    return subprocess.Popen(
        [sys.executable, "-m", "paracast", *command],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(show: Path, host: Host, *more: str) -> float:
    """Publish to the end and return how many seconds it took."""
    began = time.monotonic()
    with begun(show, host, *more) as process:
        _, complaint = process.communicate(timeout=120)
    assert process.returncode == 0, complaint.decode()
    return time.monotonic() - began


def test_killed_at_random_moments_it_is_true_and_ends_equal(tmp_path: Path, host: Host) -> None:
    seed = time.time_ns() % 10**6
    print(f"seed {seed}")  # noqa: T201  shown where the test fails
    moments = random.Random(seed)  # noqa: S311  no secret
    show = tmp_path / "show"
    config.init_show(show, title=SHOW.title, url=SHOW.url)
    for name in ("one", "two", "three"):
        put(show / "episodes", name, name.encode() + _SOUND)
    ready = finish(show, host, "--dry-run")
    for run in range(KILLS):
        moment = moments.uniform(0.7 * ready, ready + host.spread)
        while not killed(show, host, moment):
            moment *= 0.9
            change(show / "episodes", f"{run} {moment}".encode())
        assert untruths(host.files()) == []
        change(show / "episodes", f"{run}".encode())
    finish(show, host)
    assert host.files() == published(show / "episodes")


def change(episodes: Path, words: bytes) -> None:
    """Replace a sound under its name and another under a new one; one episode goes, one comes."""
    put(episodes, "two", words + _SOUND)
    put(episodes, "one", words + _SOUND, f"a-{len(words)}")
    for old in episodes.glob("more-*"):
        shutil.rmtree(old)
    put(episodes, f"more-{words.hex()}", words + _SOUND)


def killed(show: Path, host: Host, seconds: float) -> bool:
    """Begin to publish and kill it after so many seconds, unless it has ended by then."""
    with begun(show, host) as process:
        time.sleep(seconds)
        if process.poll() is not None:
            return False
        os.killpg(process.pid, signal.SIGKILL)
        return True


def _lose_the_network(process: "subprocess.Popen[bytes]") -> None:
    (ssh,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(ssh), signal.SIGKILL)


def _press_ctrl_c(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGINT)


@pytest.mark.parametrize("host", ["sftp"], indirect=True)
@pytest.mark.parametrize(
    ("happens", "code", "words"),
    [(_lose_the_network, 9, "connection ended"), (_press_ctrl_c, 130, "run it again to go on")],
)
def test_what_comes_between_is_told_and_the_next_run_goes_on(
    tmp_path: Path,
    host: Host,
    happens: Callable[["subprocess.Popen[bytes]"], None],
    code: int,
    words: str,
) -> None:
    assert host.disk is not None
    show = tmp_path / "show"
    config.init_show(show, title=SHOW.title, url=SHOW.url)
    put(show / "episodes", "one", _SOUND * 200)
    with begun(show, host) as process:
        while not list(host.disk.glob("one/.paracast-part-*")):
            assert process.poll() is None
        happens(process)
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == code, complaint.decode()
    assert words in complaint.decode()
    assert "Traceback" not in complaint.decode()
    assert lying(host.disk) == {}
    finish(show, host)
    assert lying(host.disk) == published(show / "episodes")


@pytest.mark.parametrize("host", ["s3", "sftp"], indirect=True)
def test_stopped_before_any_step_at_a_server_it_is_true(tmp_path: Path, host: Host) -> None:
    old = {"one": ("one", b"first"), "two": ("two", b"second")}
    new = {"two": ("two", b"second, and longer"), "three": ("three", b"third")}
    before, now = shelf_of(tmp_path / "before", old), shelf_of(tmp_path / "now", new)
    _publish(host, before)
    looked = []

    def look() -> None:
        looked.append(untruths(host.files()))

    for steps in itertools.count():
        ended = _publish(host, now, steps=steps)
        look()
        if ended:
            break
    assert host.files() == published(now)
    _publish(host, before, look)
    assert host.files() == published(before)
    assert len(looked) > 2 * len(published(before))
    assert not any(looked)


def _publish(
    host: Host, shelf: Path, look: Callable[[], None] = lambda: None, steps: int = -1
) -> bool:
    try:
        with open_target(parse_target(host.target), host.options) as target:
            publish_to(Watched(target, look, steps), shelf)
    except Stopped:
        return False
    return True
