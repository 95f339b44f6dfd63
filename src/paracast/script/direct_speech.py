"""A paragraph → its direct speech: what somebody says, between quotation marks.

Titles of works, single terms and mocking quotation marks are no speech: it is a phrase, most of
whose words begin small, and a sign stands before the closing mark or before the opening one.
"""

import re

from paracast.article import Span

_QUOTED = re.compile(
    r"“(?P<a>[^“”]+)(?:”|$)|„(?P<b>[^„“”]+)(?:[“”]|$)|«(?P<c>[^«»]+)(?:»|$)|»(?P<d>[^«»]+)«"
    r"|(?<![\w\"])\"(?P<e>[^\"]+)(?:\"|$)"
    r"|(?<![\w‘’])‘(?P<f>(?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w)"
)
_SIGN_AT_END = re.compile(r"[.,!?…—–;:][’»”\"]?\s*$")
_SIGN_BEFORE = re.compile(r"[,:]\s*$|^\s*$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_FEWEST = 2


def speeches_of(text: str) -> tuple[Span, ...]:
    """Return the stretches of a paragraph that are direct speech, quotation marks included.

    Speech whose closing mark is missing goes on to the end: so papers print quotations that last
    for several paragraphs.
    """
    return tuple(
        Span(match.start(), match.end())
        for match in _QUOTED.finditer(text)
        if _is_speech(_between(match), text[: match.start()], text[match.end() :])
    )


def _between(match: re.Match[str]) -> str:
    """Return the words between the marks; French sets spaces inside its own."""
    words = match[match.lastgroup or 0]
    return words.strip() if match.lastgroup in {"c", "d"} else words


def _is_speech(words: str, before: str, after: str) -> bool:
    found = _WORD.findall(words)
    small = sum(word[0].islower() for word in found)
    is_phrase = len(found) >= _FEWEST and 2 * small >= len(found) and words[:1].strip() != ""
    is_short = len(found) == 1 and bool(_SIGN_AT_END.search(words)) and not words[0].islower()
    ends = bool(_SIGN_AT_END.search(words)) or after[:1] in {",", "."}
    return (is_phrase or is_short) and (ends or bool(_SIGN_BEFORE.search(before)))
