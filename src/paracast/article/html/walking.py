"""A tree of elements → leaves: the lines of a document, with the place of every character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from paracast.article.html.elements import (
    BLOCKS,
    HEADINGS,
    UNSEEN,
    is_data_table,
    is_note,
    kind_of,
    silence_of,
)
from paracast.article.html.parsing import Element
from paracast.article.model import BlockKind, LeftOut, Passage
from paracast.article.repair import repair
from paracast.article.traced import Change, Span, Traced, appended, concatenated, placed
from paracast.units import LanguageTag

_BREAK = "\u2028"
_PARAGRAPH = re.compile(rf"(?:\s*{_BREAK}){{2,}}\s*")
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of a document: what becomes a block, if it belongs to the article.

    Attributes:
        element: the innermost element with a line of its own that holds it.
        linked: how many of its characters are links.
    """

    kind: BlockKind
    words: Traced
    element: Element
    level: int = 0
    linked: int = 0
    passages: tuple[Passage, ...] = ()


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


def walk(root: Element, language: str = "") -> Walked:
    """Walk a document once.

    Args:
        root: the element whose text is the document's.
        language: the document's, from which passages differ.
    """
    walker = _Walker(_base(language))
    walker.visit(root)
    return Walked(
        "".join(walker.source),
        tuple(walker.leaves),
        tuple(walker.left_out),
        tuple(walker.changes),
        tuple(walker.silenced),
    )


@dataclass(slots=True)
class _Line:
    """What has been gathered of one line."""

    pieces: list[Traced] = field(default_factory=list)
    foreign: list[tuple[Span, str]] = field(default_factory=list)  # in the source
    linked: int = 0


