"""A branch of a git repository, as hosts of static pages serve one: one commit for all.

Nothing of what was published before is fetched but names, and nothing is checked out.
"""

import shlex
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from paracast.errors import PublishError, UsageError
from paracast.publish.address import Address
from paracast.publish.model import Held, Local
from paracast.publish.options import PublishOptions
from paracast.publish.target import PublishTarget
from paracast.publish.targets.programs import run
from paracast.publish.targets.ssh import ssh_command

_SCHEMES = frozenset({"git+file", "git+http", "git+https", "git+ssh"})
_NOTHING = "0" * 40
_FILE = "100644"
_ABSENT = 2  # how `git ls-remote --exit-code` ends if there is no such branch
_REMEDY = (
    "Try by hand: git ls-remote URL. Passwords belong into git's credential helper, keys into "
    "~/.ssh or an agent. If somebody else has published meanwhile, publish again."
)
_WHO = {
    "GIT_AUTHOR_NAME": "paracast",
    "GIT_AUTHOR_EMAIL": "paracast@localhost",
    "GIT_COMMITTER_NAME": "paracast",
    "GIT_COMMITTER_EMAIL": "paracast@localhost",
    "GIT_TERMINAL_PROMPT": "0",
}


@contextmanager
def open_git(address: Address, options: PublishOptions) -> Iterator[PublishTarget]:
    """Take a branch as a target; it is pushed in the end, if nothing failed.

    Raises:
        UsageError: the address names no branch.
        PublishError: git cannot reach it, or somebody else has pushed meanwhile.
    """
    if address.scheme not in _SCHEMES or not address.fragment:
        raise UsageError(
            "A git target names a repository and a branch.",
            remedy="Write git+https://HOST/REPOSITORY#BRANCH, git+ssh://… or git+file:///….",
        )
    with tempfile.TemporaryDirectory(prefix="paracast-git-") as work:
        target = GitTarget(_Git(Path(work), {**_WHO, **_ssh(options)}), address)
        target.fetch()
        yield target
        target.push(keeping=options.history)


def _ssh(options: PublishOptions) -> Mapping[str, str]:
    """Tell git how to call ssh, unless its own settings may; git parts it as a shell would."""
    if not options.ssh_config:
        return {}
    return {"GIT_SSH_COMMAND": shlex.join(ssh_command(options))}


@dataclass(frozen=True, slots=True)
class _Git:
    """A repository of our own for as long as we publish."""

    folder: Path
    env: Mapping[str, str]

    def __call__(
        self, *arguments: str, send: Iterable[bytes] = (), allowed: Sequence[int] = (0,)
    ) -> str:
        command = ["git", "-c", "core.hooksPath=/dev/null", *arguments]
        told = run(
            command, remedy=_REMEDY, send=send, folder=self.folder, env=self.env, allowed=allowed
        )
        return told.decode("utf-8", "surrogateescape")


@dataclass(slots=True)
class GitTarget:
    """A branch. Files become objects at once, and the branch's in one push at the end.

    Attributes:
        parent: the branch's commit as we found it; empty: there is none.
        staged: what changes, by path: an object's name, or none where a file goes.
    """

    git: _Git
    address: Address
    parent: str = ""
    staged: dict[str, str | None] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The repository, as git writes it."""
        named = f"{self.address}".partition("#")[0]
        return named.removeprefix("git+")

    @property
    def branch(self) -> str:
        """The branch's full name; git judges it."""
        return f"refs/heads/{self.address.fragment}"

    def fetch(self) -> None:
        """Look at the branch: its newest commit and the names in it, no file's content."""
        self.git("init", "--quiet", "--bare", ".")
        self.git("check-ref-format", self.branch)
        self.git("remote", "add", "origin", self.url)
        found = self.git("ls-remote", "--exit-code", "origin", self.branch, allowed=(0, _ABSENT))
        if not found:
            return
        self._fetch("--filter=blob:none")
        self.parent = self.git("rev-parse", "FETCH_HEAD").strip()
        self.git("read-tree", self.parent)

    def _fetch(self, *how: str) -> None:
        self.git("fetch", "--quiet", "--depth=1", *how, "origin", self.branch)

    def inventory(self) -> Mapping[str, Held]:
        """List the files with their objects' names; their lengths are not fetched."""
        found = dict(self._committed()) | self.staged
        return {path: Held(name, None) for path, name in found.items() if name}

    def _committed(self) -> Iterator[tuple[str, str]]:
        if not self.parent:
            return
        prefix = self._place("")
        listed = self.git("ls-tree", "-r", "-z", "--full-tree", self.parent)
        rows = (row.split("\t", 1) for row in listed.split("\0") if row)
        for facts, path in rows:
            if path.startswith(prefix) and facts.startswith(_FILE):
                yield path.removeprefix(prefix), facts.split()[2]

    def read(self, path: str) -> bytes:
        """Return a file whole; git fetches it."""
        name = self.staged.get(path) or f"{self.parent}:{self._place(path)}"
        try:
            text = self.git("cat-file", "blob", name)
        except PublishError:  # a server of git's older protocol hands out no single file
            self._fetch("--no-filter", "--refetch")
            text = self.git("cat-file", "blob", name)
        return text.encode("utf-8", "surrogateescape")

    def upload(self, local: Local) -> Held:
        """Make an object of a file."""
        name = self.git("hash-object", "-w", "--stdin", send=local.pieces()).strip()
        self.staged[local.path] = name
        return Held(name, None)

    def remove(self, path: str) -> None:
        """Note that a file goes."""
        self.staged[path] = None

    def push(self, *, keeping: bool) -> None:
        """Commit what was staged and push it, unless the branch is another by now.

        Args:
            keeping: whether the commit follows the one before, or stands alone.
        """
        if not self.staged:
            return
        self.git("update-index", "-z", "--add", "--index-info", send=self._rows())
        tree = self.git("write-tree", "--missing-ok").strip()
        parents = ("-p", self.parent) if keeping and self.parent else ()
        commit = self.git("commit-tree", tree, *parents, "-m", "Publish").strip()
        self.git(
            "push",
            "--quiet",
            "--no-verify",
            f"--force-with-lease={self.branch}:{self.parent}",
            "origin",
            f"{commit}:{self.branch}",
        )

    def _rows(self) -> Iterator[bytes]:
        for path, name in self.staged.items():
            mode = _FILE if name else "0"
            row = f"{mode} {name or _NOTHING}\t{self._place(path)}\0"
            yield row.encode("utf-8", "surrogateescape")

    def _place(self, path: str) -> str:
        return f"{self.address.below}/{path}" if self.address.below else path
