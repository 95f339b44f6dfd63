"""A description from elsewhere, with or without HTML → its text."""

import re
from html import unescape

from lxml import etree, html

_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "blockquote", *(f"h{n}" for n in range(1, 7))}
_UNSEEN = {"script", "style", "template", "noscript", "iframe", "object"}
_TAG = re.compile(r"<[a-zA-Z/!]")
_GAPS = re.compile(r"\n{3,}")
_LONGEST = 100_000  # characters that are looked at


def text_of(notes: str) -> str:
    """Return the words that a reader would see, paragraphs apart."""
    notes = notes[:_LONGEST]
    if not _TAG.search(notes):
        return _tidy(unescape(notes))
    try:
        root = html.fromstring(f"<div>{notes}</div>")
    except (etree.ParserError, ValueError):  # nothing but a comment; control characters
        return ""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    for element in root.iter():
        if element.tag in _UNSEEN:
            element.clear(keep_tail=True)
        elif element.tag in _BLOCKS:
            element.tail = ("\n\n" if element.tag == "p" else "\n") + (element.tail or "")
    return _tidy("".join(root.itertext()))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()
