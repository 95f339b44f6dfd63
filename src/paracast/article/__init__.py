"""A locator → an Article."""

from paracast.article.model import Article, Block, BlockKind, LeftOut, Span
from paracast.article.reading import read_article

__all__ = ["Article", "Block", "BlockKind", "LeftOut", "Span", "read_article"]
