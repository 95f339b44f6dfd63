"""Which language an article is in: what it says of itself, else what its letters tell."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from paracast.units import LanguageTag

_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*\Z")
_ENOUGH = 2000  # letters to look at
_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "BENGALI": "bn",
}
_KANA = 0.1  # of the letters: Japanese is written with Chinese characters too


def language_of(told: str, texts: Iterable[str]) -> LanguageTag:
    """Return the language's tag: the one that was told, or the usual one of the script.

    Latin letters are taken for English.
    """
    if _TAG.match(told):
        return LanguageTag(told.replace("_", "-"))
    letters = islice((c for text in texts for c in text if c.isalpha()), _ENOUGH)
    scripts = Counter(unicodedata.name(letter, "LATIN").split()[0] for letter in letters)
    total = sum(scripts.values())
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > _KANA * total:
        return LanguageTag("ja")
    script = scripts.most_common(1)[0][0] if total else "LATIN"
    return LanguageTag(_SCRIPTS.get(script, "en"))
