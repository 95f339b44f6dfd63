"""What lies here and what a target holds → what is to be done there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from paracast.errors import PublishError
from paracast.files import digest_of
from paracast.publish.kinds import is_partial, is_sound, rank
from paracast.publish.model import Changes, Held, Local
from paracast.publish.naming import without
from paracast.publish.record import Sent, ours, standing


@dataclass(frozen=True, slots=True)
class Remote:
    """What a target holds.

    Attributes:
        held: every file.
        record: what we put there, as far as it is still there.
        feeds: returns the show's feeds, as people have them now; they are fetched only if needed.
    """

    held: Mapping[str, Held] = field(default_factory=dict)
    record: Mapping[str, Sent] = field(default_factory=dict)
    feeds: Callable[[], Mapping[str, bytes]] = dict

    @property
    def known(self) -> Mapping[str, Sent]:
        """The files whose digests we know."""
        return standing(self.record, self.held)

    @property
    def ours(self) -> Mapping[str, Sent]:
        """The files that we put there, or may have put there before we were killed."""
        return ours(self.record, self.held)


def compare(
    local: Sequence[Local], remote: Remote, *, address: str, prune: bool = False
) -> Changes:
    """Decide what is to be sent, what is to be removed, and in which order.

    A file is sent if the target is not known to hold those bytes. Only what we put there is ever
    removed. Where a sound is replaced by one of another length, the feeds that are there say
    something untrue of it until the new feed is: so they first lose the episodes that name it.

    Args:
        local: what lies here.
        remote: what the target holds.
        address: the show's; addresses in its feeds begin with it.
        prune: whether to remove what is no longer published.
    """
    here = {one.path for one in local}
    other = set(differences(local, remote))
    missing = [one for one in local if one.path in other]
    withheld = _withheld(missing, remote, address)
    again = {one.path for one in withheld}  # what loses episodes for a while gets them back
    uploads = {one.path: one for one in local if one.path in other | again}
    gone = [path for path in remote.ours if path not in here]
    partial = [path for path in remote.held if is_partial(path)]
    return Changes(
        withheld=withheld,
        uploads=tuple(sorted(uploads.values(), key=lambda one: rank(one.path))),
        removals=tuple(sorted([*gone, *partial], key=rank, reverse=True)) if prune else (),
        kept=len(local) - len(uploads),
    )


def _withheld(missing: Sequence[Local], remote: Remote, address: str) -> tuple[Local, ...]:
    replaced = {
        one.path
        for one in missing
        if is_sound(one.path)
        and one.path in remote.held
        and remote.held[one.path].length != one.length
    }
    if not replaced:
        return ()
    cut = {path: _without(feed, address, replaced) for path, feed in remote.feeds().items()}
    feeds = [Local(path, data, len(data), digest_of(data)) for path, data in cut.items() if data]
    return tuple(sorted(feeds, key=lambda one: rank(one.path), reverse=True))


def _without(feed: bytes, address: str, paths: Collection[str]) -> bytes | None:
    try:
        return without(feed, address, paths)
    except PublishError:
        return None  # nobody's app can read it either, so it names nothing to anyone


def differences(local: Sequence[Local], remote: Remote) -> tuple[str, ...]:
    """Name what a target does not hold as it lies here."""
    known = remote.known
    return tuple(
        one.path for one in local if one.path not in known or known[one.path].digest != one.digest
    )
