"""Speech of several voices → one utterance's speech, with its marks to the sample."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech
from paracast.units import Decibels, Milliseconds, Samples, to_samples

PAUSE = Milliseconds(120)
"""Between two parts: about what a voice pauses at a comma."""

_AUDIBLE = 200  # times softer than its peak, and a part's end counts as silence
_OPENING = " \t\n“„«\"‘'([{¿¡—–-"


def unfinished(text: str) -> str:
    """Let a part that others follow end as a voice ends before a comma, not before a stop."""
    words = text.rstrip(_OPENING)
    return f"{words}," if words[-1:].isalnum() else words


def joined(parts: Sequence[tuple[int, Speech]]) -> Speech:
    """Put parts in a row, the silence between two of them cut to a short pause.

    Args:
        parts: the position of each in the text of the whole, and its speech; all of one rate.
    """
    cut = [
        (position, _cut(speech, head=index > 0, tail=index < len(parts) - 1))
        for index, (position, speech) in enumerate(parts)
    ]
    rate = parts[0][1].pcm.rate
    silence = np.zeros(to_samples(PAUSE, rate), np.int16)
    pieces = [piece for _, speech in cut for piece in (speech.pcm.samples, silence)][:-1]
    return Speech(Pcm(np.concatenate(pieces), rate), tuple(_moved(cut, len(silence))))


def amplified(speech: Speech, gain: Decibels) -> Speech:
    """Turn speech down, or up as far as 16 bits go."""
    if not gain:
        return speech
    louder = np.rint(speech.pcm.samples * 10 ** (gain / 20)).clip(-32768, 32767)
    return replace(speech, pcm=replace(speech.pcm, samples=louder.astype(np.int16)))


def _cut(speech: Speech, *, head: bool, tail: bool) -> Speech:
    """Cut the silence at the ends that are wanted cut."""
    level = np.abs(speech.pcm.samples.astype(np.int32))
    heard = np.flatnonzero(level * _AUDIBLE > level.max(initial=0))
    start = int(heard[0]) if head and len(heard) else 0
    end = int(heard[-1]) + 1 if tail and len(heard) else len(level)
    marks = (
        replace(m, sample=Samples(min(max(m.sample, start), end) - start)) for m in speech.marks
    )
    return Speech(replace(speech.pcm, samples=speech.pcm.samples[start:end]), tuple(marks))


def _moved(parts: Sequence[tuple[int, Speech]], silence: int) -> Iterator[Mark]:
    offset = 0
    for position, speech in parts:
        for mark in speech.marks:
            yield Mark(position + mark.position, Samples(offset + mark.sample))
        offset += len(speech.pcm) + silence
