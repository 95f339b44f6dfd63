"""The feed as it was published last → what must not have changed since."""

from collections.abc import Collection, Iterator

from paracast.check import sources
from paracast.check.document import Document, Item, text_of
from paracast.check.model import Finding, error, warning

UNREADABLE = warning(
    "history-unreadable", sources.LISTENERS, "Publish again, or give another feed: --against"
)
_SHOW = error("show-guid-changed", f"{sources.PODCAST}, guid", "Put it back: [show] guid")
_BURIED = error(
    "guid-buried", f"{sources.LISTENERS}: they take it for heard", "Give it a GUID of its own."
)
_LOST = warning(
    "episode-lost",
    sources.LISTENERS,
    "Remove episodes by paracast episodes remove, or raise limit.",
)
_GUID = error("guid-changed", f"{sources.APPLE}: it comes twice to everybody", "Put it back.")
_BYTES = error(
    "enclosure-changed", f"{sources.APPLE}: caches keep the old one", "Give it another name."
)


def check_buried(now: Document, removed: Collection[str]) -> Iterator[Finding]:
    """Check that no GUID of what was removed on purpose comes again."""
    for item in now.items:
        if item.text("guid") in removed:
            yield _BURIED.at(item.place, f"{item.text('guid')} was an episode that was removed.")


def check_history(now: Document, before: Document, elsewhere: Collection[str]) -> Iterator[Finding]:
    """Compare a feed with the one that people have.

    Args:
        now: the feed.
        before: as it was published last.
        elsewhere: GUIDs of what archives hold, and of what was removed on purpose.
    """
    one, other = (text_of(feed.channel, "podcast:guid") for feed in (before, now))
    if one and one != other:
        yield _SHOW.at(now.name, f"podcast:guid was {one}, and is {other or 'missing'}.")
    guids = {item.text("guid"): item for item in now.items}
    urls = {item.url: item for item in now.items if item.url}
    for old in before.items:
        guid = old.text("guid")
        if guid in guids:
            yield from _check_enclosure(guids[guid], old)
        elif old.url in urls:
            new = urls[old.url]
            yield _GUID.at(new.place, f"Its guid was {guid}, and is {new.text('guid')}.")
        elif guid not in elsewhere:
            yield _LOST.at(now.name, f"“{old.text('title')}” is not there any more.")


def _check_enclosure(new: Item, old: Item) -> Iterator[Finding]:
    if new.enclosure is None or old.enclosure is None or new.url != old.url:
        return
    lengths = [item.get("length", "") for item in (old.enclosure, new.enclosure)]
    if lengths[0] != lengths[1]:
        yield _BYTES.at(new.place, f"{lengths[0]} bytes became {lengths[1]} at {new.url}.")
