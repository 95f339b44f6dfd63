"""Elements of a feed, in the namespaces that podcast apps and directories read."""

from typing import Any, TypeAlias

from lxml import etree

from paracast.feed.wording import LONGEST_VALUE, cut, legal

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
HISTORY = {"fh": "http://purl.org/syndication/history/1.0"}
"""What only divided feeds need (RFC 5005)."""

_TAGS = {prefix: f"{{{address}}}" for prefix, address in (NAMES | HISTORY).items()}

Element: TypeAlias = Any
"""lxml's element; it has no public name."""


def add(parent: Element, name: str, content: str = "", **attributes: str) -> Element:
    """Add an element with a short value; `itunes:author` is one of that namespace.

    Attributes that are empty are left out.
    """
    prefix, colon, local = name.partition(":")
    tag = _TAGS[prefix] + local if colon else name
    given = {key: legal(value) for key, value in attributes.items() if value}
    element = etree.SubElement(parent, tag, given)
    if content:
        element.text = cut(legal(content).strip(), LONGEST_VALUE, len)
    return element


def add_html(parent: Element, name: str, html: str) -> None:
    """Add an element that holds HTML, as it is."""
    add(parent, name).text = etree.CDATA(legal(html))


def truth(value: bool) -> str:  # noqa: FBT001  the value is what it is about
    """Write a truth as Apple and the W3C's validator want it."""
    return "true" if value else "false"
