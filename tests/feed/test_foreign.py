"""Feeds of shows elsewhere, whoever wrote them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article.source import Source
from paracast.episode.guid import podcast_guid
from paracast.episode.show import Funding, Person
from paracast.errors import ArticleError
from paracast.feed.checking import refuse_unfit
from paracast.feed.foreign import ForeignFeed, Item, Named, read_show_feed
from paracast.feed.foreign_notes import text_of

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
 <title> Harbour  Tales </title>
 <atom:link rel="self" href="https://old.example/feed"/>
 <link>https://old.example/</link>
 <description><![CDATA[<p>Tales of <b>boats</b> &amp; nets.</p><script>x()</script>]]></description>
 <language>en-GB</language>
 <copyright>2020 Jo</copyright>
 <itunes:author>Jo Doe</itunes:author>
 <itunes:owner><itunes:name>Jo</itunes:name><itunes:email>jo@old.example</itunes:email></itunes:owner>
 <itunes:image href="https://old.example/show.jpg"/>
 <itunes:category text="Arts"><itunes:category text="Books"/></itunes:category>
 <itunes:category text="Kids &amp; Family"/><itunes:category text="Nonsense"/>
 <itunes:explicit>yes</itunes:explicit>
 <itunes:type>serial</itunes:type>
 <podcast:locked>no</podcast:locked>
 <podcast:guid>917393E3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
 <podcast:license url="https://example.org/by">cc-by-4.0</podcast:license>
 <podcast:funding url="https://old.example/give">Give</podcast:funding>
 <podcast:funding url="javascript:alert(1)">Give</podcast:funding>
 <podcast:person role="Guest" href="https://ann.example/">Ann</podcast:person>
 <item>
  <title>Two</title><guid isPermaLink="false"> tag:old,2020:two </guid>
  <pubDate>Thu, 02 Jan 2020 10:00:00 +0100</pubDate>
  <enclosure url="https://old.example/two.mp3" length="1" type="audio/mpeg"/>
  <itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>
  <itunes:episodeType>Bonus</itunes:episodeType>
  <itunes:image href="https://old.example/two.png"/>
  <link>https://old.example/two</link>
  <content:encoded>Long &lt;i&gt;words&lt;/i&gt;.</content:encoded>
  <podcast:transcript url="https://old.example/two.vtt" type="text/vtt; charset=utf-8"/>
  <podcast:chapters url="https://old.example/two.json" type="application/json+chapters"/>
 </item>
 <item>
  <title>One</title><description>A &lt; B</description><itunes:episode>0x1</itunes:episode>
  <enclosure url="https://old.example/one.mp3" type="audio/mpeg"/>
  <itunes:season>99999</itunes:season>
  <link>javascript:alert(1)</link><pubDate>soon</pubDate>
 </item>
</channel></rss>
"""


def read(text: str, url: str = "https://given.example/feed") -> ForeignFeed:
    return read_show_feed(Source(text.encode(), "", "feed", ".xml", url=url), NOW)


def item(inner: str) -> Item:
    (found,) = read(f"<rss><channel><title>T</title><item>{inner}</item></channel></rss>").items
    return found


def test_a_show_is_told_with_all_that_our_settings_know() -> None:
    feed = read(FEED)
    show = feed.show
    assert (show.title, show.author, show.language) == ("Harbour Tales", "Jo Doe", "en-GB")
    assert show.description == "Tales of boats & nets."
    assert (show.link, show.email) == ("https://old.example/", "jo@old.example")
    assert show.category == ("Arts > Books", "Kids & Family")
    assert (show.explicit, show.type, show.locked) == (True, "serial", False)
    assert show.copyright == "2020 Jo"
    assert show.guid == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert (show.license, show.license_url) == ("cc-by-4.0", "https://example.org/by")
    assert show.funding == (Funding("https://old.example/give", "Give"),)
    assert show.persons == (Person("Ann", "guest", href="https://ann.example/"),)
    assert feed.image == "https://old.example/show.jpg"


def test_items_are_told_the_oldest_first_with_what_is_wrong_left_out() -> None:
    one, two = read(FEED).items
    assert two == Item(
        guid="tag:old,2020:two",
        title="Two",
        notes="Long words.",
        published=datetime(2020, 1, 2, 9, tzinfo=UTC),
        link="https://old.example/two",
        author="Jo Doe",
        kind="bonus",
        season=2,
        number=7,
        image="https://old.example/two.png",
        enclosure=Named("https://old.example/two.mp3", "audio/mpeg"),
        transcripts=(Named("https://old.example/two.vtt", "text/vtt"),),
        chapters=Named("https://old.example/two.json", "application/json+chapters"),
    )
    assert (one.guid, one.notes) == ("https://old.example/one.mp3", "A < B")
    assert (one.link, one.season, one.number, one.kind) == ("", 0, 0, "full")
    assert one.published == datetime(2020, 1, 2, 8, 59, 59, tzinfo=UTC)


def test_a_show_without_a_guid_has_that_of_its_feeds_address() -> None:
    plain = FEED.replace("917393E3-1b1e-5cef-ace4-edaa54e1f810", "none")
    assert read(plain).show.guid == podcast_guid("https://old.example/feed")
    bare = "<rss><channel><title>T</title></channel></rss>"
    assert read(bare).show.guid == podcast_guid("https://given.example/feed")
    assert read(bare, url="").show.guid == ""
    assert read(bare).show.category == "News"


def test_settings_that_no_directory_takes_are_left_out_one_by_one() -> None:
    wrong = FEED.replace("jo@old.example", "jo at old").replace(
        '<podcast:license url="https://example.org/by">cc-by-4.0', "<podcast:license>CC by"
    )
    show = read(wrong.replace("Tales of <b>boats</b>", "boats " * 2000)).show
    assert (show.email, show.license, show.license_url) == ("", "", "")
    assert show.persons == (Person("Ann", "guest", href="https://ann.example/"),)
    assert show.description.endswith("boats …")
    refuse_unfit(show, "here")


@pytest.mark.parametrize(
    "text",
    ["", "no feed", "<html><body>x</body></html>", "<feed xmlns='http://www.w3.org/2005/Atom'/>"],
)
def test_what_is_no_podcasts_feed_is_an_error(text: str) -> None:
    with pytest.raises(ArticleError):
        read(text)


def test_a_feed_reads_no_file_and_grows_by_no_entity() -> None:
    hostile = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        "<rss><channel><title>T&f;</title><item><guid>&b;</guid></item></channel></rss>"
    )
    feed = read(hostile)
    assert "root" not in feed.show.title
    assert "aaaaaaaaaa" not in feed.items[0].guid


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&"), min_size=1))
def test_a_guid_is_kept_as_it_stands(guid: str) -> None:
    escaped = guid.replace(">", "&gt;")
    assert item(f"<guid>{escaped}</guid>").guid == guid.strip()


@given(st.text(max_size=200))
def test_notes_of_any_form_become_text(notes: str) -> None:
    assert "\n\n\n" not in text_of(notes)


def test_notes_keep_paragraphs_apart_and_show_no_markup() -> None:
    html = "<p>One <a href='x'>link</a>.<br>Next</p><!-- no --><ul><li>a</li><li>b &amp;</li></ul>"
    assert text_of(html) == "One link.\nNext\n\na\nb &"
    assert text_of("a &lt; b\n\n\n\nc") == "a < b\n\nc"
    assert text_of("<style>p{}</style><!-- x -->") == ""
