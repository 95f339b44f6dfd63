"""Engines and a show's profiles → who can speak here, and what keeps the others from it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from paracast.doctor.model import Remark, absent, calmly, faulty, good, of_error, warned
from paracast.errors import ParacastError, SpeechError
from paracast.speech.engine import SpeechRequest, VoiceId
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import engine_names, find_engine

ENGINES, VOICES = "Engines", "Voices"
_WORDS = "1, 2, 3."


@dataclass(frozen=True, slots=True)
class Company:
    """The voices of a show, or of no show.

    Attributes:
        folder: holds the profiles.
        profiles: those that can be read, by their names.
        broken: what is wrong with the others, by the same.
        used: the names of those that the show's settings name; the first reads.
    """

    folder: Path
    profiles: Mapping[str, VoiceProfile]
    broken: Mapping[str, ParacastError]
    used: Sequence[VoiceProfile]

    @property
    def names(self) -> Sequence[str]:
        """How those are called that are used."""
        return [voice.name for voice in self.used]


def examine_engines(company: Company) -> Iterator[Remark]:
    """Ask each engine for its version and its voices; those that somebody speaks with must work."""
    names = engine_names()
    for name in names:
        yield from calmly(ENGINES, name, partial(_engine, name, company))
    for voice in company.used:
        if voice.engine not in names:
            yield faulty(
                ENGINES,
                voice.engine,
                f"It is not installed, and {voice.name} speaks with it.",
                "Install the package that brings it, or name another engine in the profile.",
            )


def _engine(name: str, company: Company) -> Iterator[Remark]:
    speakers = [voice.name for voice in company.used if voice.engine == name]
    try:
        engine = find_engine(name, company.folder)
        offered = engine.voices()
        first = offered[0].id if offered else None
        version = engine.version(SpeechRequest("", first)) if first is not None else ""
    except SpeechError as error:
        if speakers:
            yield of_error(ENGINES, name, error)
        else:
            yield absent(ENGINES, name, error.message, error.remedy)
        return
    if not offered:
        yield _silent(name, speakers)
        return
    several = f"{len(offered):,} voice{'s' * (len(offered) > 1)}"
    yield good(ENGINES, name, f"{several}; {_short(version)}")


def _silent(name: str, speakers: Sequence[str]) -> Remark:
    """Tell of an engine that lists no voices: some take what a profile names."""
    if speakers:
        return good(ENGINES, name, f"installed; {', '.join(speakers)} asks for it")
    return absent(ENGINES, name, "installed, without voices here")


def _short(version: str) -> str:
    """Leave digests out of a version: people read it."""
    parts = [part.strip() for part in version.split(",")]
    return ", ".join(part for part in parts if " " in part or len(part) < len("1.52.0-dev+abc"))


def examine_voices(company: Company) -> Iterator[Remark]:
    """Tell which profiles can speak, and let the show's voice say something."""
    used = ", ".join(company.names) or "none"
    yield good(VOICES, "profiles", f"{len(company.profiles)} to choose from; the show uses {used}")
    for name, error in company.broken.items():
        yield of_error(VOICES, name, error)
    silent = set[VoiceProfile]()
    for voice in _each_once([*company.used, *company.profiles.values()]):
        for remark in calmly(VOICES, voice.name, partial(_profile, voice, company)):
            silent.add(voice)
            yield remark
    if company.used and company.used[0] not in silent:
        reader = company.used[0]
        yield from calmly(VOICES, reader.name, partial(_heard, reader))


def _each_once(voices: Sequence[VoiceProfile]) -> Sequence[VoiceProfile]:
    return list(dict.fromkeys(voices))


def _profile(voice: VoiceProfile, company: Company) -> Iterator[Remark]:
    """Look whether its engine knows the voice; what works is not worth a line."""
    try:
        engine = find_engine(voice.engine, voice.folder)
        engine.version(voice.asks(""))
        if not engine.slow:  # to load a model takes long, and the show's voice is heard anyway
            engine.load(VoiceId(voice.voice))
    except SpeechError as error:
        if voice in company.used:
            yield of_error(VOICES, voice.name, error)
        else:
            yield warned(VOICES, voice.name, error.message, error.remedy)


def _heard(voice: VoiceProfile) -> Iterator[Remark]:
    """Let a voice speak, and encode what it said: that is what all episodes need."""
    from paracast.audio.encoding import encode, frames_lasting
    from paracast.audio.options import AudioOptions, encoding_for
    from paracast.script.spoken import spoken_form
    from paracast.speech.loading import loaded
    from paracast.units import Samples

    begun = time.perf_counter()
    pcm = loaded(voice).synthesize(voice.asks(spoken_form(_WORDS, voice.language).text)).pcm
    took = time.perf_counter() - begun
    encoding = encoding_for(AudioOptions(preset="compact"), pcm.rate)
    encode(pcm.samples, encoding, frames_lasting(Samples(len(pcm)), encoding))
    yield good(VOICES, voice.name, f"speaks: {pcm.seconds:.1f} s of sound took {took:.1f} s")
