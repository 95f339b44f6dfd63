"""Good feeds of others, and all that paracast can write, are found good."""

import base64
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from faulty import Broken
from feed_faults import alternate
from samples import FULL, PRIVATE, SEASON, SHOW, many

from paracast.check import Finding, Severity, check_document, check_folder
from paracast.check.document import read_feed
from paracast.episode.show import Show
from paracast.feed import FeedOptions, render_documents, render_feed

BY_HAND = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/xsl" href="/feed.xsl"?>
<!-- by hand -->
<rss version="2.0">
<channel xmlns:apple="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:a="http://www.w3.org/2005/Atom">
  <a:link rel="self" href="https://radio.example/feed" type="application/rss+xml"/>
  <a:link rel="hub" href="https://hub.example/"/>
  <title><![CDATA[Café & Tide]]></title>
  <link>https://radio.example</link>
  <description>Tides, told.</description>
  <language>pt-BR</language>
  <copyright>2026 Tide Radio</copyright>
  <ttl>60</ttl>
  <apple:author>Ana Maré</apple:author>
  <apple:owner><apple:name>Ana</apple:name><apple:email>ana@radio.example</apple:email></apple:owner>
  <apple:explicit>true</apple:explicit>
  <apple:image href="https://img.example/cover.png?size=3000"/>
  <apple:category text="Society &amp; Culture"><apple:category text="Documentary"/></apple:category>
  <item>
    <title>Apollo 13 and the moon</title>
    <guid>https://radio.example/apollo</guid>
    <link>https://radio.example/apollo</link>
    <pubDate>Sat, 7 Feb 2026 06:00 EST</pubDate>
    <description><![CDATA[<p>The <em>moon</em>.</p><p>
      <a href="mailto:ana@radio.example">Write!</a></p>]]></description>
    <enclosure url="https://count.example/r/cdn.example/apollo.m4a?from=feed&amp;x=1"
      length="9123456" type="audio/x-m4a"/>
    <apple:duration>1:02:03</apple:duration>
  </item>
  <item>
    <title>Trailer: what comes</title>
    <guid isPermaLink="false">tag:radio.example,2026:trailer</guid>
    <pubDate>Fri, 06 Feb 2026 11:00:00 GMT</pubDate>
    <description>What comes.</description>
    <enclosure url="https://cdn.example/trailer.mp3" length="912345" type="audio/mpeg"/>
    <apple:duration>61</apple:duration>
    <apple:episodeType>trailer</apple:episodeType>
  </item>
</channel>
</rss>
"""

OF_A_BLOG = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:podcast="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md">
<channel>
  <title>Gardens</title><link>https://blog.example/</link>
  <atom:link href="https://blog.example/feed/podcast/" rel="self" type="application/rss+xml"/>
  <description>A year in gardens</description><language>en-US</language>
  <lastBuildDate>Mon, 02 Mar 2026 08:00:00 +0000</lastBuildDate>
  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>
  <itunes:summary>A year in gardens</itunes:summary><itunes:author>Fern Moss</itunes:author>
  <itunes:owner><itunes:name>Fern</itunes:name><itunes:email>fern@blog.example</itunes:email></itunes:owner>
  <itunes:explicit>false</itunes:explicit><itunes:type>serial</itunes:type>
  <itunes:image href="https://blog.example/art.JPG"/>
  <itunes:category text="Leisure"><itunes:category text="Home &amp; Garden"/></itunes:category>
  <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
  <podcast:locked>no</podcast:locked>
  <podcast:funding url="https://blog.example/give">Give</podcast:funding>
  <podcast:person role="host" img="https://blog.example/fern.jpg">Fern Moss</podcast:person>
  <podcast:block id="google">yes</podcast:block>
  <podcast:medium>podcast</podcast:medium>
  <podcast:podroll>
    <podcast:remoteItem feedGuid="9b024349-ccf0-5f69-a609-6b82873eab3c"/>
  </podcast:podroll>
  <item>
    <title>Moss &amp; stone</title><link>https://blog.example/moss/</link>
    <pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate><dc:creator><![CDATA[Fern]]></dc:creator>
    <guid isPermaLink="false">https://blog.example/?p=12</guid>
    <description><![CDATA[Moss.]]></description>
    <content:encoded><![CDATA[<figure><img src="https://blog.example/m.jpg"/>
      </figure><h2>Moss</h2><p>00:00 Moss</p><p>03:10 Stone</p>
      <p>12:00 Rain</p>]]></content:encoded>
    <enclosure url="https://blog.example/m.mp3" length="1234567" type="audio/mpeg"/>
    <itunes:duration>00:22:02</itunes:duration><itunes:episode>1</itunes:episode>
    <itunes:season>1</itunes:season><itunes:keywords>moss,stone</itunes:keywords>
    <media:content url="https://blog.example/m.mp3" type="audio/mpeg"/>
    <podcast:transcript url="https://blog.example/m.srt" type="application/srt"/>
    <podcast:soundbite startTime="73.0" duration="60.0">Why moss?</podcast:soundbite>
    <podcast:alternateEnclosure type="audio/opus" length="99" bitrate="32000">
      <podcast:source uri="https://blog.example/m.opus"/>
    </podcast:alternateEnclosure>
  </item>
  <item>
    <title>Bonus: seeds</title><guid>https://blog.example/seeds/</guid>
    <pubDate>Sun, 01 Mar 2026 08:00:00 +0100</pubDate><description>Seeds.</description>
    <enclosure url="https://blog.example/s.mp3" length="1234567" type="audio/mpeg"/>
    <itunes:duration>22</itunes:duration><itunes:episodeType>bonus</itunes:episodeType>
  </item>
</channel></rss>
"""


