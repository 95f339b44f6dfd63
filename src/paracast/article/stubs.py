"""Text that came instead of an article: a paywall's, a consent form's, a robot check's.

Such texts are short and speak to the reader. An article *about* paywalls or cookies is longer, and
a few words of this kind below a whole article are furniture. So only short texts are judged, and
longer ones by their last words alone: that is where an article is cut off.
"""

import re
from functools import cache

from paracast.article.phrases import CONSENT, PAYWALL, READ_ON, ROBOT, SCRIPT

_SHORT = 120  # words
_CUT_OFF = 400  # words: what a paywall lets one read of an article is shorter than this
_LAST = 40  # words
_PER_WORD = 2  # characters of scripts that put no spaces between words
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")

_KINDS = (
    (READ_ON + PAYWALL, "it is for subscribers only"),
    (ROBOT, "the site asks whether a person is reading"),
    (SCRIPT, "the page is empty without JavaScript"),
    (CONSENT, "the site asks for consent to cookies first"),
)


def refusal_of(title: str, text: str) -> str:
    """Return why a text is no article, to complete “This page holds no article: …”; else nothing.

    Args:
        title: the page's.
        text: all that was found on it, as it would be read.
    """
    folded = _folded(f"{title} {text}")
    length = _length(text)
    if length < _SHORT:
        return next((why for phrases, why in _KINDS if _any(phrases).search(folded)), "")
    if length < _CUT_OFF and _any(READ_ON).search(_tail(folded)):
        return _KINDS[0][1]
    return ""


@cache
def _any(phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases.split("\n") if phrase))


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("…", "...").casefold().split())


def _length(text: str) -> int:
    """Count words; where a script puts no spaces between them, two characters are one."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + unspaced // _PER_WORD


def _tail(text: str) -> str:
    """Return the last words, also of a text that has no spaces."""
    return " ".join(text.split(" ")[-_LAST:])[-_LAST * 8 :]
