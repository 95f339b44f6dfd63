"""The Python environment → what is installed, and what is missing."""

import platform
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from importlib.metadata import version as version_of

from paracast import __version__
from paracast.doctor.model import Remark, absent, faulty, good, warned
from paracast.episode.model import VERSIONED

AREA = "Software"
_EXTRAS = "Extras"
_PACKAGE = "paracast"
_OURS = "dev"  # what only people who work on paracast need
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")
_BRINGS = {
    "cluster": "speaking on a cluster",
    "documents": "DOCX and PDF articles",
    "neural": "Piper’s and sherpa-onnx’s voices",
    "s3": "publishing to S3",
}


def examine_software() -> Iterator[Remark]:
    """Name the versions, and what a broken installation lacks."""
    yield good(AREA, "paracast", __version__)
    yield good(AREA, "Python", f"{platform.python_version()}, {sys.executable}")
    yield good(AREA, "system", platform.platform())
    missing = [name for name in _required("") if not _version(name)]
    known = [f"{name} {_version(name)}" for name in VERSIONED if _version(name)]
    yield good(AREA, "libraries", ", ".join(known))
    if missing:
        yield faulty(
            AREA,
            "missing",
            f"{', '.join(missing)}: paracast needs them.",
            f"Install them: pip install {' '.join(missing)}",
        )


def examine_extras() -> Iterator[Remark]:
    """Tell which optional parts are there; one that is there by halves is worth a warning."""
    for extra in _extras():
        needed = _required(extra)
        there = [name for name in needed if _version(name)]
        what = _BRINGS.get(extra, "")
        install = f'pip install "{_PACKAGE}[{extra}]"'
        if len(there) == len(needed):
            versions = ", ".join(f"{name} {_version(name)}" for name in there)
            yield good(_EXTRAS, extra, f"{what}: {versions}" if what else versions)
        elif there:
            lacking = ", ".join(name for name in needed if name not in there)
            yield warned(_EXTRAS, extra, f"Not all of it is there: {lacking}.", install)
        else:
            yield absent(_EXTRAS, extra, what or "not installed", install)


def _extras() -> list[str]:
    found = {name for line in requires(_PACKAGE) or [] for name in _EXTRA.findall(line)}
    return sorted(found - {_OURS})


def _required(extra: str) -> list[str]:
    """List the packages of an extra; of none, what is always needed on this Python."""
    found = list[str]()
    for line in requires(_PACKAGE) or []:
        name, marker = _NAME.match(line), line.partition(";")[2]
        extras = _EXTRA.findall(marker)
        if name and (extra in extras if extra else not extras) and _holds(marker):
            found.append(name[0])
    return found


def _holds(marker: str) -> bool:
    """Read the one kind of marker that our requirements have: a Python from some version on."""
    asked = re.search(r"python_version\s*>=\s*['\"](\d+)\.(\d+)", marker)
    return asked is None or sys.version_info[:2] >= (int(asked[1]), int(asked[2]))


def _version(name: str) -> str:
    try:
        return version_of(name)
    except PackageNotFoundError:
        return ""
