"""Faults of a feed, each with the rule that names it."""

import json
import re
from collections.abc import Callable

from faulty import ADDRESS, Broken

ENCLOSURE = '<enclosure url="https://example.net/a.mp3" length="9" type="audio/mpeg"/>'
SOURCE = '<podcast:source uri="https://example.net/a.opus"/>'
PROMISE = '<podcast:integrity type="sri" value="md5-abc"/>'
PREVIOUS = '<atom:link rel="prev-archive" href="https://example.org/harbour/feed-1.xml"/>'
ARCHIVE = '<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/>'


def drop(element: str) -> Callable[[Broken], None]:
    return lambda show: show.say(rf"<{element}\b[^>]*?(/>|>.*?</{element}>)\s*", "")


def say(old: str, new: str) -> Callable[[Broken], None]:
    return lambda show: show.say(old, new)


def moved(address: str) -> Callable[[Broken], None]:
    """Let every address of the show be another."""

    def move(show: Broken) -> None:
        text = show.feed.read_text("utf-8")
        show.feed.write_text(text.replace(ADDRESS, address), "utf-8")

    return move


def in_item(element: str, new: str) -> Callable[[Broken], None]:
    old = rf"(<item>.*?)<{element}\b[^>]*?(?:/>|>.*?</{element}>)"
    return lambda show: show.say(old, rf"\g<1>{new}")


def duplicated(show: Broken) -> None:
    item = re.search(r"<item>.*?</item>", show.feed.read_text("utf-8"), re.DOTALL)
    assert item
    show.say("</channel>", item[0].replace("\\", r"\\") + "</channel>")


def other_guid_same_sound(show: Broken) -> None:
    duplicated(show)
    show.say(r"<guid isPermaLink=\"false\">[^<]*", '<guid isPermaLink="false">another')
    show.say(r"<pubDate>[^<]*", "<pubDate>Mon, 05 Jan 2026 10:00:00 +0000")


def put(show: Broken, name: str, content: str) -> None:
    (show.folder / name).write_text(content, "utf-8")


def padded(show: Broken, length: int) -> None:
    show.say("</channel>", f"<copyright/></channel><!--{'x' * length}-->")


def _in_latin(show: Broken) -> str:
    return show.feed.read_text("utf-8").replace("UTF-8", "ISO-8859-1", 1)


def alternate(attributes: str, *inner: str) -> Callable[[Broken], None]:
    element = "podcast:alternateEnclosure"
    return say("</item>", f"<{element} {attributes}>{''.join(inner)}</{element}></item>")


def another(show: Broken) -> None:
    """Put a second item there, of another file that lies elsewhere."""
    duplicated(show)
    show.say(r"<guid isPermaLink=\"false\">[^<]*", '<guid isPermaLink="false">another')
    show.say(r"(<enclosure url=\")[^\"]*", r"\1https://example.net/a.mp3")


def same_date(show: Broken) -> None:
    another(show)


def same_number(show: Broken) -> None:
    show.say("</item>", "<itunes:episode>7</itunes:episode></item>")
    another(show)
    show.say(r"<pubDate>[^<]*", "<pubDate>Mon, 05 Jan 2026 10:00:00 +0000")


def unmarked_archive(show: Broken) -> None:
    put(show, "feed-1.xml", show.feed.read_text("utf-8"))
    show.say("</title>", f"</title>{PREVIOUS}")


def damaged_manifest(show: Broken) -> None:
    for name in ("episode.json", ".episode.json"):
        put(show, f"{show.episode.name}/{name}", "{")


def buried(show: Broken) -> None:
    guid = re.search(r"<guid[^>]*>([^<]*)", show.feed.read_text("utf-8"))
    assert guid
    put(show, "removed.json", json.dumps([{"guid": guid[1]}]))


FOLLOWING = {
    "guid-twice": {"enclosure-twice", "date-twice"},
    "namespace": {f"show-without-{one}" for one in ("artwork", "category", "explicit", "author")}
    | {"duration-missing", "show-without-owner", "show-without-guid", "show-without-lock"}
    | {"episode-without-transcript"},
    "address-malformed": {"enclosure-type"},
    "address-not-ascii": {"file-missing"},
    "enclosure-incomplete": {"enclosure-length"},
    "feed-too-large": set(),
    "image-ending": {"file-missing"},
    "guid-missing": {"value-spaces"},
    "owner-mail": set(),
}
"""What necessarily follows from a fault, beside it."""

