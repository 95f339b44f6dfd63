"""A feed → the files of the show that it names, and the same feed without some of its episodes."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote

from paracast.errors import PublishError

Element: TypeAlias = Any
"""lxml's element; it has no public name."""

_QUERY = re.compile("[?#]")


def named_in(feed: bytes, address: str) -> frozenset[str]:
    """Return the paths below an address that a feed names, in whatever element or attribute.

    A folder stands for its `index.html`. The bare address is left out: it is the place, no file.

    Raises:
        PublishError: the feed is no XML.
    """
    return frozenset(_paths(_parsed(feed), address))


def faults_of(feed: bytes, address: str, lengths: Mapping[str, int]) -> tuple[str, ...]:
    """Say what a feed promises that would not be so, in sentences.

    Args:
        feed: it.
        address: the show's.
        lengths: of the files that are to be published, in bytes, by their paths.

    Raises:
        PublishError: the feed is no XML.
    """
    root = _parsed(feed)
    missing = sorted(set(_paths(root, address)) - lengths.keys())
    told = [
        (path, sound.get("length", ""))
        for sound in root.iter("enclosure")
        for path in _paths(sound, address)
    ]
    wrong = [
        f"{path} has {lengths[path]} bytes, and the feed says {length or 'nothing'}."
        for path, length in told
        if path in lengths and length != str(lengths[path])
    ]
    return (*(f"{path} is named in the feed, and not there." for path in missing), *wrong)


def without(feed: bytes, address: str, paths: Collection[str]) -> bytes | None:
    """Return a feed without the items that name one of some paths; None if there is none.

    Raises:
        PublishError: the feed is no XML.
    """
    from lxml import etree

    root = _parsed(feed)
    hit = [item for item in root.iter("item") if not set(paths).isdisjoint(_paths(item, address))]
    for item in hit:
        item.getparent().remove(item)
    if not hit:
        return None
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _parsed(feed: bytes) -> Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, strip_cdata=False
    )
    try:
        return etree.fromstring(feed, parser)
    except etree.XMLSyntaxError as error:
        raise PublishError(
            "A feed of the show cannot be read: it is no XML.",
            remedy="Write it anew: paracast feed",
        ) from error


def _paths(element: Element, address: str) -> Iterator[str]:
    for inner in element.iter():
        for url in (inner.text or "", *inner.attrib.values()):
            if url.strip().startswith(address):
                path = unquote(_QUERY.split(url.strip()[len(address) :])[0])
                if path:
                    yield f"{path}index.html" if path.endswith("/") else path
