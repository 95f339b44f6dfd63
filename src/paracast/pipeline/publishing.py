"""A show's folder → a host: written anew, checked, compared, sent, and looked at once more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from paracast.check import PUBLISHED, Severity, check_folder
from paracast.episode.guid import is_this_machine
from paracast.episode.shelf import Shelf
from paracast.errors import PublishError, UsageError
from paracast.feed import FEED
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.restaging import MAKE_AGAIN
from paracast.pipeline.setup import Setup
from paracast.publish.address import Address, parse_target
from paracast.publish.answering import unanswered
from paracast.publish.comparing import compare, differences
from paracast.publish.gathering import damaged, gather
from paracast.publish.model import Changes, Local
from paracast.publish.naming import faults_of
from paracast.publish.options import PublishOptions
from paracast.publish.registry import open_target
from paracast.publish.sending import Step, look_at, send

_SHOWN = 5  # faults that an error names

Check: TypeAlias = Callable[[Path], Sequence[str]]
"""Looks at `episodes/` and says in sentences what would be an error to publish."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a user asks for.

    Attributes:
        target: where; empty: where the show's settings say.
        prune: remove what is published no more.
        force: publish what the check calls wrong, and what is damaged.
        verify: ask the show's address for what was sent.
        dry_run: only tell what would be done.
        endpoint: of an S3 service, instead of the one in the settings.
        ssh_config: the file that ssh reads, likewise.
    """

    target: str = ""
    prune: bool = False
    force: bool = False
    verify: bool = False
    dry_run: bool = False
    endpoint: str = ""
    ssh_config: str | Path = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What is going to be done; told before it begins."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class Verified:
    """So many files were asked for at the show's address, and all answered."""

    files: int


PublishEvent: TypeAlias = Compared | Step | Verified


def errors_in(folder: Path) -> Sequence[str]:
    """Check a show's folder, without decoding its sound, and say what is an error."""
    found = check_folder(folder, deep=False)
    errors = (finding for finding in found if finding.rule.severity is Severity.ERROR)
    return [f"{finding.place}: {finding.seen}" for finding in errors]


def publish(
    setup: Setup,
    publication: Publication,
    tell: Callable[[PublishEvent], None],
    *,
    check: Check = errors_in,
) -> Changes:
    """Make a target hold what the show has; the feed, written anew, comes last.

    What was done when it fails or is killed stays done, and the next run goes on from there.

    Raises:
        UsageError: there is no such target.
        PublishError: the show is not fit to be published, or the target failed.
    """
    address, options = destination(setup, publication)
    write_feed(setup)
    shelf, show = Shelf(setup.episodes), setup.show.address
    with shelf.opened():
        local = gather(setup.episodes)
    refuse_faults(setup, local, check, force=publication.force)
    with open_target(address, options) as target:
        remote = look_at(target)
        changes = compare(local, remote, address=show, prune=publication.prune)
        if not publication.force:
            refuse_damaged(setup, changes)
        tell(Compared(changes))
        if publication.dry_run:
            return changes
        if changes:
            send(changes, target, remote.ours, show, tell)
    if changes:
        _look_again(local, address, options)
    with shelf.opened():
        shelf.keep(PUBLISHED, _feed_of(local))
    if publication.verify:
        sent = (*changes.uploads, *(one for one in local if one.path == FEED))
        _ask(show, {one.path: one.length for one in sent}, tell)
    return changes


def destination(setup: Setup, publication: Publication) -> tuple[Address, PublishOptions]:
    """Return where to publish, and how; a private show lies below its secret.

    Raises:
        UsageError: nobody says where, or it is the show's own folder.
    """
    target, options = publication.target, _options(setup, publication)
    wanted = target or options.target
    if not wanted:
        raise UsageError(
            "Nobody says where to publish.",
            remedy='Name a target, or write it into paracast.toml: [publish] target = "…"',
        )
    if "@" in options.endpoint:
        raise UsageError(
            "The endpoint has something before an @, which may be a key.",
            remedy="Leave it out. Keys belong into the environment or ~/.aws.",
        )
    address = parse_target(wanted, below=setup.show.private)
    if not address.scheme:
        base = Path() if target else setup.folder
        folder = (base / Path(address.path).expanduser()).resolve()
        _refuse_own(folder, setup)
        address = replace(address, path=str(folder))
    return address, options


