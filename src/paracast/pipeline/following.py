"""A feed → an episode of each entry, once: which are to be read is decided, then they are made."""

from collections.abc import Collection, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from paracast.article.address import is_address, parse_address
from paracast.article.entries import Entry, Feed, read_feed
from paracast.article.options import FetchOptions
from paracast.article.reading import read_source
from paracast.article.source import Source, fetch
from paracast.episode.shelf import Shelf
from paracast.files import digest_of
from paracast.pipeline.batch import Batch, Order, Result
from paracast.pipeline.events import Tell, timed
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.making import make_episode_of
from paracast.pipeline.notebook import Memory, recall, remember
from paracast.pipeline.outcome import Made
from paracast.pipeline.setup import Setup
from paracast.pipeline.slots import Slot
from paracast.pipeline.workers.staffing import Staff


class News(StrEnum):
    """What an entry is to the show."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of a feed's entries are wanted.

    Attributes:
        limit: only the newest so many; 0: all.
        since: only those of that moment or later, and those without a date.
    """

    limit: int = 0
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An entry that is to be read, and why."""

    entry: Entry
    news: News


@dataclass(frozen=True, slots=True)
class Plan:
    """What following a feed will do.

    Attributes:
        identity: the feed's.
        feed: as it is now; None if the server says that nothing changed.
        steps: the oldest entry comes first.
        memory: of this feed: what was done before, and what state of it the server named now.
    """

    identity: str
    feed: Feed | None
    steps: tuple[Step, ...]
    memory: Memory


def steps_of(
    feed: Feed,
    memory: Memory,
    choice: Choice,
    on_shelf: Collection[str],
    removed: Collection[str] = (),
) -> tuple[Step, ...]:
    """Decide which entries are to be read.

    Args:
        feed: the oldest entry comes first.
        memory: what was done before.
        choice: what is wanted.
        on_shelf: the GUIDs of all episodes that are complete, or were removed.
        removed: the identities of entries whose episodes a user removed.
    """
    entries = [
        entry
        for entry in feed.entries
        if not (choice.since and entry.published and entry.published < choice.since)
    ]
    return tuple(
        Step(entry, News.CHANGED if entry.identity in memory.entries else News.NEW)
        for entry in entries[-choice.limit :]
        if entry.identity not in removed and not _is_known(entry, memory, on_shelf)
    )


def plan_following(locator: str, setup: Setup, choice: Choice, options: FetchOptions) -> Plan:
    """Fetch a feed, unless it has not changed, and decide what to read of it.

    Raises:
        ArticleError: it cannot be fetched, or is no feed.
        ShelfError: a manifest is damaged.
    """
    on_shelf = _done(setup)
    identity, memory, source = _look(locator, setup, options, on_shelf)
    if source is None:
        return Plan(identity, None, (), memory)
    feed = read_feed(source, identity)
    steps = steps_of(feed, memory, choice, on_shelf, _removed(memory, setup))
    return Plan(identity, feed, steps, memory)


def follow(plan: Plan, options: FetchOptions, batch: Batch) -> Generator[Result[Entry], None, None]:
    """Make an episode of each entry that is to be read; a bad one does not stop the rest.

    Each is remembered when it is on the shelf; one that failed is tried again next time.

    Raises:
        SpeechError: nothing can be spoken.
        ShelfError: the show cannot be written.
    """
    memory, failed, setup = plan.memory.without_state(), False, batch.staff.setup
    orders = (
        Order(entry, entry.title or entry.name, partial(_made, entry, batch.staff, options))
        for entry in (step.entry for step in plan.steps)
    )
    with closing(batch.make(orders)) as results:
        for followed in results:
            if followed.made:
                memory = memory.with_entry(followed.subject, followed.made.episode.guid)
                remember(setup.episodes, plan.identity, memory)
            failed = failed or followed.made is None
            yield followed
    if not failed:
        _settle(plan, memory, setup)


def conclude(plan: Plan, setup: Setup) -> None:
    """End a plan without steps: no voice is needed for it.

    Raises:
        ShelfError: the show cannot be written.
    """
    write_feed(setup)
    _settle(plan, plan.memory, setup)


def _made(entry: Entry, staff: Staff, options: FetchOptions, tell: Tell, slot: Slot) -> Made:
    with timed("fetch", tell):
        source = _source_of(entry, options)
    with timed("read", tell):
        article = read_source(source, title=entry.title, author=entry.author)
    return make_episode_of(article, staff.studio(), tell, slot)


def _source_of(entry: Entry, options: FetchOptions) -> Source:
    """Return the entry's own content, else the page that it links to, under the entry's name."""
    if entry.is_whole:
        return entry.source()
    return replace(fetch(entry.link, options), identity=entry.identity)


def _settle(plan: Plan, memory: Memory, setup: Setup) -> None:
    """Forget what left the feed; where all that it lists is done, keep the state it was in."""
    if plan.feed is None:
        return
    listed = {entry.identity for entry in plan.feed.entries}
    kept = {name: known for name, known in memory.entries.items() if name in listed}
    state = plan.memory if len(kept) == len(listed) else Memory()
    remember(setup.episodes, plan.identity, replace(state, entries=kept))


def _is_known(entry: Entry, memory: Memory, on_shelf: Collection[str]) -> bool:
    known = memory.entries.get(entry.identity)
    return known is not None and known.digest == entry.digest and known.guid in on_shelf


def _done(setup: Setup) -> frozenset[str]:
    """Return the GUIDs of the episodes that are complete, and of those that were removed."""
    shelf = Shelf(setup.episodes)
    complete = (episode.guid for episode in shelf.episodes() if shelf.is_complete(episode))
    return frozenset((*complete, *(one.guid for one in shelf.removed())))


def _removed(memory: Memory, setup: Setup) -> frozenset[str]:
    """Return the entries whose episodes were removed, and not made again since."""
    shelf = Shelf(setup.episodes)
    gone = {one.guid for one in shelf.removed()}
    entries = {name for name, known in memory.entries.items() if known.guid in gone}
    sources = {one.source for one in shelf.removed()}
    return frozenset((entries | sources) - {e.source.identity for e in shelf.episodes()})


def _look(
    locator: str, setup: Setup, options: FetchOptions, on_shelf: Collection[str]
) -> tuple[str, Memory, Source | None]:
    """Return a feed's identity, what is remembered of it, and its source if it has changed.

    A feed is named by the address that the user gave: where a server sends us may change.
    """
    if not is_address(locator):
        source = fetch(locator)
        return source.identity, recall(setup.episodes, source.identity), source
    from paracast.article.asking import ask
    from paracast.article.web import source_of

    identity = digest_of(b"url:" + parse_address(locator).lasting.encode())
    memory = recall(setup.episodes, identity)
    is_settled = all(known.guid in on_shelf for known in memory.entries.values())
    answer = ask(locator, options, headers=memory.conditions() if is_settled else {})
    if answer is None:
        return identity, memory, None
    state = replace(memory, etag=answer.etag, modified=answer.modified)
    return identity, state, source_of(answer)
