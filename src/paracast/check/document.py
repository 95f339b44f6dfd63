"""A feed's bytes → its channel and items, whoever wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from lxml import etree

from paracast.check import sources
from paracast.check.model import Finding, error
from paracast.feed.elements import HISTORY, NAMES

Element: TypeAlias = Any
"""lxml's element; it has no public name."""

_MALFORMED = error(
    "feed-malformed", "XML 1.0", "Write the feed anew: paracast feed; do not edit it by hand."
)
_NO_RSS = error("feed-no-rss", sources.RSS, "Serve an RSS 2.0 document under this address.")
_SPACES = NAMES | HISTORY

FORMER = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
"""What the podcast namespace was called at first; both are to be taken as equal."""


@dataclass(frozen=True)
class Item:
    """An item of a feed.

    Attributes:
        place: what to call it in a finding: the feed, the line, and the title.
    """

    element: Element
    place: str

    def text(self, name: str) -> str:
        """Return an element's text without spaces around it; empty: it is not there, or empty."""
        return text_of(self.element, name)

    @cached_property
    def enclosure(self) -> Element | None:
        """Its first enclosure."""
        return find(self.element, "enclosure")

    def enclosed(self, name: str) -> str:
        """Return what its enclosure tells; empty: nothing."""
        return "" if self.enclosure is None else str(self.enclosure.get(name, "")).strip()

    @property
    def url(self) -> str:
        """Where its sound is; empty: it has none."""
        return self.enclosed("url")


@dataclass(frozen=True)
class Document:
    """A feed, or an archive of one.

    Attributes:
        name: what to call it in a finding.
        length: bytes.
        encoding: as its declaration names it.
    """

    name: str
    length: int
    encoding: str
    root: Element
    channel: Element
    items: tuple[Item, ...]

    @cached_property
    def url(self) -> str:
        """The address that it gives itself; empty: none."""
        return self.linked("self")

    @property
    def address(self) -> str:
        """Where the show lies, by the address that the feed gives itself."""
        return self.url.rpartition("/")[0] + "/" if self.url else ""

    def linked(self, relation: str) -> str:
        """Return where an atom:link of the channel leads; empty: there is none."""
        for link in all_of(self.channel, "atom:link"):
            if link.get("rel") == relation:
                return str(link.get("href", ""))
        return ""


def read_feed(data: bytes, name: str) -> Document | Finding:
    """Parse a feed; nothing outside it is fetched, and no entity is expanded."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as broken:
        return _MALFORMED.at(name, f"It is no XML: {broken.msg or 'it is empty'}.")
    _rename(root)
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        return _NO_RSS.at(name, f"It begins with <{etree.QName(root).localname}>.")
    items = tuple(
        Item(item, f"{name}:{item.sourceline}: {text_of(item, 'title') or f'item {number}'}")
        for number, item in enumerate(channel.iterfind("item"), 1)
    )
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    return Document(name, len(data), encoding, root, channel, items)


def _rename(root: Element) -> None:
    """Give elements of the podcast namespace's former name its present one: they mean the same."""
    former = f"{{{FORMER}}}"
    for element in root.iter(f"{former}*"):
        element.tag = f"{{{NAMES['podcast']}}}{element.tag.removeprefix(former)}"


def find(parent: Element, name: str) -> Element | None:
    """Return a child, such as `itunes:image`."""
    return parent.find(name, _SPACES)


def all_of(parent: Element, name: str) -> Iterator[Element]:
    """Return all children of a name."""
    found: Iterator[Element] = parent.iterfind(name, _SPACES)
    return found


def text_of(parent: Element, name: str) -> str:
    """Return a child's text without the spaces around it; empty: it is not there, or empty."""
    found = parent.findtext(name, "", _SPACES)
    return str(found or "").strip()
