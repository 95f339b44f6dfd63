"""Bytes of an older encoding that nobody names → text: as that in which words look like words."""

import re

from paracast.errors import ArticleError

_TAG = re.compile(rb"<[^<>]*>")
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]{4}")  # no word of Latin letters has so many with marks
_LETTER = re.compile(rb"[A-Za-z]")
_FEW = 0.3  # of the letters that may lie beyond ASCII where the letters are Latin
_LATIN = ("cp1252", "mac_roman", "cp1250", "iso8859_2", "cp850", "cp1254")
"""Windows' own comes first, and wins wherever it looks no worse."""

_OTHERS = [
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp866",
    "mac_cyrillic", "iso8859_5", "cp1253", "iso8859_7", "cp1255", "cp1256", "cp874",
]  # fmt: skip
_ODD = re.compile(
    r"(?<=[a-z])[^\w\s'’‘´‐‑–—…./&@,:;!?%()\[\]-](?=[a-z])"  # a sign within a word
    r"|(?<=[a-z])[‚„‹«¿¡](?=\W|$)"  # an opening sign behind one
    r"|(?<=[^\W\d_])[²³¹¼½¾](?=[^\W\d_])|\s[³¹¼½¾](?=[a-z])"
    r"|[\x80-\x9f\u2500-\u259f]"
    r"|(?<=[.,!?])[À-ÿ]|(?<![^\s])[ÑÐÕÒ](?=\s)"  # what quotation marks and dashes become
)
_CASED = re.compile(r"(?<=[a-zà-öø-ÿ])[^\x00-\x7f](?=\w|\W|$)")


def legacy_text(data: bytes, name: str) -> str:
    """Decode bytes that are no Unicode.

    Raises:
        ArticleError: they are no text in any encoding.
    """
    words = _TAG.sub(b" ", data)
    if b"\x1b$" in words:
        return data.decode("iso2022_jp", "ignore")
    high = len(_HIGH.findall(words))
    if high <= _FEW * (high + len(_LETTER.findall(words))) or not _RUN.search(words):
        return min((data.decode(name_, "ignore") for name_ in _LATIN), key=_oddities)
    from charset_normalizer import from_bytes

    best = from_bytes(words, cp_isolation=_OTHERS).best()
    if best is None:
        raise ArticleError(
            f"{name} is not text, or is in an encoding that nobody can tell.",
            remedy="Save it as UTF-8, and give that file.",
        )
    return data.decode(best.encoding, "ignore")


def _oddities(text: str) -> int:
    """Count what no word has: signs within it, capitals behind small letters."""
    cased = sum(match.group().isupper() for match in _CASED.finditer(text))
    return len(_ODD.findall(text)) + cased
