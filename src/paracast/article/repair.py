"""Words as they came → words whole: mojibake, invisible characters, odd spaces."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from paracast.article.lettering import SPACED_OUT as _SPACED_OUT
from paracast.article.lettering import STYLED as _STYLED
from paracast.article.lettering import drawn_together as _drawn_together
from paracast.article.lettering import plain_letter as _plain_letter
from paracast.article.traced import Traced, appended

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufdd0-\ufdef\ufff9-\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_OVERSTRUCK = re.compile(".\x08")  # how terminals print bold
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_HYPHEN = re.compile("\u2011")
_SPACE = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
_GLUED_ELLIPSIS = re.compile(r"(?<=\w…)(?=[^\W\d_])")
_REPEATED = re.compile(r"([.!?…,;:*=_~#-])\1{3,}")
_PLAIN = re.compile(r"[\x20-\x7e\t\r\n]*\Z")
# Of this nothing was decoded wrongly: that leaves two such letters side by side, or others.
_ALONE = r"(?<![^\x00-\x7f])[àáäåæçèéêëìíïñòóôöøùúûüßÄÅÆÇÈÉÖØÜ£°½¼¾§«»](?![^\x00-\x7f])"
_WELL_SET = re.compile(rf"(?:[\x20-\x7e“”‘’–—…]|{_ALONE})*\Z")
_ENTITY = re.compile(r"&#?\w{2,8};")
_PIECE = re.compile(r"\s+|\S+")
_LONGEST_LINE = 1_000_000  # characters; a longer line is no mojibake that a person would see
_MOST_PIECES = 2000  # words to compare one with each other


def repaired(line: str) -> str:
    """Return one line with its words whole, its quotes curly as they were, its spaces single."""
    return repair(appended(line)).text


def repair(line: Traced) -> Traced:
    """Repair one line; every character that it takes away is named.

    Numbers keep their form: superscripts and fractions stay what they are.
    """
    line = line.sub(_SPACED_OUT, _drawn_together, "letters spaced out")
    if not _PLAIN.match(line.text) or _ENTITY.search(line.text):
        line = line.sub(_TERMINAL, "", "terminal's control").sub(_OVERSTRUCK, "", "overstruck")
        line = _mended(line.sub(_STYLED, _plain_letter, "styled letter"))
        line = line.sub(_BETWEEN_DIGITS, ",", "space between digits")
        line = line.sub(_HYPHEN, "-", "hyphen")
        line = line.sub(_INVISIBLE, "", "invisible character")
        line = line.sub(_GLUED_ELLIPSIS, " ", "ellipsis")
    runs = [(run.start() + 3, run.end(), "") for run in _REPEATED.finditer(line.text)]
    line = line.edited(runs, "repeated sign") if runs else line
    return line.sub(_SPACE, " ", "space").strip()


def _mended(line: Traced) -> Traced:
    """Undo wrong decodings, ligatures, entities; compose accents."""
    if len(line) > _LONGEST_LINE:
        return line
    if _WELL_SET.match(line.text) and not _ENTITY.search(line.text):
        return line
    import ftfy

    fixed = unicodedata.normalize("NFC", ftfy.fix_text(line.text, _config())).replace("\n", " ")
    return line if fixed == line.text else line.edited(_edits(line.text, fixed), "Unicode repair")


def _edits(raw: str, fixed: str) -> list[tuple[int, int, str]]:
    """Return what turns one text into the other: start, end, and what stands there instead."""
    before, after = _PIECE.findall(raw), _PIECE.findall(fixed)
    starts = [0, *accumulate(map(len, before))]
    edits: list[tuple[int, int, str]] = []
    for first, last, one, two in _differing(before, after):
        old, new = "".join(before[first:last]), "".join(after[one:two])
        edits += _within(old, new, starts[first])
    return edits


def _differing(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pieces that differ, of both."""
    if len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                yield index, index + 1, index, index + 1
    elif len(before) > _MOST_PIECES:
        yield 0, len(before), 0, len(after)
    else:
        for tag, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield places[0], places[1], places[2], places[3]


def _within(old: str, new: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """Yield the edits of one differing stretch: what is alike at both ends stays."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    yield offset + head, offset + len(old) - tail, new[head : len(new) - tail]


def _alike(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


@cache
def _config() -> "TextFixerConfig":
    import ftfy

    return ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=True)
