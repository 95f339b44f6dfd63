"""Plain text → blocks: hard-wrapped lines reflowed, lists, quotes and headings recognised."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from paracast.article.draft import Draft
from paracast.article.lines import Line, joined, lines_of, span_of
from paracast.article.model import Block, BlockKind, Credits, LeftOut
from paracast.article.traced import Traced, appended, concatenated

_BULLET = re.compile(r"(?:[-–—•◦▪‣·*+]\s+|(?P<number>\(?\d{1,3}[.)])\s+)(?=\S)")
_QUOTED = re.compile(r"^(?:>\s?)+")
_TITLE_MARK = re.compile(r"^[#>\s]+")
_SPACES = re.compile(r" {2,}")
_RULE = re.compile(r"(?:[*_=~#–—-]\s?){3,}$|[*⁂]$")
_CHAPTER = re.compile(
    r"(?:(?:chapter|part|book|section|act|scene|letter|canto)\s+[\divxlc]+\b.{0,60}"
    r"|prologue|epilogue|introduction|preface|foreword|afterword|contents|notes)\.?$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁴-⁹⁰]+|[†‡*](?=\s[A-Z]))\s*(?=\S)")
_PAGE = re.compile(r"\[(?:Pg\.?|Page)\s*\w+\]|\[Illustration[^\]]*\]", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)[^*_]{1,300}?(?<=\S)\1(?![\w*_])")
_GUTENBERG = re.compile(
    r"\*\*\* ?(?P<edge>START|END) OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE
)
_HEADER = re.compile(r"(?P<key>Title|Author|Language):\s*(?P<value>\S.*)", re.IGNORECASE)
_NAME = r"[A-Z][\w.’'-]*(?: (?:de|da|van|von|der|la|al|bin|y) ?| [A-Z][\w.’'-]*){0,5}"
_BYLINE = re.compile(rf"[Bb]y (?P<author>{_NAME}(?: and {_NAME})?)$")
_END_MARK = re.compile(r"[.!?…:;,][”’»)\]\"']*$|[”\"]$")

_WIDEST_WRAPPED = 120  # columns; a longer line is a paragraph
_WRAPPED_SHARE = 0.25
_LONGEST_HEADING = 80
_LONGEST_TITLE = 200
_WIDEST_VERSE = 60


def read_plain(source: str) -> Draft:
    """Read text in which blank lines part paragraphs.

    Lines count as hard-wrapped where at least two, and a quarter, of those with a line after them
    end without a stop before a small letter, and none is longer than 120 characters.
    """
    lines = lines_of(source)
    facts, body, left_out = _without_licence(lines)
    groups = [
        list(group) for blank, group in groupby(body, lambda line: line.is_blank) if not blank
    ]
    title, groups = (facts["title"], groups) if "title" in facts else _titled(groups)
    author, groups, byline = _signed(groups)
    groups, notes = _without_notes(groups)
    wrapped = _is_wrapped(body)
    made = [
        block
        for group, after in pairwise([*groups, []])
        for block in _blocks(group, after, wrapped=wrapped)
    ]
    return Draft(
        source=source,
        title=title,
        credits=Credits(author=facts["author"].text if "author" in facts else author),
        language=facts["language"].text if "language" in facts else "",
        blocks=(*(block for block in made if isinstance(block, Block)), *notes),
        left_out=(*left_out, *byline, *(left for left in made if isinstance(left, LeftOut))),
        changes=tuple(change for line in lines for change in line.words.changes),
    )


def _without_licence(
    lines: list[Line],
) -> tuple[dict[str, Traced], list[Line], list[LeftOut]]:
    """Keep what lies between Project Gutenberg's marks, and read title and author before them."""
    edges = [
        (match["edge"].upper(), index)
        for index, line in enumerate(lines)
        if (match := _GUTENBERG.match(line.text))
    ]
    start = next((index for edge, index in edges if edge == "START"), None)
    end = next((index for edge, index in edges if edge == "END"), len(lines))
    if start is None or end <= start:
        return {}, lines, []
    headers = [(_HEADER.match(line.text), line.words) for line in lines[:start]]
    facts = {
        match["key"].lower(): words[match.start("value") :] for match, words in headers if match
    }
    outside = [part for part in (lines[: start + 1], lines[end:]) if part]
    left_out = [LeftOut("licence", joined(part).text, span_of(part)) for part in outside]
    return facts, lines[start + 1 : end], left_out


def _titled(groups: list[list[Line]]) -> tuple[Traced, list[list[Line]]]:
    """Take the first line for the title if it looks like one and is not all there is."""
    if len(groups) > 1 and len(groups[0]) == 1:
        words = groups[0][0].words
        worded = any(map(str.isalnum, words.text))
        if (
            worded
            and len(words) <= _LONGEST_TITLE
            and not re.search(r"[.,;:][”’\"']*$", words.text)
        ):
            return words.sub(_TITLE_MARK, "", "markup").strip(), groups[1:]
    return appended(""), groups