@dataclass(slots=True)
class _Walker:
    """Goes from element to element and gathers lines."""

    language: str
    source: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    silenced: list[Element] = field(default_factory=list)
    _position: int = 0
    _line: _Line = field(default_factory=_Line)
    _blocks: list[Element] = field(default_factory=list)  # the open ones
    _languages: list[str] = field(default_factory=list)  # of the open elements that tell one
    _links: int = 0  # open ones
    _lists: list[int] = field(default_factory=list)  # the next number; 0 where there are none
    _number: str = ""  # a list item's, until its first line
    _table: Element = None
    _rows: list[list[Traced]] = field(default_factory=list)

    def visit(self, root: Element) -> None:
        """Visit an element and all that is in it, without recursion: pages can be deep."""
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
            elif not isinstance(element.tag, str) or element.tag in UNSEEN:
                pass
            elif reason := silence_of(element, "".join(p.text for p in self._line.pieces[-2:])):
                self._silence(element, reason)
            else:
                self._enter(element)
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
                continue
            if element is not root and element.tail:
                self._say(element.tail)

    def _take(self, text: str) -> Span:
        """Append a text to the source."""
        start = self._position
        self.source.append(text)
        self._position += len(text)
        return Span(start, self._position)

    def _say(self, text: str) -> None:
        span = self._take(text)
        self._line.pieces.append(placed(text, span.start))
        self._line.linked += len(text.strip()) if self._links else 0
        if self._languages and _base(self._languages[-1]) not in {self.language, ""}:
            self._line.foreign.append((span, self._languages[-1]))

    def _silence(self, element: Element, reason: str) -> None:
        text = "".join(_text_in(element))
        self.silenced.append(element)
        if not text.strip():
            if text:
                self._say(text)
            return
        if element.tag in BLOCKS:
            self._flush()
        self.left_out.append(LeftOut(reason, " ".join(text.split()), self._take(text)))
        if element.tag in BLOCKS:
            self._take("\n")

    def _enter(self, element: Element) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self._blocks.append(element)
        if element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            self._languages.append(_language_of(element))
        self._links += tag == "a"
        self._begin(element)
        if element.text and tag in {"sup", "sub"} and element.text.strip().isdigit():
            self._say_raised(element)
        elif element.text:
            self._say(element.text)

    def _begin(self, element: Element) -> None:
        """Do what an element does before its text."""
        match element.tag:
            case "ul" | "ol" | "menu":
                self._lists.append(_first_number(element) if element.tag == "ol" else 0)
            case "li" if self._lists:
                self._number = f"{self._lists[-1]}. " if self._lists[-1] else ""
                self._lists[-1] += bool(self._lists[-1])
            case "table" if self._table is None and is_data_table(element):
                self._table, self._rows = element, []
            case "tr" if self._is_of_table(element):
                self._rows.append([])
            case "br":
                self._take("\n")
                self._line.pieces.append(appended(_BREAK))
            case "q":
                self._line.pieces.append(appended("“"))
            case "img" | "amp-img" if (element.get("alt") or "").strip():
                words = repair(appended(" ".join(element.get("alt").split())))
                self.leaves.append(Leaf(BlockKind.FIGURE, words, element))

    def _leave(self, element: Element) -> None:
        match element.tag:
            case "td" | "th" if self._rows and self._is_of_table(element):
                self._rows[-1].append(self._cell())
            case "table" if element is self._table:
                self._end_table()
            case "q":
                self._line.pieces.append(appended("”"))
            case "ul" | "ol" | "menu" if self._lists:
                self._flush()
                self._lists.pop()
        self._links -= element.tag == "a"
        if element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            self._languages.pop()
        if element.tag in BLOCKS:
            self._flush()
            self._blocks.pop()

    def _say_raised(self, element: Element) -> None:
        """Keep the rank of a figure that is raised or lowered: m², H₂O."""
        span = self._take(element.text)
        signs = _RAISED if element.tag == "sup" else _LOWERED
        words = placed(element.text, span.start)
        raised = element.text.strip().translate(signs)
        self._line.pieces.append(words.changed(0, len(words), raised, "raised figure"))

    def _is_of_table(self, element: Element) -> bool:
        if self._table is None:
            return False
        return next(element.iterancestors("table"), None) is self._table

    def _cell(self) -> Traced:
        words = repair(concatenated(self._line.pieces).sub(_SPACES, " ", "space"))
        self._line = _Line()
        self._take("\t")
        return words

    def _end_table(self) -> None:
        rows = [concatenated(row, "\t") for row in self._rows if row]
        first = self._table.xpath("boolean((.//tr)[1][th and not(td)])")
        if rows:
            level = int(first and len(rows) > 1)
            words = concatenated(rows, "\n")
            self.leaves.append(Leaf(BlockKind.TABLE, words, self._table, level))
        self._table, self._rows = None, []

    def _flush(self) -> None:
        """End the line that is being gathered."""
        if not self._line.pieces:
            return
        if self._is_in_cell():
            self._line.pieces.append(appended(" "))
            return
        line, self._line = self._line, _Line()
        self._take("\n")
        self.leaves += self._leaves_of(line)

    def _is_in_cell(self) -> bool:
        return self._table is not None and any(b.tag in {"td", "th"} for b in self._blocks)

    def _leaves_of(self, line: _Line) -> Iterator[Leaf]:
        words, kind = concatenated(line.pieces), self._kind()
        for part in [words.strip()] if kind is BlockKind.CODE else _paragraphs_of(words):
            if not part.text:
                self.changes += words.changes
                continue
            if kind is BlockKind.LIST_ITEM and self._number:
                part, self._number = appended(self._number) + part, ""
            passages = tuple(_passages_of(part, line.foreign))
            holder = self._blocks[-1] if self._blocks else None
            yield Leaf(kind, part, holder, self._level(kind), line.linked, passages)

    def _kind(self) -> BlockKind:
        """Return the kind of the innermost element that makes one."""
        if any(is_note(block) for block in self._blocks):
            return BlockKind.FOOTNOTE
        kinds = (kind_of(block.tag) for block in reversed(self._blocks))
        return next((kind for kind in kinds if kind is not None), BlockKind.PARAGRAPH)

    def _level(self, kind: BlockKind) -> int:
        if kind is BlockKind.HEADING:
            return next(HEADINGS[b.tag] for b in reversed(self._blocks) if b.tag in HEADINGS)
        return len(self._lists) if kind is BlockKind.LIST_ITEM else 0


def _paragraphs_of(line: Traced) -> Iterator[Traced]:
    """Part a line at doubled breaks; a single one is a space."""
    position = 0
    for gap in _PARAGRAPH.finditer(line.text):
        yield repair(line[position : gap.start()].sub(_SPACES, " ", "space"))
        position = gap.end()
    yield repair(line[position:].sub(_SPACES, " ", "space"))


def _passages_of(words: Traced, foreign: list[tuple[Span, str]]) -> Iterator[Passage]:
    """Find stretches of the source again in the words that they became."""
    for span, language in foreign:
        inside = [i for i, place in enumerate(words.places) if span.start <= place < span.end]
        if inside and words.text[inside[0] : inside[-1] + 1].strip():
            yield Passage(Span(inside[0], inside[-1] + 1), LanguageTag(language))


def _text_in(element: Element) -> Iterator[str]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in UNSEEN and one.text:
            yield one.text
        if one is not element and one.tail:
            yield one.tail


def _first_number(ordered: Element) -> int:
    start = ordered.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 10 else 1  # noqa: PLR2004  a list's


def _language_of(element: Element) -> str:
    told = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return str(told)


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
