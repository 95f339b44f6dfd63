import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from samples import EPISODE, LINKED

from paracast.episode.model import Chapter, Episode, Mention
from paracast.episode.show import Show
from paracast.errors import ConfigError
from paracast.feed import render_feed
from paracast.feed.notes import DISCLOSURE, LONGEST, notes_of
from paracast.units import LanguageTag, Samples

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
}
SHOW = Show(
    title="Harbour & Reads",
    author="Jo Doe",
    description="About <boats>.",
    language=LanguageTag("en-GB"),
    url="https://example.org/show/",
    email="jo@example.org",
    category="News > Daily News",
    copyright="2026 Jo Doe",
)
GOLDEN = Path(__file__).parents[1] / "golden" / "feed"


def feed(show: Show = SHOW, *episodes: Episode) -> etree._Element:
    return etree.fromstring(render_feed(show, episodes, artwork_name="artwork-1.jpg"))


def text(root: etree._Element, path: str) -> str | None:
    found: str | None = root.findtext(path, namespaces=NAMES)
    return found


def test_the_golden_feed_is_written_to_the_byte() -> None:
    """Regenerate by hand when the version or a rule changes, and read the difference."""
    written = render_feed(SHOW, [EPISODE], artwork_name="artwork-1.jpg")
    assert written.decode() == (GOLDEN / "one-episode.xml").read_text("utf-8")


def test_the_golden_feed_of_an_episode_with_chapters_and_links_is_written_to_the_byte() -> None:
    written = render_feed(SHOW, [LINKED], artwork_name="artwork-1.jpg")
    assert written.decode() == (GOLDEN / "chapters-and-links.xml").read_text("utf-8")


def test_the_channel_has_all_that_apple_and_psp1_require() -> None:
    root = feed(SHOW, EPISODE)
    for path in ("title", "description", "link", "language", "itunes:explicit", "itunes:author"):
        assert text(root, f"channel/{path}")
    channel = root.find("channel")
    assert (
        channel.find("itunes:image", NAMES).get("href") == "https://example.org/show/artwork-1.jpg"
    )
    assert channel.find("itunes:category", NAMES).get("text") == "News"
    assert channel.find("itunes:category/itunes:category", NAMES).get("text") == "Daily News"
    link = channel.find("atom:link", NAMES)
    assert (link.get("rel"), link.get("href")) == ("self", "https://example.org/show/feed.xml")
    assert text(root, "channel/podcast:txt") == "true"
    assert text(root, "channel/itunes:owner/itunes:email") == "jo@example.org"


def test_an_item_has_all_that_apps_read() -> None:
    item = feed(SHOW, EPISODE).find("channel/item")
    assert item.findtext("guid") == EPISODE.guid
    assert item.find("guid").get("isPermaLink") == "false"
    enclosure = item.find("enclosure")
    assert enclosure.get("url") == f"https://example.org/show/{EPISODE.folder}/a.mp3"
    assert enclosure.get("length") == str(EPISODE.enclosure.length)
    assert enclosure.get("type") == "audio/mpeg"
    assert item.findtext("itunes:duration", namespaces=NAMES) == "61"
    kinds = [t.get("type") for t in item.findall("podcast:transcript", NAMES)]
    assert kinds == ["text/vtt", "application/x-subrip", "application/json"]
    assert item.find("podcast:chapters", NAMES).get("type") == "application/json+chapters"
    assert item.findtext("pubDate") == "Tue, 24 Nov 2026 12:00:00 +0000"


def test_the_guid_of_the_show_is_its_own_or_follows_the_feeds_address() -> None:
    assert text(feed(replace(SHOW, guid="mine")), "channel/podcast:guid") == "mine"
    assert text(feed(SHOW), "channel/podcast:guid")
    assert text(feed(replace(SHOW, url="http://localhost:8000/")), "channel/podcast:guid") is None


def test_a_reader_of_feeds_finds_nothing_wrong() -> None:
    later = replace(EPISODE, guid="h", published=EPISODE.published + timedelta(days=1))
    parsed = feedparser.parse(render_feed(SHOW, [later, EPISODE], artwork_name="a.jpg"))
    assert not parsed.bozo
    assert [entry.id for entry in parsed.entries] == ["h", "g"]
    assert parsed.entries[0].enclosures[0].length == "3"


def test_an_empty_show_has_a_feed() -> None:
    assert not feedparser.parse(render_feed(SHOW, [], artwork_name="a.jpg")).bozo


def test_the_same_show_gives_the_same_bytes() -> None:
    one, two = (render_feed(SHOW, [EPISODE], artwork_name="a.jpg") for _ in range(2))
    assert one == two


