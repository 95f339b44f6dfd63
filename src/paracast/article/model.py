"""What an article is, once read."""

from dataclasses import dataclass
from enum import StrEnum

from paracast.units import LanguageTag


class BlockKind(StrEnum):
    """What a block is on the page: it decides how it is spoken and the pause after it."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: characters from `start` up to, but not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item… in the article's own words.

    Attributes:
        text: one line without markup; only a table's rows are separated by newlines.
        span: where it stands in the decoded source, in characters.
        level: a heading's rank (1 is the highest), a list item's depth; else 0.
    """

    kind: BlockKind
    text: str
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the source that nobody will hear, and why."""

    reason: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be read, without furniture.

    Attributes:
        title: one line; not repeated among the blocks.
        language: the document's, `und` where it is not known.
        identity: names the source for ever (a locator's digest); empty for standard input.
        source_name: what a person would call the source: a file's name or an address.
        author: empty where the source names none.
    """

    title: str
    language: LanguageTag
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    identity: str = ""
    source_name: str = ""
    author: str = ""
