"""What each element of a page means to a listener."""

import re
from typing import Final

from paracast.article.html.parsing import Element
from paracast.article.model import BlockKind

BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "listing",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
"""Elements that begin and end a line of their own (HTML Living Standard, 15.3)."""

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}

UNSEEN: Final = frozenset(
    ["script", "style", "head", "title", "base", "link", "meta", "annotation", "annotation-xml"]
)
"""Elements whose text is no text of the document."""

_SILENT: Final = {
    "noscript": "hidden",
    "template": "hidden",
    "dialog": "hidden",
    "nav": "navigation",
    "button": "control",
    "input": "control",
    "select": "control",
    "textarea": "control",
    "label": "control",
    "svg": "picture",
    "canvas": "picture",
    "iframe": "embedded page",
    "object": "embedded page",
    "audio": "embedded sound",
    "video": "embedded film",
    "del": "struck out",
    "s": "struck out",
    "strike": "struck out",
    "rt": "ruby",
    "rp": "ruby",
}
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden|u-hidden|a11y-hidden|hidden-text)(?:\s|$)"
)
_EDIT_LINK = re.compile(r"(?:^|\s)mw-(?:editsection|jump-link)(?:\s|$)")
_NOTE_REFERENCE = re.compile(r"(?:^|\s)(?:noteref|doc-noteref)(?:\s|$)")
_NOTE = re.compile(
    r"(?:^|\s)(?:footnotes?|endnotes?|rearnotes?|doc-footnotes?|doc-endnotes?|doc-bibliography"
    r"|bibliography)(?:\s|$)"
)
_NOTES_CLASS = re.compile(
    r"(?:^|\s)(?:foot|end)?-?notes?(?:-?list|-?block|s?-?section)?(?:\s|$)|(?:^|\s)(?:references|reflist)(?:\s|$)"
)
_NOTE_NAME = re.compile(r"(?:fn|footnote|endnote|cite_note|cite-note|note)s?[-:_.]?\d*(?:-\w+)?")
_HOLD_NOTES = frozenset(["aside", "div", "dl", "li", "ol", "section", "ul"])
_PAGE_BREAK = re.compile(r"(?:^|\s)(?:pagebreak|doc-pagebreak)(?:\s|$)")
_CONTENTS = re.compile(r"(?:^|\s)(?:toc|landmarks|page-list|loi|lot|doc-toc)(?:\s|$)")
_ONE_MARK = r"[\[(]?\s*(?:note\s)?(?:\d{1,3}|[a-z*†‡§¶]{1,2})\s*[\])]?"
_MARK = re.compile(rf"\s*{_ONE_MARK}(?:\s*[,;–-]?\s*{_ONE_MARK}){{0,9}}\s*")
_IN_BRACKETS = re.compile(r"\[\s*(?:\d{1,3}\s*[,;–-]\s*)*$")
_MARK_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot-?note|end-?note|fn|note)-?(?:ref(?:erence)?|mark|anchor|link|number)(?:[\s_-]|$)"
)
_NOTE_TARGET = re.compile(
    r"#_?(?:user-content-)?(?:fn|ftn|edn|footnote|endnote|cite_note|cite-note|note)s?[-:_.]?\d+.*"
)
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BACK_LINK = re.compile(r"\s*(?:[↩↑⤴^¶#§🔗]\ufe0e?\ufe0f?\s*)+|\s*\^\s*")
_RAISED = re.compile(
    r"(?:(?:^|[\s(\d])(?:[kcmdµn]?m|ft|in|mi|yd|s|ha)|(?:^|[^\w,.])\d{1,3}|\d\.\d+|=\s?\w{1,3}"
    r"|(?:^|[^\w’'])[B-HJ-Zb-z]|[×+*/(−-]\s?\w{1,2})$"
)
"""What a raised figure is the power of: a unit, a small number, a variable."""

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:img-?|image-?|photo-?|tr-|wp-)?(?:caption|credits?)(?:$|[\s_-])"
)
_MAY_CAPTION = frozenset(["cite", "div", "p", "small", "td"])
_SHORT = 300  # characters of hidden text; more may be an article that a saved page had covered


