"""The inside of one Markdown block → its words, with the place of every character.

The parser hands tokens over in order but does not say where they stand. Each kind of token is
written in one way, so a cursor that moves over the block's content finds them again.
"""

import re
from dataclasses import dataclass, field

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from paracast.article.links import Told
from paracast.article.model import LeftOut
from paracast.article.source_lines import SourceLines
from paracast.article.traced import Change, Span, Traced, appended, concatenated, followed, spans_of

_BREAK = re.compile(r"</?(?:br|p|div|li|tr|td|hr)\b", re.IGNORECASE)
_SILENCING = re.compile(r"<(?P<close>/?)(?P<name>script|style|del|s|strike)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Image:
    """An image in a block: its alternative text, and the file or address that it names."""

    words: Traced
    reference: str


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in a block.

    Attributes:
        words: what is to be read.
        bold: stretches of the source that are bold.
        links: as they are written, in order.
    """

    words: Traced
    images: tuple[Image, ...]
    left_out: tuple[LeftOut, ...]
    changes: tuple[Change, ...]
    bold: tuple[Span, ...] = ()
    links: tuple[Told, ...] = ()


def read_inline(token: Token, lines: SourceLines) -> Inline:
    """Read an `inline` token."""
    walk = _Walk(lines.located(token.content, token.map))
    for child in token.children or ():
        walk.take(child)
    return Inline(
        concatenated(walk.words),
        tuple(walk.images),
        tuple(walk.left_out),
        tuple(walk.changes),
        tuple(walk.bold),
        tuple(walk.links),
    )


@dataclass(slots=True)
class _Walk:
    """A cursor that moves over a block's content as the tokens come."""

    content: Traced
    cursor: int = 0
    words: list[Traced] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    bold: list[Span] = field(default_factory=list)
    links: list[Told] = field(default_factory=list)
    _reference: str = ""  # the open link's
    _first: int = 0  # of the words that it stands on
    _strong: int = 0
    _struck: int = 0
    _silent: bool = False  # between <script> and </script>

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.type:
            case "text" | "code_inline":
                self._say(self._next(token.content))
            case "text_special":
                self._change(self._next(token.markup), "escape")
                self._say(appended(token.content))
            case "softbreak" | "hardbreak":
                self.words.append(appended(" "))
            case "strong_open" | "s_open" | "strong_close" | "s_close":
                self._nest(token)
            case "link_open":
                self._reference, self._first = str(token.attrGet("href") or ""), len(self.words)
            case "link_close":
                self._link()
                self._change(self._through(_end_of_link(self.content.text, self.cursor)), "markup")
            case "image":
                self._image(str(token.attrGet("src") or ""))
            case "html_inline":
                self._tag(token.content)
            case "footnote_ref":
                self._note_mark(token)

    def _nest(self, token: Token) -> None:
        if token.tag == "s":
            self._struck += token.nesting
        else:
            self._strong += token.nesting

    def _next(self, written: str) -> Traced:
        """Return the next stretch that reads so, and move behind it."""
        found, self.cursor = followed(self.content, written, self.cursor)
        return found

    def _through(self, end: int) -> Traced:
        start, self.cursor = self.cursor, max(end, self.cursor)
        return self.content[start : self.cursor]

    def _say(self, words: Traced) -> None:
        reason = "struck out" if self._struck else "markup" if self._silent else ""
        if not reason:
            self.words.append(words)
            self.bold += spans_of(words.places) if self._strong else ()
        elif words.text.strip():
            self.left_out.append(LeftOut(reason, words.text, words.span))

    def _tag(self, tag: str) -> None:
        self._change(self._next(tag), "markup")
        if _BREAK.match(tag):
            self.words.append(appended(" "))
        match = _SILENCING.match(tag)
        if match and match["name"].lower() in {"del", "s", "strike"}:
            self._struck += -1 if match["close"] else 1
        elif match:
            self._silent = not match["close"]

    def _change(self, words: Traced, rule: str) -> None:
        self.changes += (Change(span, rule) for span in spans_of(words.places))

    def _link(self) -> None:
        spans = spans_of(concatenated(self.words[self._first :]).places)
        if spans:
            self.links.append((Span(spans[0].start, spans[-1].end), self._reference))

    def _image(self, reference: str) -> None:
        start = self.content.text.find("![", self.cursor)
        if start < 0:
            return
        close = _closing_bracket(self.content.text, start + 1)
        self.images.append(Image(self.content[start + 2 : close], reference))
        self.cursor = close
        self._change(self._through(_end_of_link(self.content.text, close)), "markup")

    def _note_mark(self, token: Token) -> None:
        label = token.meta.get("label")
        words = self._next(f"[^{label}]") if label else self._inline_note()
        self.left_out.append(LeftOut("footnote mark", words.text, words.span))

    def _inline_note(self) -> Traced:
        """Pass over a footnote that is written where it is called: ^[like this]."""
        start = self.content.text.find("^[", self.cursor)
        if start < 0:
            return appended("")
        self.cursor = start
        return self._through(_closing_bracket(self.content.text, start + 1) + 1)


def _closing_bracket(text: str, opening: int) -> int:
    """Return where the bracket that opens there closes."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0) if text[place - 1] != "\\" else 0
        if depth == 0:
            return place
    return len(text)


def _end_of_link(text: str, cursor: int) -> int:
    """Return where a link ends whose words end at the cursor: `](address "title")`, `][name]`."""
    start = text.find("]", cursor)
    if text[cursor : cursor + 1] == ">" or start < 0:
        return cursor + 1
    if text.startswith("(", start + 1):
        return _end_of_address(text, start + 2)
    if text.startswith("[", start + 1):
        return _closing_bracket(text, start + 1) + 1
    return start + 1


def _end_of_address(text: str, start: int) -> int:
    """Return what follows `address "title")` (CommonMark 0.31.2, section 6.3)."""
    place = _after_space(text, start)
    address = parseLinkDestination(text, place, len(text))
    place = _after_space(text, address.pos if address.ok else place)
    title = parseLinkTitle(text, place, len(text))
    end = text.find(")", title.pos if title.ok else place)
    return end + 1 if end >= 0 else place


def _after_space(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())
