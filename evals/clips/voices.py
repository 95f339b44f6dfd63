"""Voices of every kind on this machine, each with its pace."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import soundfile

from paracast.pcm import Pcm
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.speech.judging.forecast import pace_of
from paracast.speech.registry import find_engine
from paracast.speech.samples import sample_of
from paracast.units import Hertz, LanguageTag, WordsPerMinute


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice at a rate.

    Attributes:
        language: what its text is read as.
        say: a request → its speech.
    """

    engine: str
    voice: str
    rate: int
    language: LanguageTag
    say: Callable[[SpeechRequest], Speech]
    pace: float

    def asks(self, text: str) -> SpeechRequest:
        """Ask for a text in this voice."""
        return SpeechRequest(text, VoiceId(self.voice), WordsPerMinute(self.rate))


TUNED = (
    ("espeak", "en-us", 175), ("espeak", "en-us", 80), ("espeak", "en-us", 120),
    ("espeak", "en-us", 300), ("espeak", "en-us", 450), ("espeak", "en-gb+f3", 175),
    ("espeak", "en-us+whisper", 200), ("espeak", "en-us+m7", 140), ("espeak", "de", 175),
    ("espeak", "fr-fr", 160), ("espeak", "cmn", 175), ("espeak", "it", 175), ("espeak", "pl", 220),
    ("espeak", "en-gb", 175), ("espeak", "en-gb", 95), ("espeak", "en", 240),
    ("espeak", "en-us", 400), ("espeak", "en-us+f2", 175), ("espeak", "en-us+m3", 190),
    ("espeak", "en-gb+croak", 150), ("espeak", "en-gb-x-rp+f5", 175), ("espeak", "es", 175),
    ("espeak", "pt-br", 150), ("espeak", "nl", 200), ("espeak", "ru", 175), ("espeak", "tr", 175),
    ("espeak", "sv", 130), ("espeak", "cs", 175), ("espeak", "hu", 300), ("espeak", "fi", 175),
    ("tone", "a440", 175), ("flite", "slt", 175), ("flite", "awb", 175), ("flite", "kal", 175),
    ("flite", "rms", 175),
)  # fmt: skip
"""Those that the limits were chosen by."""

HELD = (
    ("espeak", "en-gb-x-gbclan", 175), ("espeak", "en-gb-scotland", 175),
    ("espeak", "en-gb-x-gbcwmd", 210), ("espeak", "en-029", 175), ("espeak", "en-us-nyc", 160),
    ("espeak", "en-us+f4", 90), ("espeak", "en-us+m5", 110), ("espeak", "en-gb+f1", 340),
    ("espeak", "en-us+klatt2", 175), ("espeak", "en-us+Annie", 430), ("espeak", "fr-be", 190),
    ("espeak", "es-419", 200), ("espeak", "pt", 175), ("espeak", "da", 175), ("espeak", "nb", 150),
    ("espeak", "ro", 175), ("espeak", "el", 175), ("espeak", "uk", 175), ("espeak", "ca", 220),
    ("espeak", "id", 175), ("tone", "a220", 140), ("flite", "kal16", 175),
)  # fmt: skip
"""Those that are reported: nobody looked at what is said of them when the limits were chosen."""


def speaker(engine: str, voice: str, rate: int) -> Speaker | None:
    """Return a voice with its pace measured; None where its program is not installed."""
    if engine == "flite" and not shutil.which("flite"):
        return None
    language = voice.partition("+")[0] if engine == "espeak" else {"flite": "en-us"}.get(engine)
    say = _flite if engine == "flite" else _synthesizer(engine, voice)
    tag = LanguageTag(language or "und")
    sample = sample_of(tag)
    request = SpeechRequest(sample, VoiceId(voice), WordsPerMinute(rate))
    pace = pace_of(say(request), sample, tag)
    return Speaker(engine, voice, rate, tag, say, pace)


def _synthesizer(engine: str, voice: str) -> Callable[[SpeechRequest], Speech]:
    return find_engine(engine, Path()).load(VoiceId(voice)).synthesize


def _flite(request: SpeechRequest) -> Speech:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        asked = ["flite", "-voice", request.voice, "-t", request.text, "-o", str(path)]
        subprocess.run(asked, check=True)
        samples, rate = soundfile.read(path, dtype="int16")
    return Speech(Pcm(samples, Hertz(rate)), ())
