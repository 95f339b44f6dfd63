"""What episodes say → an index of their words, which a page searches without any server.

It holds each episode's words once, in order of the alphabet. Which sentence has them is told by
the episode's own `reading.js`, which the page loads for what it shows.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from paracast.episode.heard import Heard

_WORD = re.compile(r"\w+")
_CALL = "paracastSearch"


@dataclass(frozen=True, slots=True)
class Findable:
    """An episode in the index.

    Attributes:
        edition: changes whenever what it says does.
        words: all of them, each once, between spaces.
    """

    folder: str
    edition: str
    words: str


def plain(text: str) -> str:
    """Return a text as it is compared: in small letters, without accents.

    `plain` of `episodes.js` does the same.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    kept = (letter for letter in decomposed if not unicodedata.category(letter).startswith("M"))
    return "".join(kept).lower()


def words_of(texts: Iterable[str]) -> str:
    """Return the distinct words of some texts, in order, with a space before each."""
    found = {word for text in texts for word in _WORD.findall(plain(text))}
    return "".join(f" {word}" for word in sorted(found))


def to_script(episodes: Sequence[Findable]) -> bytes:
    """Write the index as a script that hands its data to the page."""
    return _call(_CALL, [[one.folder, one.edition, one.words] for one in episodes])


def from_script(script: bytes) -> Mapping[str, Findable]:
    """Read an index back, by folder; nothing of what is none."""
    data = script.removeprefix(f"{_CALL}(".encode()).removesuffix(b");\n")
    try:
        read = msgspec.json.decode(data, type=list[tuple[str, str, str]])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {folder: Findable(folder, edition, words) for folder, edition, words in read}


def to_reading(folder: str, heard: Sequence[Heard]) -> bytes:
    """Write what an episode says as a script: each sentence's start, text and words.

    A word is two numbers: characters from the word before it in the sentence, and milliseconds
    from the sentence's start.
    """
    return _call("paracastReading", folder, [[one.start, one.text, _steps(one)] for one in heard])


def _steps(heard: Heard) -> list[int]:
    steps, before = list[int](), 0
    for place, start in heard.words:
        steps += (place - before, start - heard.start)
        before = place
    return steps


def _call(function: str, *data: object) -> bytes:
    """Write a call of a function with JSON, which is JavaScript (ECMA-262 since 2019)."""
    written = ",".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in data)
    return f"{function}({written});\n".encode()
