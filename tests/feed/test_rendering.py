from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from samples import EPISODE, FULL, LINKED, PRIVATE, SEASON, SHOW, many

from paracast.episode.model import Episode
from paracast.episode.show import Person, Show
from paracast.errors import ConfigError
from paracast.feed import FeedOptions, render_documents, render_feed
from paracast.feed.elements import HISTORY, NAMES

GOLDEN = Path(__file__).parents[1] / "golden" / "feed"


def feed(show: Show = SHOW, *episodes: Episode, pages: bool = False) -> etree._Element:
    written = render_feed(show, episodes, artwork_name="artwork-1.jpg", pages=pages)
    return etree.fromstring(written).find("channel")


def texts(root: etree._Element, path: str) -> list[str]:
    return [found.text for found in root.findall(path, NAMES)]


def attributes(root: etree._Element, path: str) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in root.findall(path, NAMES)]


@pytest.mark.parametrize(
    ("name", "show", "episodes"),
    [
        ("one-episode", SHOW, [EPISODE]),
        ("chapters-and-links", SHOW, [LINKED]),
        ("serial", FULL, SEASON),
        ("private", PRIVATE, SEASON[-1:]),
    ],
)
def test_golden_feeds_are_written_to_the_byte(
    name: str, show: Show, episodes: Sequence[Episode]
) -> None:
    """Regenerate by hand when the version or a rule changes, and read the difference."""
    written = render_feed(show, episodes, artwork_name="artwork-1.jpg")
    assert written.decode() == (GOLDEN / f"{name}.xml").read_text("utf-8")


def test_a_golden_feed_with_archives_is_written_to_the_byte() -> None:
    written = render_documents(SHOW, many(5), FeedOptions(2), artwork_name="artwork-1.jpg")
    assert list(written) == ["feed-1.xml", "feed-2.xml", "feed.xml"]
    for name, document in written.items():
        assert document.decode() == (GOLDEN / "archives" / name).read_text("utf-8")


def test_the_channel_has_all_that_apple_and_psp1_require() -> None:
    channel = feed(SHOW, EPISODE)
    for path in ("title", "description", "link", "language", "itunes:explicit", "itunes:author"):
        assert texts(channel, path)[0]
    assert attributes(channel, "itunes:image") == [
        {"href": "https://example.org/show/artwork-1.jpg"}
    ]
    assert attributes(channel, "itunes:category") == [{"text": "News"}]
    assert attributes(channel, "itunes:category/itunes:category") == [{"text": "Daily News"}]
    link = channel.find("atom:link", NAMES)
    assert (link.get("rel"), link.get("href")) == ("self", "https://example.org/show/feed.xml")
    assert texts(channel, "podcast:txt") == ["true"]
    assert texts(channel, "itunes:owner/itunes:email") == ["jo@example.org"]


def test_a_category_stands_once_with_all_its_subcategories() -> None:
    channel = feed(FULL)
    assert [c["text"] for c in attributes(channel, "itunes:category")] == [
        "Arts",
        "Society & Culture",
    ]
    inner = attributes(channel, "itunes:category[1]/itunes:category")
    assert inner == [{"text": "Books"}, {"text": "Design"}]


