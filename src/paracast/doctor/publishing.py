"""A show's target → whether it is one, and, if the network may be asked, whether it answers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from paracast.doctor.model import Remark, absent, faulty, good
from paracast.doctor.place import unwritable_because
from paracast.feed import FEED
from paracast.pipeline.publishing import Publication, destination
from paracast.pipeline.setup import Setup
from paracast.publish.address import Address
from paracast.publish.answering import unanswered
from paracast.publish.registry import find_target, open_target
from paracast.publish.sending import look_at

AREA = "Publishing"
_PROGRAMS = {"sftp": ("ssh",), "rsync": ("rsync", "ssh"), "git": ("git",)}


def examine_publishing(setup: Setup, *, network: bool) -> Iterator[Remark]:
    """Look at the target that the settings name."""
    if not setup.publish.target:
        where = 'Name one, if you wish: [publish] target = "…" in paracast.toml'
        yield absent(AREA, "target", "none in the settings", where)
        return
    address, options = destination(setup, Publication())
    find_target(address)
    yield from _near(address)
    if address.scheme and not network:
        yield absent(AREA, "network", "not asked", "Ask it too: paracast doctor --network")
        return
    with open_target(address, options) as target:
        remote = look_at(target)
    yield good(AREA, "answer", f"It holds {len(remote.held):,} files.")
    if network:
        yield from _answer(setup)


def _near(address: Address) -> Iterator[Remark]:
    """Look at what can be known of a target without asking it."""
    missing = [name for name in _PROGRAMS.get(address.kind, ()) if not shutil.which(name)]
    if missing:
        yield faulty(
            AREA,
            "target",
            f"{address} wants {' and '.join(missing)}, and that is not here.",
            "Install it with your system's packages.",
        )
    elif not address.scheme and (problem := unwritable_because(Path(address.path))):
        told = f"Nothing can be put into {address}: {problem}."
        yield faulty(AREA, "target", told, "Let your user write there, or name another folder.")
    else:
        yield good(AREA, "target", str(address))


def _answer(setup: Setup) -> Iterator[Remark]:
    """Ask the show's address for its feed, if it was published."""
    path = setup.episodes / FEED
    if not path.is_file():
        return
    faults = unanswered(setup.show.address, {FEED: path.stat().st_size})
    for fault in faults:
        yield faulty(AREA, "address", fault, "Publish the show, or look where [show] url leads to.")
    if not faults:
        yield good(AREA, "address", f"{setup.show.address}{FEED} answers.")
