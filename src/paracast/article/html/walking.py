"""A tree of elements → leaves: the lines of a document, with the place of every character."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from paracast.article.figures import LOWERED, RAISED
from paracast.article.html.elements import (
    BLOCKS,
    HEADINGS,
    UNSEEN,
    is_data_table,
    is_item,
    is_note,
    kind_of,
    silence_of,
)
from paracast.article.html.leaves import (
    BREAK,
    SPACES,
    Leaf,
    Line,
    Walked,
    paragraphs_of,
    passages_of,
)
from paracast.article.html.parsing import Element, told_language
from paracast.article.leads import lead_of
from paracast.article.links import Told, address_of, links_in
from paracast.article.model import BlockKind, LeftOut
from paracast.article.repair import repair
from paracast.article.traced import Change, Span, Traced, appended, concatenated, placed

_BOLD = frozenset({"b", "strong"})


def walk(root: Element, language: str = "", base: str = "") -> Walked:
    """Walk a document once.

    Args:
        root: the element whose text is the document's.
        language: the document's, from which passages differ.
        base: the address that its links start from; empty: none.
    """
    walker = _Walker(_base(language), base)
    walker.visit(root)
    return Walked(
        "".join(walker.source),
        tuple(walker.leaves),
        tuple(walker.left_out),
        tuple(walker.changes),
        tuple(walker.silenced),
    )


@dataclass(frozen=True, slots=True)
class _Open:
    """An element with lines of its own, and what it makes of them: asked once, when it opens."""

    element: Element
    kind: BlockKind | None
    is_note: bool


@dataclass(slots=True)
class _Walker:
    """Goes from element to element and gathers lines."""

    language: str
    base: str = ""
    source: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    silenced: list[Element] = field(default_factory=list)
    _position: int = 0
    _line: Line = field(default_factory=Line)
    _blocks: list[_Open] = field(default_factory=list)  # the open ones
    _languages: list[str] = field(default_factory=list)  # of the open elements that tell one
    _links: list[str] = field(default_factory=list)  # where the open ones lead
    _bold: int = 0  # open ones
    _lists: list[int] = field(default_factory=list)  # the next number; 0 where there are none
    _number: str = ""  # a list item's, until its first line
    _table: Element = None
    _rows: list[list[Traced]] = field(default_factory=list)
    _table_links: list[Told] = field(default_factory=list)

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
        if self._links and self._links[-1]:
            self._line.link(span, self._links[-1])
        if self._bold:
            self._line.bold.append(span)
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
            self._blocks.append(_Open(element, kind_of(element), is_note(element)))
        if language := told_language(element):
            self._languages.append(language)
        if tag == "a":
            self._links.append(address_of(element.get("href") or "", self.base))
        self._bold += tag in _BOLD
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
            case "li" if self._lists and is_item(element):
                self._number = f"{self._lists[-1]}. " if self._lists[-1] else ""
                self._lists[-1] += bool(self._lists[-1])
            case "table" if self._table is None and is_data_table(element):
                self._table, self._rows = element, []
            case "tr" if self._is_of_table(element):
                self._rows.append([])
            case "br":
                self._take("\n")
                self._line.pieces.append(appended(BREAK))
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
        if element.tag == "a":
            self._links.pop()
        self._bold -= element.tag in _BOLD
        if told_language(element):
            self._languages.pop()
        if element.tag in BLOCKS:
            self._flush()
            self._blocks.pop()

    def _say_raised(self, element: Element) -> None:
        """Keep the rank of a figure that is raised or lowered: m², H₂O."""
        span = self._take(element.text)
        signs = RAISED if element.tag == "sup" else LOWERED
        words = placed(element.text, span.start)
        raised = element.text.strip().translate(signs)
        self._line.pieces.append(words.changed(0, len(words), raised, "raised figure"))

    def _is_of_table(self, element: Element) -> bool:
        if self._table is None:
            return False
        return next(element.iterancestors("table"), None) is self._table

    def _cell(self) -> Traced:
        words = repair(concatenated(self._line.pieces).sub(SPACES, " ", "space"))
        self._table_links += self._line.links
        self._line = Line()
        self._take("\t")
        return words

    def _end_table(self) -> None:
        rows = [concatenated(row, "\t") for row in self._rows if row]
        first = self._table.xpath("boolean((.//tr)[1][th and not(td)])")
        if rows:
            level = int(first and len(rows) > 1)
            words = concatenated(rows, "\n")
            links = links_in(words, self._table_links)
            self.leaves.append(Leaf(BlockKind.TABLE, words, self._table, level, links=links))
        self._table, self._rows, self._table_links = None, [], []

    def _flush(self) -> None:
        """End the line that is being gathered."""
        if not self._line.pieces:
            return
        if self._is_in_cell():
            self._line.pieces.append(appended(" "))
            return
        line, self._line = self._line, Line()
        self._take("\n")
        self.leaves += self._leaves_of(line)

    def _is_in_cell(self) -> bool:
        return self._table is not None and any(b.element.tag in {"td", "th"} for b in self._blocks)

    def _leaves_of(self, line: Line) -> Iterator[Leaf]:
        words, kind = concatenated(line.pieces), self._kind()
        self.changes += words.changes
        for said in [words.strip()] if kind is BlockKind.CODE else paragraphs_of(words):
            if not said.text:
                self.changes += said.changes
                continue
            number = appended(self._number if kind is BlockKind.LIST_ITEM else "")
            self._number = "" if number.text else self._number
            part = number + said
            passages = tuple(passages_of(part, line.foreign))
            holder = self._blocks[-1].element if self._blocks else None
            lead, links = lead_of(part, line.bold), links_in(part, line.links)
            level = self._level(kind)
            yield Leaf(kind, part, holder, level, line.linked, passages, lead, links)

    def _kind(self) -> BlockKind:
        """Return the kind of the innermost element that makes one."""
        if any(block.is_note for block in self._blocks):
            return BlockKind.FOOTNOTE
        kinds = (block.kind for block in reversed(self._blocks))
        return next((kind for kind in kinds if kind is not None), BlockKind.PARAGRAPH)

    def _level(self, kind: BlockKind) -> int:
        if kind is BlockKind.HEADING:
            tags = (block.element.tag for block in reversed(self._blocks))
            return next(HEADINGS[tag] for tag in tags if tag in HEADINGS)
        return len(self._lists) if kind is BlockKind.LIST_ITEM else 0


def _text_in(element: Element) -> Iterator[str]:
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in UNSEEN and one.text:
            yield one.text
        if one is not element and one.tail:
            yield one.tail


def _first_number(ordered: Element) -> int:
    start = ordered.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 10 else 1  # noqa: PLR2004  a list's


def _base(language: str) -> str:
    return language.lower().partition("-")[0]
