"""The shipped fake: a sine as long as the text deserves, with exact word marks.

It sounds like nobody, needs nothing, and gives the same samples every time: so tests and
benchmarks can tell exactly what they should hear.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from paracast.errors import SpeechError
from paracast.pcm import Int16, Pcm
from paracast.speech.engine import Mark, Speech, SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.registry import no_such_voice
from paracast.units import Hertz, LanguageTag, Samples

RATE = Hertz(22050)
_AMPLITUDE = 8000
_FADE = RATE * 5 // 1000
_LETTER = 0.055  # seconds at 175 words a minute
_GAP = 0.04
_STOP = 0.25
_PITCHES = {VoiceId("a440"): 440.0, VoiceId("a220"): 220.0}
_WORD = re.compile(r"\S+")


class ToneEngine:
    """Hums every word."""

    name = "tone"
    isolated = False
    slow = False

    def __init__(self, folder: Path) -> None:
        """It needs no files."""

    def version(self, request: SpeechRequest) -> str:  # noqa: ARG002  there is nothing else to it
        """Name the shape of the sound; raise the number when it changes."""
        return "tone 1"

    def voices(self) -> Sequence[Voice]:
        """List the two pitches."""
        return [Voice(name, f"Sine at {hz:.0f} Hz", _ANY, RATE) for name, hz in _PITCHES.items()]

    def load(self, voice: VoiceId) -> Synthesizer:
        """Take a pitch."""
        if voice not in _PITCHES:
            raise no_such_voice(self, voice)
        return _Tone(_PITCHES[voice])


_ANY = (LanguageTag("und"),)


class _Tone:
    def __init__(self, frequency: float) -> None:
        self._frequency = frequency

    def synthesize(self, request: SpeechRequest) -> Speech:
        words = list(_WORD.finditer(request.text))
        if not any(character.isalnum() for character in request.text):
            raise SpeechError(
                f"There is nothing to hum in {request.text[:60]!r}.", remedy="Give it words."
            )
        slowness = 175 / request.rate
        pieces: list[Int16] = []
        marks: list[Mark] = []
        position = 0
        for word in words:
            marks.append(Mark(word.start(), Samples(position)))
            pieces += self._word(word.group(), slowness)
            position += len(pieces[-2]) + len(pieces[-1])
        return Speech(Pcm(np.concatenate(pieces), RATE), tuple(marks))

    def _word(self, word: str, slowness: float) -> tuple[Int16, Int16]:
        """Return the tone of one word and the silence after it."""
        length = max(4 * _FADE, round(RATE * _LETTER * len(word) * slowness))
        time = np.arange(length) / RATE
        envelope = np.minimum(1.0, np.minimum(np.arange(length), np.arange(length)[::-1]) / _FADE)
        tone = np.rint(_AMPLITUDE * envelope * np.sin(2 * np.pi * self._frequency * time))
        silence = round(RATE * (_STOP if word[-1] in ".!?" else _GAP) * slowness)
        return tone.astype(np.int16), np.zeros(silence, np.int16)
