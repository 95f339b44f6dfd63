"""Markdown (CommonMark with tables, footnotes and front matter) → blocks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from paracast.article.crediting import day_of
from paracast.article.draft import Draft
from paracast.article.figures import LOWERED, RAISED
from paracast.article.inline import Inline, read_inline
from paracast.article.leads import lead_of
from paracast.article.links import Told, address_of, links_in
from paracast.article.model import Block, BlockKind, Credits, LeftOut
from paracast.article.pictures import own_picture
from paracast.article.repair import repair
from paracast.article.source_lines import SourceLines
from paracast.article.traced import Change, Span, Traced, appended, concatenated, followed, traced

_CELL = re.compile(r"[^\s|>:-]")
_TASK_BOX = re.compile(r"^\[[ xX]\]\s+")
_TAG = re.compile(r"<(?:!--.*?(?:-->|\Z)|[^<>]*>)", re.DOTALL)
_SILENT_HTML = re.compile(r"\s*<(?:!--|script|style|template)", re.IGNORECASE)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)\s*:\s*(?P<value>.*)")
_EMPHASIS = re.compile(r"(?<![\w\\])([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_SPACES = re.compile(r"\s{2,}|\n")
_LOWERED = re.compile(r"(?<=[A-Za-z)])~(\d{1,3})~")
_RAISED = re.compile(r"(?<=\w)\^(\d{1,3})\^")
_BLOCK_MARKS = re.compile(r"[^\s\w]+|_+|\b\d{1,9}(?=[.)])|(?<=\[)[xX](?=\])")


def read_markdown(source: str, base: str = "", folder: Path | None = None) -> Draft:
    """Read Markdown by its tokens; every character keeps its place, and every mark has a name.

    Args:
        source: the text.
        base: the address that it came from, which its links start from; empty: none.
        folder: where its file lies, beside its pictures; None: it is no file.
    """
    source = source.replace("\0", "\ufffd")  # as every parser does (CommonMark, section 2.3)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 100}).enable(
        ["table", "strikethrough"]
    )
    parser.use(front_matter_plugin).use(footnote_plugin).disable("text_join")
    environment: dict[str, Any] = {}
    reader = _Reader(source, SourceLines(source), base, folder)
    for token in parser.parse(source, environment):
        reader.take(token)
    facts = reader.facts
    return Draft(
        source=source,
        title=appended(facts["title"]) if facts.get("title") else reader.first_heading,
        credits=Credits(author=facts.get("author", ""), published=day_of(facts.get("date", ""))),
        language=facts.get("lang", "") or facts.get("language", ""),
        blocks=tuple(reader.blocks),
        left_out=(*reader.left_out, *_uncalled_notes(reader.lines, reader.blocks)),
        changes=(*_marks_of(source), *_addresses_of(environment, reader.lines), *reader.changes),
    )


@dataclass(slots=True)
class _Reader:
    """Takes tokens in order and keeps blocks."""

    source: str
    lines: SourceLines
    base: str = ""
    folder: Path | None = None
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    first_heading: Traced = field(default_factory=lambda: appended(""))
    _lists: list[int] = field(default_factory=list)  # the next number; 0 where there are none
    _item: Traced = field(default_factory=lambda: appended(""))  # a number, until it is said
    _quotes: int = 0
    _items: int = 0
    _in_note: bool = False
    _heading: int = 0
    _rows: list[list[Traced]] | None = None
    _row: int = 0  # the line of the row that is being read
    _links: list[Told] = field(default_factory=list)  # of the block that is being read

    def take(self, token: Token) -> None:
        """Take the next token."""
        handler = getattr(self, f"_{token.type}", None)
        if handler is not None:
            handler(token)

    def change(self, span: Span, rule: str) -> None:
        """Note what reads otherwise than it is written."""
        self.changes.append(Change(span, rule))

    def _front_matter(self, token: Token) -> None:
        for line in token.content.splitlines():
            if match := _KEY.match(line):
                self.facts.setdefault(match["key"].lower(), _plain_value(match["value"]))
        self.left_out.append(LeftOut("front matter", token.content, self.lines.span(token.map)))

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

    def _list_item_open(self, token: Token) -> None:
        self._items += 1
        self._item = appended("")
        if number := self._lists[-1]:
            first = self.lines.span((token.map[0], token.map[0] + 1) if token.map else None)
            line = traced(self.source, first.start, first.end)
            written, _ = followed(line, f"{number}{token.markup}", 0)
            self._item = written + appended(" ")
            self._lists[-1] = number + 1

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

    def _table_open(self, _token: Token) -> None:
        self._rows = []
        self._links.clear()

    def _tr_open(self, token: Token) -> None:
        if self._rows is not None:
            self._rows.append([])
        self._row = token.map[0] if token.map else 0

    def _tr_close(self, _token: Token) -> None:
        """Name what a row has more cells of than its table has columns (GFM, section 4.10)."""
        rest = self.lines.rest(self._row)
        text = self.source[rest.start : rest.end]
        if _CELL.search(text):
            self.left_out.append(LeftOut("cell without a column", text.strip(), rest))

    def _table_close(self, _token: Token) -> None:
        rows = [concatenated(row, "\t") for row in self._rows or []]
        self._rows = None
        self._keep(Block(BlockKind.TABLE, concatenated(rows, "\n"), level=1))

    def _inline(self, token: Token) -> None:
        if self._rows is not None and not token.content:  # a parser fills rows up with many
            self._rows[-1].append(appended(""))
            return
        inline = read_inline(token, self.lines)
        self.left_out += inline.left_out
        self.changes += inline.changes
        if self._rows is None:
            self._links.clear()
        told = ((span, address_of(reference, self.base)) for span, reference in inline.links)
        self._links += ((span, address) for span, address in told if address)
        words = repair(inline.words.sub(_SPACES, " ", "space"))
        words = words.sub(_LOWERED, _lowered, "lowered figure").sub(
            _RAISED, _raised, "raised figure"
        )
        if self._rows is not None:
            self._rows[-1].append(words)
        elif words.text:
            self._keep_words(words, lead_of(words, inline.bold))
        self._keep_figures(inline)

    def _keep_words(self, words: Traced, lead: int) -> None:
        if self._in_note:
            self._keep(Block(BlockKind.FOOTNOTE, words))
        elif self._heading:
            if self._heading == 1 and not self.first_heading.text:
                self.first_heading = words
            self._keep(Block(BlockKind.HEADING, words, self._heading))
        elif self._items:
            item = words.sub(_TASK_BOX, "", "list mark")
            self._keep(Block(BlockKind.LIST_ITEM, self._item + item, len(self._lists)))
            self._item = appended("")
        else:
            kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
            self._keep(Block(kind, words, lead=lead))

    def _keep_figures(self, inline: Inline) -> None:
        for image in inline.images:
            picture = own_picture(image.reference, self.folder)
            self._keep(Block(BlockKind.FIGURE, repair(image.words), picture=picture))

    def _fence(self, token: Token) -> None:
        first, last = token.map or (0, 0)
        opening = self.lines.span((first, first + 1))
        self.change(opening, "markup")
        words = self.lines.located(token.content, (first + 1, last)).strip()
        self._keep(Block(BlockKind.CODE, words))

    def _code_block(self, token: Token) -> None:
        words = self.lines.located(token.content, token.map).strip()
        self._keep(Block(BlockKind.CODE, words))

    def _html_block(self, token: Token) -> None:
        span = self.lines.span(token.map)
        if _SILENT_HTML.match(token.content):
            self.left_out.append(LeftOut("markup", token.content, span))
            return
        words = traced(self.source, span.start, span.end).sub(_TAG, " ", "markup")
        self.changes += words.changes
        self._keep_html(repair(words.sub(_SPACES, " ", "space")))

    def _keep_html(self, words: Traced) -> None:
        if words.text:
            self._keep(Block(BlockKind.PARAGRAPH, words))

    def _hr(self, token: Token) -> None:
        span = self.lines.span(token.map)
        text = self.source[span.start : span.end].strip()
        self.left_out.append(LeftOut("separator", text, span))

    def _keep(self, block: Block) -> None:
        if block.text.strip() or block.picture:
            self.blocks.append(replace(block, links=links_in(block.words, self._links)))
        self.changes += block.words.changes


def _lowered(match: re.Match[str]) -> str:
    return match[1].translate(LOWERED)


def _raised(match: re.Match[str]) -> str:
    return match[1].translate(RAISED)


def _marks_of(source: str) -> list[Change]:
    """Name the signs between blocks; letters never count as markup."""
    return [Change(Span(*match.span()), "markup") for match in _BLOCK_MARKS.finditer(source)]


def _uncalled_notes(lines: SourceLines, blocks: Sequence[Block]) -> list[LeftOut]:
    """Leave out the footnotes that no mark calls: the parser passes over them."""
    called = [block.span for block in blocks if block.kind is BlockKind.FOOTNOTE]
    return [
        LeftOut("footnote", lines.source[note.start : note.end], note)
        for _, note in lines.footnotes()
        if not any(note.start <= span.start < note.end for span in called)
    ]


def _addresses_of(environment: Mapping[str, Any], lines: SourceLines) -> list[Change]:
    """Name the parts of a source that only give links their addresses and notes their labels."""
    defined = [*environment.get("references", {}).values(), *environment.get("duplicate_refs", ())]
    return [
        *(Change(lines.span(definition["map"]), "link address") for definition in defined),
        *(Change(label, "markup") for label, _ in lines.footnotes()),
    ]


def _plain_value(value: str) -> str:
    """Read a value of front matter as text; it is never run, and lists stay as written."""
    text = value.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return (
        "" if text.startswith(("!", "[", "{", "|", ">", "&", "*")) else _EMPHASIS.sub(r"\2", text)
    )
