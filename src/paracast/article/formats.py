"""A Source → a Draft: its format is recognised by its content first, by its name last."""

import re

from paracast.article.decoding import decode
from paracast.article.draft import Draft
from paracast.article.source import Source

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_PLAIN = {".txt", ".text"}
_FRONT_MATTER = re.compile(r"---\s*\n.{0,10000}?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_ATX_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def draft_of(source: Source) -> Draft:
    """Read a source by its format.

    Raises:
        ArticleError: it is of no format that paracast reads, or is damaged.
    """
    text = decode(source.data, source.name)
    if source.ending in _MARKDOWN or (source.ending not in _PLAIN and _looks_like_markdown(text)):
        from paracast.article.markdown import read_markdown

        return read_markdown(text)
    from paracast.article.plain import read_plain

    return read_plain(text)


def _looks_like_markdown(text: str) -> bool:
    return bool(_FRONT_MATTER.match(text) or _ATX_HEADING.search(text[:20_000]))
