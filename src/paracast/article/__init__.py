"""A locator → an Article."""

from paracast.article.language import same_language
from paracast.article.marking import Link, Passage, within
from paracast.article.model import Article, Block, BlockKind, Credits, LeftOut
from paracast.article.reading import read_article, read_source
from paracast.article.source import Source
from paracast.article.traced import ADDED, Change, Places, Span, Traced, appended, traced

__all__ = [
    "ADDED",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Credits",
    "LeftOut",
    "Link",
    "Passage",
    "Places",
    "Source",
    "Span",
    "Traced",
    "appended",
    "read_article",
    "read_source",
    "same_language",
    "traced",
    "within",
]
