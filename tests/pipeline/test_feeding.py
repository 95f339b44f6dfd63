from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from samples import EPISODE, many

from paracast import config
from paracast.episode.guid import podcast_guid
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.errors import ShelfError
from paracast.feed import FeedOptions
from paracast.feed.elements import NAMES
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.setup import Setup


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    """Return a show with artwork, as drawing it takes long."""
    folder = tmp_path / "show"
    config.init_show(folder, title="Harbour Reads")
    Image.new("RGB", (1400, 1400)).save(folder / "art.png")
    return located(config.load(folder), artwork="art.png")


def located(setup: Setup, **show: str) -> Setup:
    return replace(setup, show=replace(setup.show, **show))  # type: ignore[arg-type]


def limited(setup: Setup, limit: int) -> Setup:
    return replace(setup, feed=FeedOptions(limit))


def put(setup: Setup, episodes: Sequence[Episode]) -> None:
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        for episode in episodes:
            with shelf.stage(episode.folder) as stage:
                stage.finish(episode)


def guid(setup: Setup) -> str | None:
    root = etree.parse(write_feed(setup).path)
    found: str | None = root.findtext("channel/podcast:guid", namespaces=NAMES)
    return found


def documents(setup: Setup) -> list[str]:
    return sorted(path.name for path in setup.episodes.glob("*.xml"))


def test_a_show_keeps_the_guid_of_its_first_public_feed_when_it_moves(setup: Setup) -> None:
    assert guid(setup) is None
    first = podcast_guid("https://example.org/show/feed.xml")
    assert guid(located(setup, url="https://example.org/show/")) == first
    assert guid(located(setup, url="https://example.com/elsewhere/")) == first
    assert guid(setup) == first


def test_a_guid_in_the_settings_is_the_shows_and_is_kept_too(setup: Setup) -> None:
    public = located(setup, url="https://example.org/show/")
    guid(public)
    mine = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert guid(located(public, guid=mine)) == mine
    assert guid(public) == mine


def test_a_kept_guid_that_cannot_be_read_is_an_error_with_a_remedy(setup: Setup) -> None:
    (setup.episodes / ".guid").write_bytes(b"\xff")
    with pytest.raises(ShelfError, match=r"\.guid"):
        write_feed(setup)


def test_archives_come_and_go_with_the_limit(setup: Setup) -> None:
    put(setup, many(7, EPISODE))
    assert (write_feed(setup).archives, documents(setup)) == (0, ["feed.xml"])
    assert write_feed(limited(setup, 2)).archives == 3
    assert documents(setup) == ["feed-1.xml", "feed-2.xml", "feed-3.xml", "feed.xml"]
    assert write_feed(limited(setup, 3)).archives == 2
    assert documents(setup) == ["feed-1.xml", "feed-2.xml", "feed.xml"]
    (setup.episodes / "feed-of-another.xml").touch()
    write_feed(setup)
    assert documents(setup) == ["feed-of-another.xml", "feed.xml"]


def test_a_full_archive_is_not_written_again(setup: Setup) -> None:
    episodes = many(5, EPISODE)
    put(setup, episodes[2:])
    write_feed(limited(setup, 2))
    archive = setup.episodes / "feed-1.xml"
    before = archive.stat()
    put(setup, episodes[:2])
    write_feed(limited(setup, 2))
    assert (archive.stat().st_ino, archive.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )


def test_a_large_feed_is_advised_a_limit_that_makes_it_small(setup: Setup) -> None:
    wordy = replace(EPISODE, description="It was quiet that morning. " * 100)
    put(setup, many(400, wordy))
    assert "[feed]" in write_feed(setup).advice
    assert write_feed(limited(setup, 150)).advice == ""
