"""Targets by the names of their schemes, found through entry points: ours and everybody else's."""

from contextlib import AbstractContextManager
from importlib.metadata import entry_points

from paracast.errors import PublishError, UsageError
from paracast.publish.address import Address
from paracast.publish.options import PublishOptions
from paracast.publish.target import OpenTarget, PublishTarget

GROUP = "paracast.targets"
"""The entry-point group in which a package offers a target."""


def open_target(address: Address, options: PublishOptions) -> AbstractContextManager[PublishTarget]:
    """Find the target that an address names; it connects when the block is entered.

    Raises:
        UsageError: no installed package offers it.
        PublishError: a package that it needs is missing.
    """
    return find_target(address)(address, options)


def find_target(address: Address) -> OpenTarget:
    """Find what opens a target; nothing is connected.

    Raises:
        UsageError: no installed package offers it.
        PublishError: a package that it needs is missing.
    """
    found = entry_points(group=GROUP, name=address.kind)
    if not found:
        names = ", ".join(sorted(entry_points(group=GROUP).names))
        raise UsageError(
            f"Nothing here can publish to {address.scheme}://.", remedy=f"Installed: {names}."
        )
    try:
        opener: OpenTarget = next(iter(found)).load()
    except ImportError as error:
        raise PublishError(
            f"To publish to {address.kind} needs a package that is not installed: {error.name}.",
            remedy=f"Install paracast with the extra that brings it: paracast[{address.kind}].",
        ) from error
    return opener
