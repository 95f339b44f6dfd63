"""The words that a model without phonemes can read: those of its own lexicon."""

import re
from collections.abc import Iterable
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.dropped_in import broken, unreadable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words_of(lexicons: Iterable[Path]) -> frozenset[str]:
    """Return the words of lexicons, one at the beginning of each line.

    Raises:
        SpeechError: a lexicon cannot be read.
    """
    words = set[str]()
    for path in lexicons:
        try:
            with path.open(encoding="utf-8") as lines:
                words.update(line.split(maxsplit=1)[0] for line in lines if line.strip())
        except OSError as error:
            raise unreadable(path, error) from error
        except UnicodeDecodeError as error:
            raise broken(path, "it is not UTF-8") from error
    return frozenset(words)


def check_words(text: str, words: frozenset[str]) -> None:
    """Refuse a word that the library would leave out in silence.

    Raises:
        SpeechError: a word is not in the lexicon, and neither are all of its letters.
    """
    for found in _WORD.finditer(text):
        word = found[0]
        if not {word, word.lower()} & words and not all(letter in words for letter in word):
            raise SpeechError(
                f"The voice's lexicon has no word {word!r}.",
                remedy="Respell it in lexicon.toml, or choose another voice: --voice NAME",
            )
