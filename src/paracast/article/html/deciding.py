"""Which lines of a page are its article: trafilatura decides, and its gaps are closed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Any

from paracast.article.html.beside import beyond, boxed, end_matter, headings_of_nothing, repeated
from paracast.article.html.facts import Facts
from paracast.article.html.furniture import is_box, is_furniture, is_navigation
from paracast.article.html.leaves import Leaf
from paracast.article.html.opening import above, standfirst
from paracast.article.html.parsing import Element
from paracast.article.model import BlockKind
from paracast.article.repair import repaired

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_COVERED = 0.5  # of a line's characters: then the whole line belongs to the article
_CERTAIN = 40  # characters: so long a line is the same wherever it stands
_NEAR = 400  # characters within which a short line must follow the one before
_MOST_ELEMENTS = 60_000  # a page with more is no article that trafilatura ends with in time
_CONTAINER = 0.9  # of the article's characters


def reasons_against(
    root: Element, leaves: Sequence[Leaf], facts: Facts, title: int | None
) -> dict[int, str]:
    """Return the numbers of the lines that are not the article's, each with the reason.

    Args:
        root: the page, from which what is not to be heard has been cut; it is not changed.
        leaves: its lines in order.
        facts: what the page tells of its article.
        title: the number of the line that says its title.
    """
    kept = _covered(leaves, _runs(root)) or _all_prose(leaves)
    kept |= _missed(leaves, kept)
    kept |= standfirst(leaves, kept, title)
    reasons = dict.fromkeys((n for n in range(len(leaves)) if n not in kept), "furniture")
    reasons |= {n: "furniture" for n in kept if _is_furniture(leaves[n])}
    reasons |= dict.fromkeys(boxed(leaves, kept), "box beside the article")
    reasons |= dict.fromkeys(beyond(leaves, kept - reasons.keys()), "behind the article")
    reasons |= above(leaves, kept - reasons.keys(), title, facts)
    reasons |= dict.fromkeys(end_matter(leaves, kept - reasons.keys(), facts), "end matter")
    reasons |= dict.fromkeys(repeated(leaves, kept - reasons.keys()), "pull quote")
    empty = headings_of_nothing(leaves, kept - reasons.keys())
    return reasons | dict.fromkeys(empty, "heading of nothing")


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
    for place, length in _places(page, runs):
        for number, covered in _lines_under(starts, place, place + length):
            counts[number] += covered
    return {
        number for number, count in counts.items() if count >= _COVERED * len(texts[number]) > 0
    }


def _places(page: str, runs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each run stands on the page, and how long it is.

    A run that trafilatura has put together of several is looked for sentence by sentence.
    """
    cursor = 0
    for run in runs:
        whole = _squeezed(run)
        together = whole and _found(page, whole, cursor) < 0
        for piece in map(_squeezed, _SENTENCE.split(run)) if together else (whole,):
            place = _found(page, piece, cursor) if piece else -1
            if place >= 0:
                yield place, len(piece)
                cursor = max(cursor, place + len(piece)) if place >= cursor else cursor


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
    return {number for number, leaf in enumerate(leaves) if not leaf.is_linked}


def _missed(leaves: Sequence[Leaf], kept: set[int]) -> set[int]:
    """Return the lines that were passed over though they stand between others in the article.

    The article is the innermost element that holds nearly all of what was found. trafilatura says a
    line only once, so a refrain is looked for anywhere in it.
    """
    container = _container(leaves, kept)
    if container is None or not kept:
        return set()
    said = {leaves[number].words.text for number in kept}
    return {
        number
        for number, leaf in enumerate(leaves)
        if number not in kept
        and (min(kept) < number < max(kept) or leaf.words.text in said)
        and _belongs(leaf, container)
    }


def _container(leaves: Sequence[Leaf], kept: set[int]) -> Element | None:
    """Return the innermost element that holds nearly all of the lines that were found."""
    sizes: Counter[Element] = Counter()
    for number in kept:
        for element in islice(leaves[number].around, 1, None):
            sizes[element] += len(leaves[number].words)
    enough = _CONTAINER * sum(len(leaves[number].words) for number in kept)
    holders = [element for element, size in sizes.items() if size >= enough]
    return max(holders, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _belongs(leaf: Leaf, container: Element) -> bool:
    """Tell whether a line is prose of an element, and in no box within it."""
    if leaf.is_linked or _is_furniture(leaf):
        return False
    for element in leaf.around:
        if element is container:
            return True
        if element.tag in {"aside", "nav", "footer", "form"} or is_box(element):
            return False
        if element.tag == "figure" and leaf.kind is BlockKind.PARAGRAPH:
            return False
    return False


def _is_furniture(leaf: Leaf) -> bool:
    return is_furniture(leaf.words.text) or is_navigation(leaf.words.text, linked=leaf.is_linked)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)
