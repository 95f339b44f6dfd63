"""Which software this is, down to the last file: what is remembered of another is not believed."""

import os
import sys
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

import msgspec

import paracast
from paracast.files import digest_of
from paracast.units import Digest


@cache
def software() -> tuple[list[str], list[tuple[str, int, int]]]:
    """Name every installed package with its version, and the state of our own files.

    Any of them may have a say in an episode. The files change without a version where paracast is
    being worked on.
    """
    packages = [
        name
        for folder in sys.path
        if os.path.isdir(folder)  # noqa: PTH112  it is asked of each run
        for name in os.listdir(folder)  # noqa: PTH208
        if name.endswith(".dist-info")
    ]
    ours = Path(paracast.__file__).parent
    states = ((path.relative_to(ours), path.stat()) for path in ours.rglob("*.py"))
    files = sorted((str(name), state.st_mtime_ns, state.st_size) for name, state in states)
    return sorted(packages), files


def digest(*parts: object) -> Digest:
    """Digest what decides a sound, the software that masters it included."""
    return digest_of(msgspec.json.encode((_versions(), *parts)))


@cache
def _versions() -> tuple[str, ...]:
    return (paracast.__version__, *(version_of(package) for package in ("lameenc", "soxr")))
