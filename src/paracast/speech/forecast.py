"""A text → how long a voice should take over it, and what sounds it is made of."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from paracast.speech.engine import Speech
from paracast.speech.espeak.library import library
from paracast.speech.hearing import sounding_seconds
from paracast.units import LanguageTag, WordsPerMinute

_LONG, _STRESSED = 1.0, 0.3  # what a mark of length or of stress adds, in sounds


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the speech of one text should be like.

    Attributes:
        sounds: IPA where eSpeak NG knows the language, else the text's own letters and digits.
        pace: seconds a sound, pauses aside, at `rate`; 0: unknown, so length is not judged.
        rate: at slow ones pauses grow.
        pause_scale: by how much the engine was asked to stretch pauses.
    """

    sounds: str
    pace: float
    rate: WordsPerMinute = WordsPerMinute(175)
    pause_scale: float = 1.0

    @property
    def seconds(self) -> float:
        """How long its sounds last together, pauses aside."""
        return weight(self.sounds) * self.pace


def weight(sounds: str) -> float:
    """Count sounds; a long one counts twice, a stressed one a little more than one."""
    letters = sum(unicodedata.category(sound) in _LETTERS for sound in sounds)
    return letters + _LONG * sounds.count("ː") + _STRESSED * sounds.count("ˈ")


_LETTERS = frozenset({"Ll", "Lu", "Lt", "Lo", "Nd"})
_NO_SOUND = re.compile(r"\([a-z-]+\)|\d")  # another language begins; a tone


def sounds_of_text(text: str, language: LanguageTag) -> str:
    """Write a text's sounds in IPA; where eSpeak NG lacks the language, return the text.

    It costs 0.02 ms a word.
    """
    voice = _voice_of(language)
    if not voice:
        return text
    with library().turn:
        library().set_voice(voice)
        said = library().sound_of(text, ipa=True)
    return _NO_SOUND.sub("", said)


def pace_of(speech: Speech, text: str, language: LanguageTag) -> float:
    """Measure a voice's pace by what it made of a text of a few sentences.

    Returns:
        Seconds a sound, pauses aside; 0 where the text has no sound.
    """
    count = weight(sounds_of_text(text, language))
    return sounding_seconds(speech.pcm) / count if count else 0.0


def _voice_of(language: LanguageTag) -> str:
    """Return eSpeak NG's voice of a language, the narrowest there is: `pt-br`, else `pt`."""
    subtags = language.lower().split("-")
    tags = ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1))
    return next((_voices()[tag] for tag in tags if tag in _voices()), "")


@cache
def _voices() -> dict[str, str]:
    """Return identifiers by tag; the voice that speaks a language best wins it."""
    found: dict[str, str] = {}
    for place in range(_MOST_TAGS):
        for voice in library().voices():
            if not voice.identifier.startswith("mb/"):
                _add(found, voice.languages[place : place + 1], voice.identifier)
    return found


_MOST_TAGS = 4  # of one voice


def _add(found: dict[str, str], tags: Sequence[str], identifier: str) -> None:
    for tag in tags:
        found.setdefault(tag.lower(), identifier)
