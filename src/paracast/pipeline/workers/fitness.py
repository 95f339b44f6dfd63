"""What a worker on another machine must have, so that it makes the same bytes as this one."""

import os
import platform
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import version as version_of
from pathlib import Path

import paracast
from paracast.errors import ParacastError, SpeechError
from paracast.files import digest_of
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.units import Digest

VOICES = "PARACAST_VOICES"
"""The environment variable that tells a worker where its voices' files lie: elsewhere than here."""

_DECIDING = ("lameenc", "soxr", "numpy")  # packages that have a say in the bytes of a clip


@dataclass(frozen=True, slots=True)
class Software:
    """What decides a clip's bytes beside its job.

    Attributes:
        versions: of paracast and of packages, by name.
        code: a digest of paracast's own files: where it is worked on, its version stays the same.
    """

    versions: tuple[tuple[str, str], ...]
    code: Digest


@dataclass(frozen=True, slots=True)
class Described:
    """What a worker has.

    Attributes:
        host: the machine's name.
        voices: what each voice that was asked for calls itself, or why it is not there.
    """

    host: str
    software: Software
    voices: tuple[str, ...]


def faults_of(
    worker: str, found: Described | Exception, own: Described, voices: Collection[str]
) -> Iterator[str]:
    """Say what a worker lacks, or has otherwise than this machine.

    Args:
        worker: its address.
        found: what it has, or why it could not tell.
        own: what this machine has.
        voices: the names of those that were asked for.
    """
    if isinstance(found, Exception):
        yield f"{worker} has no paracast that answers ({type(found).__name__}: {found})"
        return
    name = f"{worker} ({found.host})"
    if differing := _difference(found.software, own.software):
        yield f"{name} has {differing}"
        return
    for voice, there, here in zip(voices, found.voices, own.voices, strict=True):
        if there != here:
            yield f"{name} has the voice {voice!r} otherwise ({there}; here {here})"


def _difference(there: Software, here: Software) -> str:
    for (name, theirs), (_, ours) in zip(there.versions, here.versions, strict=True):
        if theirs != ours:
            return f"{name} {theirs}, here {ours}"
    return "" if there.code == here.code else "paracast of the same version with other files"


@cache
def software() -> Software:
    """Return what this process makes clips with."""
    root = Path(paracast.__file__).parent
    code = b"".join(path.read_bytes() for path in sorted(root.rglob("*.py")))
    versions = (("paracast", paracast.__version__), *((p, version_of(p)) for p in _DECIDING))
    return Software(versions, digest_of(code))


def described(voices: tuple[VoiceProfile, ...]) -> Described:
    """Say what this process has; workers are asked."""
    return Described(platform.node(), software(), tuple(_version(at_home(v)) for v in voices))


def at_home(voice: VoiceProfile) -> VoiceProfile:
    """Return a profile whose files lie where this worker has them."""
    folder = os.environ.get(VOICES)
    return replace(voice, folder=Path(folder)) if folder else voice


@lru_cache(maxsize=64)
def refuse_unfit(
    expected: Software, voices: tuple[VoiceProfile, ...], versions: tuple[str, ...]
) -> None:
    """Refuse to speak where this process would make other bytes.

    Args:
        expected: the software that is asked for.
        voices: who is to speak.
        versions: what the engine and the data of each are to call themselves.

    Raises:
        SpeechError: it says what this process lacks.
    """
    own = Described(platform.node(), expected, versions)
    found = Described(platform.node(), software(), tuple(map(_version, voices)))
    for fault in faults_of("A worker", found, own, [voice.name for voice in voices]):
        raise SpeechError(
            f"{fault}.", remedy="Install the same there as here, and start that worker again."
        )


def _version(voice: VoiceProfile) -> str:
    try:
        return find_engine(voice.engine, voice.folder).version(voice.asks(""))
    except ParacastError as error:
        return error.message
