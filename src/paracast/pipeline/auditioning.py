"""Voices → a sample of each, as an episode would sound: on loudness, and encoded."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from paracast.article import Span
from paracast.audio.programme import Programme
from paracast.errors import SpeechError
from paracast.pipeline.calibrating import Calibration, calibrate
from paracast.pipeline.jobs import ClipJob, Voiced, VoicedPart, make_clip
from paracast.pipeline.setup import Setup
from paracast.pipeline.taking import result
from paracast.script import SpokenForm, spoken_form
from paracast.speech.profile import VoiceProfile
from paracast.speech.samples import sample_of
from paracast.units import LanguageTag, Milliseconds

_ANY = "und"


@dataclass(frozen=True, slots=True)
class Audition:
    """A voice and what it was heard to say.

    Attributes:
        mp3: the sample; empty where the voice failed.
        error: why it did; else None.
    """

    voice: VoiceProfile
    text: str
    mp3: bytes = b""
    seconds: float = 0.0
    error: SpeechError | None = None


def language_of(voice: VoiceProfile, setup: Setup) -> LanguageTag:
    """Return what a voice speaks; of one that speaks anything, the show's language."""
    return voice.language if voice.language != _ANY else setup.show.language


def sample_form(voice: VoiceProfile, text: str, setup: Setup) -> SpokenForm:
    """Return how a voice says a text; of an empty one, how it says the sample of its language."""
    language = language_of(voice, setup)
    written = text or sample_of(language)
    return spoken_form(written, language, lexicon=setup.lexicon_of(voice))


def audition(
    voices: Sequence[VoiceProfile], text: str, setup: Setup, executor: Executor
) -> Iterator[Audition]:
    """Let each voice say a text, or the sample of its language; a broken one stops nobody."""
    calibrating = [executor.submit(calibrate, v, setup.audio, setup.store) for v in voices]
    for voice, future in zip(voices, calibrating, strict=True):
        form = sample_form(voice, text, setup)
        try:
            yield _heard(voice, form, future, executor)
        except SpeechError as error:
            yield Audition(voice, form.written, error=error)


def _heard(
    voice: VoiceProfile, form: SpokenForm, calibrating: "Future[Calibration]", executor: Executor
) -> Audition:
    known = result(calibrating)
    mastering, whole = known.mastering, Span(0, len(form.text))
    parts = (VoicedPart(Voiced(whole, voice), pace=known.pace),)
    job = ClipJob(form.text, parts, Milliseconds(0), mastering, form.pronunciations)
    clip = result(executor.submit(make_clip, job))
    programme = Programme(mastering.encoding, (clip,))
    seconds = programme.length / mastering.encoding.rate
    return Audition(voice, form.written, b"".join(programme.stream()), seconds)
