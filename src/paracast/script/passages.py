"""A text → its passages in another language: those its source marks, and quotations that are one.

A wrong change of voice is worse than a foreign phrase in the article's own voice. So a stretch
that nobody marked must be a whole block, or stand in quotation marks or brackets, look like a
sentence rather than a name, and be clearly in another language; `evals/languages` measures how
often that is wrong.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from paracast.article.detection import likelihoods
from paracast.article.language import ENGLISH, same_language, telling_english, valid_tag
from paracast.article.marking import Passage
from paracast.article.traced import Span
from paracast.units import LanguageTag

_QUOTED = re.compile(r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|\"([^\"]+)\"")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_AROUND = "“”„«»‹›‘’'\"()[]{}¿¡.,;:…!?*_–—-।،؟。、"
_SIGN = re.compile(r"[,;:.…!?]+\s")
_FEWEST, _FEWEST_SMALL = 3, 2  # words, and of them those that begin small: most must
_FEWEST_WHOLE = 6  # words of a block that is in another language as a whole
_LIKELY = 0.25
_TIMES, _HALF = 3, 2  # as likely as the text's own language: the whole, and each half of it


def passages_of(
    text: str, language: LanguageTag, marked: Iterable[Passage] = ()
) -> tuple[Passage, ...]:
    """Return the stretches of a text that another voice should say, in order and without overlap.

    Args:
        text: one block's words.
        language: what the text is in.
        marked: stretches whose language the source tells; they come first. A tag that is none, or
            the text's own, is passed over.
    """
    found: list[Passage] = []
    for passage in chain(_told(marked, language), _detected(text, language)):
        if all(not _overlap(passage.span, other.span) for other in found):
            found.append(passage)
    return tuple(sorted(found, key=lambda passage: passage.span.start))


def foreign_language(phrase: str, language: LanguageTag) -> LanguageTag | None:
    """Return the language of a quoted phrase if it is clearly another one than the text's.

    Both of its halves must be foreign too: a title or a dish among the text's own words is not.
    """
    if not any(map(_is_phrase, _SIGN.split(phrase))):
        return None
    if same_language(language, ENGLISH) and telling_english(phrase)[0]:
        return None
    words = _words(phrase)
    middle = (len(words) + 1) // 2
    heard, likelihood, own = _heard(words, language)
    if likelihood < max(_LIKELY, _TIMES * own):
        return None
    halves = (_heard(half, language) for half in (words[:middle], words[middle:]))
    return heard if all(likely > _HALF * own for _, likely, own in halves) else None


def _heard(words: list[str], language: LanguageTag) -> tuple[LanguageTag, float, float]:
    """Return the likeliest language, how likely it is, and how likely the text's own is."""
    guesses = likelihoods(" ".join(words))
    heard, likelihood = max(guesses.items(), key=lambda guess: guess[1])
    own = sum(chance for tag, chance in guesses.items() if same_language(tag, language))
    return heard, likelihood, own


def _is_phrase(stretch: str) -> bool:
    """Tell a phrase from names, which begin large, and from lists of words."""
    words = _words(stretch)
    small = sum(not word[0].isupper() for word in words)
    return len(words) >= _FEWEST and small >= _FEWEST_SMALL and 2 * small > len(words)


def _words(phrase: str) -> list[str]:
    words = (token.strip(_AROUND) for token in phrase.split())
    return [word for word in words if word[:1].isalpha()]


def _told(marked: Iterable[Passage], language: LanguageTag) -> Iterator[Passage]:
    for passage in marked:
        tag = valid_tag(passage.language)
        if tag and not same_language(tag, language) and passage.span.end > passage.span.start:
            yield Passage(passage.span, tag)


def _detected(text: str, language: LanguageTag) -> Iterator[Passage]:
    whole = foreign_language(text, language) if len(_words(text)) >= _FEWEST_WHOLE else None
    if whole:
        yield Passage(Span(0, len(text)), whole)
        return
    for match in chain(_QUOTED.finditer(text), _BRACKETED.finditer(text)):
        group = match.lastindex or 0
        heard = foreign_language(match[group], language)
        if heard:
            yield Passage(Span(*match.span(group)), heard)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