@pytest.mark.parametrize(
    ("category", "hint"),
    [("Newz", "News"), ("News > Dailly News", "News > Daily News"), ("Tecnology", "Technology")],
)
def test_a_category_that_apple_lacks_suggests_the_nearest(category: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        feed(replace(SHOW, category=category))
    assert hint in caught.value.remedy


def test_people_are_named_with_what_is_not_taken_for_granted() -> None:
    assert attributes(feed(FULL), "podcast:person") == [
        {"href": "https://example.org/jo"},
        {"role": "editor", "group": "writing", "img": "https://example.org/ann.jpg"},
    ]


def test_a_private_show_asks_not_to_be_listed_and_names_no_owner() -> None:
    channel = feed(PRIVATE, EPISODE)
    assert texts(channel, "itunes:block") == ["Yes"]
    assert texts(channel, "podcast:block") == ["yes"]
    assert not texts(channel, "itunes:owner")
    assert attributes(channel, "podcast:locked") == [{}]
    assert attributes(channel, "podcast:txt") == [{"purpose": "ai-content"}]
    address = "https://example.org/show/a-secret-of-many-letters/"
    assert attributes(channel, "item/enclosure")[0]["url"].startswith(address)
    public = feed(FULL)
    assert not texts(public, "itunes:block") + texts(public, "podcast:block")


def test_a_show_that_is_complete_says_so_instead_of_when_more_will_come() -> None:
    channel = feed(PRIVATE)
    assert texts(channel, "itunes:complete") == ["Yes"]
    assert attributes(channel, "podcast:updateFrequency") == [{"complete": "true"}]


def test_a_show_says_where_it_has_moved_and_whose_it_is() -> None:
    channel = feed(FULL)
    assert texts(channel, "itunes:new-feed-url") == ["https://example.com/new/feed.xml"]
    assert "a1b2c3" in texts(channel, "podcast:txt[@purpose='applepodcastsverify']")
    assert attributes(channel, "podcast:license") == [
        {"url": "https://creativecommons.org/licenses/by/4.0/"}
    ]
    assert texts(channel, "podcast:license") == ["cc-by-4.0"]


def test_the_guid_of_the_show_is_the_one_that_it_was_assigned() -> None:
    assert texts(feed(replace(SHOW, guid="mine")), "podcast:guid") == ["mine"]
    assert texts(feed(replace(SHOW, guid="")), "podcast:guid") == []


def test_an_item_has_all_that_apps_read() -> None:
    item = feed(SHOW, EPISODE).find("item")
    assert texts(item, "guid") == [EPISODE.guid]
    assert attributes(item, "guid") == [{"isPermaLink": "false"}]
    enclosure = item.find("enclosure")
    assert enclosure.get("url") == f"https://example.org/show/{EPISODE.folder}/a.mp3"
    assert enclosure.get("length") == str(EPISODE.enclosure.length)
    assert enclosure.get("type") == "audio/mpeg"
    assert texts(item, "itunes:duration") == ["61"]
    kinds = [transcript["type"] for transcript in attributes(item, "podcast:transcript")]
    assert kinds == ["text/vtt", "application/x-subrip", "application/json"]
    assert attributes(item, "podcast:chapters")[0]["type"] == "application/json+chapters"
    assert texts(item, "pubDate") == ["Tue, 24 Nov 2026 12:00:00 +0000"]


def test_an_episode_says_what_it_is_to_its_show() -> None:
    items = feed(FULL, *SEASON).findall("item")
    told = [
        [texts(item, f"itunes:{name}") for name in ("episodeType", "season", "episode")]
        for item in items
    ]
    assert told == [
        [["full"], ["2"], ["1"]],
        [["trailer"], ["2"], []],
        [["bonus"], [], []],
        [["full"], ["1"], ["1"]],
    ]


def test_full_episodes_of_a_serial_show_that_have_no_number_get_a_free_one() -> None:
    episodes = many(5)
    episodes[0] = replace(episodes[0], number=2)
    episodes[3] = replace(episodes[3], kind="bonus")
    items = feed(FULL, *episodes).findall("item")
    assert [texts(item, "itunes:episode") for item in items] == [["2"], ["4"], ["3"], [], ["1"]]
    episodic = feed(SHOW, *episodes).findall("item")
    assert [texts(item, "itunes:episode") for item in episodic] == [["2"], [], [], [], []]


def test_an_author_is_named_beside_the_shows_people_whom_the_items_list_replaces() -> None:
    items = feed(FULL, *SEASON).findall("item")
    assert texts(items[0], "podcast:person") == ["Jo Doe", "Ann Poe", "Jane Roe"]
    assert attributes(items[0], "podcast:person")[-1] == {"role": "author", "group": "writing"}
    assert texts(items[1], "podcast:person") == []
    assert texts(items[2], "podcast:person") == []


def test_an_episode_may_have_artwork_of_its_own() -> None:
    items = feed(FULL, *SEASON).findall("item")
    assert attributes(items[0], "itunes:image") == [
        {"href": f"https://example.org/show/{SEASON[0].folder}/artwork-12345678.png"}
    ]
    assert attributes(items[1], "itunes:image") == [
        {"href": "https://example.org/show/artwork-1.jpg"}
    ]


def test_other_formats_of_the_sound_stand_beside_the_enclosure_each_with_its_digest() -> None:
    mp3, opus = attributes(feed(FULL, SEASON[0]), "item/podcast:alternateEnclosure")
    assert (mp3["type"], mp3["default"]) == ("audio/mpeg", "true")
    assert (opus["type"], opus["codecs"], "default" in opus) == ("audio/ogg", "opus", False)
    sri = attributes(feed(FULL, SEASON[0]), "item/podcast:alternateEnclosure/podcast:integrity")
    sha256 = "sha256-ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8="
    assert sri == [{"type": "sri", "value": sha256}] * 2
    assert not feed(FULL, EPISODE).findall("item/podcast:alternateEnclosure", NAMES)


def test_an_item_leads_to_the_episodes_page_else_to_its_source_else_to_the_show() -> None:
    page = f"https://example.org/show/{SEASON[0].folder}/"
    assert texts(feed(FULL, SEASON[0], pages=True), "item/link") == [page]
    assert texts(feed(FULL, SEASON[0]), "item/link") == ["https://example.com/a?b=c&d=e"]
    hostile = replace(EPISODE, source=replace(EPISODE.source, url="javascript:alert(1)"))
    assert texts(feed(FULL, hostile), "item/link") == ["https://example.org/"]


def test_only_what_a_synthetic_voice_says_is_told_to_be_its() -> None:
    made, taken_over = feed(FULL, SEASON[0], SEASON[-1]).findall("item")
    assert texts(made, "podcast:txt") == ["true"]
    assert texts(taken_over, "podcast:txt") == []


def test_a_title_that_is_too_long_ends_with_an_ellipsis() -> None:
    long = replace(EPISODE, title="Seven boats came home before noon. " * 12)
    (title,) = texts(feed(SHOW, long).find("item"), "title")
    assert title.endswith(" …")
    assert 200 < len(title) <= 255


def test_a_guid_is_written_as_it_is() -> None:
    guid = "https://example.com/?p=" + "1" * 300
    assert texts(feed(SHOW, replace(EPISODE, guid=guid)), "item/guid") == [guid]


def test_a_reader_of_feeds_finds_nothing_wrong() -> None:
    parsed = feedparser.parse(render_feed(FULL, SEASON, artwork_name="a.jpg"))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == [episode.guid for episode in SEASON]
    assert parsed.entries[0].enclosures[0].length == "3"


def test_an_empty_show_has_a_feed() -> None:
    assert not feedparser.parse(render_feed(SHOW, [], artwork_name="a.jpg")).bozo


def test_the_same_show_gives_the_same_bytes() -> None:
    one, two = (render_feed(FULL, SEASON, artwork_name="a.jpg") for _ in range(2))
    assert one == two


def test_the_build_date_is_the_newest_episodes_and_not_now() -> None:
    assert texts(feed(SHOW, EPISODE), "lastBuildDate") == ["Tue, 24 Nov 2026 13:00:00 +0000"]
    assert datetime(2026, 11, 24, 13, tzinfo=UTC) == EPISODE.updated


@settings(deadline=None, max_examples=100)
@given(
    title=st.text(),
    description=st.text(st.characters()),
    author=st.text(max_size=300),
    name=st.text(st.characters(), min_size=1),
)
def test_any_words_give_a_feed_that_can_be_read(
    title: str, description: str, author: str, name: str
) -> None:
    episode = replace(EPISODE, title=title, description=description, author=author)
    show = replace(SHOW, title=title or "x", description=description, persons=(Person(name),))
    channel = feed(show, episode)
    for element in channel.iter():
        assert len((element.text or "").encode()) <= 4000
    assert texts(channel, "item/title")[0]


def test_archives_link_each_other_and_the_feed() -> None:
    written = render_documents(SHOW, many(7), FeedOptions(2), artwork_name="a.jpg")
    names = NAMES | HISTORY
    links = {}
    for name, document in written.items():
        channel = etree.fromstring(document).find("channel")
        found = {link.get("rel"): link.get("href") for link in channel.findall("atom:link", names)}
        links[name] = {rel: href.rpartition("/")[2] for rel, href in found.items()}
        assert (channel.find("fh:archive", names) is not None) == (name != "feed.xml")
    assert links == {
        "feed-1.xml": {"self": "feed-1.xml", "current": "feed.xml"},
        "feed-2.xml": {"self": "feed-2.xml", "current": "feed.xml", "prev-archive": "feed-1.xml"},
        "feed-3.xml": {"self": "feed-3.xml", "current": "feed.xml", "prev-archive": "feed-2.xml"},
        "feed.xml": {"self": "feed.xml", "prev-archive": "feed-3.xml"},
    }
