"""A Script → what its episode would be like, without a sound."""

from dataclasses import dataclass

from paracast.audio.options import encoding_for
from paracast.pipeline.setup import Setup
from paracast.script import Script
from paracast.units import Hertz, WordsPerMinute

_CHARACTERS_PER_SECOND = 18.0
"""How many characters of spoken form a voice says in a second at 175 words a minute; measured on
English news articles with eSpeak NG: 17.5 to 18.6."""

_ORDINARY_RATE = 175
_USUAL_VOICE_RATE = Hertz(22050)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be made.

    Attributes:
        seconds: expected; within a tenth for ordinary prose.
        length: bytes of the MP3, expected.
    """

    title: str
    paragraphs: int
    seconds: float
    length: int


def plan_of(script: Script, setup: Setup) -> Plan:
    """Reckon how long and how large a script's episode will be."""
    seconds = expected_seconds(script, setup)
    bitrate = encoding_for(setup.audio, _USUAL_VOICE_RATE).bitrate
    return Plan(script.title, len(script.utterances), seconds, round(seconds * bitrate * 125))


def expected_seconds(script: Script, setup: Setup) -> float:
    """Reckon how long a script takes to say, pauses included."""
    characters = sum(len(said.form.text) for said in script.utterances)
    pauses = sum(said.pause for said in script.utterances) / 1000
    return seconds_to_say(characters, setup.voice.rate) + pauses


def seconds_to_say(characters: int, rate: WordsPerMinute) -> float:
    """Reckon how long a voice takes to say so many characters of spoken form."""
    return characters / _CHARACTERS_PER_SECOND * _ORDINARY_RATE / rate
