"""Several drafts → one: places are counted on."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from paracast.article.draft import Draft
from paracast.article.model import Block, LeftOut
from paracast.article.traced import ADDED, Change, Places, Traced

_BETWEEN = "\n"


def stitched(parts: Sequence[Draft]) -> Draft:
    """Put the drafts of a document's parts one behind the other."""
    moved = list(_moved(parts))
    return Draft(
        source=_BETWEEN.join(part.source for part in parts),
        blocks=tuple(block for part in moved for block in part.blocks),
        left_out=tuple(left for part in moved for left in part.left_out),
        language=next((part.language for part in parts if part.language), ""),
        changes=tuple(change for part in moved for change in part.changes),
    )


def _moved(parts: Iterable[Draft]) -> Iterator[Draft]:
    offset = 0
    for part in parts:
        yield replace(
            part,
            blocks=tuple(_block(block, offset) for block in part.blocks),
            left_out=tuple(_left(left, offset) for left in part.left_out),
            changes=tuple(_change(change, offset) for change in part.changes),
        )
        offset += len(part.source) + len(_BETWEEN)


def _block(block: Block, offset: int) -> Block:
    return replace(block, words=_words(block.words, offset))


def _words(words: Traced, offset: int) -> Traced:
    places: Places = array("q", (p if p == ADDED else p + offset for p in words.places))
    return Traced(words.text, places, tuple(_change(change, offset) for change in words.changes))


def _left(left: LeftOut, offset: int) -> LeftOut:
    return left if left.span is None else replace(left, span=left.span.moved(offset))


def _change(change: Change, offset: int) -> Change:
    return Change(change.span.moved(offset), change.rule)
