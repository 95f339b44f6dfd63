"""Other programs, run by a list of arguments and judged by their exit code."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

from paracast.errors import PublishError

_EPILOGUES = ("rsync: connection unexpectedly", "rsync error:", "rsync warning:")
"""How lines begin that follow those which say what happened."""


_OF_A_REPOSITORY = frozenset(
    (
        *("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE"),
        *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_GRAFT_FILE"),
        *("GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS"),
        *("GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE"),
    )
)
"""What git tells its hooks of the user’s repository (`git rev-parse --local-env-vars`)."""


def run(  # noqa: PLR0913  a program's surroundings
    command: Sequence[str],
    *,
    remedy: str,
    send: Iterable[bytes] = (),
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
    allowed: Sequence[int] = (0,),
) -> bytes:
    """Run a program and return what it prints.

    Args:
        command: the program and its arguments; no shell looks at them.
        remedy: what to tell a user if it fails.
        send: its standard input.
        folder: where it runs.
        env: beside the environment.
        allowed: exit codes that are no failure.

    Raises:
        PublishError: it is not installed, or failed; the sentence ends with its own last line.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    surroundings = {**inherited, "LC_ALL": "C", "TZ": "UTC", **(env or {})}
    with tempfile.TemporaryFile() as complaints, tempfile.TemporaryFile() as printed:
        try:
            process = subprocess.Popen(  # noqa: S603  a list
                command,
                stdin=subprocess.PIPE,
                stdout=printed,
                stderr=complaints,
                cwd=folder,
                env=surroundings,
            )
        except OSError as error:
            raise _not_there(command[0], error) from error
        code = _fed(process, send)
        if code not in allowed:
            told = last_line(complaints) or f"ended with {code}"
            raise PublishError(f"{command[0]}: {told}.", remedy=remedy)
        printed.seek(0)
        return printed.read()


def _not_there(program: str, error: OSError) -> PublishError:
    return PublishError(f"Cannot run {program}: {error.strerror}.", remedy=f"Install {program}.")


def _fed(process: "subprocess.Popen[bytes]", send: Iterable[bytes]) -> int:
    """Send a program its input and return its exit code, whatever becomes of the input."""
    try:
        _feed(process, send)
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()  # from a terminal it knows already; who asks only us leaves it to us
        raise
    finally:
        process.wait()


def _feed(process: "subprocess.Popen[bytes]", send: Iterable[bytes]) -> None:
    if process.stdin is None:
        return
    try:
        with process.stdin as pipe:
            pipe.writelines(send)
    except BrokenPipeError:
        return  # it has ended, and its exit code tells why


def last_line(complaints: IO[bytes]) -> str:
    """Return the last line that a program wrote about its troubles, without its full stop."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").splitlines()
    telling = [line for line in lines if line.strip() and not line.startswith(_EPILOGUES)]
    return telling[-1].strip().rstrip(".") if telling else ""