FAULTS: list[tuple[str, Callable[[Broken], object]]] = [
    ("feed-malformed", say("</item>", "")),
    ("address-private", moved("http://192.168.1.7:8000/")),
    ("address-private", moved("http://localhost:8000/")),
    ("feed-no-rss", say(r"<rss.*</rss>", "<feed/>")),
    ("rss-version", say('version="2.0"', 'version="0.92"')),
    (
        "namespace",
        say("www.itunes.com/dtds/podcast-1.0.dtd", "www.itunes.com/DTDs/Podcast-1.0.dtd"),
    ),
    ("show-without-description", drop("description")),
    ("show-without-language", drop("language")),
    ("language", say("<language>en", "<language>english please")),
    ("category", say('text="News"', 'text="Novelties"')),
    ("show-without-category", drop("itunes:category")),
    ("explicit", say("<itunes:explicit>false", "<itunes:explicit>no")),
    ("show-type", say("<itunes:type>episodic", "<itunes:type>weekly")),
    ("show-without-self", say(r"<atom:link[^>]*rel=\"self\"[^>]*>", "")),
    ("show-without-owner", drop("itunes:owner")),
    ("show-guid", say(r"<podcast:guid>[^<]*", "<podcast:guid>mine")),
    ("locked", say("<podcast:locked([^>]*)>yes", r"<podcast:locked\1>true")),
    ("value-spaces", say("<itunes:author>", "<itunes:author> ")),
    ("value-too-long", say("<title>Harbour Reads", f"<title>{'Harbour ' * 40}Reads")),
    ("person", say("</channel>", f"<podcast:person>{'J' * 200}</podcast:person></channel>")),
    ("funding", say("</channel>", '<podcast:funding url="shop"/></channel>')),
    ("license", say("</channel>", "<podcast:license>All Mine!</podcast:license></channel>")),
    ("block-half", say("</channel>", "<podcast:block>yes</podcast:block></channel>")),
    (
        "update-frequency",
        say(
            "</channel>",
            '<podcast:updateFrequency rrule="often">x</podcast:updateFrequency></channel>',
        ),
    ),
    ("show-without-episodes", say(r"<item>.*</item>", "")),
    ("episode-without-title", in_item("title", "")),
    ("title-numbered", in_item("title", "<title>Episode 7: Boats</title>")),
    ("guid-missing", in_item("guid", "")),
    ("guid-twice", duplicated),
    ("enclosure-twice", other_guid_same_sound),
    ("episode-without-enclosure", in_item("enclosure", "")),
    ("enclosure-incomplete", say(r' length="\d+"', ' length="0"')),
    ("enclosure-type", say('type="audio/mpeg"', 'type="audio/mp3"')),
    ("enclosure-length", say(r' length="(\d+)"', r' length="1\1"')),
    ("date-missing", in_item("pubDate", "")),
    ("date-malformed", in_item("pubDate", "<pubDate>2026-01-05</pubDate>")),
    ("date-in-future", in_item("pubDate", "<pubDate>Mon, 05 Jan 2099 10:00:00 +0000</pubDate>")),
    ("duration-wrong", in_item("itunes:duration", "<itunes:duration>600</itunes:duration>")),
    ("episode-type", say("<itunes:episodeType>full", "<itunes:episodeType>whole")),
    ("episode-number", say("</item>", "<itunes:episode>0</itunes:episode></item>")),
    ("episode-without-number", say("<itunes:type>episodic", "<itunes:type>serial")),
    ("description-too-long", say(r"(<item>.*?<!\[CDATA\[<p>)", rf"\g<1>{'boats ' * 800}")),
    ("description-unsafe", say(r"(<item>.*?<!\[CDATA\[)", r"\g<1><script>alert(1)</script>")),
    ("description-unsafe", say(r"(<item>.*?<!\[CDATA\[)", r'\g<1><a href="javascript:x">x</a>')),
    ("description-tags", say(r"(<item>.*?<!\[CDATA\[)", r"\g<1><table></table>")),
    ("transcript-type", say('type="text/vtt"', 'type="text/webvtt"')),
    ("chapters-type", say('type="application/json\\+chapters"', 'type="text/json"')),
    ("ai-content", say(r"(<item>.*?ai-content\">)true", r"\g<1>yes")),
    ("address-not-ascii", say(r"(<enclosure [^>]*)boats-come-home.mp3", r"\1böte.mp3")),
    ("stamps", say("<li>00:00:00", "<li>00:00:01")),
    ("show-without-title", drop("title")),
    ("show-without-artwork", drop("itunes:image")),
    (
        "show-without-artwork",
        say(r'<itunes:image href="([^"]*)"/>', r"<itunes:image>\1</itunes:image>"),
    ),
    ("show-without-explicit", drop("itunes:explicit")),
    ("show-without-link", drop("link")),
    ("show-without-author", drop("itunes:author")),
    ("show-without-lock", drop("podcast:locked")),
    ("show-without-guid", drop("podcast:guid")),
    ("owner-mail", say("<itunes:email>jane@", "<itunes:email>jane at ")),
    ("namespace", say("podcastindex.org/namespace/1.0", "podcastindex.org/Namespace/1.0")),
    ("namespace", say("https://podcastindex.org", "http://podcastindex.org")),
    ("namespace-content", say(r' xmlns:content="[^"]*"', "")),
    ("feed-encoding", lambda show: show.feed.write_text(_in_latin(show), "latin-1")),
    ("feed-large", lambda show: padded(show, 1_100_000)),
    ("feed-too-large", lambda show: padded(show, 5_100_000)),
    ("complete", say("</channel>", "<itunes:complete>perhaps</itunes:complete></channel>")),
    ("description-too-long", say("<description>Stories", f"<description>{'Stories ' * 600}")),
    ("description-unsafe", say("<description>", "<description>&lt;script&gt;x&lt;/script&gt;")),
    ("value-markup", say("<title>Boats", "<title>Cats &amp;amp; Boats")),
    ("value-markup", in_item("title", "<title>&lt;b&gt;Boats&lt;/b&gt; come home</title>")),
    ("value-twice", say("</channel>", "<title>Another</title></channel>")),
    ("value-twice", say("</item>", f"{ENCLOSURE}</item>")),
    ("value-spaces", say(r"(<item>.*?<!\[CDATA\[)", r"\g<1>  ")),
    ("locked", say('owner="jane@example.org"', 'owner="jane"')),
    ("medium", say("<podcast:medium>podcast", "<podcast:medium>radio")),
    ("txt", say("</channel>", f"<podcast:txt>{'x' * 4001}</podcast:txt></channel>")),
    ("person", say("</item>", '<podcast:person href="me">Jo</podcast:person></item>')),
    ("block", say("</channel>", "<itunes:block>perhaps</itunes:block></channel>")),
    ("license", say("</item>", "<podcast:license>CC BY</podcast:license></item>")),
    (
        "update-frequency",
        say(
            "</channel>",
            '<podcast:updateFrequency dtstart="soon">x</podcast:updateFrequency></channel>',
        ),
    ),
    ("soundbite", say("</item>", '<podcast:soundbite startTime="3" duration="500"/></item>')),
    ("alternate-incomplete", alternate('type="audio/opus"')),
    ("alternate-incomplete", alternate('type="audio/opus" length="many"', SOURCE)),
    ("alternate-incomplete", alternate('type="audio/opus"', SOURCE, PROMISE)),
    ("address-malformed", say(r"(<enclosure url=)\"[^\"]*", r'\1"http://[boats')),
    ("address-malformed", say("<link>https://example.org/harbour/<", "<link>harbour<")),
    ("address-malformed", alternate('type="audio/opus"', '<podcast:source uri="a.opus"/>')),
    (
        "address-malformed",
        say("</channel>", "<itunes:new-feed-url>/f</itunes:new-feed-url></channel>"),
    ),
    ("image-ending", say(r'(<itunes:image href="[^"]*)\.jpg"', r'\1.gif"')),
    ("guid-missing", in_item("guid", '<guid isPermaLink="false"> </guid>')),
    ("guid-no-permalink", say(' isPermaLink="false"', "")),
    ("date-twice", same_date),
    ("date-malformed", in_item("pubDate", "<pubDate>Mi, 25 Nov 2026 13:11:00 +0000</pubDate>")),
    ("date-malformed", in_item("pubDate", "<pubDate>Wed, 25 Nov 2026 13:11:00</pubDate>")),
    ("date-malformed", in_item("pubDate", "<pubDate>Mon, 25 Nov 2026 13:11:00 GMT</pubDate>")),
    ("duration-missing", in_item("itunes:duration", "")),
    ("duration-malformed", in_item("itunes:duration", "<itunes:duration>long</itunes:duration>")),
    ("duration-clock", in_item("itunes:duration", "<itunes:duration>02:22</itunes:duration>")),
    ("title-numbered", in_item("title", "<title>Harbour Reads – Boats</title>")),
    ("title-numbered", in_item("title", "<title>S01E07 Boats</title>")),
    ("episode-number-twice", same_number),
    ("episode-without-description", in_item("description", "")),
    ("episode-without-transcript", say(r"<podcast:transcript.*(?=<podcast:chapters)", "")),
    ("stamps-differ", say("<li>00:00:50", "<li>00:01:05")),
    ("archive-missing", say("</title>", f"</title>{PREVIOUS}")),
    ("archive-marks", say("</channel>", f"{ARCHIVE}</channel>")),
    ("archive-marks", unmarked_archive),
    ("removed-damaged", lambda show: put(show, "removed.json", "[3]")),
    ("guid-buried", buried),
    ("manifest-damaged", damaged_manifest),
    ("history-unreadable", lambda show: put(show, ".published.xml", "<rss>")),
]
