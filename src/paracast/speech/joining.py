"""Speech of several voices → one utterance's speech, with its marks to the sample."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from paracast.pcm import Int16, Pcm
from paracast.speech.engine import Mark, Speech
from paracast.units import Decibels, Milliseconds, Samples, to_samples

COMMA, STOP = Milliseconds(120), Milliseconds(300)
"""The pause between two parts: about what a voice pauses at a comma, and at a stop."""

_AUDIBLE = 200  # times softer than its peak, and a part's end counts as silence
_OPENING = " \t\n“„«\"‘'([{¿¡—–-"
_ENDS_IN_SIGN = re.compile(r"(?:([.!?…。！？])|[,;:])[”’»)\]\"']*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an utterance as one voice speaks it.

    Attributes:
        position: where its text begins in the utterance's.
        pause: after it, if another follows.
    """

    position: int
    speech: Speech
    pause: Milliseconds = COMMA


def unfinished(text: str) -> str:
    """Let a part that others follow end as a voice ends before a comma, not before a stop."""
    words = text.rstrip(_OPENING)
    return words if _ENDS_IN_SIGN.search(words) else f"{words},"


def pause_after(text: str) -> Milliseconds:
    """Return the pause between a part's text and the next part."""
    sign = _ENDS_IN_SIGN.search(text.rstrip(_OPENING))
    return STOP if sign and sign[1] else COMMA


def joined(pieces: Sequence[Piece]) -> Speech:
    """Put pieces of one rate in a row, the silence between two of them cut to a short pause."""
    if len(pieces) == 1:
        return pieces[0].speech
    last = len(pieces) - 1
    rate = pieces[0].speech.pcm.rate
    sound: list[Int16] = []
    marks: list[Mark] = []
    offset = 0
    for index, piece in enumerate(pieces):
        speech = _cut(piece.speech, head=index > 0, tail=index < last)
        silence = to_samples(piece.pause, rate) if index < last else 0
        sound += (speech.pcm.samples, np.zeros(silence, np.int16))
        marks += (_moved(mark, piece.position, offset) for mark in speech.marks)
        offset += len(speech.pcm) + silence
    return Speech(Pcm(np.concatenate(sound), rate), tuple(marks))


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


def _moved(mark: Mark, position: int, offset: int) -> Mark:
    return Mark(mark.position + position, Samples(mark.sample + offset))
