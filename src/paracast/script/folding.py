"""Text → the letters by which two writings are the same word."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = str.maketrans(dict.fromkeys("’‘ʼ＇", "'") | dict.fromkeys("‐‑", "-"))
_SPACE = r"[^\S\t]"  # a tab parts a table's cells, so it is not like other space
_ONE_SPACE = re.compile(_SPACE)
_RUN = re.compile(rf"{_SPACE}{{2,}}")
_JOINED = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u3099\u309a\u1160-\u11ff"
_CLUSTER = re.compile(rf"{_SPACE}+|.[{_JOINED}]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in NFC, with one kind of apostrophe, hyphen and space.

    Attributes:
        text: the letters as they are.
        small: the same in small letters, one for one.
        places: where each stood in the text that was folded, and that text's length at the end.
    """

    text: str
    small: str
    places: Sequence[int]

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether a stretch holds whole characters of the text that was folded."""
        return all(at == 0 or self.places[at] > self.places[at - 1] for at in (start, end))


def fold(text: str) -> Folded:
    """Fold a text (Unicode Standard Annex 15: NFC)."""
    if unicodedata.is_normalized("NFC", text) and not _RUN.search(text):
        plain = _ONE_SPACE.sub(" ", text).translate(_SIGNS)
        return Folded(plain, _small(plain), range(len(text) + 1))
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", _RUN.sub(" ", cluster.group())).translate(_SIGNS)
        pieces.append(_ONE_SPACE.sub(" ", piece))
        places += [cluster.start()] * len(piece)
    plain = "".join(pieces)
    return Folded(plain, _small(plain), [*places, len(text)])


def _small(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):  # "İ" becomes two
        small = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    return small.replace("ς", "σ")
