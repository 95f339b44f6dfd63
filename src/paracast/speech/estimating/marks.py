"""A text and its sound → where its words begin, for engines that do not tell.

A word gets its share of the sound by its letters; the pauses that match the ends of sentences and
clauses hold the estimate in place.
"""

import re
from collections.abc import Sequence

import numpy as np

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech
from paracast.speech.estimating.aligning import Float64, Row, aligned
from paracast.speech.estimating.pauses import Pauses, pauses_in
from paracast.units import Samples

# A run without spaces, cut after a sign of the scripts that write none; signs alone are no word.
_WORD = re.compile(r"[^\s。！？，、；：]*\w[^\s。！？，、；：]*[。！？，、；：]*[”’」』）]*")
_STOP = re.compile(r"[.!?…。！？][”’»)\]\"'』」）]*$")
_CLAUSE = re.compile(r"[,;:—–)\]，、；：][”’»)\]\"'』」）]*$")
_IDEOGRAPHS = re.compile("[぀-ヿ㐀-鿿가-힯]")

_DIGIT, _IDEOGRAPH, _ANY_WORD = 4.0, 3.0, 0.5  # letters' worth
_UNHEARD_STOP, _UNHEARD_CLAUSE = 2.0, 0.8  # costs of a sign without a pause
_UNEXPLAINED = 4.0  # cost a second of a pause without a sign


def estimated(text: str, pcm: Pcm) -> Speech:
    """Give sound marks for every word.

    Beside eSpeak's own marks, half of the sentences are off by less than 20 ms and half of the
    words by less than 80 ms.

    Args:
        text: all of what is said, and nothing else.
        pcm: at least one sample.
    """
    words = list(_WORD.finditer(text))
    if not words:
        return Speech(pcm, ())
    seconds = _beginnings([word.group() for word in words], pauses_in(pcm))
    samples = np.minimum(np.rint(seconds * pcm.rate), len(pcm) - 1).astype(int).tolist()
    marks = zip(words, samples, strict=True)
    return Speech(pcm, tuple(Mark(word.start(), Samples(sample)) for word, sample in marks))


def _beginnings(words: Sequence[str], pauses: Pauses) -> Float64:
    """Return when each word begins, in seconds, rising."""
    weights = np.array([_letters(word) for word in words])
    ends = np.cumsum(weights)
    signs = [index for index, word in enumerate(words[:-1]) if _unheard(word)]
    expected = Row(
        ends[signs] / ends[-1] * pauses.speech,
        np.array([_unheard(words[index]) for index in signs]),
    )
    found = Row(pauses.heard, _UNEXPLAINED * pauses.lengths)
    letters, times = [0.0], [pauses.first]
    for sign, pause in aligned(expected, found, pauses.speech):
        letters += [ends[signs[sign]]] * 2
        times += [pauses.begins[pause], pauses.ends[pause]]
    return _between(ends - weights, np.array([*letters, ends[-1]]), np.array([*times, pauses.last]))


def _between(places: Float64, letters: Float64, times: Float64) -> Float64:
    """Interpolate; what stands at a pause begins where the pause ends."""
    index = np.searchsorted(letters, places + 1e-6, side="right") - 1
    share = (places - letters[index]) / (letters[index + 1] - letters[index])
    return times[index] + share * (times[index + 1] - times[index])


def _letters(word: str) -> float:
    digits = sum(character.isdigit() for character in word)
    dense = len(_IDEOGRAPHS.findall(word))
    plain = sum(character.isalpha() for character in word) - dense
    return _ANY_WORD + plain + _DIGIT * digits + _IDEOGRAPH * dense


def _unheard(word: str) -> float:
    """Return what it costs to hear no pause after a word; 0 where none is expected."""
    if _STOP.search(word):
        return _UNHEARD_STOP
    return _UNHEARD_CLAUSE if _CLAUSE.search(word) else 0.0
