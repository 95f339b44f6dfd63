"""What a user asks to have made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commission:
    """An article to make an episode of.

    Attributes:
        locator: names the article: a file, or `-` for standard input.
        title: instead of the article's own; empty: the article's.
        author: likewise.
    """

    locator: str
    title: str = ""
    author: str = ""
