"""Where eSpeak NG lies on this machine: in its wheel, or as the system's own."""

import ctypes.util
import os
import shutil
import sys
import tempfile
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from paracast.errors import SpeechError

_PATH_LIMIT = 150  # bytes; eSpeak NG 1.52 keeps the data path in 160 (its issue #2182)

REINSTALL = "Reinstall it: pip install --force-reinstall espeakng-loader"


def installed() -> tuple[str, str | None]:
    """Return the library's path and its data folder (None: the one that is built in)."""
    import espeakng_loader  # it loads nothing; but only who speaks needs it

    path, data = espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    if Path(path).is_file() and (Path(data) / "phontab").is_file():
        return str(path), str(data)
    system = ctypes.util.find_library("espeak-ng")
    if system is None:
        raise SpeechError("There is no eSpeak NG on this machine.", remedy=REINSTALL)
    return system, None


def unload(library: ctypes.CDLL) -> None:
    """Unload a library that nobody else holds; its functions must not be called any more."""
    import _ctypes  # ctypes has no public name for it

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)  # noqa: SLF001
    else:
        _ctypes.dlclose(library._handle)  # noqa: SLF001


def _passing() -> Path:
    """Make a folder that goes with this process."""
    folder = tempfile.mkdtemp(prefix="espeak-")
    Finalize(None, shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}, exitpriority=1)
    return Path(folder)


@cache
def narrow(data: str, identifier: str) -> str:
    """Return a data folder in which there is one voice, made of links; all of it if that fails.

    The library looks at every voice when it is given one, which takes longer than the rest of its
    start. Everything but voices is there.
    """
    base, _, variant = identifier.partition("+")
    whole = Path(data)
    files = [Path("lang") / base, *([Path("voices") / "!v" / variant] if variant else [])]
    if not all((whole / file).is_file() for file in files):
        return data
    folder = _passing()
    try:
        for path in whole.iterdir():
            if path.is_file():
                (folder / path.name).symlink_to(path.resolve())
        for file in (*files, Path("voices") / "!v" / "x"):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
        for file in files:
            (folder / file).symlink_to((whole / file).resolve())
    except OSError:  # Windows, where linking is a privilege
        return data
    return str(folder)


def short(data: str) -> str:
    """Return a path to the data folder that fits eSpeak's buffer: a link where need be."""
    if len(os.fsencode(data)) <= _PATH_LIMIT:
        return data
    link = _passing() / "data"
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError:  # Windows, where linking is a privilege
        shutil.copytree(data, link)
    return str(link)
