"""An Article's blocks and the show's rules → the voice of each block."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from paracast.article import Article, Block, BlockKind
from paracast.script.options import CastingOptions, SpeakerNames
from paracast.script.speakers import Turn, turns_of

_HIGHEST = 0


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who says a block.

    Attributes:
        voice: its name; empty: whoever reads the article.
        speaker: whose words they are, in an interview.
        unsaid: how many characters at the block's start name the speaker, and are not said.
    """

    voice: str
    speaker: str = ""
    unsaid: int = 0


def assignments_of(
    article: Article, casting: CastingOptions, names: SpeakerNames = "speak"
) -> Iterator[Assignment]:
    """Decide who says each block, in order of the blocks: the narrowest rule wins.

    Args:
        article: whose blocks they are.
        casting: the rules.
        names: what becomes of the name of a speaker who has a voice.
    """
    turns = turns_of(article.blocks, casting.speakers)
    people = _people(turns, casting)
    sections = _sections(article, casting)
    named = set[str]()
    for block, turn, section in zip(article.blocks, turns, sections, strict=True):
        own = people.get(turn.speaker, "")
        is_silent = names == "leave out" or (names == "first" and turn.speaker in named)
        named.add(turn.speaker)
        unsaid = turn.label if own and is_silent else 0
        yield Assignment(own or _by_kind(block, casting) or section, turn.speaker, unsaid)


def _people(turns: tuple[Turn, ...], casting: CastingOptions) -> Mapping[str, str]:
    """Give every speaker a voice: by name, else the next one of the interview's, in a circle."""
    named = {name.casefold(): voice for name, voice in casting.speakers.items()}
    speakers = dict.fromkeys(turn.speaker for turn in turns if turn.speaker)
    people = {name: named[name.casefold()] for name in speakers if name.casefold() in named}
    unnamed = [name for name in speakers if name not in people]
    voices = casting.interview
    return people | {name: voices[i % len(voices)] for i, name in enumerate(unnamed) if voices}


def _by_kind(block: Block, casting: CastingOptions) -> str:
    return {BlockKind.HEADING: casting.headings, BlockKind.QUOTE: casting.quotes}.get(
        block.kind, ""
    )


def _sections(article: Article, casting: CastingOptions) -> Iterator[str]:
    """Yield the voice of the section that each block is in; its heading is part of it."""
    named = {_plain(heading): voice for heading, voice in casting.sections.items()}
    voice, level = "", _HIGHEST
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            own = named.get(_plain(block.text), "")
            if own or block.level <= level:
                voice, level = own, block.level if own else _HIGHEST
        yield voice


def _plain(heading: str) -> str:
    return heading.translate(_STRAIGHT).strip(" .:!?…").casefold()


_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
