"""A voice → how it is mastered in a show: found once by a fixed sample, and kept."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from paracast.audio.clip import Mastering, gain_to
from paracast.audio.options import AudioOptions, encoding_for
from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.pipeline.software import digest
from paracast.pipeline.sounding import SaidBefore, audible
from paracast.speech.engine import Engine, Speech, SpeechRequest
from paracast.speech.judging.forecast import pace_of
from paracast.speech.loading import loaded
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.speech.samples import sample_of
from paracast.speech.store import Kind, Store
from paracast.units import Decibels, Digest, LanguageTag, Lufs


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
    if kept := asked.read(store.get(asked.key, Kind.CALIBRATION)):
        return kept
    version, slow = asked.version, asked.engine.slow
    before = SaidBefore(store, voice.engine, version, judged=False) if slow else None
    sample = _sampled(voice, asked.request, before)
    pace = pace_of(sample, asked.request.text, read_as(voice))
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
    asked = _Asked.of(voice, options)
    return asked.read(store.find(asked.key, Kind.CALIBRATION))


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

    def read(self, data: bytes | None) -> Calibration | None:
        with suppress(msgspec.DecodeError):  # another version of paracast may have written it
            return msgspec.json.decode(data, type=Calibration) if data else None
        return None


def _sampled(voice: VoiceProfile, request: SpeechRequest, before: SaidBefore | None) -> Speech:
    def say() -> Speech:
        return loaded(voice).synthesize(request)

    try:
        return before.speech(request, say) if before else say()
    except SpeechError as error:
        if voice.voice in voice.name and repr(voice.voice) in error.message:
            raise  # the engine has no such voice, and says so of the name that was asked for
        message = f"The voice {voice.name!r} could not say its sample. {error.message}"
        raise SpeechError(message, remedy=error.remedy) from error


def _measured(sample: Pcm, options: AudioOptions) -> Mastering:
    encoding = encoding_for(options, sample.rate)
    unmastered = Mastering(encoding, Decibels(0.0), options.ceiling)
    return replace(unmastered, gain=gain_to(sample, options.loudness, unmastered))


@lru_cache(maxsize=16)
def read_as(voice: VoiceProfile) -> LanguageTag:
    """Return the language that a voice takes every text to be in; `und` where it knows none."""
    offered = find_engine(voice.engine, voice.folder).voices()
    languages = next((known.languages for known in offered if known.id == voice.voice), ())
    return _UNKNOWN if _UNKNOWN in languages else voice.language


_UNKNOWN = LanguageTag("und")