@settings(deadline=None, max_examples=100)
@given(title=st.text(), description=st.text(), author=st.text(max_size=50))
def test_any_words_give_a_feed_that_can_be_read(title: str, description: str, author: str) -> None:
    episode = replace(EPISODE, title=title, description=description, author=author)
    root = feed(replace(SHOW, title=title or "x", description=description), episode)
    for element in root.iter():
        assert len(element.text or "") <= 4000


@settings(deadline=None, max_examples=60)
@given(
    description=st.text(max_size=6000),
    titles=st.lists(st.text(min_size=1, max_size=300), max_size=60),
    links=st.lists(st.text(min_size=1, max_size=300), max_size=60),
)
def test_notes_stay_within_what_directories_take_and_end_with_the_disclosure(
    description: str, titles: list[str], links: list[str]
) -> None:
    chapters = tuple(Chapter(Samples(i), Samples(i + 1), title) for i, title in enumerate(titles))
    mentions = tuple(Mention(Samples(i), text, text) for i, text in enumerate(links))
    episode = replace(EPISODE, description=description, chapters=chapters, mentions=mentions)
    notes = notes_of(episode)
    assert len(notes.encode("utf-8", "replace")) <= LONGEST
    assert notes.endswith(f"<p>{DISCLOSURE}</p>")
    assert notes.count("<li>") == notes.count("</li>")


def test_notes_list_chapters_from_three_on() -> None:
    titles = ("Start", "<Winter>", "Thaw")
    chapters = tuple(
        Chapter(Samples(i * 44100 * 65), Samples((i + 1) * 44100 * 65), title)
        for i, title in enumerate(titles)
    )
    notes = notes_of(replace(EPISODE, chapters=chapters))
    assert "<li>00:00:00 Start</li><li>00:01:05 &lt;Winter&gt;</li><li>00:02:10 Thaw</li>" in notes
    assert "<li>" not in notes_of(replace(EPISODE, chapters=chapters[:2]))


def at(seconds: int) -> Samples:
    return Samples(44100 * seconds)


def mentioned(count: int) -> tuple[Mention, ...]:
    return tuple(
        Mention(at(n), f"Link {n}", f"https://example.com/{n:03}/{'x' * 40}") for n in range(count)
    )


def test_links_come_behind_the_chapters_each_with_its_time_last() -> None:
    notes = notes_of(LINKED)
    assert notes.index("<li>00:02:10 Thaw</li>") < notes.index("<p>Links:</p>")
    link = '<a href="https://example.com/a?b=c&amp;d=e">The &lt;long&gt; report</a>'
    assert f"<li>{link} (00:00:42)</li>" in notes
    stamped = re.findall(r"<(?:p|li)>[(\[]?\d[\d:]+ ", notes)
    assert len(stamped) == len(LINKED.chapters)


def test_the_article_itself_is_named_once() -> None:
    source = replace(LINKED.source, url=LINKED.mentions[0].url)
    assert notes_of(replace(LINKED, source=source)).count("https://example.com/a?b=c") == 1


def test_links_give_way_to_a_line_of_the_summary_and_to_all_chapters() -> None:
    summary = "It was quiet that morning. " * 14
    many = replace(LINKED, description=summary, mentions=mentioned(200))
    notes = notes_of(many)
    assert notes.startswith("<p>It was quiet that morning.")
    assert notes.count("</li>") > len(LINKED.chapters) + 20
    assert "Link 0<" in notes
    assert "Link 199<" not in notes
    assert all(chapter.title[1:4] in notes for chapter in LINKED.chapters)
    few = notes_of(replace(many, mentions=mentioned(3)))
    assert summary.strip() in few


def test_chapters_are_listed_all_or_not_at_all() -> None:
    chapters = tuple(Chapter(at(40 * n), at(40 * n + 40), "Winter " * 8) for n in range(200))
    notes = notes_of(replace(LINKED, chapters=chapters))
    assert "Winter" not in notes
    assert "Links:" in notes
    assert notes_of(replace(LINKED, chapters=chapters[:40])).count("<li>00:") == 40


@pytest.mark.parametrize(
    ("category", "hint"),
    [("Newz", "News"), ("News > Dailly News", "News > Daily News"), ("Tecnology", "Technology")],
)
def test_a_category_that_apple_lacks_suggests_the_nearest(category: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        feed(replace(SHOW, category=category))
    assert hint in caught.value.remedy


def test_the_build_date_is_the_newest_episodes_and_not_now() -> None:
    assert text(feed(SHOW, EPISODE), "channel/lastBuildDate") == "Tue, 24 Nov 2026 13:00:00 +0000"
    assert datetime(2026, 11, 24, 13, tzinfo=UTC) == EPISODE.updated
