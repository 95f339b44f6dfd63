"""A model → who speaks in it, and which languages."""

import re
from collections.abc import Mapping

from paracast.errors import SpeechError
from paracast.speech.engines.sherpa.checking import number_of
from paracast.speech.engines.sherpa.folders import Family, ModelFolder
from paracast.speech.models.languages import UNKNOWN, language_tag
from paracast.units import LanguageTag

_KOKORO = {
    "a": "en-us", "b": "en-gb", "e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br",
    "j": "ja", "z": "cmn",
}  # fmt: skip
"""The first letter of its speakers' names (`VOICES.md` of Kokoro-82M), and eSpeak NG's voice."""

_NOT_OURS = frozenset("jz")  # trained on other phonemes than eSpeak NG's
_KOKORO_NAME = re.compile(r"(?P<language>[abefhijpz])[fm](_.*)?")
_NAMED = {
    "arabic": "ar", "catalan": "ca", "chinese": "zh", "czech": "cs", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hindi": "hi",
    "hungarian": "hu", "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "nb",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es",
    "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
"""What metadata call a language, in full and in English."""


def speaker_names(told: Mapping[str, str]) -> tuple[str, ...]:
    """Return the speakers' names by their numbers; none where the model has none."""
    names = told.get("speaker_names", "")
    return tuple(name.strip() for name in names.split(",")) if names else ()


def speaker_count(told: Mapping[str, str]) -> int:
    """Return how many speak in it."""
    return max(1, number_of(told, "n_speakers"))


def languages_of(model: ModelFolder) -> tuple[LanguageTag, ...]:
    """Return what it speaks, the first speaker's language first."""
    told = model.metadata
    letters = [_letter(model, name) for name in speaker_names(told)]
    spoken = dict.fromkeys(x for x in letters if x and x not in _NOT_OURS)
    if spoken:
        return tuple(language_tag(_KOKORO[letter]) for letter in spoken)
    if told.get("voice"):
        return (language_tag(told["voice"]),)
    words = re.findall(r"[a-z]+", told.get("language", "").lower())
    named = tuple(LanguageTag(_NAMED[word]) for word in words if word in _NAMED)
    return named or (language_tag(words[0]) if len(words) == 1 else UNKNOWN,)


def phonemes_of(model: ModelFolder, speaker: int) -> str:
    """Return the eSpeak NG voice whose phonemes a speaker takes.

    Raises:
        SpeechError: the speaker takes others, which paracast cannot write.
    """
    names = speaker_names(model.metadata)
    letter = _letter(model, names[speaker]) if speaker < len(names) else ""
    if letter in _NOT_OURS:
        raise SpeechError(
            f"The speaker {names[speaker]!r} takes phonemes that eSpeak NG does not write.",
            remedy="Choose another speaker; Kokoro's j… and z… speak Japanese and Chinese.",
        )
    told = model.metadata.get("voice", "")
    return _KOKORO.get(letter) or told or str(languages_of(model)[0])


def _letter(model: ModelFolder, name: str) -> str:
    found = _KOKORO_NAME.fullmatch(name) if model.family is Family.KOKORO else None
    return found["language"] if found else ""
