"""What a format's reader makes of a source, before a title is chosen and limits are held."""

from dataclasses import dataclass

from paracast.article.model import Block, LeftOut


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format tells it.

    Attributes:
        title: empty where the format tells none.
        language: a BCP 47 tag, empty where the format tells none.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    author: str = ""
    language: str = ""
