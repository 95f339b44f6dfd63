"""A book's table of contents → what each of its documents is called."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from paracast.article.archives import Archive, Xml, parsed_xml

_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"


def contents_of(archive: Archive, package: Xml, place: str) -> dict[str, str]:
    """Return the name of each document that the table of contents lists, by its path.

    Source: EPUB 3.3, section 7.4 (navigation document); for EPUB 2, NCX (ANSI/NISO Z39.86-2005).

    Args:
        archive: the book.
        package: its package document.
        place: where that lies in the archive.

    Raises:
        ArticleError: the book unpacks to too much, or is damaged.
    """
    names: dict[str, str] = {}
    for item in package.iter(f"{_OPF}item"):
        path = beside(place, unquote(item.get("href", "")))
        if path not in archive.names:
            continue
        if "nav" in (item.get("properties") or "").split():
            listed = _navigation(parsed_xml(archive, path))
        elif item.get("media-type") == "application/x-dtbncx+xml":
            listed = _ncx(parsed_xml(archive, path))
        else:
            continue
        for href, label in listed:
            names.setdefault(beside(path, unquote(href.partition("#")[0])), label)
    return names


def _navigation(document: Xml) -> Iterator[tuple[str, str]]:
    for nav in document.iter(f"{_XHTML}nav"):
        if nav.get(_TYPE) == "toc":
            for link in nav.iter(f"{_XHTML}a"):
                yield link.get("href", ""), _line("".join(link.itertext()))


def _ncx(document: Xml) -> Iterator[tuple[str, str]]:
    for point in document.iter(f"{_NCX}navPoint"):
        label = point.findtext(f"{_NCX}navLabel/{_NCX}text") or ""
        content = point.find(f"{_NCX}content")
        if content is not None:
            yield content.get("src", ""), _line(label)


def beside(place: str, path: str) -> str:
    """Return the path of a member that another one names relative to itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(place), path))


def _line(text: str) -> str:
    return " ".join(text.split())
