"""A Draft → an Article: a title chosen, what is endless cut, limits held."""

import re
from dataclasses import replace
from pathlib import PurePath

from paracast.article.draft import Draft
from paracast.article.language import language_of
from paracast.article.model import Article, Block, BlockKind, Credits, LeftOut
from paracast.article.repair import repair, repaired
from paracast.article.source import Source
from paracast.article.traced import ADDED, Span, Traced, appended
from paracast.errors import ArticleError

_LONGEST_BLOCK = 100_000  # characters: two hours without a break is no paragraph
_LONGEST_WORD = 1000
_LONGEST_TITLE = 300
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
)
"""Scripts that put no spaces between words, with their signs."""

_WORD = re.compile(rf"[^\s{_NO_SPACES}]{{1001,}}")
_KEY = re.compile(
    r"(?<!\S)(?=\S{0,200}[a-z])(?=\S{0,200}[A-Z])(?=\S{0,200}\d)[A-Za-z0-9+/_-]{48,}={0,2}(?!\S)"
)
"""What machines read: keys, signatures, files written as letters."""

_LONG = re.compile(r"\S{48}")
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_SILENT = {BlockKind.CODE, BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.FOOTNOTE}


def hold(draft: Draft, source: Source, *, title: str = "", author: str = "") -> Article:
    """Make an article of a draft.

    Args:
        draft: what its format's reader made.
        source: where it comes from.
        title: instead of the article's own.
        author: likewise.

    Raises:
        ArticleError: a paragraph is endless, or there are no words.
    """
    _refuse_endless(draft, source.name)
    cut = [_without_endless_words(block) for block in draft.blocks]
    blocks = tuple(block for block, _ in cut if block.text or block.picture)
    if not any(map(_has_words, blocks)):
        if any(left for _, left in cut):
            raise ArticleError(
                f"{source.name} holds nothing but words without an end, such as encoded data.",
                remedy="Give it a text with words.",
            )
        raise ArticleError(
            f"There is nothing to say in {source.name}.", remedy="Give it a text with words."
        )
    heading = _heading(title, draft, blocks, source.name)
    said_again = _said_again(blocks, heading.text)
    repeated = [_repeated(block) for block in blocks[:said_again] if block.words != heading]
    if not set(heading.places) & set(draft.title.places):
        repeated += _unsaid(draft.title)
    return Article(
        title=heading.text,
        language=language_of(draft.language, (b.text for b in blocks if b.kind not in _SILENT)),
        blocks=blocks[said_again:] or blocks,
        left_out=(*draft.left_out, *(left for _, lefts in cut for left in lefts), *repeated),
        identity=source.identity,
        source_name=source.name,
        credits=_credited(draft.credits, author),
        source=draft.source,
        heading=heading,
        changes=(
            *draft.changes,
            *(change for block, _ in cut if not block.text for change in block.words.changes),
        ),
    )


def _credited(known: Credits, author: str) -> Credits:
    return replace(
        known, author=one_line(author) or one_line(known.author), site=one_line(known.site)
    )


def _refuse_endless(draft: Draft, name: str) -> None:
    for block in draft.blocks:
        if block.kind is BlockKind.TABLE or block.kind in _SILENT:
            continue
        if len(block.text) > _LONGEST_BLOCK and len(_WORD.sub("", block.text)) > _LONGEST_BLOCK:
            raise ArticleError(
                f"{name} has a paragraph of {len(block.text):,} characters.",
                remedy="Part its paragraphs by blank lines.",
            )


def _has_words(block: Block) -> bool:
    return block.kind not in _SILENT and any(map(str.isalpha, block.text))


def _without_endless_words(block: Block) -> tuple[Block, list[LeftOut]]:
    """Leave out what no voice can say and no person would want to hear."""
    if block.kind in _SILENT or not _LONG.search(block.text):
        return block, []
    left, words = list[LeftOut](), block.words
    for pattern in (_WORD, _KEY):
        found = [Span(*match.span()) for match in pattern.finditer(words.text)]
        left += (_unsayable(words[span.start : span.end]) for span in found)
        words = words.sub(pattern, " ", "endless word") if found else words
    if not left:
        return block, []
    return block.with_words(words.sub(_SPACE, " ", "space").strip()), left


def _unsayable(word: Traced) -> LeftOut:
    reason = f"a word of {len(word):,} characters" if len(word) > _LONGEST_WORD else "a key"
    return LeftOut(reason, word.text, word.span)


def one_line(text: str) -> str:
    """Make a title or a name fit for one line; cut it at a word where it is endless."""
    return _shortened(appended(repaired(" ".join(text.split())))).text


def _shortened(line: Traced) -> Traced:
    if len(line) <= _LONGEST_TITLE:
        return line
    start = line.text[: _LONGEST_TITLE - 2]
    end = len(start.rpartition(" ")[0] or start)
    return line.changed(end, len(line), " …", "endless title")


def _heading(title: str, draft: Draft, blocks: tuple[Block, ...], name: str) -> Traced:
    """Choose the title: the user's, the format's, a first heading, the file's name, first words."""
    told = repair(draft.title.sub(_SPACE, " ", "space"))
    if title.strip() or not any(map(str.isalnum, told.text)):
        return appended(one_line(title)) if title.strip() else _made_up(blocks, name)
    return _shortened(told)


def _made_up(blocks: tuple[Block, ...], name: str) -> Traced:
    first = next(block for block in blocks if block.kind not in _SILENT)
    if first.kind is BlockKind.HEADING:
        return _shortened(first.words)
    stem = one_line(re.sub(r"[\s_-]+", " ", PurePath(name).stem))
    if name != "standard input" and any(map(str.isalpha, stem)):
        return appended(stem[0].upper() + stem[1:])
    return appended(one_line(" ".join(first.text.split()[:10])).rstrip(".,;:"))


def _said_again(blocks: tuple[Block, ...], title: str) -> int:
    """Count the headings that only say the title again before anything else is said."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or block.text.casefold() != title.casefold():
            return index
    return len(blocks)


def _unsaid(title: Traced) -> list[LeftOut]:
    """Leave out the source's own title where another one is said."""
    if all(place == ADDED for place in title.places):
        return []
    return [LeftOut("another title is said", title.text, title.span)]


def _repeated(block: Block) -> LeftOut:
    return LeftOut("title said once", block.text, block.span)
