"""A feed's bytes → small, well-formed XML that a parser of feeds can do no harm with.

feedparser knows the dialects, and is not made for hostile input: 50 kB of one author's name took
it 9 s, 1 MB of blank lines before the first tag did not end. So libxml2 reads first: it mends what
is broken, expands no entities, fetches nothing, and stops at a depth of 256.
"""

import re
from html.entities import html5
from itertools import islice
from typing import Any

from paracast.article.decoding import decode
from paracast.errors import ArticleError

_MOST_TAGS = 500_000
_MOST_ATTRIBUTES = 30
_LONGEST_NAME = 300  # characters of an author, a date, a category
_LONGEST_ADDRESS = 2000  # likewise of a link, an identifier, a title
_WHOLE = {"encoded", "content", "content_encoded", "description", "summary", "body", "div"}
_ADDRESSES = {"link", "id", "guid", "title", "url", "origLink"}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_ROOTS = {"rss", "feed", "RDF", "channel"}
_PREFIXES = {  # for feeds that use a prefix and forget to say whose it is
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>\s*")
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_OF_XML = {"amp;", "lt;", "gt;", "quot;", "apos;"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_LINKS = re.compile(r"<link\b[^>]{0,500}(?:rss|atom)\+xml[^>]{0,500}>", re.IGNORECASE)
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)


def sifted(data: bytes, name: str, charset: str = "") -> bytes:
    """Return a feed as UTF-8: without a DOCTYPE, comments, and texts too long for what they are.

    Args:
        data: the feed as it came.
        name: what to call it in an error.
        charset: as the server says.

    Raises:
        ArticleError: it is no feed.
    """
    from lxml import etree

    _refuse_page(data, name)
    told = _ENCODING.match(data)
    text = decode(data, name, charset or (told[1].decode("ascii") if told else ""))
    if text.count("<") > _MOST_TAGS:
        raise ArticleError(
            f"{name} has more than {_MOST_TAGS:,} tags.", remedy="No feed needs so many: check it."
        )
    text = _NAMED.sub(_letter, _NO_XML.sub("", _DECLARATION.sub("", text, count=1).strip()))
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(text.encode(), parser) if text else None
    if root is None or _local(root) not in _ROOTS:
        raise ArticleError(f"{name} is no feed.", remedy="Give the address of an RSS or Atom feed.")
    etree.strip_elements(root, etree.Entity, with_tail=False)
    for element in root.iter():
        _trim(element)
    sifted: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=None)
    return sifted


def _trim(element: Any) -> None:  # noqa: ANN401  lxml's element has no public type
    """Cut what no feed needs to be long, and name what has a prefix of nobody's."""
    prefix, colon, local = str(element.tag).rpartition(":")
    if colon and "{" not in element.tag:
        known = _PREFIXES.get(prefix)
        element.tag = f"{{{known}}}{local}" if known else local
    if len(element.attrib) > _MOST_ATTRIBUTES:
        element.attrib.clear()
    name = _local(element)
    if name in _WHOLE or element.tag.startswith(_XHTML):
        return
    longest = _LONGEST_ADDRESS if name in _ADDRESSES else _LONGEST_NAME
    element.text = element.text and element.text[:longest]


def _local(element: Any) -> str:  # noqa: ANN401
    return str(element.tag).rpartition("}")[2]


def _letter(entity: re.Match[str]) -> str:
    """Put a letter in the place of HTML's names, which XML does not know."""
    return entity[0] if entity[1] in _OF_XML else html5.get(entity[1], entity[0])


def _refuse_page(data: bytes, name: str) -> None:
    start = data[:100_000].decode("utf-8", "replace")
    if not _PAGE.match(start):
        return
    found = (_HREF.search(link[0]) for link in islice(_LINKS.finditer(start), 3))
    feeds = ", ".join(href[1] for href in found if href)
    raise ArticleError(
        f"{name} is a web page, and no feed.",
        remedy=f"It names its feed: {feeds}" if feeds else "Look on it for the feed's address.",
    )
