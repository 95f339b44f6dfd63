"""Bytes → a tree of elements; nothing of it is run, fetched, or expanded."""

import re
from typing import Any, TypeAlias
from urllib.parse import urljoin

from paracast.article.decoding import decode
from paracast.errors import ArticleError

Element: TypeAlias = Any
"""lxml's element; it has no public name."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_UNSETTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
_PRESCAN = (
    4096  # bytes in which a page declares its encoding (HTML Living Standard, 13.2.3.2: 1024)
)
_SWOLLEN = re.compile(r"<([A-Za-z][\w:-]*)\s[^<>]{20000,}>")
"""A tag with more attributes than a parser should compare, or with a whole image in it."""

_FRAME = re.compile(r"</?(?:body|html|head)\b[^<>]*>", re.IGNORECASE)

_LARGEST = 30_000_000  # characters


def text_of(data: bytes, name: str, charset: str = "") -> str:
    """Decode markup: by what its server said, else by what it declares, else by the ladder.

    Raises:
        ArticleError: it is no text.
    """
    declared = _CHARSET.search(data[:_PRESCAN]) or _DECLARED.search(data[:_PRESCAN])
    told = declared[1].decode("ascii").lower() if declared else ""
    if told.startswith("utf-16"):  # who can read it there is not in it (HTML, 13.2.3.2)
        told = "utf-8"
    return decode(data, name, charset or told)


def _read_on(text: str) -> str:
    """Let what stands behind a page's end be read, as browsers do; the parser would not.

    Source: HTML Living Standard, section 13.2.6.4.19.
    """
    small = text.lower()
    last = max(small.rfind("<p"), small.rfind("<div"), small.rfind("<h1"), small.rfind("<article"))
    end = small.find("</body", 0, max(last, 0))
    if end < 0 or len(small) != len(text):
        return text
    return text[:end] + _FRAME.sub("", text[end:])


def parsed(text: str, name: str) -> Element:
    """Parse HTML as leniently as a browser does.

    Raises:
        ArticleError: there is nothing to parse, too much, or too deep an abyss to read it whole.
    """
    import lxml.etree
    import lxml.html

    if len(text) > _LARGEST:
        raise ArticleError(
            f"{name} is a page of {len(text):,} characters.", remedy="Save the article alone."
        )
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True
    )
    lean = _read_on(_SWOLLEN.sub(r"<\1>", text))
    try:
        tree = lxml.html.document_fromstring(lean.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise ArticleError(
            f"{name} holds no page that can be read.", remedy="Look at it in a browser."
        ) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ArticleError(
            f"{name} is nested so deeply that it cannot be read whole.",
            remedy="Save the article alone, as text, and give that file.",
        )
    return tree


def settable(page: Element) -> Element:
    """Return a page whose texts may be moved about: lxml refuses to set some that libxml2 reads.

    Libraries move texts when they drop an element, and a control character would end them.
    """
    if _UNSETTABLE.search("".join(page.itertext())):
        for element in page.iter():
            element.text = element.text and _UNSETTABLE.sub(" ", element.text)
            element.tail = element.tail and _UNSETTABLE.sub(" ", element.tail)
    return page


def base_of(page: Element, url: str) -> str:
    """Return the address that a page's links start from (HTML Living Standard, 4.2.3)."""
    told = next((base.get("href") for base in page.iter("base") if base.get("href")), "")
    return joined(url, told.strip()) or url


def joined(base: str, reference: str) -> str:
    """Return where a reference leads from an address; empty: it is none."""
    try:
        return urljoin(base, reference)
    except ValueError:  # half a bracket
        return ""


def told_language(element: Element) -> str:
    """Return the language tag that an element bears; empty where it bears none."""
    return (element.get("lang") or element.get(_LANGUAGE) or "").strip()
