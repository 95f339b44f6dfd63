"""The lines of a document, as they are gathered and once they are whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from paracast.article.html.parsing import Element
from paracast.article.links import Told
from paracast.article.marking import Link, Passage
from paracast.article.model import Block, BlockKind, LeftOut
from paracast.article.repair import repair
from paracast.article.traced import Change, Span, Traced, found_again
from paracast.units import LanguageTag

BREAK = "\u2028"
"""Stands for a line break that the page asks for."""

_DOUBLED = 2  # breaks that part paragraphs
_GAP = re.compile(r"\s+")
_EMPTY_BRACKETS = re.compile(r"\s?\[[\s,;–-]*\]")
_NEW_TAB = re.compile(r"(?:,\s|\s?\()opens (?:in )?(?:a )?new (?:tab|window)\)?", re.IGNORECASE)
SPACES = re.compile(r"\s{2,}|[^\S ]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of a document: what becomes a block, if it belongs to the article.

    Attributes:
        element: the innermost element with a line of its own that holds it.
        linked: how many of its characters are links.
        lead: how many characters at its start are bold.
    """

    kind: BlockKind
    words: Traced
    element: Element
    level: int = 0
    linked: int = 0
    passages: tuple[Passage, ...] = ()
    lead: int = 0
    links: tuple[Link, ...] = ()

    def block(self) -> Block:
        """Make it a block of the article."""
        return Block(self.kind, self.words, self.level, self.passages, self.lead, self.links)

    @property
    def is_linked(self) -> bool:
        """Whether more than half of it is links."""
        return 2 * self.linked > len(self.words)

    @property
    def around(self) -> Iterator[Element]:
        """The elements that hold it, from the inside out."""
        if self.element is not None:
            yield self.element
            yield from self.element.iterancestors()


@dataclass(frozen=True, slots=True)
class Walked:
    """A document's text, its lines, and what nobody is to hear of it.

    Attributes:
        silenced: the elements that are left out, to be cut before anybody else looks.
    """

    source: str
    leaves: tuple[Leaf, ...]
    left_out: tuple[LeftOut, ...]
    changes: tuple[Change, ...]
    silenced: tuple[Element, ...]


@dataclass(slots=True)
class Line:
    """What has been gathered of one line.

    Attributes:
        foreign: stretches of the source, with the language that the page says they are in.
        bold: stretches of the source that the page sets in bold.
        links: those that lead elsewhere on the web.
        linked: how many of its characters are links.
    """

    pieces: list[Traced] = field(default_factory=list)
    foreign: list[tuple[Span, str]] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)
    links: list[Told] = field(default_factory=list)
    linked: int = 0

    def link(self, span: Span, address: str) -> None:
        """Note a stretch that leads elsewhere; one link may come in several."""
        last, known = self.links[-1] if self.links else (span, "")
        if known == address and last.end == span.start:
            self.links[-1] = (Span(last.start, span.end), address)
        else:
            self.links.append((span, address))


def paragraphs_of(line: Traced) -> Iterator[Traced]:
    """Part a line at doubled breaks; a single one is a space."""
    position = 0
    for gap in _GAP.finditer(line.text):
        if gap[0].count(BREAK) >= _DOUBLED:
            yield _whole(line[position : gap.start()])
            position = gap.end()
    yield _whole(line[position:])


def _whole(line: Traced) -> Traced:
    """Repair a line; brackets whose note marks were taken away go too."""
    single = repair(line.sub(SPACES, " ", "space"))
    return single.sub(_EMPTY_BRACKETS, "", "footnote mark").sub(_NEW_TAB, "", "link label")


def passages_of(words: Traced, foreign: list[tuple[Span, str]]) -> Iterator[Passage]:
    """Find stretches of the source again in the words that they became."""
    if not foreign:
        return
    spans = found_again(words, [span for span, _ in foreign])
    for span, (_, language) in zip(spans, foreign, strict=True):
        if span and words.text[span.start : span.end].strip():
            yield Passage(span, LanguageTag(language))


def letters_of(text: str) -> str:
    """Return what is compared of two lines: neither case, nor signs, nor spaces."""
    return re.sub(r"[^\w]+", "", text).casefold()
