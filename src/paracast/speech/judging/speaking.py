"""A request → speech that has been judged good."""

from dataclasses import replace

from paracast.errors import SpeechError
from paracast.speech.engine import Speech, SpeechRequest, Synthesizer
from paracast.speech.judging.checking import Fault, Finding, judge
from paracast.speech.judging.forecast import Forecast

_NAMED = 60  # characters of the text in a message

_REMEDIES = {
    Fault.EMPTY: "Choose a voice for the language of the text: paracast voices",
}
_REMEDY = (
    "Reword or split that paragraph, or try another voice: --voice NAME. Where it sounds right to "
    "you, write judged = false into the voice's profile."
)


def speak(synthesizer: Synthesizer, request: SpeechRequest, forecast: Forecast) -> Speech:
    """Say a request's text; where the speech is faulty, once more with the next seed.

    Raises:
        SpeechError: the engine failed, or the second take is faulty too.
    """
    speech = synthesizer.synthesize(request)
    if judge(speech, forecast) is None:
        return speech
    again = synthesizer.synthesize(replace(request, seed=request.seed + 1))
    finding = judge(again, forecast)
    if finding is None:
        return again
    raise _refused(request.text, finding)


def _refused(text: str, finding: Finding) -> SpeechError:
    """Say in plain words what is wrong with the speech of a text."""
    return SpeechError(
        f"The speech of {text[:_NAMED]!r} is faulty at {finding.where:.1f} s: {finding.fault}.",
        remedy=_REMEDIES.get(finding.fault, _REMEDY),
    )