def silence_of(element: Element, before: str) -> str:
    """Return why an element's text is not to be heard; empty where it is.

    Args:
        element: it, with all that is in it.
        before: the text that stands right before it.
    """
    tag = element.tag
    if tag in _SILENT:
        return _SILENT[tag]
    role = f"{element.get('role', '')} {_type_of(element)}"
    if _is_hidden(element):
        return "hidden"
    if _NOTE_REFERENCE.search(role) or _is_note_mark(element, before):
        return "footnote mark"
    told = (
        ("list mark", _LIST_MARK, element.get("style", "")),
        ("page mark", _PAGE_BREAK, role),
        ("table of contents", _CONTENTS, role),
        ("furniture", _EDIT_LINK, element.get("class", "")),
    )
    return next((reason for reason, pattern, text in told if pattern.search(text)), "")


def is_note(element: Element) -> bool:
    """Tell whether an element holds footnotes (EPUB Structural Semantics; DPUB-ARIA 1.1)."""
    if _NOTE.search(f"{element.get('role', '')} {_type_of(element)}"):
        return True
    return element.tag in _HOLD_NOTES and bool(
        _NOTES_CLASS.search(element.get("class", "").lower())
        or _NOTE_NAME.fullmatch(element.get("id", "").lower())
    )


def kind_of(element: Element) -> BlockKind | None:
    """Return the kind of block that an element makes of what is in it, if it makes any."""
    tag = element.tag
    if tag in HEADINGS:
        return BlockKind.HEADING
    if tag == "li" and not is_item(element):
        return None
    if tag in _MAY_CAPTION and _CAPTION.search(element.get("class", "").lower()):
        return BlockKind.CAPTION
    return {
        "li": BlockKind.LIST_ITEM,
        "dt": BlockKind.LIST_ITEM,
        "dd": BlockKind.LIST_ITEM,
        "blockquote": BlockKind.QUOTE,
        "pre": BlockKind.CODE,
        "listing": BlockKind.CODE,
        "xmp": BlockKind.CODE,
        "figcaption": BlockKind.CAPTION,
        "caption": BlockKind.CAPTION,
    }.get(tag)


def is_item(element: Element) -> bool:
    """Tell an item of a list from a part of a page that is marked up as one."""
    if element.xpath("boolean(.//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//article)"):
        return False
    return len(element.xpath("p | div | section")) < 2  # noqa: PLR2004  one is its own line


def is_data_table(table: Element) -> bool:
    """Tell a table of data from one that only lays a page out."""
    if table.get("role") in {"presentation", "none"}:
        return False
    inner = table.xpath("boolean(.//table | .//p | .//div | .//h1 | .//h2 | .//h3 | .//ul | .//br)")
    if inner and not table.xpath("boolean(.//th)"):
        return False
    return bool(table.xpath("boolean(.//tr[count(td | th) > 1])"))


def _type_of(element: Element) -> str:
    return element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""


def _is_hidden(element: Element) -> bool:
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    unseen = element.get("aria-hidden") == "true" or _FOR_SCREEN_READERS.search(
        element.get("class", "").lower()
    )
    return bool(unseen) and len(element.text_content()) < _SHORT


def _is_note_mark(element: Element, before: str) -> bool:
    """Tell marks that point to notes, and links back from notes, from exponents and ordinals."""
    if _MARK_CLASS.search(element.get("class", "").lower()):
        return bool(_MARK.fullmatch(element.text_content() or " "))
    if element.tag == "a" and (element.get("href") or "").startswith("#"):
        text = element.text_content()
        if _NOTE_TARGET.fullmatch(element.get("href")) and _MARK.fullmatch(text):
            return True
        if _BACK_LINK.fullmatch(text) or (text.strip().startswith("[") and _MARK.fullmatch(text)):
            return True
        return bool(text.strip().isdigit() and _IN_BRACKETS.search(before))
    if element.tag != "sup" or not _MARK.fullmatch(element.text_content() or " "):
        return False
    return bool(element.xpath("boolean(.//a)") or not _RAISED.search(before.rstrip()))
