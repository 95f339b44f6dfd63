"""Markdown (CommonMark with tables, footnotes and front matter) → blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from paracast.article.draft import Draft
from paracast.article.model import Block, BlockKind, LeftOut, Span
from paracast.article.repair import repaired

_TASK_BOX = re.compile(r"\[[ xX]\]\s+")
_HTML_TEXT = re.compile(r"<(?:!--.*?-->|[^>]*>)", re.DOTALL)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)")
_EMPHASIS = re.compile(r"(?<![\w\\])([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")


def read_markdown(source: str) -> Draft:
    """Read Markdown by its tokens; a block's place is that of its lines."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(front_matter_plugin).use(footnote_plugin)
    reader = _Reader(source)
    for token in parser.parse(source):
        reader.take(token)
    facts = reader.facts
    return Draft(
        title=facts.get("title", "") or reader.first_heading,
        author=facts.get("author", ""),
        language=facts.get("lang", "") or facts.get("language", ""),
        blocks=tuple(reader.blocks),
        left_out=tuple(reader.left_out),
    )


_NOWHERE = Span(0, 0)


@dataclass(slots=True)
class _Reader:
    """Takes tokens in order and keeps blocks."""

    source: str
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    first_heading: str = ""
    _lists: list[int] = field(default_factory=list)  # the next number; 0 where there are none
    _item: str = ""  # a list item's number, until its first paragraph
    _quotes: int = 0
    _items: int = 0
    _in_note: bool = False
    _heading: int = 0
    _rows: list[list[str]] | None = None
    _table_span: Span = _NOWHERE
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", self.source))]

    def take(self, token: Token) -> None:
        """Take the next token."""
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def _span(self, token: Token) -> Span:
        if token.map is None:
            return _NOWHERE
        first, last = (min(line, len(self._starts) - 1) for line in token.map)
        end = self._starts[last] if token.map[1] < len(self._starts) else len(self.source)
        return Span(self._starts[first], end)

    def _leave_out(self, reason: str, text: str, token: Token) -> None:
        self.left_out.append(LeftOut(reason, text, self._span(token)))

    def _front_matter(self, token: Token) -> None:
        for line in token.content.splitlines():
            if match := _KEY.match(line):
                self.facts.setdefault(match["key"].lower(), _plain_value(match["value"]))
        self._leave_out("front matter", token.content, token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1:])

    def _heading_close(self, _token: Token) -> None:
        self._heading = 0

    def _bullet_list_open(self, _token: Token) -> None:
        self._lists.append(0)

    def _ordered_list_open(self, token: Token) -> None:
        self._lists.append(int(token.attrGet("start") or 1))

    def _bullet_list_close(self, _token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _token: Token) -> None:
        self._items += 1
        self._item = f"{self._lists[-1]}. " if self._lists[-1] else ""
        self._lists[-1] += bool(self._lists[-1])

    def _list_item_close(self, _token: Token) -> None:
        self._items -= 1

    def _blockquote_open(self, _token: Token) -> None:
        self._quotes += 1

    def _blockquote_close(self, _token: Token) -> None:
        self._quotes -= 1

    def _footnote_open(self, _token: Token) -> None:
        self._in_note = True

    def _footnote_close(self, _token: Token) -> None:
        self._in_note = False

    def _table_open(self, token: Token) -> None:
        self._rows = []
        self._table_span = self._span(token)

    def _tr_open(self, _token: Token) -> None:
        if self._rows is not None:
            self._rows.append([])

    def _table_close(self, _token: Token) -> None:
        rows = "\n".join(", ".join(filter(None, row)) for row in self._rows or [])
        self._rows = None
        self._keep(BlockKind.TABLE, rows, self._table_span)

    def _inline(self, token: Token) -> None:
        text = repaired("".join(self._words(token.children or (), token)))
        if self._in_note:
            self._leave_out("footnote", text, token)
        elif self._rows is not None:
            self._rows[-1].append(text)
        elif self._heading:
            self._keep(BlockKind.HEADING, text, self._span(token))
        elif self._items:
            self._keep(BlockKind.LIST_ITEM, self._item + _TASK_BOX.sub("", text), self._span(token))
            self._item = ""
        else:
            kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
            self._keep(kind, text, self._span(token))

    def _fence(self, token: Token) -> None:
        self._keep(BlockKind.CODE, token.content.strip(), self._span(token))

    _code_block = _fence

    def _html_block(self, token: Token) -> None:
        text = repaired(" ".join(_HTML_TEXT.sub(" ", token.content).split()))
        comment = token.content.lstrip().startswith(("<!--", "<script", "<style"))
        if text and not comment:
            self._keep(BlockKind.PARAGRAPH, text, self._span(token))
        else:
            self._leave_out("markup", token.content, token)

    def _hr(self, token: Token) -> None:
        self._leave_out("separator", token.markup, token)

    def _words(self, children: Sequence[Token], block: Token) -> Iterator[str]:
        """Yield the words of a block; what is not said goes to what is left out."""
        struck = 0
        for child in children:
            match child.type:
                case "s_open":
                    struck += 1
                case "s_close":
                    struck -= 1
                case "softbreak" | "hardbreak":
                    yield " "
                case "image":
                    self._leave_out("image", child.content, block)
                case "html_inline":
                    self._leave_out("markup", child.content, block)
                case "footnote_ref":
                    self._leave_out("footnote mark", "[^]", block)
                case _ if struck and child.content:
                    self._leave_out("struck out", child.content, block)
                case "text" | "code_inline":
                    yield child.content

    def _keep(self, kind: BlockKind, text: str, span: Span) -> None:
        if not text:
            return
        if kind is BlockKind.HEADING and self._heading == 1 and not self.first_heading:
            self.first_heading = text
        level = self._heading if kind is BlockKind.HEADING else len(self._lists)
        self.blocks.append(Block(kind, text, span, level))


def _plain_value(value: str) -> str:
    """Read a value of front matter as text; it is never run, and lists stay as written."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return (
        "" if text.startswith(("!", "[", "{", "|", ">", "&", "*")) else _EMPHASIS.sub(r"\2", text)
    )
