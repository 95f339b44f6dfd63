"""A show's folder → whether its settings, its episodes and its feed are in order."""

from collections.abc import Iterator
from pathlib import Path

from paracast.audio.directories import advice
from paracast.check import PUBLISHED
from paracast.doctor.model import Remark, absent, calmly, faulty, good, warned
from paracast.doctor.place import unwritable_because
from paracast.episode.guid import is_example, is_public, is_this_machine
from paracast.episode.shelf import Shelf
from paracast.feed import FEED
from paracast.pipeline.feeding import feed_documents, identified
from paracast.pipeline.setup import Setup

AREA = "Show"


def examine_show(setup: Setup) -> Iterator[Remark]:
    """Look at all that a show has but its voices."""
    yield good(AREA, "settings", f"“{setup.show.title}”, {setup.folder / 'paracast.toml'}")
    for line in advice(setup.audio):
        yield warned(AREA, "sound", line, "Change it below [audio] in paracast.toml.")
    yield from _address(setup)
    yield from calmly(AREA, "sounds", lambda: _sounds(setup))
    yield from calmly(AREA, "episodes", lambda: _episodes(setup))
    yield from calmly(AREA, "casting", lambda: _casting(setup))
    yield from calmly(AREA, "feed", lambda: _feed(setup))
    yield from calmly(AREA, "lock", lambda: _lock(setup.episodes))


def _address(setup: Setup) -> Iterator[Remark]:
    """Tell whether others could reach the show at the address that it names."""
    url, change = setup.show.url, "Write where it will be reachable: [show] url in paracast.toml."
    if is_this_machine(url):
        yield warned(AREA, "address", f"{url} leads everybody to their own machine.", change)
    elif is_example(url):
        yield warned(AREA, "address", f"{url} is nobody's: it is for examples.", change)
    elif not is_public(url):
        yield warned(AREA, "address", f"{url} is reached in your own network only.", change)
    else:
        yield good(AREA, "address", url)


def _sounds(setup: Setup) -> Iterator[Remark]:
    for name in filter(None, setup.sound.files):
        if not (setup.folder / name).is_file():
            yield faulty(
                AREA,
                "sounds",
                f"{name} is not there.",
                "Put it there, or leave it out: [sound] in paracast.toml.",
            )


def _episodes(setup: Setup) -> Iterator[Remark]:
    shelf, folder = Shelf(setup.episodes), setup.episodes
    if problem := unwritable_because(folder):
        yield faulty(
            AREA,
            "episodes",
            f"Nothing can be put into {folder}: {problem}.",
            "Let your user write there.",
        )
    episodes = shelf.episodes()
    if not episodes:
        yield absent(AREA, "episodes", "none yet", "Make one: paracast make ARTICLE")
        return
    yield good(AREA, "episodes", f"{len(episodes):,} in {folder}")
    for episode in episodes:
        if not shelf.is_complete(episode):
            yield faulty(
                AREA,
                episode.folder,
                "A file of it is missing, or has another length.",
                "Make it again: paracast make ARTICLE",
            )


def _casting(setup: Setup) -> Iterator[Remark]:
    """Name the voices that rules give something to, and that nobody has heard yet."""
    episodes = Shelf(setup.episodes).episodes()
    heard = {name for episode in episodes for name in episode.voices}
    for name in dict.fromkeys(setup.casting.voices) if episodes else ():
        if name not in heard:
            yield absent(
                AREA,
                "casting",
                f"{name} is named in [casting], and is heard in no episode",
                "Compare the rule's words with the article's, letter by letter.",
            )


def _feed(setup: Setup) -> Iterator[Remark]:
    """Tell whether the feed is what it would be if it were written now, and was published so."""
    episodes, path = Shelf(setup.episodes).episodes(), setup.episodes / FEED
    if not path.exists():
        if episodes:
            yield faulty(AREA, "feed", "There is none.", "Write it: paracast feed")
        return
    documents = feed_documents(setup, identified(setup), episodes)
    stale = [name for name, data in documents.items() if not _holds(setup.episodes / name, data)]
    if stale:
        told = f"{', '.join(stale)}: the settings or the episodes have changed since."
        yield warned(AREA, "feed", told, "Write it anew: paracast feed")
        return
    yield good(AREA, "feed", str(path))
    published = setup.episodes / PUBLISHED
    if published.exists() and not _holds(published, documents[FEED]):
        yield warned(
            AREA, "published", "People have an older feed.", "Publish the show: paracast publish"
        )


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _lock(folder: Path) -> Iterator[Remark]:
    """Tell of another paracast that is at work; nothing is made to find out."""
    import filelock

    path = folder / ".lock"
    if not path.exists():
        return
    try:
        with filelock.FileLock(path, timeout=0):
            return
    except filelock.Timeout:
        yield warned(
            AREA,
            "lock",
            "Another paracast is at work on this show.",
            "Wait for it; if none is there, restart what holds the lock.",
        )
