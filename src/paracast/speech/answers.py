"""What an engine gave back → speech that is fit to be mastered, or an error that names the text."""

import numpy as np

from paracast.errors import SpeechError
from paracast.speech.engine import Speech, SpeechRequest, Synthesizer

_EXCERPT = 60  # characters


class Checked:
    """A loaded voice whose every answer is looked at."""

    def __init__(self, engine: str, synthesizer: Synthesizer) -> None:
        self._engine = engine
        self._synthesizer = synthesizer

    def synthesize(self, request: SpeechRequest) -> Speech:
        """Say all of the request's text, or raise; never an empty or a silent answer."""
        return checked(self._synthesizer.synthesize(request), request, self._engine)


def checked(speech: object, request: SpeechRequest, engine: str) -> Speech:
    """Return speech that has sound.

    Raises:
        SpeechError: it is no speech, has no sample, no rate or no sound, or not 16 bits.
    """
    fault = _fault(speech)
    if fault or not isinstance(speech, Speech):
        raise SpeechError(
            f"The engine {engine!r} {fault} for {excerpt(request)} with the voice "
            f"{request.voice!r}.",
            remedy="Choose a voice for the language of the text: paracast voices",
        )
    return speech


def excerpt(request: SpeechRequest) -> str:
    """Quote the beginning of a request's text, so that a person finds the paragraph."""
    return repr(request.text[:_EXCERPT])


def require_words(request: SpeechRequest) -> None:
    """Refuse a text of signs only, of which many a program makes silence.

    Raises:
        SpeechError: there is no letter and no digit in it.
    """
    if not any(character.isalnum() for character in request.text):
        raise SpeechError(
            f"There is nothing to say in {excerpt(request)}.", remedy="Give it words."
        )


def _fault(speech: object) -> str:
    if not isinstance(speech, Speech):
        return f"returned {type(speech).__name__} and no speech"
    samples = np.asarray(speech.pcm.samples)
    if samples.dtype != np.int16 or samples.ndim != 1:
        return "returned sound that is not 16 bits and mono"
    if speech.pcm.rate <= 0:
        return f"returned sound at {speech.pcm.rate} Hz"
    return "" if samples.any() else "made no sound"
