"""The work that processes share: pure functions of what they are given, fit for any executor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from paracast.article import Span
from paracast.audio.clip import Clip, Mastering, at_rate, master_clip
from paracast.audio.keeping import to_bytes
from paracast.errors import ParacastError, SpeechError
from paracast.pipeline.calibrating import read_as
from paracast.pipeline.software import digest
from paracast.pipeline.sounding import SaidBefore, audible
from paracast.speech.engine import Pronunciation, Speech, SpeechRequest
from paracast.speech.joining import Piece, amplified, joined, pause_after, unfinished
from paracast.speech.judging.forecast import forecast_of
from paracast.speech.judging.speaking import speak
from paracast.speech.loading import loaded
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store
from paracast.units import Decibels, Digest, Milliseconds


@dataclass(frozen=True, slots=True)
class Voiced:
    """A stretch of a spoken text that one voice says."""

    span: Span
    voice: VoiceProfile


@dataclass(frozen=True, slots=True)
class VoicedPart:
    """A stretch of a job's text, and how its voice is treated.

    Attributes:
        gain: brings the voice to the loudness of the job's mastering.
        pace: the voice's; 0: its speech is not judged by its length.
        kept_as: the version of a slow voice's engine; empty: its speech is not kept.
    """

    said: Voiced
    gain: Decibels = Decibels(0.0)
    pace: float = 0.0
    kept_as: str = ""

    @property
    def voice(self) -> VoiceProfile:
        """Who says it."""
        return self.said.voice

    @property
    def span(self) -> Span:
        """Where it stands in the job's text."""
        return self.said.span


@dataclass(frozen=True, slots=True)
class ClipJob:
    """One utterance to synthesise, master and encode.

    Attributes:
        parts: in order, and together all of the text.
    """

    text: str
    parts: tuple[VoicedPart, ...]
    pause: Milliseconds
    mastering: Mastering
    pronunciations: tuple[Pronunciation, ...] = ()

    def within(self, part: VoicedPart) -> tuple[Pronunciation, ...]:
        """Return the pronunciations of one part, counted from its start."""
        return tuple(
            replace(said, span=said.span.moved(-part.span.start))
            for said in self.pronunciations
            if part.span.start <= said.span.start and said.span.end <= part.span.end
        )


def key_of(job: ClipJob, versions: Mapping[VoiceProfile, str]) -> Digest:
    """Digest all that is audible of a job: the name of its clip.

    Args:
        job: the clip's.
        versions: what each voice's engine calls itself and the voice's data.
    """
    return digest("clip", _said_by(job, versions), job.pause, job.mastering)


def speech_key_of(job: ClipJob, versions: Mapping[VoiceProfile, str]) -> Digest:
    """Digest all that is audible of a job before it is mastered: the name of its speech."""
    return digest("speech", _said_by(job, versions))


def _said_by(job: ClipJob, versions: Mapping[VoiceProfile, str]) -> list[object]:
    return [
        (
            part.voice.engine,
            versions[part.voice],
            audible(part.voice.asks(job.text[part.span.start : part.span.end])),
            job.within(part),
            part.gain,
        )
        for part in job.parts
    ]


def _said(request: SpeechRequest, part: VoicedPart, store: Store | None) -> Speech:
    voice = part.voice

    def say() -> Speech:
        synthesizer = loaded(voice)
        if not voice.judged:
            return synthesizer.synthesize(request)
        forecast = forecast_of(request, read_as(voice), part.pace)
        # What speaks by rule, as eSpeak NG does, says nothing twice: a false alarm would be all.
        return speak(synthesizer, request, replace(forecast, may_loop=bool(part.kept_as)))

    if store is None or not part.kept_as:
        return say()
    return SaidBefore(store, voice.engine, part.kept_as, voice.judged).speech(request, say)


@dataclass(frozen=True, slots=True)
class FreshClip:
    """A clip that was just made, and whether the store could keep it."""

    clip: Clip
    is_kept: bool


def make_and_keep(job: ClipJob, key: Digest, store: Store) -> FreshClip:
    """Make a clip and keep it at once: whatever ends the run later, it is not lost.

    Raises:
        SpeechError: the engine failed; the message names the utterance.
    """
    clip = make_clip(job, store)
    return FreshClip(clip, store.put(key, to_bytes(clip)))


def make_clip(job: ClipJob, store: Store | None = None) -> Clip:
    """Speak one utterance and encode it.

    Args:
        job: what is said, and how it is mastered.
        store: has what slow voices said before; None: all is spoken now.

    Raises:
        SpeechError: the engine failed; the message names the utterance.
    """
    with naming(job):
        speech = spoken(job, store)
        return master_clip(speech.pcm, speech.marks, job.pause, job.mastering)


@contextmanager
def naming(job: ClipJob) -> Iterator[None]:
    """Turn whatever fails while an utterance is made into an error that names it.

    Raises:
        SpeechError: the engine failed.
    """
    try:
        yield
    except ParacastError:
        raise
    except Exception as error:
        # A worker's border: what an engine raises may not even travel between processes.
        raise SpeechError(
            f"The engine {job.parts[0].voice.engine!r} failed on {job.text[:60]!r}: {error!r}.",
            remedy="Leave that paragraph out or try another voice: --voice NAME",
        ) from error


def spoken(job: ClipJob, store: Store | None) -> Speech:
    """Speak each part with its voice, and join them at the highest of their rates."""
    pieces = []
    for part in job.parts:
        text = job.text[part.span.start : part.span.end]
        said = text if part is job.parts[-1] else unfinished(text)
        request = part.voice.asks(said, job.within(part))
        speech = _said(request, part, store)
        pieces.append(Piece(part.span.start, amplified(speech, part.gain), pause_after(text)))
    rate = max(piece.speech.pcm.rate for piece in pieces)
    return joined([replace(piece, speech=at_rate(piece.speech, rate)) for piece in pieces])