def worst(data: bytes) -> list[Finding]:
    document = read_feed(data, "feed")
    found = [document] if isinstance(document, Finding) else list(check_document(document))
    return [finding for finding in found if finding.rule.severity > Severity.ADVICE]


@pytest.mark.parametrize("feed", [BY_HAND, OF_A_BLOG], ids=["by hand", "of a blog"])
def test_nothing_worse_than_advice_is_found_in_good_feeds_of_others(feed: str) -> None:
    assert worst(feed.encode()) == []


LONG_AGO = timedelta(days=1000)
PAST = tuple(
    replace(one, published=one.published - LONG_AGO, updated=one.updated - LONG_AGO)
    for one in SEASON
)
BEFORE = tuple(
    replace(one, guid=f"earlier {one.guid}", folder=f"2020-{one.folder}", published=day)
    for number, one in enumerate(many(5))
    for day in (datetime(2020, 3, 9 - number, tzinfo=UTC),)
)
SHOWS = {
    "plain": SHOW,
    "full": FULL,
    "private": PRIVATE,
    "on this machine": replace(SHOW, url="http://localhost:8000/", email="", author=""),
    "in another script": replace(SHOW, title="Öl & <Wasser> 水", type="serial"),
}


@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS)
@pytest.mark.parametrize("limit", [0, 2])
def test_nothing_worse_than_advice_is_found_in_what_paracast_writes(show: Show, limit: int) -> None:
    options = FeedOptions(limit=limit)
    feeds = render_documents(show, (*PAST, *BEFORE), options, artwork_name="artwork.jpg")
    assert len(feeds) == (5 if limit else 1)
    assert [finding for data in feeds.values() for finding in worst(data)] == []


@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS)
def test_a_show_on_this_machine_needs_no_address_of_its_owner(show: Show) -> None:
    feed = render_feed(replace(show, email=""), PAST, artwork_name="artwork.jpg")
    document = read_feed(feed, "feed.xml")
    assert not isinstance(document, Finding)
    named = {finding.rule.name for finding in check_document(document)}
    assert ("show-without-owner" in named) == ("localhost" not in show.url)


def test_sound_that_is_no_mp3_is_looked_at_from_outside_only(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.file(".mp3").rename(show.episode / "boats.m4a")
    show.say(r"boats-come-home\.mp3", "boats.m4a")
    show.say('type="audio/mpeg"', 'type="audio/x-m4a"')
    assert check_folder(show.folder) == ()
    show.say(r' length="(\d+)"', r' length="1\1"')
    assert [finding.rule.name for finding in check_folder(show.folder)] == ["enclosure-length"]


def test_an_alternate_that_is_what_its_digest_tells_is_good(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    path = show.file(".mp3")
    digest = base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
    url = f"https://example.org/harbour/{show.episode.name}/{path.name}"
    alternate(
        f'type="audio/mpeg" length="{path.stat().st_size}"',
        f'<podcast:source uri="{url}"/>',
        f'<podcast:integrity type="sri" value="sha384-{digest}"/>',
    )(show)
    assert check_folder(show.folder) == ()
