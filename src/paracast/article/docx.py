"""DOCX → blocks, by way of HTML (mammoth)."""

import io
from dataclasses import replace

from paracast.article.archives import Archive, damaged, opened, parsed_xml
from paracast.article.crediting import day_of
from paracast.article.draft import Draft
from paracast.article.extras import missing
from paracast.article.html import read_document
from paracast.article.model import Credits
from paracast.article.source import Source
from paracast.article.traced import appended

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_LONGEST = 100_000  # bytes of text without markup: Word writes far shorter ones
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_docx(source: Source) -> Draft:
    """Read a Word document.

    Raises:
        ArticleError: it is damaged, unpacks to too much, or the extra that reads it is missing.
    """
    try:
        import mammoth
    except ImportError as error:
        raise missing(source.name, "a Word document") from error
    archive = opened(source.data, source.name)
    for name in archive.names:  # holds the whole to its limits before anybody else unpacks it
        _refuse_endless(archive.read(name), name, source.name)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(source.data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except Exception as error:
        # mammoth passes on what its XML parser raises, of many kinds; each means the same here.
        raise damaged(source.name, str(error)) from error
    draft = read_document(made.value or "<p></p>", source.name)
    told = _told(archive)
    return replace(
        draft,
        title=appended(told.get(f"{_DC}title", "")),
        credits=Credits(
            author=told.get(f"{_DC}creator", ""),
            published=day_of(told.get(f"{_TERMS}created", "")),
        ),
    )


def _refuse_endless(member: bytes, name: str, document: str) -> None:
    """Refuse a text without end between two tags.

    minidom, which reads it for mammoth, copies all of a text for each line and each entity in it.
    """
    if name.endswith(".xml") and max(map(len, member.split(b"<"))) > _LONGEST:
        raise damaged(document, f"a stretch of its text in {name} has no end")


def _told(archive: Archive) -> dict[str, str]:
    """Return what the document tells of itself, by the names of Dublin Core."""
    if _CORE not in archive.names:
        return {}
    properties = reversed(list(parsed_xml(archive, _CORE).iter("{*}*")))  # of two, the first holds
    return {one.tag: " ".join((one.text or "").split()) for one in properties}
