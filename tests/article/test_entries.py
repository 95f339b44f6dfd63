import time
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article.entries import Entry, Feed, read_feed
from paracast.article.reading import read_source
from paracast.article.source import Source
from paracast.errors import ArticleError

LONG = "<p>" + "The harbour was quiet that morning and the boats lay still. " * 20 + "</p>"
SHORT = "<p>The harbour was quiet. Read more</p>"
NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def read(text: str | bytes, url: str = "https://news.example/feed") -> Feed:
    data = text if isinstance(text, bytes) else text.encode()
    return read_feed(Source(data, "", "the feed", ".xml", url=url), "feed")


def rss(*items: str) -> str:
    listed = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMES}><channel><title>News</title>{listed}</channel></rss>'


def item(title: str, guid: str = "", date: str = "", content: str = LONG) -> str:
    return (
        f"<title>{title}</title><guid isPermaLink='false'>{guid or title}</guid>"
        f"<link>https://news.example/{guid or title}</link>"
        + (f"<pubDate>{date}</pubDate>" if date else "")
        + f"<content:encoded>{escape(content)}</content:encoded>"
    )


def one(text: str | bytes) -> Entry:
    (entry,) = read(text).entries
    return entry


# Dialects


def test_rss_with_content() -> None:
    entry = one(rss(item("Boats &amp;amp; nets", "7", "Tue, 10 Jun 2025 04:00:00 +0200")
                    + "<author>jo@news.example (Jo Reed)</author>"))  # fmt: skip
    assert (entry.title, entry.author) == ("Boats & nets", "Jo Reed")
    assert entry.link == "https://news.example/7"
    assert entry.published == datetime(2025, 6, 10, 2, tzinfo=UTC)
    assert entry.is_whole
    assert "boats lay still" in entry.source().data.decode()


def test_atom_with_xhtml_relative_links_and_a_person() -> None:
    entry = one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>'
        "<title type='html'>Boats &lt;em&gt;come&lt;/em&gt; home</title><id>tag:1</id>"
        "<link href='/tale'/><author><name>Jo Reed</name></author>"
        "<updated>2025-06-10T04:00:00Z</updated><content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'>{LONG}</div></content></entry></feed>"
    )
    assert (entry.title, entry.author) == ("Boats come home", "Jo Reed")
    assert entry.link == "https://news.example/tale"
    assert entry.published == datetime(2025, 6, 10, 4, tzinfo=UTC)
    assert entry.is_whole


def test_rdf_with_entities_declared_elsewhere_and_dublin_core() -> None:
    entry = one(
        (
            '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rdf:RDF [<!ENTITY % x PUBLIC "x" '
            '"http://127.0.0.1:9/x.ent">%x;]><rdf:RDF xmlns="http://purl.org/rss/1.0/" '
            f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {NAMES}>'
            "<channel><title>News</title></channel><item><title>Caf\xe9&nbsp;&ndash; open</title>"
            "<link>https://news.example/1</link><dc:creator>Jo Reed</dc:creator>"
            "<dc:date>2025-06-10</dc:date></item></rdf:RDF>"
        ).encode("latin-1")
    )
    assert (entry.title, entry.author) == ("Café – open", "Jo Reed")
    assert entry.published == datetime(2025, 6, 10, tzinfo=UTC)


def test_a_broken_feed_gives_what_can_be_read_of_it() -> None:
    broken = (
        "\n\n<rss version='2.0'><channel><title>Fish & chips</title><item><title>A & B</title>"
        "<content:encoded><![CDATA[" + LONG + "]]></content:encoded><x:y>z</x:y></item><item>"
    )
    entry = read(broken).entries[-1]
    assert entry.title == "A & B"
    assert "boats lay still" in entry.html


# What an entry's article is


@pytest.mark.parametrize(
    ("content", "is_whole"),
    [
        (LONG, True),
        (SHORT, False),
        (LONG.replace("</p>", " […]</p>"), False),
        (LONG + "<a href='/x'>Continue reading Boats come home →</a>", False),
        ("<p>" + "港は静かだった。" * 50 + "</p>", True),
        ("", False),
    ],
)
def test_content_that_is_long_enough_and_not_cut_off_is_the_article(
    content: str,
    is_whole: bool,  # noqa: FBT001  a case's
) -> None:
    assert one(rss(item("A", content=content))).is_whole is is_whole


def test_an_entry_without_a_link_is_its_content_or_its_summary() -> None:
    told = "<title>A</title><description>Seven boats.</description>"
    entry = one(rss(told))
    assert entry.is_whole
    assert "Seven boats." in entry.html
    assert not one(rss(told + "<link>javascript:alert(1)</link>")).link


def test_plain_content_keeps_its_paragraphs_and_its_signs() -> None:
    entry = one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>'
        '<content type="text">1 &lt; 2\n\nThat is so.</content></entry></feed>'
    )
    assert entry.html == "<p>1 &lt; 2</p><p>That is so.</p>"


# Who an entry is


def test_an_edited_entry_keeps_its_identity_and_has_another_digest() -> None:
    before, after = one(rss(item("A", "7"))), one(rss(item("A", "7", content=LONG * 2)))
    assert before.identity == after.identity
    assert before.digest != after.digest


