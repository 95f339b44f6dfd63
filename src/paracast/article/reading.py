"""A locator → an Article: fetched, recognised, read by its format, held to limits."""

from threading import Lock

from paracast.article.formats import draft_of
from paracast.article.holding import hold
from paracast.article.model import Article
from paracast.article.options import DEFAULT, FetchOptions
from paracast.article.source import Source, fetch

_reading = Lock()  # libraries that read keep what they are at in one place for all threads


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
    with _reading:
        return hold(draft_of(source), source, title=title, author=author)
