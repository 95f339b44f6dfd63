"""EPUB (2 and 3) → blocks: the spine's documents in order, one after the other."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from paracast.article.archives import Archive, damaged, opened, parsed_xml
from paracast.article.contents import beside, contents_of
from paracast.article.crediting import day_of, names_of
from paracast.article.draft import Draft
from paracast.article.html import read_document
from paracast.article.html.parsing import text_of
from paracast.article.model import Block, BlockKind, Credits
from paracast.article.source import Source
from paracast.article.stitching import stitched
from paracast.article.traced import appended

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FIRST = 3  # blocks of a chapter among which its heading stands
_PROSE = {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM}
_PACKAGE = "application/oebps-package+xml"
_PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}


def read_epub(source: Source) -> Draft:
    """Read a book: each document of its spine that has words becomes part of the article.

    Source: EPUB 3.3, sections 4.2.6.3 (container), 5.6 (manifest), 5.7 (spine).

    Raises:
        ArticleError: the archive is damaged, unpacks to too much, or is no EPUB.
    """
    archive = opened(source.data, source.name)
    place = _package_place(archive)
    package = parsed_xml(archive, place)
    labels = contents_of(archive, package, place)
    paths = [beside(place, path) for path in _spine(package)]
    whole = stitched([_titled(_part(archive, path), labels.get(path, "")) for path in paths])
    return replace(
        whole,
        title=appended(_told(package, "title")),
        language=_told(package, "language") or whole.language,
        credits=Credits(author=_authors(package), published=day_of(_told(package, "date"))),
    )


def _part(archive: Archive, path: str) -> Draft:
    if path not in archive.names:
        raise damaged(archive.name, f"it lacks {path}")
    return read_document(text_of(archive.read(path), path), path)


def _titled(part: Draft, label: str) -> Draft:
    """Let a chapter that has no heading begin with its name in the table of contents."""
    first = part.blocks[:_FIRST]
    headed = any(
        block.kind is BlockKind.HEADING or block.text.casefold() == label.casefold()
        for block in first
    )
    if headed or not label or not any(block.kind in _PROSE for block in part.blocks):
        return part
    return replace(part, blocks=(Block(BlockKind.HEADING, appended(label), 1), *part.blocks))


def _package_place(archive: Archive) -> str:
    roots = list(parsed_xml(archive, "META-INF/container.xml").iter(f"{_CONTAINER}rootfile"))
    packages = [root for root in roots if root.get("media-type") == _PACKAGE]
    for root in packages or roots:
        if root.get("full-path"):
            return str(root.get("full-path"))
    raise damaged(archive.name, "it does not say where its book begins")


def _spine(package: Any) -> list[str]:  # noqa: ANN401  lxml's element has no public type
    """Return the paths of the documents that are read in order."""
    items = {
        item.get("id"): item
        for item in package.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    order = [
        items[itemref.get("idref")]
        for itemref in package.iter(f"{_OPF}itemref")
        if itemref.get("idref") in items and itemref.get("linear") != "no"
    ]
    return [unquote(re.split("[#?]", item.get("href", ""))[0]) for item in order]


def _told(package: Any, name: str) -> str:  # noqa: ANN401
    element = package.find(f".//{_DC}{name}")
    return " ".join((element.text or "").split()) if element is not None else ""


def _authors(package: Any) -> str:  # noqa: ANN401
    names = [" ".join((one.text or "").split()) for one in package.iter(f"{_DC}creator")]
    return names_of(filter(None, names))
