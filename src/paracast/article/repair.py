"""Lines as they came → lines with whole words: mojibake, invisible characters, odd spaces."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffd"
    "\U000e0000-\U000e007f\ud800-\udfff\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_SPACE = re.compile(r"[^\S\n]+")
_GLUED_ELLIPSIS = re.compile(r"(?<=\w)…(?=[^\W\d_])")
_REPEATED = re.compile(r"([.!?…,;:*=_~#-])\1{3,}")
_ASCII = re.compile(r"[\x20-\x7e\t\r\n]*\Z")


def repaired(line: str) -> str:
    """Return one line with its words whole, its quotes curly as they were, its spaces single.

    Numbers keep their form: superscripts and fractions stay what they are.
    """
    if not _ASCII.match(line):
        line = _fixed(line)
    line = _REPEATED.sub(lambda run: run.group(1) * 3, line)
    return _SPACE.sub(" ", line).strip()


def _fixed(line: str) -> str:
    import ftfy

    # ftfy may spend long on a very long line; such a line is no mojibake that a person would see.
    fixed = ftfy.fix_text(line, _config()) if len(line) <= 1_000_000 else line  # noqa: PLR2004
    fixed = unicodedata.normalize("NFC", fixed)
    fixed = _BETWEEN_DIGITS.sub(",", fixed).replace("\u2011", "-").replace("\n", " ")
    return _GLUED_ELLIPSIS.sub("… ", _INVISIBLE.sub("", fixed))


@cache
def _config() -> "TextFixerConfig":
    import ftfy

    return ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=True)