def _signed(groups: list[list[Line]]) -> tuple[str, list[list[Line]], list[LeftOut]]:
    """Take a byline that follows the title."""
    if len(groups) > 1 and len(groups[0]) == 1 and (match := _BYLINE.match(groups[0][0].text)):
        line = groups[0][0]
        return match["author"].strip(), groups[1:], [LeftOut("byline", line.text, line.span)]
    return "", groups, []


def _without_notes(groups: list[list[Line]]) -> tuple[list[list[Line]], list[Block]]:
    """Set the notes at the end apart."""
    kept, notes = list(groups), list[Block]()
    while len(kept) > 1 and all(_NOTE.match(line.text) for line in kept[-1]):
        notes.append(Block(BlockKind.FOOTNOTE, joined(kept.pop())))
    return kept, notes[::-1]


def _is_wrapped(lines: Sequence[Line]) -> bool:
    if any(len(line.text) > _WIDEST_WRAPPED for line in lines):
        return False
    pairs = [(one, two) for one, two in pairwise(lines) if one.text and two.text]
    flowing = sum(
        (not _END_MARK.search(one.text) and two.text[0].islower())
        or (one.text.endswith(("-", ",")) and two.text[0].islower())
        for one, two in pairs
    )
    return flowing >= 2 and flowing >= _WRAPPED_SHARE * len(pairs)  # noqa: PLR2004  one may be chance


def _blocks(
    group: list[Line], after: Sequence[Line], *, wrapped: bool
) -> Iterator[Block | LeftOut]:
    """Yield the blocks of lines that no blank line parts."""
    for part in _parts(group, wrapped=wrapped):
        words = joined(part)
        if _RULE.match(words.text):
            yield LeftOut("separator", words.text, span_of(part))
        elif all(_QUOTED.match(line.text) for line in part):
            yield _block(BlockKind.QUOTE, _unquoted(part))
        elif match := _BULLET.match(words.text):
            item = words if match["number"] else words.changed(0, match.end(), "", "list mark")
            yield _block(BlockKind.LIST_ITEM, item)
        elif _is_heading(part, group, after):
            yield _block(BlockKind.HEADING, words)
        else:
            yield from _paragraph(words)


def _unquoted(lines: Sequence[Line]) -> Traced:
    return concatenated([line.words.sub(_QUOTED, "", "markup") for line in lines], " ")


def _paragraph(words: Traced) -> Iterator[Block | LeftOut]:
    for page in _PAGE.finditer(words.text):
        yield LeftOut("page mark", page.group(), words[page.start() : page.end()].span)
    rest = words.sub(_PAGE, " ", "page mark").sub(_SPACES, " ", "space").strip()
    if rest.text:
        yield _block(BlockKind.PARAGRAPH, rest)


def _parts(group: list[Line], *, wrapped: bool) -> Iterator[list[Line]]:
    """Part a group into runs of lines that belong together."""
    together = wrapped and not _is_verse(group)
    part: list[Line] = []
    for line in group:
        quoted = bool(_QUOTED.match(line.text))
        joins = part and (quoted == bool(_QUOTED.match(part[-1].text)) and (quoted or together))
        if part and (not joins or _BULLET.match(line.text) or _RULE.match(line.text)):
            yield part
            part = []
        part.append(line)
    if part:
        yield part


def _is_verse(group: Sequence[Line]) -> bool:
    """Tell indented short lines that each begin anew from a wrapped paragraph."""
    return len(group) > 1 and all(
        line.indent >= 2  # noqa: PLR2004  columns
        and len(line.text) < _WIDEST_VERSE
        and not line.text[0].islower()
        and not _BULLET.match(line.text)
        for line in group
    )


def _is_heading(part: Sequence[Line], group: Sequence[Line], after: Sequence[Line]) -> bool:
    """Tell a heading: a short line by itself, without an end mark, before something longer."""
    text = part[0].text
    if len(part) > 1 or len(group) > 1 or len(text) > _LONGEST_HEADING or not after:
        return False
    if _PAGE.match(text):
        return False
    if _CHAPTER.match(text):
        return True
    if _END_MARK.search(text) or not any(map(str.isalpha, text)):
        return False
    return text.isupper() or sum(len(line.text) for line in after) > max(80, 2 * len(text))


def _block(kind: BlockKind, words: Traced) -> Block:
    marks = [
        (place, place + len(match[1]), "")
        for match in _EMPHASIS.finditer(words.text)
        for place in (match.start(), match.end() - len(match[1]))
    ]
    plain = words.edited(marks, "markup") if marks else words
    return Block(kind, plain.strip(), level=2 if kind is BlockKind.HEADING else 0)
