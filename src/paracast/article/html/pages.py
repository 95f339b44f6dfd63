"""A web page → a Draft: its article, without the furniture around it."""

import re
from copy import deepcopy

from paracast.article.draft import Draft
from paracast.article.html.deciding import article_leaves
from paracast.article.html.facts import credits_of, language_told, title_of
from paracast.article.html.leaves import Leaf
from paracast.article.html.parsing import Element, parsed, text_of
from paracast.article.html.walking import walk
from paracast.article.model import Block, BlockKind, Credits, LeftOut
from paracast.article.source import Source
from paracast.article.traced import Traced, appended

_BYLINE = re.compile(r"^(?:by|von|por|par|words by|text)\b[\s:]*", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?"
    r"(?:\d{1,2}\.?\s\w{3,9}\.?,?\s\d{4}|\w{3,9}\.?\s\d{1,2},?\s\d{4}|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{2,4})"
    r".{0,40}",
    re.IGNORECASE,
)
_FIRST = 8  # lines in which a byline and a date may stand


def read_page(source: Source) -> Draft:
    """Read a page: trafilatura decides what of it is the article, and every line keeps its place.

    Raises:
        ArticleError: it is no page, or too large.
    """
    page = parsed(text_of(source.data, source.name, source.charset), source.name)
    language, title = language_told(page), title_of(page)
    known = credits_of(deepcopy(page), source.url)
    body = next(page.iter("body"), page)
    walked = walk(body, language)
    for element in walked.silenced:
        _cut(element)
    reasons = article_leaves(page, walked.leaves)
    reasons |= _front_matter(walked.leaves, reasons, title, known)
    return Draft(
        source=walked.source,
        title=_heading(walked.leaves, title),
        language=language,
        credits=known,
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
    for leaf in leaves:
        if leaf.kind is BlockKind.HEADING and leaf.words.text.casefold() == title.casefold():
            return leaf.words
    return appended(title)


def _front_matter(
    leaves: tuple[Leaf, ...], reasons: dict[int, str], title: str, known: Credits
) -> dict[int, str]:
    """Name what stands above an article besides its title: who wrote it, and when."""
    found = {}
    kept = [number for number in range(len(leaves)) if number not in reasons]
    for number in kept[:_FIRST]:
        text = leaves[number].words.text
        name = _BYLINE.sub("", text).strip(" .,|·")
        if known.author and name.casefold().startswith(known.author.casefold()):
            if len(name) <= len(known.author) + 60:
                found[number] = "byline"
        elif _DATE.fullmatch(text):
            found[number] = "dateline"
        elif text.casefold() == title.casefold() and leaves[number].kind is not BlockKind.HEADING:
            found[number] = "title said once"
    for number, leaf in enumerate(leaves):
        same = leaf.words.text.casefold() == title.casefold()
        if number in kept and same and leaf.kind is BlockKind.HEADING:
            found[number] = "title said once"
    return found


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
