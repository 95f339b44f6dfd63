"""A Source → a Draft: its format is recognised by its content first, by its name last."""

import re
from collections.abc import Callable

from paracast.article.archives import kind_of_archive
from paracast.article.decoding import decode, refuse_feed
from paracast.article.draft import Draft
from paracast.article.source import Source
from paracast.errors import ArticleError

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_PLAIN = {".txt", ".text"}
_HTML = {".html", ".htm", ".xhtml"}
_PAGE = re.compile(
    rb"(?>\s+|\xef\xbb\xbf|<!--.*?-->|<\?[^>]*>)*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WIDE_PAGE = re.compile(rb"(?:\xff\xfe|\xfe\xff)?\s*\0?<\0?(?:!\0?d|h\0?t\0?m)", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---\s*\n.{0,10000}?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_ATX_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"


def draft_of(source: Source) -> Draft:
    """Read a source by its format.

    Raises:
        ArticleError: it is of no format that paracast reads, or is damaged.
    """
    return _reader_of(source)(source)


def _reader_of(source: Source) -> Callable[[Source], Draft]:
    """Recognise a format by its first bytes, then by what its server says, then by its ending."""
    data = source.data
    if data.startswith(_ZIP):
        return _book if kind_of_archive(data, source.name) == "epub" else _word
    if _PDF in data[:1024]:
        return _pdf
    if _PAGE.match(data[:10_000]) or _WIDE_PAGE.match(data[:50]):
        return _page
    refuse_feed(data, source.name)
    if "html" in source.media_type or (not source.media_type and source.ending in _HTML):
        return _page
    if source.ending in {".epub", ".docx"}:
        raise ArticleError(
            f"{source.name} is no {source.ending[1:].upper()}: it is damaged or something else.",
            remedy="Get it once more.",
        )
    return _text


def _page(source: Source) -> Draft:
    from paracast.article.html import read_page

    return read_page(source)


def _book(source: Source) -> Draft:
    from paracast.article.epub import read_epub

    return read_epub(source)


def _word(source: Source) -> Draft:
    from paracast.article.docx import read_docx

    return read_docx(source)


def _pdf(source: Source) -> Draft:
    from paracast.article.pdf import read_pdf

    return read_pdf(source)


def _text(source: Source) -> Draft:
    text = decode(source.data, source.name, source.charset)
    known = source.ending in _MARKDOWN or "markdown" in source.media_type
    if known or (source.ending not in _PLAIN and _looks_like_markdown(text)):
        from paracast.article.markdown import read_markdown

        return read_markdown(text, source.url, source.folder)
    from paracast.article.plain import read_plain

    return read_plain(text)


def _looks_like_markdown(text: str) -> bool:
    return bool(_FRONT_MATTER.match(text) or _ATX_HEADING.search(text[:20_000]))
