"""Which lines of a page are its article: trafilatura decides, and its gaps are closed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from paracast.article.html.furniture import is_box, is_furniture
from paracast.article.html.leaves import Leaf
from paracast.article.html.parsing import Element
from paracast.article.model import BlockKind
from paracast.article.repair import repaired

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_COVERED = 0.5  # of a line's characters: then the whole line belongs to the article
_CERTAIN = 40  # characters: so long a line is the same wherever it stands
_NEAR = 400  # characters within which a short line must follow the one before
_MOST_ELEMENTS = 60_000  # a page with more is no article that trafilatura ends with in time
_LARGEST_BOX = 0.3  # of the article's characters: a larger box is the article itself
_MOST_LINKED = 0.5  # of a line's characters


def article_leaves(root: Element, leaves: Sequence[Leaf]) -> dict[int, str]:
    """Return for each line that is not the article's its number and the reason.

    Args:
        root: the page, from which what is not to be heard has been cut; it is not changed.
        leaves: its lines in order.
    """
    kept = _covered(leaves, _runs(root)) or _all_prose(leaves)
    kept |= _between(leaves, kept)
    reasons = {number: "furniture" for number in range(len(leaves)) if number not in kept}
    reasons |= {number: "furniture" for number in kept if is_furniture(leaves[number].words.text)}
    reasons |= dict.fromkeys(_boxed(leaves, kept), "box beside the article")
    reasons |= dict.fromkeys(_repeated(leaves, kept - reasons.keys()), "pull quote")
    return reasons


def _runs(root: Element) -> list[str]:
    """Let trafilatura extract the page's body, and return its pieces of text in order."""
    import trafilatura

    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return []
    found: Any = trafilatura.bare_extraction(
        root, include_comments=False, include_tables=True, include_formatting=False
    )
    if found is None or found.body is None:
        return []
    return [repaired(run) for run in found.body.itertext()]


def _covered(leaves: Sequence[Leaf], runs: Sequence[str]) -> set[int]:
    """Return the lines of which at least half stands in the runs, in their order."""
    texts = [_squeezed(leaf.words.text) for leaf in leaves]
    page = "".join(texts)
    starts = [0, *accumulate(map(len, texts))]
    counts: Counter[int] = Counter()
    cursor = 0
    for run in _pieces(page, runs):
        place = _found(page, run, cursor)
        if place < 0:
            continue
        if place >= cursor:
            cursor = place + len(run)
        for number, length in _lines_under(starts, place, place + len(run)):
            counts[number] += length
    return {
        number for number, count in counts.items() if count >= _COVERED * len(texts[number]) > 0
    }


def _pieces(page: str, runs: Sequence[str]) -> Iterator[str]:
    """Yield the runs; one that trafilatura has put together is parted into its sentences."""
    for run in runs:
        whole = _squeezed(run)
        if whole and whole in page:
            yield whole
        elif whole:
            yield from filter(None, map(_squeezed, _SENTENCE.split(run)))


def _found(page: str, run: str, cursor: int) -> int:
    """Find a run after the cursor: a short one nearby, a long one anywhere."""
    if len(run) < _CERTAIN:
        return page.find(run, cursor, cursor + len(run) + _NEAR)
    place = page.find(run, cursor)
    return place if place >= 0 else page.find(run)


def _lines_under(starts: list[int], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that a stretch of the page touches, and how much of each."""
    number = bisect_right(starts, begin) - 1
    while number < len(starts) - 1 and starts[number] < end:
        yield number, min(end, starts[number + 1]) - max(begin, starts[number])
        number += 1


def _all_prose(leaves: Sequence[Leaf]) -> set[int]:
    """Take every line that is no list of links: where trafilatura finds no article."""
    return {number for number, leaf in enumerate(leaves) if not _is_linked(leaf)}


def _between(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines that were missed though those around them in the same element were not."""
    parents: dict[Element, list[int]] = {}
    for number, leaf in enumerate(leaves):
        if leaf.element is not None:
            parents.setdefault(leaf.element.getparent(), []).append(number)
    missed: set[int] = set()
    for numbers in parents.values():
        known = [number for number in numbers if number in kept]
        inner = [n for n in numbers if known and known[0] < n < known[-1] and n not in kept]
        missed.update(number for number in inner if _is_prose(leaves[number]))
    return missed


def _is_prose(leaf: Leaf) -> bool:
    if leaf.kind in {BlockKind.CAPTION, BlockKind.FIGURE}:
        return True
    return not (_is_linked(leaf) or is_box(_names(leaf.element)) or is_furniture(leaf.words.text))


def _is_linked(leaf: Leaf) -> bool:
    return leaf.linked > _MOST_LINKED * len(leaf.words)


def _names(element: Element) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"


def _boxed(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines in boxes that stand beside the article, known by names and by size.

    A box is only believed where it holds little of what was found: there are pages on which the
    whole article stands in an element that is called a sidebar.
    """
    sizes = {number: len(leaves[number].words) for number in kept}
    total = sum(sizes.values())
    held: dict[Element, list[int]] = {}
    for number in kept:
        element = leaves[number].element
        for above in () if element is None else (element, *element.iterancestors()):
            if above.tag == "aside" or is_box(_names(above)):
                held.setdefault(above, []).append(number)
    return {
        number
        for numbers in held.values()
        if sum(sizes[n] for n in numbers) <= _LARGEST_BOX * total
        for number in numbers
    }


def _repeated(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines whose words another line of the article says within its own."""
    texts = {number: _plain(leaves[number].words.text) for number in kept}
    whole = "\n".join(texts.values())
    return {
        number
        for number, text in texts.items()
        if leaves[number].kind in {BlockKind.QUOTE, BlockKind.PARAGRAPH}
        and len(text) >= _CERTAIN
        and whole.count(text) > 1
        and any(text in other and text != other for other in texts.values())
    }


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", "", text).casefold()


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)
