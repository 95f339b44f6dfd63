"""A Show and its episodes → RSS 2.0 with what podcast apps and directories read.

Sources: RSS 2.0; Apple, "Podcast RSS feed requirements"; PSP-1 (Podcast Standards Project); the
Podcasting 2.0 namespace.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from email.utils import format_datetime
from typing import Any, TypeAlias
from urllib.parse import quote

from lxml import etree

from paracast import __version__
from paracast.episode.guid import podcast_guid
from paracast.episode.model import Episode, MediaFile
from paracast.episode.show import Show
from paracast.errors import ConfigError
from paracast.feed.categories import CATEGORIES
from paracast.feed.notes import LONGEST, notes_of

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_NAMES = {"itunes": _ITUNES, "podcast": _PODCAST, "atom": _ATOM, "content": _CONTENT}
_LONGEST = 255  # characters of a value, unless Apple states otherwise
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element: TypeAlias = Any
"""lxml's element; it has no public name."""


def render_feed(show: Show, episodes: Sequence[Episode], *, artwork_name: str) -> bytes:
    """Write a feed: a pure function of its arguments, so the same again is the same to the byte.

    Args:
        show: the series.
        episodes: the newest first.
        artwork_name: the show's image, as it lies beside the feed.

    Raises:
        ConfigError: the show's category is none of Apple's.
    """
    rss = etree.Element("rss", nsmap=_NAMES, version="2.0")
    channel = etree.SubElement(rss, "channel")
    _add_channel(channel, show, artwork_name)
    if episodes:
        newest = max(episode.updated for episode in episodes)
        _add(channel, "lastBuildDate", format_datetime(newest))
    for episode in episodes:
        _add_item(etree.SubElement(channel, "item"), show, episode, artwork_name)
    etree.indent(rss)
    written: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _add_channel(channel: Element, show: Show, artwork_name: str) -> None:
    feed_url = f"{show.address}feed.xml"
    link = show.link or show.address
    _add(channel, "title", show.title)
    _add(channel, "link", link)
    description = _legal(show.description or show.title).strip()
    _add(channel, "description").text = description.encode()[:LONGEST].decode(errors="ignore")
    _add(channel, "language", show.language)
    if show.copyright:
        _add(channel, "copyright", show.copyright)
    _add(channel, "generator", f"paracast {__version__}")
    _add(channel, "atom:link", href=feed_url, rel="self", type="application/rss+xml")
    _add(channel, "itunes:author", show.author or show.title)
    _add(channel, "itunes:type", show.type)
    _add(channel, "itunes:explicit", _truth(show.explicit))
    _add(channel, "itunes:image", href=show.address + quote(artwork_name))
    for category in show.categories:
        _add_category(channel, category)
    if show.email:
        owner = _add(channel, "itunes:owner")
        _add(owner, "itunes:name", show.author or show.title)
        _add(owner, "itunes:email", show.email)
    image = _add(channel, "image")
    _add(image, "url", show.address + quote(artwork_name))
    _add(image, "title", show.title)
    _add(image, "link", link)
    if show.guid or not show.url.startswith("http://localhost"):
        _add(channel, "podcast:guid", show.guid or podcast_guid(feed_url))
    owner_mail = {"owner": show.email} if show.email else {}
    _add(channel, "podcast:locked", "yes", **owner_mail)
    _add(channel, "podcast:medium", "podcast")
    _add(channel, "podcast:txt", "true", purpose="ai-content")


def _add_category(channel: Element, category: str) -> None:
    """Add a category, and its subcategory within it."""
    name, _, subcategory = (part.strip() for part in category.partition(">"))
    known = name in CATEGORIES and (not subcategory or subcategory in CATEGORIES[name])
    if not known:
        listed = [f"{one} > {two}" for one, twos in CATEGORIES.items() for two in twos]
        near = get_close_matches(category, [*CATEGORIES, *listed], n=1, cutoff=0.4)
        raise ConfigError(
            f"[show] category is {category!r}, which is none of Apple's.",
            remedy=f"Did you mean {near[0]!r}?" if near else f"Use {', '.join(CATEGORIES)}.",
        )
    outer = _add(channel, "itunes:category", text=name)
    if subcategory:
        _add(outer, "itunes:category", text=subcategory)


def _add_item(item: Element, show: Show, episode: Episode, artwork_name: str) -> None:
    folder = f"{show.address}{quote(episode.folder)}/"
    _add(item, "title", episode.title)
    _add(item, "link").text = _legal(episode.source.url or show.link or show.address)
    _add(item, "guid", episode.guid, isPermaLink="false")
    _add(item, "pubDate", format_datetime(episode.published))
    _add(item, "description").text = etree.CDATA(_legal(notes_of(episode)))
    enclosure = episode.enclosure
    _add(
        item,
        "enclosure",
        url=folder + quote(enclosure.name),
        length=str(enclosure.length),
        type=enclosure.type,
    )
    sound = episode.sound
    _add(item, "itunes:duration", str(round(sound.length / sound.rate)))
    _add(item, "itunes:author", episode.author or show.author or show.title)
    _add(item, "itunes:explicit", _truth(show.explicit))
    _add(item, "itunes:episodeType", "full")
    _add(item, "itunes:image", href=show.address + quote(artwork_name))
    for transcript in episode.transcripts:
        _add_transcript(item, transcript, folder, episode.language)
    chapters = episode.chapter_file
    _add(item, "podcast:chapters", url=folder + quote(chapters.name), type=chapters.type)
    if episode.author:
        _add(item, "podcast:person", episode.author, role="author")
    _add(item, "podcast:txt", "true", purpose="ai-content")


def _add_transcript(item: Element, transcript: MediaFile, folder: str, language: str) -> None:
    captions = {"rel": "captions"} if transcript.type == "text/vtt" else {}
    _add(
        item,
        "podcast:transcript",
        url=folder + quote(transcript.name),
        type=transcript.type,
        language=language,
        **captions,
    )


def _add(parent: Element, name: str, content: str = "", **attributes: str) -> Element:
    """Add an element; `itunes:author` is one of that namespace."""
    prefix, colon, local = name.partition(":")
    tag = f"{{{_NAMES[prefix]}}}{local}" if colon else name
    element = etree.SubElement(parent, tag, {key: _legal(v) for key, v in attributes.items()})
    if content:
        element.text = _legal(content).strip()[:_LONGEST].rstrip()
    return element


def _legal(text: str) -> str:
    """Drop what XML cannot hold (XML 1.0, production 2)."""
    return _ILLEGAL.sub("", text)


def _truth(value: bool) -> str:  # noqa: FBT001  the value is what it is about
    return "true" if value else "false"
