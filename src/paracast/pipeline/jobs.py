"""The work that processes share: pure functions of what they are given, fit for any executor."""

from dataclasses import dataclass, replace
from functools import lru_cache

from paracast.audio.clip import Clip, Mastering, at_rate, gain_to, master_clip
from paracast.audio.options import AudioOptions, encoding_for
from paracast.errors import ParacastError, SpeechError
from paracast.speech.engine import Pronunciation, Speech
from paracast.speech.forecast import forecast_of, pace_of
from paracast.speech.joining import Piece, amplified, joined, pause_after, unfinished
from paracast.speech.loading import loaded
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.speech.speaking import speak
from paracast.units import Decibels, LanguageTag, Milliseconds

SAMPLE = (
    "The harbour was quiet that morning, and the boats lay still. Nobody had expected the news, "
    "least of all the people who had waited for it longest. “We will see,” said the mayor, “what "
    "tomorrow brings.” Over four thousand visitors came in the first year alone; by the second, "
    "the small museum had to open on Sundays as well."
)
"""What each voice says so that its loudness can be measured."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a voice is mastered in this show, and which software speaks."""

    mastering: Mastering
    engine_version: str


@lru_cache(maxsize=16)
def calibrate(voice: VoiceProfile, options: AudioOptions) -> Calibration:
    """Let a voice say a fixed sample, and find the gain that puts it on loudness.

    Raises:
        SpeechError: the voice or its engine is missing.
    """
    speech = _sample_of(voice)
    encoding = encoding_for(options.preset, speech.pcm.rate)
    unmastered = Mastering(encoding, Decibels(0.0), options.ceiling)
    gain = gain_to(speech.pcm, options.loudness, unmastered)
    version = find_engine(voice.engine, voice.folder).version(voice.asks(SAMPLE))
    return Calibration(Mastering(encoding, gain, options.ceiling), version)


@dataclass(frozen=True, slots=True)
class VoicedPart:
    """A stretch of a job's text that a voice of its own says.

    Attributes:
        gain: brings the voice to the loudness of the job's mastering.
    """

    start: int
    end: int
    voice: VoiceProfile
    gain: Decibels


@dataclass(frozen=True, slots=True)
class ClipJob:
    """One utterance to synthesise, master and encode.

    Attributes:
        voice: says it all, where there are no parts.
        parts: in order, and together all of the text.
    """

    text: str
    voice: VoiceProfile
    pause: Milliseconds
    mastering: Mastering
    parts: tuple[VoicedPart, ...] = ()
    pronunciations: tuple[Pronunciation, ...] = ()


def make_clip(job: ClipJob) -> Clip:
    """Speak one utterance and encode it.

    Raises:
        SpeechError: the engine failed; the message names the utterance.
    """
    try:
        speech = _in_parts(job) if job.parts else _said(job.text, job.voice, job.pronunciations)
        return master_clip(speech.pcm, speech.marks, job.pause, job.mastering)
    except ParacastError:
        raise
    except Exception as error:
        # A worker's border: what an engine raises may not even travel between processes.
        raise SpeechError(
            f"The engine {job.voice.engine!r} failed on {job.text[:60]!r}: {error!r}.",
            remedy="Leave that paragraph out or try another voice: --voice NAME",
        ) from error


def _said(text: str, voice: VoiceProfile, pronunciations: tuple[Pronunciation, ...] = ()) -> Speech:
    request = voice.asks(text, pronunciations)
    return speak(loaded(voice), request, forecast_of(request, _read_as(voice), _pace(voice)))


@lru_cache(maxsize=16)
def _sample_of(voice: VoiceProfile) -> Speech:
    return loaded(voice).synthesize(voice.asks(SAMPLE))


@lru_cache(maxsize=16)
def _pace(voice: VoiceProfile) -> float:
    return pace_of(_sample_of(voice), SAMPLE, _read_as(voice))


@lru_cache(maxsize=16)
def _read_as(voice: VoiceProfile) -> LanguageTag:
    """Return the language that a voice takes every text to be in; `und` where it knows none."""
    offered = find_engine(voice.engine, voice.folder).voices()
    languages = next((known.languages for known in offered if known.id == voice.voice), ())
    return _UNKNOWN if _UNKNOWN in languages else voice.language


_UNKNOWN = LanguageTag("und")


def _in_parts(job: ClipJob) -> Speech:
    """Speak each part with its voice, and join them at the highest of their rates."""
    pieces = []
    for part in job.parts:
        text = job.text[part.start : part.end]
        said = text if part is job.parts[-1] else unfinished(text)
        speech = _said(said, part.voice, _within(job.pronunciations, part))
        pieces.append(Piece(part.start, amplified(speech, part.gain), pause_after(text)))
    rate = max(piece.speech.pcm.rate for piece in pieces)
    return joined([replace(piece, speech=at_rate(piece.speech, rate)) for piece in pieces])


def _within(
    pronunciations: tuple[Pronunciation, ...], part: VoicedPart
) -> tuple[Pronunciation, ...]:
    """Return those of one part, counted from its start."""
    return tuple(
        replace(said, span=said.span.moved(-part.start))
        for said in pronunciations
        if part.start <= said.span.start and said.span.end <= part.end
    )
