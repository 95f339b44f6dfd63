"""A locator → an Article: fetched, decoded, read by its format, held to limits."""

import re
from pathlib import PurePath

from paracast.article.decoding import decode, refuse_feed
from paracast.article.draft import Draft
from paracast.article.language import language_of
from paracast.article.model import Article, Block, BlockKind, LeftOut
from paracast.article.options import DEFAULT, FetchOptions
from paracast.article.plain import read_plain
from paracast.article.repair import repaired
from paracast.article.source import Source, fetch
from paracast.errors import ArticleError

_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_HTML = {".html", ".htm", ".xhtml"}
_PLAIN = {".txt", ".text"}
_FRONT_MATTER = re.compile(r"---\s*\n.{0,10000}?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_ATX_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_LONGEST_BLOCK = 100_000  # characters: two hours without a break is no paragraph
_LONGEST_WORD = 1000
_LONGEST_TITLE = 300
_WORD = re.compile(r"\S{1001,}")
_SILENT = {BlockKind.CODE, BlockKind.FIGURE}


def read_article(
    locator: str, *, title: str = "", author: str = "", options: FetchOptions = DEFAULT
) -> Article:
    """Fetch an article and read it.

    Args:
        locator: a file, a web address, or `-` for standard input.
        title: instead of the article's own.
        author: likewise.
        options: how a web address is fetched.

    Raises:
        ArticleError: it cannot be fetched or read, or has no words.
    """
    return read_source(fetch(locator, options), title=title, author=author)


def read_source(source: Source, *, title: str = "", author: str = "") -> Article:
    """Read an article that has been fetched.

    Args:
        source: its bytes, and what is known of them.
        title: instead of the article's own.
        author: likewise.

    Raises:
        ArticleError: it cannot be read, or has no words.
    """
    draft = _held(_drafted(source), source.name)
    chosen = _one_line(title) or _one_line(draft.title) or _title_from(source.name, draft)
    blocks = _without_title(draft.blocks, chosen)
    return Article(
        title=chosen,
        language=language_of(draft.language, (block.text for block in blocks)),
        blocks=blocks or draft.blocks,
        left_out=draft.left_out,
        identity=source.identity,
        source_name=source.name,
        author=_one_line(author) or _one_line(draft.author),
    )


def _drafted(source: Source) -> Draft:
    refuse_feed(source.data, source.name)
    if source.ending in _HTML or source.media_type == "text/html":
        from paracast.article.stopgap import without_tags  # until HTML has a reader of its own

        source = without_tags(source)
    text = decode(source.data, source.name, source.charset)
    if source.ending in _MARKDOWN or (source.ending not in _PLAIN and _looks_like_markdown(text)):
        from paracast.article.markdown import read_markdown

        return read_markdown(text)
    return read_plain(text)


def _looks_like_markdown(text: str) -> bool:
    return bool(_FRONT_MATTER.match(text) or _ATX_HEADING.search(text[:20_000]))


def _held(draft: Draft, name: str) -> Draft:
    """Hold a draft to its limits.

    Raises:
        ArticleError: a paragraph is endless, or there are no words.
    """
    for block in draft.blocks:
        if len(block.text) > _LONGEST_BLOCK and len(_WORD.sub("", block.text)) > _LONGEST_BLOCK:
            raise ArticleError(
                f"{name} has a paragraph of {len(block.text):,} characters.",
                remedy="Part its paragraphs by blank lines.",
            )
    if not any(_has_words(block) for block in draft.blocks):
        raise ArticleError(
            f"There is nothing to say in {name}.", remedy="Give it a text with words."
        )
    cut = [_without_endless_words(block) for block in draft.blocks]
    return Draft(
        blocks=tuple(block for block, _ in cut if block.text),
        left_out=(*draft.left_out, *(left for _, lefts in cut for left in lefts)),
        title=draft.title,
        author=draft.author,
        language=draft.language,
    )


def _has_words(block: Block) -> bool:
    return block.kind not in _SILENT and any(map(str.isalpha, block.text))


def _without_endless_words(block: Block) -> tuple[Block, list[LeftOut]]:
    """Leave out what no voice can say and no person would want to hear."""
    if len(block.text) <= _LONGEST_WORD or block.kind in _SILENT:
        return block, []
    left = [
        LeftOut(f"a word of {len(word):,} characters", word, block.span)
        for word in _WORD.findall(block.text)
    ]
    text = " ".join(_WORD.sub(" ", block.text).split()) if left else block.text
    return Block(block.kind, text, block.span, block.level), left


def _one_line(text: str) -> str:
    """Make a title or a name fit for one line; cut it at a word where it is endless."""
    line = repaired(" ".join(text.split()))
    if len(line) <= _LONGEST_TITLE:
        return line
    return (line[: _LONGEST_TITLE - 2].rpartition(" ")[0] or line[: _LONGEST_TITLE - 2]) + " …"


def _title_from(name: str, draft: Draft) -> str:
    """Make a title of a first heading, else of the file's name, else of the first words."""
    first = draft.blocks[0]
    if first.kind is BlockKind.HEADING:
        return _one_line(first.text)
    stem = _one_line(re.sub(r"[\s_-]+", " ", PurePath(name).stem))
    if name != "standard input" and any(map(str.isalpha, stem)):
        return stem[0].upper() + stem[1:]
    return _one_line(" ".join(first.text.split()[:10])).rstrip(".,;:")


def _without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Drop headings that only say the title again before anything else is said."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or block.text.casefold() != title.casefold():
            return blocks[index:]
    return ()
