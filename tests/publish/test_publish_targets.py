"""Every target keeps the promise, at real servers that the tests start."""

import itertools
import os
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from s3_and_ssh import KEYS, Sshd, make_bucket, make_repository, s3_server, ssh_server
from target_contract import ODD, TargetContract, local

from paracast.errors import PublishError
from paracast.publish.address import parse_target
from paracast.publish.options import PublishOptions
from paracast.publish.registry import open_target
from paracast.publish.target import PublishTarget

_NUMBERS = itertools.count()


class TestFolder(TargetContract):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "host"

    def opened(self) -> AbstractContextManager[PublishTarget]:
        return open_target(parse_target(str(self.folder), below="s" * 16), PublishOptions())

    def test_a_link_at_the_target_is_none_of_ours(self, tmp_path: Path) -> None:
        with self.opened() as target:
            target.upload(local("a.mp3", b"a"))
        (self.folder / ("s" * 16) / "link").symlink_to(tmp_path)
        assert self.holds() == {"a.mp3": b"a"}

    def test_a_folder_that_cannot_be_written_is_an_error(self) -> None:
        self.folder.write_bytes(b"no folder")
        with pytest.raises(PublishError, match="Cannot publish"), self.opened() as target:
            target.upload(local("a.mp3", b"a"))


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with s3_server(tmp_path_factory.mktemp("s3")) as found:
        yield found


