"""What a format's reader makes of a source, before a title is chosen and limits are held."""

from dataclasses import dataclass, field

from paracast.article.model import Block, Credits, LeftOut
from paracast.article.traced import Change, Traced, appended


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format tells it.

    Attributes:
        source: the characters that were read; all places refer to them.
        title: empty where the format tells none; its places may be nowhere.
        language: a BCP 47 tag, empty where the format tells none.
        changes: what reads otherwise than in the source, beside the blocks' own changes.
    """

    source: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    title: Traced = field(default_factory=lambda: appended(""))
    language: str = ""
    credits: Credits = field(default_factory=Credits)
    changes: tuple[Change, ...] = ()
