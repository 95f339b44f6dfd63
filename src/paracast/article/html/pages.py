"""A web page → a Draft: its article, without the furniture around it."""

from paracast.article.draft import Draft
from paracast.article.html.deciding import reasons_against
from paracast.article.html.facts import facts_of
from paracast.article.html.leaves import Leaf
from paracast.article.html.opening import title_line
from paracast.article.html.parsing import Element, parsed, text_of
from paracast.article.html.walking import walk
from paracast.article.model import Block, BlockKind, LeftOut
from paracast.article.source import Source
from paracast.article.traced import Traced, appended


def read_page(source: Source) -> Draft:
    """Read a page: trafilatura decides what of it is the article, and every line keeps its place.

    Raises:
        ArticleError: it is no page, or too large.
    """
    page = parsed(text_of(source.data, source.name, source.charset), source.name)
    facts = facts_of(page, source.url)
    walked = walk(next(page.iter("body"), page), facts.language)
    for element in walked.silenced:
        _cut(element)
    reasons = reasons_against(page, walked.leaves, facts)
    return Draft(
        source=walked.source,
        title=_heading(walked.leaves, facts.title),
        language=facts.language,
        credits=facts.credits,
        blocks=tuple(
            block_of(leaf) for number, leaf in enumerate(walked.leaves) if number not in reasons
        ),
        left_out=(*walked.left_out, *_left_out(walked.leaves, reasons)),
        changes=(*walked.changes, *(c for leaf in walked.leaves for c in leaf.words.changes)),
    )


def block_of(leaf: Leaf) -> Block:
    """Make a line a block of the article."""
    return Block(leaf.kind, leaf.words, leaf.level, leaf.passages)


def _left_out(leaves: tuple[Leaf, ...], reasons: dict[int, str]) -> list[LeftOut]:
    """Name the lines that are not read; neighbours with one reason are one."""
    found: list[LeftOut] = []
    for number in sorted(reasons):
        words, reason = leaves[number].words, reasons[number]
        if leaves[number].kind is not BlockKind.FIGURE:
            found.append(LeftOut(reason, words.text, words.span))
    return found


def _heading(leaves: tuple[Leaf, ...], title: str) -> Traced:
    """Return the title as the page says it, with its place; else as it was told."""
    number = title_line(leaves, title)
    if number is None:
        return appended(title)
    words = leaves[number].words
    start = words.text.casefold().find(title.casefold())
    return words[start : start + len(title)] if start >= 0 else words


def _cut(element: Element) -> None:
    """Take an element out of its tree, and leave the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)
