"""How a block is treated: spoken, announced, or left out for a reason."""

from dataclasses import dataclass

from paracast.article import Block, BlockKind
from paracast.script.options import ReadingOptions
from paracast.script.phrases import Phrases
from paracast.script.tables import size_of


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is decided of one block.

    Attributes:
        reason: why it is not spoken; empty: it is.
        notice: what is said in its place; empty: nothing.
    """

    reason: str = ""
    notice: str = ""


SPOKEN = Treatment()


def treatment_of(block: Block, reading: ReadingOptions, phrases: Phrases) -> Treatment:
    """Decide by the block's kind and the show's `[reading]` table."""
    if block.kind is BlockKind.TABLE:
        return _table(block, reading, phrases)
    reason, choice, notice = {
        BlockKind.CODE: ("code", reading.code, phrases.code),
        BlockKind.HEADING: ("heading", reading.headings, ""),
        BlockKind.QUOTE: ("quote", "leave out" if reading.quotes == "leave out" else "speak", ""),
        BlockKind.FIGURE: ("image", reading.images, ""),
        BlockKind.CAPTION: ("caption", reading.captions, ""),
        BlockKind.FOOTNOTE: ("footnote", reading.footnotes, ""),
    }.get(block.kind, ("", "speak", ""))
    if choice == "speak":
        return SPOKEN
    return Treatment(reason, notice if choice == "announce" else "")


def _table(block: Block, reading: ReadingOptions, phrases: Phrases) -> Treatment:
    rows, columns = size_of(block)
    small = rows <= reading.table_rows and columns <= reading.table_columns
    if reading.tables == "speak" and small:
        return SPOKEN
    reason = f"table of {_count(rows, 'row')} and {_count(columns, 'column')}"
    return Treatment(reason, "" if reading.tables == "leave out" else phrases.table)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
