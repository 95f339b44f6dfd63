"""A text → how long a voice should take over it, and what sounds it is made of."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from paracast.article import same_language
from paracast.speech.engine import Speech, SpeechRequest
from paracast.speech.espeak.library import library
from paracast.speech.espeak.names import offered_voices
from paracast.speech.judging.hearing import sounding_seconds
from paracast.units import LanguageTag, WordsPerMinute

_LONG, _STRESSED, _LAST = 1.0, 0.3, 1.7  # sounds that a mark, or the end of a clause, adds


class Latitude(float, Enum):
    """How many times longer or shorter than forecast speech may be, besides the usual margin."""

    CLOSE = 1.0
    """The pace was measured on a text of the same language."""
    NEAR = 1.08
    """Another language: a sound lasts about as long, but not quite."""
    ROUGH = 2.0
    """The sounds are not known, or some are of a language that the voice is not made for."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the speech of one text should be like.

    Attributes:
        sounds: IPA where eSpeak NG knows the language, else the text's own letters and digits.
        pace: seconds a sound, pauses aside, at `rate`; 0: unknown, so length is not judged.
        clauses: the last sound of each is drawn out.
        rate: at slow ones pauses grow.
        pause_scale: by how much the engine was asked to stretch pauses.
        may_loop: whether the engine is of a kind that may say a stretch twice.
    """

    sounds: str
    pace: float
    clauses: int = 1
    latitude: Latitude = Latitude.CLOSE
    rate: WordsPerMinute = WordsPerMinute(175)
    pause_scale: float = 1.0
    may_loop: bool = True

    @property
    def seconds(self) -> float:
        """How long its sounds last together, pauses aside."""
        return weight(self.sounds, self.clauses) * self.pace


def forecast_of(request: SpeechRequest, language: LanguageTag, pace: float) -> Forecast:
    """Forecast what a voice makes of a request.

    Args:
        request: its text, rate and scale of pauses count.
        language: what the text is in.
        pace: of the voice at that rate, from `pace_of`; 0 where it is unknown.
    """
    sounds = _asked_sounds(request, language)
    foreign = not sounds or _foreign_share(sounds) > _MOSTLY_OWN or language[:2] in _UNLIKE
    latitude = Latitude.CLOSE if same_language(language, _PACED) else Latitude.NEAR
    return Forecast(
        _NO_SOUND.sub("", sounds) or request.text,
        pace,
        clauses_in(request.text),
        Latitude.ROUGH if foreign else latitude,
        request.rate,
        request.pause_scale,
    )


def weight(sounds: str, clauses: int) -> float:
    """Count sounds: long ones twice, stressed ones and a clause's last a little more than once."""
    counts = Counter(sounds)
    letters = sum(n for sign, n in counts.items() if unicodedata.category(sign) in _LETTERS)
    return letters + _LONG * counts["ː"] + _STRESSED * counts["ˈ"] + _LAST * clauses


_LETTERS = frozenset({"Ll", "Lu", "Lt", "Lo", "Nd"})
_CLAUSE = re.compile(r"\w[^\w\s]*(?:[,.;:!?…)—。、，؟][^\w\s]*(?=\s|$)|[。、，]|\W*$)")
_SWITCH = re.compile(r"\([a-z-]+\)")  # another language begins
_NO_SOUND = re.compile(rf"{_SWITCH.pattern}|\d")  # digits are tones
_MOSTLY_OWN = 0.3
_UNLIKE = frozenset({"vi"})  # its sounds take a quarter less than those of English text
_PACED = LanguageTag("en")  # what the pace of most voices is measured on: others get more room


def _asked_sounds(request: SpeechRequest, language: LanguageTag) -> str:
    """Write the sounds of a text, those that its request tells among them; empty where unknown."""
    if not _voice_of(language):
        return ""
    pieces, position = list[str](), 0
    for known in request.pronunciations:
        pieces += (
            written_sounds(request.text[position : known.span.start], language),
            known.phonemes,
        )
        position = known.span.end
    return " ".join([*pieces, written_sounds(request.text[position:], language)]).strip()


def _foreign_share(sounds: str) -> float:
    """Return how much of what eSpeak NG wrote is marked as another language's sounds."""
    runs = _SWITCH.split(sounds)
    return sum(map(len, runs[1::2])) / max(1, sum(map(len, runs)))


def written_sounds(text: str, language: LanguageTag) -> str:
    """Write a text's sounds as eSpeak NG does, in IPA; empty where it lacks the language.

    It costs 0.02 ms a word.
    """
    voice = _voice_of(language)
    if not voice:
        return ""
    with library().turn:
        if library().voice != voice:
            library().set_voice(voice)
            library().synthesize(" ")  # so that choosing leaves nothing behind
        return library().sound_of(text, ipa=True)


def clauses_in(text: str) -> int:
    """Count the stretches between signs that a voice pauses at."""
    return max(1, len(_CLAUSE.findall(text)))


def pace_of(speech: Speech, text: str, language: LanguageTag) -> float:
    """Measure a voice's pace by what it made of its sample.

    Where that is in English and the voice is not, the pace holds for its own language too: within
    a fifth in 38 languages of eSpeak NG, but for Vietnamese, a quarter off.

    Returns:
        Seconds a sound, pauses aside; 0 where the text has no sound.
    """
    sounds = _NO_SOUND.sub("", written_sounds(text, language)) or text
    count = weight(sounds, clauses_in(text))
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
        for voice in offered_voices():
            _add(found, voice.languages[place : place + 1], voice.identifier)
    return found


_MOST_TAGS = 4  # of one voice


def _add(found: dict[str, str], tags: Sequence[str], identifier: str) -> None:
    for tag in tags:
        found.setdefault(tag.lower(), identifier)