def test_entries_are_known_by_id_else_by_link_else_by_title_and_date() -> None:
    same = "<link>https://news.example/a</link><title>{}</title>"
    assert one(rss(same.format("A"))).identity == one(rss(same.format("B"))).identity
    dated = "<title>{}</title><pubDate>Tue, 10 Jun 2025 04:00:00 GMT</pubDate>"
    assert one(rss(dated.format("A"))).identity == one(rss(dated.format("A"))).identity
    assert one(rss(dated.format("A"))).identity != one(rss(dated.format("B"))).identity
    text = "<description>{}</description>"
    assert one(rss(text.format("A"))).identity != one(rss(text.format("B"))).identity


def test_two_feeds_with_the_same_ids_have_entries_of_their_own() -> None:
    source = Source(rss(item("A", "1")).encode(), "", "feed", "")
    first, second = read_feed(source, "one"), read_feed(source, "two")
    assert first.entries[0].identity != second.entries[0].identity


def test_an_id_that_is_listed_twice_is_one_entry_the_upper_one() -> None:
    assert one(rss(item("Newer", "1"), item("Older", "1"))).title == "Newer"


# Order


def titles(feed: Feed) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_the_oldest_comes_first_by_date() -> None:
    days = [item(f"Day {day}", date=f"{day} Jun 2025 04:00:00 GMT") for day in (2, 10, 1)]
    assert titles(read(rss(*days))) == ["Day 1", "Day 2", "Day 10"]


def test_without_dates_the_feeds_order_is_kept_which_begins_with_the_newest() -> None:
    assert titles(read(rss(item("C"), item("B"), item("A")))) == ["A", "B", "C"]
    mixed = rss(item("C"), item("B", date="1 Jun 2025 04:00:00 GMT"), item("A"))
    assert titles(read(mixed)) == ["A", "B", "C"]


# Hostile feeds


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(2, 10))
HOSTILE = {
    "laughs": f'<!DOCTYPE r [<!ENTITY l1 "ha">{LAUGHS}]><rss><channel><item><title>&l9;</title>'
    "</item></channel></rss>",
    "one large entity": f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]><rss><channel><item><title>'
    + "&a;" * 10_000
    + "</title></item></channel></rss>",
    "deep": rss("<a>" * 100_000),
    "deep content": rss(f"<description>{'&lt;div&gt;' * 100_000}</description>"),
    "a long author": rss(f"<author>{'a' * 50_000}</author>"),
    "a long blank": " \n" * 500_000 + rss(item("A")),
    "many attributes": rss("<b " + " ".join(f'a{n}="x"' for n in range(20_000)) + "/>"),
    "open tags": rss("<title>" + "<" * 100_000),
    "open comments": rss("<title>" + "<!--" * 100_000),
    "a date without end": rss(f"<pubDate>{'1 ' * 100_000}</pubDate>"),
}


@pytest.mark.parametrize("manner", HOSTILE)
def test_a_hostile_feed_costs_little(manner: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        began = time.process_time()
        try:
            feed = read(HOSTILE[manner].encode(encoding))
        except ArticleError:
            continue
        assert time.process_time() - began < 3
        assert all(len(entry.title) <= 2000 for entry in feed.entries)


def test_files_of_this_machine_do_not_get_into_an_entry() -> None:
    hostile = (
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>'
        "<title>A&x;B</title></item></channel></rss>"
    )
    assert one(hostile).title == "AB"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no feed"),
        ("Seven boats.", "is no feed"),
        ("<note/>", "is no feed"),
        ("<html><head><title>News</title>", "is a web page"),
        ("<rss>" + "<item/>" * 600_000, "more than 500,000 tags"),
    ],
)
def test_what_is_no_feed_is_one_message(text: str, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(text)
    assert words in caught.value.message


def test_a_page_names_its_feed_in_the_remedy() -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="x" href="/feed.xml">'
    with pytest.raises(ArticleError) as caught:
        read(f"<!DOCTYPE html><html><head>{link}</head></html>")
    assert "/feed.xml" in caught.value.remedy


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: rss(text).encode()))
def test_any_bytes_are_a_feed_or_one_message(data: bytes) -> None:
    try:
        feed = read(data)
    except ArticleError:
        return
    for entry in feed.entries:
        assert entry.source().data


def test_an_entrys_article_is_credited_to_its_author_feed_day_and_page() -> None:
    text = "The harbour was quiet that morning. " * 40
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>The Quay</title><item><title>Boats &amp; nets</title>"
        "<link>https://quay.example/boats</link><author>Jo Doe</author>"
        "<pubDate>Tue, 17 Feb 2026 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"
    )
    (entry,) = read_feed(Source(feed.encode(), "", "feed", ""), "f").entries
    article = read_source(entry.source(), title=entry.title, author=entry.author)
    known = article.credits
    assert (article.title, known.author, known.site) == ("Boats & nets", "Jo Doe", "The Quay")
    assert (str(known.published), known.url) == ("2026-02-17", "https://quay.example/boats")
