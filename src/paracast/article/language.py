"""Which language an article is in: what it says of itself, else what its words tell."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from paracast.article.detection import likelihoods
from paracast.units import LanguageTag

ENGLISH = LanguageTag("en")

_TAG = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*\Z")
_NO_LANGUAGE = {"und", "mul", "mis", "zxx"}
_ENOUGH = 4000  # characters to look at
_FLAT = 1000  # letters, about 200 words: fewer do not contradict a tag
_CERTAIN, _LIKELY = 0.9, 0.5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WORDS = (
    "the and of or with from this that they their them have has been being which would could "
    "should not you your our its his him he she it who what when where why how only into than "
    "other about before after there these those but my at are if be yes some more most many such "
    "both very will did does just because while every said each any out up down"
)
_TELLING = frozenset(_WORDS.split())
"""English words that hardly any other language writes."""

_SHARE = 0.1  # of such words: prose has 0.2 and more, text in another language below 0.03

_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CJK": "zh",
    "THAI": "th",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "TAMIL": "ta",
    "BENGALI": "bn",
}
_SHARED_SCRIPTS = {"LATIN": "en", "CYRILLIC": "ru", "ARABIC": "ar", "DEVANAGARI": "hi"}
_KANA = 0.1  # of the letters: Japanese is written with Chinese characters too

_FAMILIES = (
    {"no", "nb", "nn"},
    {"sh", "hr", "bs", "sr"},
    {"zh", "cmn", "yue", "wuu"},
    {"id", "ms", "in"},
    {"he", "iw"},
    {"tl", "fil"},
)
"""Tags of one language, or of several that a detector cannot tell apart."""


def language_of(told: str, texts: Iterable[str]) -> LanguageTag:
    """Return the language's tag: the one that was told, else what the words tell.

    A told tag loses against a long text that is certainly in another language: templates say
    `lang="en"` on pages of every language. What nobody can tell is the script's usual language,
    with Latin letters English.
    """
    text = "\n".join(texts)[:_ENOUGH]
    tag = valid_tag(told)
    if not tag:
        return _untold(text)
    if sum(map(str.isalpha, text)) < _FLAT:
        return tag
    heard, likelihood = _heard(text)
    contradicts = likelihood >= _CERTAIN and not same_language(heard, tag)
    return heard if contradicts else tag


def valid_tag(told: str) -> LanguageTag:
    """Return a tag as BCP 47 writes it; empty where it is none, or names no one language."""
    fits = _TAG.match(told) and primary(told) not in _NO_LANGUAGE
    return LanguageTag(told.replace("_", "-") if fits else "")


def same_language(one: str, other: str) -> bool:
    """Tell whether two tags name one language, whatever their regions."""
    names = {primary(one), primary(other)}
    return len(names) == 1 or any(names <= family for family in _FAMILIES)


def primary(tag: str) -> str:
    """Return a tag's first subtag, the language's (RFC 5646, section 2.2.1), in lower case."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def telling_english(text: str) -> tuple[int, int]:
    """Count the words of a text: those that tell English, and all."""
    words = _WORD.findall(text.lower())
    return sum(word in _TELLING for word in words), len(words)


def _untold(text: str) -> LanguageTag:
    script = _script_of(text)
    if script in _SCRIPTS:
        return LanguageTag(_SCRIPTS[script])
    heard, likelihood = _heard(text)
    usual = LanguageTag(_SHARED_SCRIPTS.get(script, ENGLISH))
    return heard if likelihood >= _LIKELY else usual


def _heard(text: str) -> tuple[LanguageTag, float]:
    """Return the likeliest language; an English text is known without the model."""
    telling, words = telling_english(text)
    if telling > _SHARE * words:
        return ENGLISH, 1.0
    guesses = likelihoods(text)
    return max(guesses.items(), key=lambda guess: guess[1], default=(ENGLISH, 0.0))


def _script_of(text: str) -> str:
    """Return Unicode's name of the script that most of a text's letters are of."""
    letters = [character for character in text if character.isalpha()]
    scripts = Counter(unicodedata.name(letter, "LATIN").split()[0] for letter in letters)
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > _KANA * len(letters):
        return "HIRAGANA"
    return scripts.most_common(1)[0][0] if letters else "LATIN"
