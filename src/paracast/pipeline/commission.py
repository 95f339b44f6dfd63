"""What a user asks to have made."""

from dataclasses import dataclass

from paracast.article.options import DEFAULT, FetchOptions
from paracast.episode.numbering import ANYWHERE, Asked


@dataclass(frozen=True, slots=True)
class Commission:
    """An article to make an episode of.

    Attributes:
        locator: names the article: a file, a web address, or `-` for standard input.
        title: instead of the article's own; empty: the article's.
        author: likewise.
        fetching: how a web address is fetched.
        asked: where the episode is to stand in the show.
    """

    locator: str
    title: str = ""
    author: str = ""
    fetching: FetchOptions = DEFAULT
    asked: Asked = ANYWHERE
