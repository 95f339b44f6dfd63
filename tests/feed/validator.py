"""What a validator says of a feed: rules of RSS 2.0, Apple and the W3C's feed validator."""

import re
from collections import Counter
from email.utils import parsedate_to_datetime

from lxml import etree

from paracast.feed.categories import CATEGORIES

_PREFIXES = {
    "{http://www.itunes.com/dtds/podcast-1.0.dtd}": "itunes:",
    "{https://podcastindex.org/namespace/1.0}": "podcast:",
    "{http://www.w3.org/2005/Atom}": "atom:",
    "{http://purl.org/rss/1.0/modules/content/}": "content:",
    "{http://purl.org/syndication/history/1.0}": "fh:",
}
_SEVERAL = {
    *("item", "atom:link", "itunes:category", "podcast:person", "podcast:funding"),
    *("podcast:transcript", "podcast:alternateEnclosure", "podcast:txt"),
}
_CHANNEL = {
    *("title", "link", "description", "language", "copyright", "generator", "image"),
    *("lastBuildDate", "item", "atom:link", "itunes:author", "itunes:type", "itunes:explicit"),
    *("itunes:image", "itunes:category", "itunes:owner", "itunes:block", "itunes:complete"),
    *("itunes:new-feed-url", "podcast:guid", "podcast:locked", "podcast:block"),
    *("podcast:medium", "podcast:person", "podcast:funding", "podcast:license"),
    *("podcast:updateFrequency", "podcast:txt", "fh:archive"),
}
_ITEM = {
    *("title", "link", "guid", "pubDate", "description", "content:encoded", "enclosure"),
    *("itunes:duration", "itunes:author", "itunes:explicit", "itunes:episodeType"),
    *("itunes:season", "itunes:episode", "itunes:image", "podcast:transcript"),
    *("podcast:chapters", "podcast:person", "podcast:alternateEnclosure", "podcast:txt"),
}
_REQUIRED = {"title", "link", "description", "language"} | {
    f"itunes:{name}" for name in ("image", "category", "explicit", "author")
}
_VALUES = {
    "itunes:explicit": r"true|false",
    "itunes:episodeType": r"full|trailer|bonus",
    "itunes:type": r"episodic|serial",
    "itunes:duration|itunes:season|itunes:episode": r"[1-9]\d*",
    "language": r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*",
    "itunes:block|itunes:complete": r"Yes",
    "podcast:block|podcast:locked": r"yes|no",
    "link|url|itunes:new-feed-url": r"https?://[!-~]+",
    "itunes:email": r"[^@\s]+@[^@\s]+",
}
_URLS = {"url", "href", "uri", "img"}


def problems(document: bytes) -> list[str]:
    """Return all that is wrong with a feed."""
    root = etree.fromstring(document)
    channel = root.find("channel")
    found = [] if len(document) <= 5_000_000 else ["too large"]
    found += _children(channel, _CHANNEL)
    found += [f"no {name}" for name in _REQUIRED - {_name(child) for child in channel}]
    for item in channel.iterfind("item"):
        found += _children(item, _ITEM)
        names = {_name(child) for child in item}
        found += [f"item without {n}" for n in ({"title", "guid", "enclosure"} - names)]
    for element in root.iter():
        found += _value(element)
    found += _twice(channel, "item/guid") + _twice(channel, "item/pubDate")
    urls = Counter(enclosure.get("url") for enclosure in channel.iterfind("item/enclosure"))
    found += [f"twice: {url}" for url, times in urls.items() if times > 1]
    if channel.findtext("image/title") != channel.findtext("title"):
        found.append("the image has another title")
    return found


def _name(element: etree._Element) -> str:
    tag = str(element.tag)
    prefix = tag.partition("}")[0] + "}"
    return _PREFIXES[prefix] + tag.removeprefix(prefix) if prefix in _PREFIXES else tag


def _children(parent: etree._Element, known: set[str]) -> list[str]:
    names = Counter(_name(child) for child in parent)
    unknown = [f"unknown in {parent.tag}: {name}" for name in names.keys() - known]
    several = [f"several {n}" for n, times in names.items() if times > 1 and n not in _SEVERAL]
    return unknown + several


def _twice(channel: etree._Element, path: str) -> list[str]:
    values = Counter(element.text for element in channel.iterfind(path))
    return [f"{path} twice: {value}" for value, times in values.items() if times > 1]


def _value(element: etree._Element) -> list[str]:
    name, text = _name(element), element.text or ""
    found = []
    if len(element) == 0 and text != text.strip():
        found.append(f"{name} has outer space")
    long = {"description": 4000, "content:encoded": 100_000, "guid": 100_000}.get(name, 255)
    if len(text.encode() if name == "description" else text) > long:
        found.append(f"{name} is too long")
    for names, pattern in _VALUES.items():
        if name in names.split("|") and not re.fullmatch(pattern, text):
            found.append(f"{name} is {text!r}")
    if name in {"pubDate", "lastBuildDate"}:
        parsedate_to_datetime(text)
    for key, value in element.attrib.items():
        if not value or (key in _URLS and not re.fullmatch(r"https?://[!-~]+", value)):
            found.append(f"{name} {key} is {value!r}")
    return found + _category(element)


def _category(element: etree._Element) -> list[str]:
    if _name(element) != "itunes:category":
        return []
    own, outer = element.get("text"), element.getparent().get("text")
    return [] if own in (CATEGORIES[outer] if outer else CATEGORIES) else [f"no category: {own}"]