@pytest.mark.slow
class TestS3(TargetContract):
    odd = tuple(name for name in ODD if "\n" not in name)  # moto's server finds none with it

    @pytest.fixture(autouse=True)
    def place(self, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in KEYS.items():
            monkeypatch.setenv(name, value)
        self.endpoint, self.bucket = endpoint, f"bucket-{next(_NUMBERS)}"
        make_bucket(endpoint, self.bucket)

    def opened(self) -> AbstractContextManager[PublishTarget]:
        options = PublishOptions(endpoint=self.endpoint)
        return open_target(parse_target(f"s3://{self.bucket}/shows/tide/"), options)

    def test_objects_have_their_type_and_tell_caches_how_long_they_hold(self) -> None:
        with self.opened() as target:
            for name in ("a/a.mp3", "a/a.vtt", "a/a.chapters.json", "feed.xml"):
                target.upload(local(name, b"data"))
        told = {name: self._headers(name) for name in ("a/a.mp3", "a/a.chapters.json", "feed.xml")}
        assert told == {
            "a/a.mp3": ("audio/mpeg", "public, max-age=31536000, immutable"),
            "a/a.chapters.json": ("application/json+chapters", "public, max-age=3600"),
            "feed.xml": ("application/rss+xml; charset=utf-8", "public, max-age=300"),
        }

    def _headers(self, name: str) -> tuple[str | None, str | None]:
        url = f"{self.endpoint}/{self.bucket}/shows/tide/{name}"
        with urllib.request.urlopen(url) as answer:  # noqa: S310  our own server
            return answer.headers["Content-Type"], answer.headers["Cache-Control"]

    def test_more_objects_than_one_answer_lists_are_all_found(self) -> None:
        names = {f"{number:04}.vtt" for number in range(31)}
        with self.opened() as target:
            for name in names:
                target.upload(local(name, b"x"))
        with self.opened() as target:
            assert set(target.inventory()) == names

    def test_a_neighbour_whose_name_begins_alike_is_another(self) -> None:
        other = f"s3://{self.bucket}/shows/tide-2"
        with open_target(parse_target(other), PublishOptions(endpoint=self.endpoint)) as target:
            target.upload(local("a.mp3", b"a"))
        assert self.holds() == {}

    def test_a_bucket_that_is_not_there_is_named_without_any_key(self) -> None:
        options = PublishOptions(endpoint=self.endpoint)
        absent = open_target(parse_target("s3://nowhere-at-all"), options)
        with pytest.raises(PublishError, match="NoSuchBucket") as caught, absent as target:
            target.inventory()
        assert KEYS["AWS_SECRET_ACCESS_KEY"] not in str(caught.value)


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with ssh_server(tmp_path_factory.mktemp("sshd")) as found:
        yield found


@pytest.mark.slow
class TestSftp(TargetContract):
    scheme = "sftp"

    @pytest.fixture(autouse=True)
    def place(self, sshd: Sshd) -> None:
        self.sshd, self.folder = sshd, sshd.folder / str(next(_NUMBERS)) / "deep"

    def opened(self) -> AbstractContextManager[PublishTarget]:
        address = parse_target(f"{self.scheme}://{self.sshd.host}{self.folder}")
        return open_target(address, PublishOptions(ssh_config=str(self.sshd.config)))

    def test_a_host_that_does_not_answer_is_an_error_with_its_own_words(self) -> None:
        options = PublishOptions(ssh_config=str(self.sshd.config))
        silent = open_target(parse_target(f"{self.scheme}://127.0.0.1:1/x"), options)
        with pytest.raises(PublishError, match="Connection refused"), silent as target:
            target.inventory()

    def test_a_place_that_may_not_be_written_is_an_error(self) -> None:
        self.folder.parent.mkdir(parents=True)
        self.folder.write_bytes(b"no folder")
        with pytest.raises(PublishError), self.opened() as target:
            target.upload(local("a/b.mp3", b"b"))


@pytest.mark.slow
class TestRsync(TestSftp):
    scheme = "rsync+ssh"


@pytest.mark.slow
class TestGit(TargetContract):
    @pytest.fixture(autouse=True)
    def place(self, tmp_path: Path) -> None:
        self.repository = tmp_path / "pages.git"
        make_repository(self.repository)

    def opened(self, *, history: bool = True) -> AbstractContextManager[PublishTarget]:
        address = parse_target(f"git+file://{self.repository}#gh-pages", below="s" * 16)
        return open_target(address, PublishOptions(history=history))

    def commits(self) -> list[str]:
        told = subprocess.run(
            ["git", "-C", self.repository, "log", "--format=%an %s", "gh-pages"],
            check=True,
            capture_output=True,
            text=True,
        )
        return told.stdout.splitlines()

    @pytest.mark.parametrize(("history", "commits"), [(True, 3), (False, 1)])
    def test_each_publication_is_one_commit_and_history_may_be_dropped(
        self, *, history: bool, commits: int
    ) -> None:
        for number in range(3):
            with self.opened(history=history) as target:
                target.upload(local("a.mp3", b"%d" % number))
                target.upload(local(f"{number}.mp3", b"%d" % number))
        assert self.commits() == ["paracast Publish"] * commits
        assert self.holds() == {
            "a.mp3": b"2",
            "0.mp3": b"0",
            "1.mp3": b"1",
            "2.mp3": b"2",
        }

    def test_what_fails_half_way_shows_nothing(self) -> None:
        with self.opened() as target:
            target.upload(local("a.mp3", b"a"))
        half = self.opened()
        half.__enter__().upload(local("b.mp3", b"b"))
        assert not half.__exit__(ConnectionError, ConnectionError(), None)
        assert self.holds() == {"a.mp3": b"a"}

    def test_of_two_at_once_the_second_is_told_to_publish_again(self) -> None:
        slow = self.opened()
        slow.__enter__().upload(local("feed.xml", b"slow"))
        with self.opened() as fast:
            fast.upload(local("feed.xml", b"fast"))
        with pytest.raises(PublishError, match="git"):
            slow.__exit__(None, None, None)
        assert self.holds() == {"feed.xml": b"fast"}

    def test_called_by_a_hook_of_the_users_repository_it_leaves_that_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        theirs = tmp_path / "theirs"
        subprocess.run(["git", "init", "-q", str(theirs)], check=True)
        before = {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()}
        monkeypatch.setenv("GIT_DIR", str(theirs / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(theirs / ".git" / "index"))
        with self.opened() as target:
            target.upload(local("a.mp3", b"a"))
        monkeypatch.undo()
        assert self.commits() == ["paracast Publish"]
        assert {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()} == before

    def test_hooks_and_identities_of_the_user_play_no_part(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.setenv("HOME", str(tmp_path))
        with self.opened() as target:
            target.upload(local("a.mp3", b"a"))
        assert self.commits() == ["paracast Publish"]


@pytest.mark.slow
def test_a_branch_is_reached_over_ssh_too(sshd: Sshd) -> None:
    repository = sshd.folder / "pages.git"
    make_repository(repository)
    address = parse_target(f"git+ssh://{sshd.host}{repository}#pages")
    options = PublishOptions(ssh_config=str(sshd.config))
    with open_target(address, options) as target:
        target.upload(local("feed.xml", b"<rss/>"))
    with open_target(address, options) as target:
        assert target.read("feed.xml") == b"<rss/>"


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["sftp", "rsync+ssh"])
def test_a_place_may_be_told_from_the_users_home_on(sshd: Sshd, scheme: str) -> None:
    home, name = Path.home(), f"paracast-test-{next(_NUMBERS)}"
    address = parse_target(f"{scheme}://{sshd.host}/~/{name}", below="s" * 16)
    try:
        with open_target(address, PublishOptions(ssh_config=str(sshd.config))) as target:
            target.upload(local("feed.xml", b"<rss/>"))
            assert (home / name / ("s" * 16) / "feed.xml").read_bytes() == b"<rss/>"
            assert set(target.inventory()) == {"feed.xml"}
            target.remove("feed.xml")
            assert target.inventory() == {}
    finally:
        shutil.rmtree(home / name, ignore_errors=True)
