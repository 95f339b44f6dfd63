"""A feed's bytes → small, well-formed XML that a parser of feeds can do no harm with.

feedparser knows the dialects, and is not made for hostile input: 50 kB of one author's name took
it 9 s, 1 MB of blank lines before the first tag did not end. So libxml2 reads first: it mends what
is broken, expands no entities, fetches nothing, and stops at a depth of 256.
"""

import re
from contextlib import suppress
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
_DECLARATION = re.compile(r"<\?xml[^>]{0,300}\?>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})")
_AMPERSAND = re.compile(r"&(#\w{1,8};|[A-Za-z]\w{0,30};)?")
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
    text = _with_letters(_NO_XML.sub("", _without_declaration(text)))
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
    for element in root.iter("*"):  # not its entities, which nobody declared
        _trim(element)
    sifted: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=None)
    return sifted


def _without_declaration(text: str) -> str:
    """Drop what names an encoding: the text is decoded."""
    text = text.strip()
    found = _DECLARATION.match(text)
    return text[found.end() :].strip() if found else text


def _trim(element: Any) -> None:  # noqa: ANN401  lxml's element has no public type
    """Cut what no feed needs to be long, and name what has a prefix of nobody's."""
    prefix, colon, local = str(element.tag).rpartition(":")
    if colon and "{" not in element.tag:
        known = _PREFIXES.get(prefix)
        with suppress(ValueError):  # what is left is no name: then it stays what nobody looks for
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


def _with_letters(text: str) -> str:
    """Escape lone ampersands, put letters for HTML's names, and drop others, but not in CDATA."""
    before, *sections = text.split("<![CDATA[")
    parts = [_AMPERSAND.sub(_letter, before)]
    for section in sections:
        inside, end, after = section.partition("]]>")
        parts.append(f"<![CDATA[{inside}{end}{_AMPERSAND.sub(_letter, after)}")
    return "".join(parts)


def _letter(found: re.Match[str]) -> str:
    entity = found[1] or ""
    if entity in _OF_XML:
        return found[0]
    if entity.startswith("#"):
        return found[0] if _is_of_xml(entity[1:-1]) else ""
    return html5.get(entity, "") if entity else "&amp;"


def _is_of_xml(number: str) -> bool:
    """Tell whether a character is one that XML may hold, by its number as `&#…;` has it."""
    try:
        letter = chr(int(number[1:], 16) if number[:1] in {"x", "X"} else int(number))
    except (ValueError, OverflowError):
        return False
    return not _NO_XML.match(letter)


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
