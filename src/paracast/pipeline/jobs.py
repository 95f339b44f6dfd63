"""The work that processes share: pure functions of what they are given, fit for any executor."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version as version_of

import msgspec

from paracast import __version__
from paracast.article import Span
from paracast.audio.clip import Clip, Mastering, at_rate, gain_to, master_clip
from paracast.audio.keeping import to_bytes
from paracast.audio.options import AudioOptions, encoding_for
from paracast.errors import ParacastError, SpeechError
from paracast.files import digest_of
from paracast.pcm import Pcm
from paracast.pipeline.sounding import SaidBefore, audible
from paracast.speech.engine import Engine, Pronunciation, Speech, SpeechRequest
from paracast.speech.joining import Piece, amplified, joined, pause_after, unfinished
from paracast.speech.judging.forecast import forecast_of, pace_of
from paracast.speech.judging.speaking import speak
from paracast.speech.loading import loaded
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.speech.samples import sample_of
from paracast.speech.store import Kind, Store
from paracast.units import Decibels, Digest, LanguageTag, Lufs, Milliseconds


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a voice is mastered in this show, how fast it speaks, and which software does it.

    Attributes:
        pace: seconds a sound, by which the length of its speech is judged.
        slow: whether its speech is kept too, by the engine's version.
    """

    mastering: Mastering
    engine_version: str
    pace: float
    slow: bool

    @property
    def kept_as(self) -> str:
        """What the voice's speech is kept as; empty: it is not kept."""
        return self.engine_version if self.slow else ""


@lru_cache(maxsize=16)
def calibrate(voice: VoiceProfile, options: AudioOptions, store: Store) -> Calibration:
    """Let a voice say a fixed sample, and find the gain that puts it on loudness.

    Raises:
        SpeechError: the voice or its engine is missing.
    """
    asked = _Asked.of(voice, options)
    if kept := asked.kept(store):
        return kept
    version, slow = asked.version, asked.engine.slow
    before = SaidBefore(store, voice.engine, version, judged=False) if slow else None
    sample = _sampled(voice, asked.request, before)
    pace = pace_of(sample, asked.request.text, _read_as(voice))
    calibration = Calibration(_measured(sample.pcm, asked.options), version, pace, slow)
    store.put(asked.key, msgspec.json.encode(calibration), Kind.CALIBRATION)
    return calibration


def kept_calibration(
    voice: VoiceProfile, options: AudioOptions, store: Store
) -> Calibration | None:
    """Return what `calibrate` found before; None if it has to listen to the voice.

    Raises:
        SpeechError: the voice or its engine is missing.
    """
    return _Asked.of(voice, options).kept(store)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A calibration that is asked for, and the name under which the store keeps it."""

    request: SpeechRequest
    engine: Engine
    version: str
    options: AudioOptions
    key: Digest

    @classmethod
    def of(cls, voice: VoiceProfile, options: AudioOptions) -> "_Asked":
        request = voice.asks(sample_of(voice.language))
        engine = find_engine(voice.engine, voice.folder)
        version = engine.version(request)
        options = replace(options, loudness=Lufs(options.loudness + voice.volume))
        key = digest("calibration", voice.engine, version, audible(request), options)
        return cls(request, engine, version, options, key)

    def kept(self, store: Store) -> Calibration | None:
        data = store.get(self.key, Kind.CALIBRATION)
        with suppress(msgspec.DecodeError):  # another version of paracast may have written it
            return msgspec.json.decode(data, type=Calibration) if data else None
        return None


def _sampled(voice: VoiceProfile, request: SpeechRequest, before: SaidBefore | None) -> Speech:
    def say() -> Speech:
        return loaded(voice).synthesize(request)

    try:
        return before.speech(request, say) if before else say()
    except SpeechError as error:
        message = f"The voice {voice.name!r} could not say its sample. {error.message}"
        raise SpeechError(message, remedy=error.remedy) from error


def _measured(sample: Pcm, options: AudioOptions) -> Mastering:
    encoding = encoding_for(options, sample.rate)
    unmastered = Mastering(encoding, Decibels(0.0), options.ceiling)
    return replace(unmastered, gain=gain_to(sample, options.loudness, unmastered))


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


def digest(*parts: object) -> Digest:
    """Digest what decides a sound, the software that masters it included."""
    return digest_of(msgspec.json.encode((_versions(), *parts)))


@cache
def _versions() -> tuple[str, ...]:
    return (__version__, *(version_of(package) for package in ("lameenc", "soxr")))


def _said(request: SpeechRequest, part: VoicedPart, store: Store | None) -> Speech:
    voice = part.voice

    def say() -> Speech:
        synthesizer = loaded(voice)
        if not voice.judged:
            return synthesizer.synthesize(request)
        return speak(synthesizer, request, forecast_of(request, _read_as(voice), part.pace))

    if store is None or not part.kept_as:
        return say()
    return SaidBefore(store, voice.engine, part.kept_as, voice.judged).speech(request, say)


@lru_cache(maxsize=16)
def _read_as(voice: VoiceProfile) -> LanguageTag:
    """Return the language that a voice takes every text to be in; `und` where it knows none."""
    offered = find_engine(voice.engine, voice.folder).voices()
    languages = next((known.languages for known in offered if known.id == voice.voice), ())
    return _UNKNOWN if _UNKNOWN in languages else voice.language


_UNKNOWN = LanguageTag("und")


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
