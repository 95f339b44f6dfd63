"""Folders and disks → whether there is room, and whether one may write there."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from paracast.doctor.model import Remark, faulty, good, warned
from paracast.speech.stock import stock_of
from paracast.speech.store import Store

_AREA = "Disk"
_LITTLE, _LOW = 100_000_000, 1_000_000_000  # bytes: an hour of sound is some 50 MB
_KILO = 1000


def examine_store(store: Store) -> Iterator[Remark]:
    """Tell where what was spoken is kept, and how much that is."""
    area = "Store"
    stock = stock_of(store)
    yield good(area, "folder", str(store.folder))
    many = f"{stock.entries:,} entr{'y' if stock.entries == 1 else 'ies'}"
    yield good(area, "size", f"{many}, {size(stock.length)} of at most {size(store.limit)}")
    if problem := unwritable_because(store.folder):
        yield warned(
            area,
            "writable",
            f"Nothing can be kept there, so all is spoken anew each time: {problem}.",
            "Let your user write there, or name another folder: PARACAST_STORE",
        )


def examine_room(folders: dict[str, Path]) -> Iterator[Remark]:
    """Tell how much room there is where paracast writes; two folders of one disk are told once."""
    told = set[tuple[int, int]]()
    for name, folder in folders.items():
        there = _standing(folder)
        usage = shutil.disk_usage(there)
        disk = (usage.total, usage.free)
        if disk in told:
            continue
        told.add(disk)
        seen = f"{size(usage.free)} free"
        if usage.free < _LITTLE:
            yield faulty(_AREA, name, f"{seen}: too little for an hour of sound.", "Make room.")
        elif usage.free < _LOW:
            yield warned(_AREA, name, f"{seen}.", "Make room soon.")
        else:
            yield good(_AREA, name, seen)


def unwritable_because(folder: Path) -> str:
    """Say why nothing can be written into a folder, or where it would be made; empty: it can."""
    try:
        there = _standing(folder)
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


def _standing(folder: Path) -> Path:
    """Return a folder, or what is there of the way to it."""
    whole = folder.absolute()
    return next(one for one in (whole, *whole.parents) if one.exists())


def size(length: int) -> str:
    """Write a number of bytes for people, in units of 1,000."""
    for power, unit in ((3, "GB"), (2, "MB"), (1, "kB")):
        if length >= _KILO**power:
            return f"{length / _KILO**power:.1f} {unit}"
    return f"{length} B"
