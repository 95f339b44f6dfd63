"""A profile → its voice, loaded once in each process, or in one of its own; its answers checked."""

from functools import lru_cache
from pathlib import Path

from paracast.speech.answers import Checked
from paracast.speech.apart.isolation import Isolated
from paracast.speech.engine import Synthesizer, VoiceId
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine

_MOST = 4  # voices at once in a process; profiles that share a model count once


def loaded(voice: VoiceProfile) -> Synthesizer:
    """Return the voice of a profile, ready to speak.

    Raises:
        SpeechError: there is no such engine or voice, or it cannot be loaded.
    """
    return _loaded(voice.engine, VoiceId(voice.voice), voice.folder)


@lru_cache(maxsize=_MOST)
def _loaded(engine: str, voice: VoiceId, folder: Path) -> Synthesizer:
    found = find_engine(engine, folder)
    inner = Isolated(engine, voice, folder) if found.isolated else found.load(voice)
    return Checked(engine, inner)
