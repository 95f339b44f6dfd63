"""What an article is, once read."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from paracast.article.marking import Link, Passage, marked_again
from paracast.article.traced import Change, Span, Traced, appended
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
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item… in the article's own words.

    Attributes:
        words: one line without markup. A table's rows are parted by newlines, its cells by tabs; a
            figure's are its alternative text, and may be none where it has a picture.
        level: a heading's rank (1 is the highest), a list item's depth, 1 for a table whose first
            row names the columns; else 0.
        passages: stretches marked as another language, in order.
        lead: how many characters at its start the source sets in bold.
        links: stretches that lead elsewhere, in order.
        address: of a heading: where its section is on the web; empty where nobody knows.
        picture: of a figure: the article's own file; None where it is somebody else's.
    """

    kind: BlockKind
    words: Traced
    level: int = 0
    passages: tuple[Passage, ...] = ()
    lead: int = 0
    links: tuple[Link, ...] = ()
    address: str = ""
    picture: Path | None = None

    def with_words(self, words: Traced) -> "Block":
        """Return it with words that lost some; what is marked in them is found by its places."""
        return replace(
            self,
            words=words,
            passages=marked_again(self.passages, self.words, words),
            links=marked_again(self.links, self.words, words),
        )

    @property
    def text(self) -> str:
        """The words alone."""
        return self.words.text

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.words.span


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the source that nobody will hear, and why."""

    reason: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """Whose article it is, and where it appeared; what is not known is empty.

    Attributes:
        url: the address under which its publisher wants it known.
        image: the address of its picture.
    """

    author: str = ""
    site: str = ""
    published: date | None = None
    url: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to be read, without furniture.

    Attributes:
        title: one line; not repeated among the blocks.
        language: the document's, `und` where it is not known.
        identity: names the source for ever (a locator's digest); empty for standard input.
        source_name: what a person would call the source: a file's name or an address.
        source: the characters that were read, which all places refer to: a text's own, or of a
            document with markup its text.
        heading: the title as it stands in the source; empty where it does not.
        changes: what reads otherwise than in the source, beside the blocks' own changes.
    """

    title: str
    language: LanguageTag
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    identity: str = ""
    source_name: str = ""
    credits: Credits = field(default_factory=Credits)
    source: str = ""
    heading: Traced = field(default_factory=lambda: appended(""))
    changes: tuple[Change, ...] = ()

    @property
    def spoken_title(self) -> Traced:
        """The title with its places, where it stands in the source."""
        return self.heading if self.heading.text == self.title else appended(self.title)

    @property
    def author(self) -> str:
        """Who wrote it; empty where the source names nobody."""
        return self.credits.author
