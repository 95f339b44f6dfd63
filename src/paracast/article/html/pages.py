"""A web page → a Draft: its article, without the furniture around it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from paracast.article.draft import Draft
from paracast.article.html.deciding import reasons_against
from paracast.article.html.elements import HEADINGS
from paracast.article.html.facts import facts_of
from paracast.article.html.leaves import Leaf
from paracast.article.html.opening import title_line
from paracast.article.html.parsing import Element, base_of, parsed, settable, text_of
from paracast.article.html.walking import walk
from paracast.article.links import with_fragment
from paracast.article.model import Block, BlockKind, LeftOut
from paracast.article.source import Source
from paracast.article.stubs import refusal_of
from paracast.article.traced import Traced, appended
from paracast.errors import ArticleError

_LABEL = 12  # words
_FEW = 25  # words: no article is so short
_STANDFIRST = 10  # words
_SILENCED = "paracast-silenced"  # a tag that no page has; if one does, nobody hears what is in it


def read_page(source: Source) -> Draft:
    """Read a page: trafilatura decides what of it is the article, and every line keeps its place.

    Raises:
        ArticleError: it is no page, or too large.
    """
    page = parsed(text_of(source.data, source.name, source.charset), source.name)
    facts = facts_of(page, source.url)
    address = facts.credits.url
    base = base_of(page, source.url or address)
    walked = walk(next(page.iter("body"), page), facts.language, base)
    _cut(page, walked.silenced)
    title = title_line(walked.leaves, facts.title)
    reasons = reasons_against(settable(page), walked.leaves, facts, title)
    blocks = tuple(_introduced(walked.leaves, reasons, address))
    _refuse_stub(facts.title, blocks, walked.left_out, source.name)
    return Draft(
        source=walked.source,
        title=_heading(walked.leaves, title, facts.title),
        language=facts.language,
        credits=facts.credits,
        blocks=blocks,
        left_out=(*walked.left_out, *_left_out(walked.leaves, reasons)),
        changes=(*walked.changes, *(c for leaf in walked.leaves for c in leaf.words.changes)),
    )


def _refuse_stub(
    title: str, blocks: tuple[Block, ...], left_out: tuple[LeftOut, ...], name: str
) -> None:
    """Let an article pass.

    A site may go on after the words that end what one can read of an article: those words, alone in
    a line of their own, are judged with what stands before them. An empty page says why in words
    that are shown only where nothing else is.

    Raises:
        ArticleError: what the page holds is what a site sends instead of an article.
    """
    lines = [block.text for block in blocks]
    ends = [
        n for n, line in enumerate(lines) if len(line.split()) <= _LABEL and refusal_of("", line)
    ]
    hidden = [left.text for left in left_out if left.reason == "hidden"]
    words = sum(len(line.split()) for line in lines)
    judged = [
        lines,
        *(lines[: end + 1] for end in ends),
        *([lines + hidden] if words < _FEW else []),
    ]
    why = next(filter(None, (refusal_of(title, "\n".join(text)) for text in judged)), "")
    if why:
        raise ArticleError(
            f"{name} holds no article: {why}.",
            remedy="Open it in a browser, save the page when the article is there, and give that.",
        )


def _introduced(leaves: tuple[Leaf, ...], reasons: dict[int, str], address: str) -> Iterator[Block]:
    """Yield the article's blocks; a long heading before them all is its standfirst, no chapter."""
    first = True
    for number, leaf in enumerate(leaves):
        if number in reasons:
            continue
        block = replace(leaf.block(), address=_section_address(leaf, address))
        long = first and block.kind is BlockKind.HEADING and len(block.text.split()) >= _STANDFIRST
        yield replace(block, kind=BlockKind.PARAGRAPH, level=0) if long else block
        first = first and block.kind is BlockKind.FIGURE


def _section_address(leaf: Leaf, address: str) -> str:
    """Return where a heading's section is on the web: at the heading's id on its page."""
    if leaf.kind is not BlockKind.HEADING or leaf.element.tag not in HEADINGS or not address:
        return ""
    name = (leaf.element.get("id") or "").strip()
    return with_fragment(address.partition("#")[0], name) if name else ""


def _left_out(leaves: tuple[Leaf, ...], reasons: dict[int, str]) -> list[LeftOut]:
    """Name the lines that are not read; a picture's text is none of the page's."""
    return [
        LeftOut(reasons[number], leaf.words.text, leaf.words.span)
        for number, leaf in enumerate(leaves)
        if number in reasons and leaf.kind is not BlockKind.FIGURE
    ]


def _heading(leaves: tuple[Leaf, ...], number: int | None, title: str) -> Traced:
    """Return the title as the page says it, with its place; else as it was told."""
    if number is None:
        return appended(title)
    words = leaves[number].words
    start = words.text.casefold().find(title.casefold())
    return words[start : start + len(title)] if start >= 0 else words


def _cut(page: Element, elements: Iterable[Element]) -> None:
    """Take elements out of their page, and leave the text behind them.

    libxml2 does it: lxml would refuse to set a text that a page's control characters are in.
    """
    from lxml import etree

    for element in elements:
        if element.getparent() is not None:
            element.tag = _SILENCED
    etree.strip_elements(page, _SILENCED, with_tail=False)
