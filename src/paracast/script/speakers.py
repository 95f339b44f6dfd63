"""An interview's blocks → who speaks each of them.

A speaker is told by a label at the start of a paragraph: `Jane Doe: …`, `Q: …`, or bold words. One
label alone may be a note or a definition: so an article counts as an interview where two people
take turns; names that the show knows are speakers everywhere.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from paracast.article import Block, BlockKind

_LABEL = re.compile(r"(?P<name>[^\s:][^:\n]{0,48}?)\s*:\s+(?=\S)")
_END_OF_LEAD = " \t:.—–-|"
_AFTER_LEAD = re.compile(r"[\s:.—–|-]*")
_MOST_WORDS = 4
_PARTICLES = frozenset(
    [
        "al",
        "bin",
        "da",
        "de",
        "del",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "of",
        "the",
        "van",
        "von",
        "y",
    ]
)
_NO_NAMES = frozenset(
    [
        "caution",
        "correction",
        "disclosure",
        "editor's note",
        "editor’s note",
        "example",
        "fact",
        "hint",
        "important",
        "key points",
        "more",
        "note",
        "photo",
        "read more",
        "related",
        "source",
        "sources",
        "summary",
        "tip",
        "tips",
        "update",
        "updated",
        "warning",
    ]
)
"""What begins a paragraph like a name and is none."""

_TURNS, _SPEAKERS = 3, 2  # in all, and by how many: one of them comes back
_CONTINUED = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks a block.

    Attributes:
        speaker: the name in full as far as the article tells it; empty: nobody in particular.
        label: how many characters at the block's start only say who speaks; 0: it goes on.
    """

    speaker: str = ""
    label: int = 0


NOBODY = Turn()


def turns_of(blocks: Sequence[Block], known: Collection[str] = ()) -> tuple[Turn, ...]:
    """Tell of each block who speaks it.

    A turn lasts until the next label, a heading, or anything that is not running text.

    Args:
        blocks: the article's, in order.
        known: names that the show gives a voice to, in any case.
    """
    labels = _full_names([_label_of(block) for block in blocks], known)
    speakers = _speakers([label.speaker for label in labels], known)
    turns, current = list[Turn](), NOBODY
    for block, label in zip(blocks, labels, strict=True):
        if label.speaker in speakers:
            current = label
        elif block.kind in _CONTINUED:
            current = Turn(current.speaker)
        else:
            current = NOBODY
        turns.append(current)
    return tuple(turns)


def _speakers(names: Sequence[str], known: Collection[str]) -> set[str]:
    """Return who counts as a speaker."""
    folded = {name.casefold() for name in known}
    turns = Counter(filter(None, names))
    named = {name for name in turns if name.casefold() in folded}
    comes_back = max(turns.values(), default=0) > 1
    is_interview = len(turns) >= _SPEAKERS and turns.total() >= _TURNS and comes_back
    return set(turns) if is_interview else named


def _label_of(block: Block) -> Turn:
    """Read a label, whoever it may be."""
    if block.kind is not BlockKind.PARAGRAPH:
        return NOBODY
    if 0 < block.lead < len(block.text.rstrip()):
        name = block.text[: block.lead].strip(_END_OF_LEAD)
        after = _AFTER_LEAD.match(block.text, block.lead)
        end = after.end() if after else block.lead
        return Turn(name, end) if _is_name(name) else NOBODY
    match = _LABEL.match(block.text)
    return Turn(match["name"], match.end()) if match and _is_name(match["name"]) else NOBODY


def _is_name(text: str) -> bool:
    words = text.split()
    folded = " ".join(words).casefold()
    return (
        0 < len(words) <= _MOST_WORDS
        and folded not in _NO_NAMES
        and words[0][0].isupper()
        and all(word[0].isupper() or word.casefold() in _PARTICLES for word in words)
        and not any(sign in text for sign in '?!“”"()[]/,;0123456789')
    )


def _full_names(labels: Sequence[Turn], known: Collection[str]) -> list[Turn]:
    """Call everybody by one name: `Doe` and `JD` are Jane Doe once she has been named."""
    names, found = dict[str, str](), list[Turn]()
    for full in known:
        names |= dict.fromkeys((full.casefold(), *_short_forms(full)), full)
    for label in labels:
        full = names.setdefault(label.speaker.casefold(), label.speaker)
        for short in _short_forms(full):
            names.setdefault(short, full)
        found.append(Turn(full, label.label))
    return found


def _short_forms(name: str) -> list[str]:
    words = name.casefold().split()
    if len(words) <= 1:
        return []
    initials = "".join(word[0] for word in words)
    return [words[0], words[-1], initials, ".".join(initials) + "."]
