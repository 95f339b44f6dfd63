"""PDF → blocks, as well as that goes: pypdf's text, reflowed."""

import io
import logging
import re
from collections import Counter
from dataclasses import replace
from typing import Any

from paracast.article.draft import Draft
from paracast.article.extras import missing
from paracast.article.model import Credits, LeftOut
from paracast.article.plain import read_plain
from paracast.article.source import Source
from paracast.article.traced import appended
from paracast.errors import ArticleError

_MOST_PAGES = 2000
_NUMBER = re.compile(
    r"(?:page\s+)?[-–—\s]*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*\Z", re.IGNORECASE
)
_EDGE = 2  # lines at the top and the foot of a page where running heads stand
_OFTEN = 3  # pages on which a line must stand to be one


def read_pdf(source: Source) -> Draft:
    """Read a PDF's text; running heads and page numbers are left out.

    What is a heading or a list in it has to be guessed: best effort.

    Raises:
        ArticleError: it is damaged, locked, holds only pictures, or the extra is missing.
    """
    try:
        import pypdf
    except ImportError as error:
        raise missing(source.name, "a PDF") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it meets is told in our words
    try:
        reader = pypdf.PdfReader(io.BytesIO(source.data))
        pages = [page.extract_text() or "" for page in list(reader.pages)[:_MOST_PAGES]]
        facts: Any = reader.metadata or {}
        title, author = str(facts.get("/Title") or ""), str(facts.get("/Author") or "")
    except Exception as error:
        # pypdf raises errors of many kinds on what is not quite a PDF; each means the same here.
        raise ArticleError(
            f"{source.name} is a PDF that cannot be read: {str(error) or type(error).__name__}.",
            remedy="Save the article as text, and give that file.",
        ) from error
    if not any(map(str.strip, pages)):
        raise ArticleError(
            f"{source.name} is a PDF without text: its pages may be pictures.",
            remedy="Recognise its text first (OCR), and save it as text.",
        )
    return _draft(pages, title.strip(), author.strip())


def _draft(pages: list[str], title: str, author: str) -> Draft:
    text, running = _without_running_heads(pages)
    draft = read_plain(text)
    return replace(
        draft,
        title=draft.title if not title else appended(title),
        credits=Credits(author=author or draft.credits.author),
        left_out=(*draft.left_out, *running),
    )


def _without_running_heads(pages: list[str]) -> tuple[str, list[LeftOut]]:
    """Join pages; a line that stands at the edge of several pages belongs to none."""
    edges = Counter(
        line.strip() for page in pages for line in {*_edges(page.split("\n"))} if line.strip()
    )
    kept: list[str] = []
    running: list[str] = []
    for page in pages:
        lines = page.split("\n")
        outer = _edges(lines)
        for line in lines:
            repeated = edges[line.strip()] >= _OFTEN or bool(_NUMBER.match(line.strip()))
            target = running if line.strip() and line in outer and repeated else kept
            target.append(line)
    text = "\n".join(kept)
    return text, [LeftOut("running head", line.strip()) for line in running]


def _edges(lines: list[str]) -> list[str]:
    worded = [line for line in lines if line.strip()]
    return [*worded[:_EDGE], *worded[-_EDGE:]]