def _options(setup: Setup, publication: Publication) -> PublishOptions:
    """Return how to publish; a file that the settings name lies where they do."""
    known, given = setup.publish, publication.ssh_config
    near = str(setup.folder / known.ssh_config) if known.ssh_config else ""
    config = str(Path(given).resolve()) if given else near
    return replace(known, endpoint=publication.endpoint or known.endpoint, ssh_config=config)


def _refuse_own(folder: Path, setup: Setup) -> None:
    """Refuse a folder in which the show and what is published of it would be one heap."""
    if folder.is_relative_to(setup.episodes.resolve()):
        raise UsageError("That is where the episodes lie already.", remedy="Name another folder.")
    if folder == setup.folder.resolve():
        raise UsageError(
            "That is the show's own folder: its settings and voices would lie among what is "
            "published.",
            remedy="Name another folder, such as one that a web server serves.",
        )


def refuse_faults(setup: Setup, local: Sequence[Local], check: Check, *, force: bool) -> None:
    """Refuse a show whose feed promises what is not so, or, unless forced, that has other faults.

    Raises:
        PublishError: it has; the sentence names the first of them.
    """
    show, lengths = setup.show.address, {one.path: one.length for one in local}
    untrue = [
        fault
        for one in local
        if isinstance(one.content, bytes)
        for fault in faults_of(one.content, show, lengths)
    ]
    if untrue:
        raise PublishError(
            f"The feed promises what is not so: {_listed(untrue)}",
            remedy="Make their articles again; or remove them: paracast episodes remove EPISODE",
        )
    if force:
        return
    if is_this_machine(setup.show.url):
        raise PublishError(
            f"Nobody else could listen: the show's address is {setup.show.url}.",
            remedy="Write the address that it will have into paracast.toml: [show] url. Or "
            "publish it all the same: --force",
        )
    if faults := check(setup.episodes):
        raise PublishError(
            f"The show has faults: {_listed(faults)}",
            remedy="Look at all of them: paracast check. Or publish it all the same: --force",
        )


def refuse_damaged(setup: Setup, changes: Changes) -> None:
    """Refuse to send files of episodes that are not as they were made.

    Only what is to be sent is read: what is not, people have as it was.

    Raises:
        PublishError: there are some; the sentence names the first of them.
    """
    if found := damaged(setup.episodes, changes.uploads):
        raise PublishError(
            f"Damaged files would be published: {', '.join(found[:_SHOWN])}"
            + (f" and {len(found) - _SHOWN} more." if len(found) > _SHOWN else "."),
            remedy=MAKE_AGAIN,
        )


def _listed(faults: Sequence[str]) -> str:
    more = len(faults) - _SHOWN
    return " ".join(faults[:_SHOWN]) + (f" And {more} more." if more > 0 else "")


def _look_again(local: Sequence[Local], address: Address, options: PublishOptions) -> None:
    """Open the target anew and make sure that it holds what was sent."""
    with open_target(address, options) as target:
        other = differences(local, look_at(target))
    if other:
        raise PublishError(
            f"{address} does not hold what was sent: {_listed(other)}",
            remedy="Somebody else may be publishing there. Publish again.",
        )


def _ask(show: str, lengths: dict[str, int], tell: Callable[[PublishEvent], None]) -> None:
    faults = unanswered(show, lengths)
    if faults:
        raise PublishError(
            f"All was sent, but the show's address answers otherwise: {_listed(faults)}",
            remedy="Some hosts need minutes until all see the same; then: paracast publish "
            "--verify. Else look whether [show] url leads to the target.",
        )
    tell(Verified(len(lengths)))


def _feed_of(local: Sequence[Local]) -> bytes:
    feed = next(one for one in local if one.path == FEED)
    with feed.opened() as file:
        return file.read()
