"""Sentences' sound → the speech of a text, its sentences marked to the sample."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from paracast.errors import SpeechError
from paracast.pcm import Int16, Pcm
from paracast.speech.engine import Mark, Speech, SpeechRequest
from paracast.speech.phonetic.sentences import Sentence
from paracast.units import Hertz, Milliseconds, Samples, to_samples

PAUSE = Milliseconds(200)
"""Between two sentences; a model's own silence at their ends comes to it."""

_FULL_SCALE = 32767
Sound = npt.NDArray[np.float32]


def assembled(
    said: Iterable[tuple[Sentence, Sound]], rate: Hertz, request: SpeechRequest
) -> Speech:
    """Put sentences in a row.

    Args:
        said: each with its sound: shape (n,), full scale 1.
        rate: of the sound.
        request: what was asked for; its `pause_scale` stretches the pauses.

    Raises:
        SpeechError: a sentence has no sound, or what it has is no sound.
    """
    pause = np.zeros(to_samples(Milliseconds(round(PAUSE * request.pause_scale)), rate), np.int16)
    pieces, marks, position = list[Int16](), list[Mark](), 0
    for sentence, sound in said:
        samples = _sixteen_bits(sound, request.text)
        marks += (
            Mark(word.position, Samples(position + int(word.share * (len(samples) - 1))))
            for word in sentence.words
        )
        pieces += (samples, pause[: len(pause) * sentence.stops])
        position += len(pieces[-2]) + len(pieces[-1])
    return Speech(Pcm(np.concatenate(pieces[:-1]), rate), tuple(marks))


def _sixteen_bits(sound: Sound, text: str) -> Int16:
    if not np.isfinite(sound).all() or not sound.any():
        raise SpeechError(
            f"The voice made no sound of a sentence of {text[:60]!r}.",
            remedy="Choose a voice for the language of the text: paracast voices",
        )
    samples: Int16 = np.rint(sound.clip(-1.0, 1.0) * _FULL_SCALE).astype(np.int16)
    return samples
