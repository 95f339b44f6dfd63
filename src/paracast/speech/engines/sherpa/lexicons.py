"""The words that a model without phonemes can read."""

import re
from collections.abc import Iterable
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.models.dropped_in import broken, unreadable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def words_of(lexicons: Iterable[Path], *, tones: bool) -> frozenset[str]:
    """Return the words of lexicons, one at the beginning of each line.

    Args:
        lexicons: the files.
        tones: whether a line has a number for each sound, after the sounds, as Melo's have;
            sherpa-onnx exits where one has not.

    Raises:
        SpeechError: a lexicon cannot be read.
    """
    words = set[str]()
    for path in lexicons:
        for number, line in enumerate(_lines(path), start=1):
            word, *sounds = line.split() or [""]
            half = len(sounds) // 2
            paired = len(sounds) == 2 * half and all(map(str.isdecimal, sounds[half:]))
            if not sounds or (tones and not paired):
                raise broken(path, f"line {number} is {line[:40]!r}, not a word and its sounds")
            words.add(word)
    return frozenset(words)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise broken(path, "it is not UTF-8") from error


def check_words(text: str, words: frozenset[str]) -> None:
    """Refuse a word that the library would leave out in silence.

    Raises:
        SpeechError: a word is not in the lexicon, and neither are all of its letters.
    """
    for found in _WORD.finditer(text):
        word = found[0]
        known = {word, word.lower()} & words or all(letter in words for letter in word.lower())
        if not known:
            raise SpeechError(
                f"The voice cannot read the word {word!r}.",
                remedy="Respell it in lexicon.toml, or choose another voice: --voice NAME",
            )
