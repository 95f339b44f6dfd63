"""What a user asks to have made."""

from dataclasses import dataclass

from paracast.article.options import DEFAULT, FetchOptions


@dataclass(frozen=True, slots=True)
class Commission:
    """An article to make an episode of.

    Attributes:
        locator: names the article: a file, a web address, or `-` for standard input.
        title: instead of the article's own; empty: the article's.
        author: likewise.
        fetching: how a web address is fetched.
    """

    locator: str
    title: str = ""
    author: str = ""
    fetching: FetchOptions = DEFAULT
