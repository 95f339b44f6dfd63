"""The engine `system`: the voices of Windows (SAPI5) and of macOS (NSSpeechSynthesizer)."""

import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.answers import excerpt, require_words
from paracast.speech.apart.patience import patience
from paracast.speech.apart.processes import Ended, Streams, ending, run
from paracast.speech.controls import without_controls
from paracast.speech.engine import Speech, SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.estimating.marks import estimated
from paracast.speech.registry import no_such_voice
from paracast.speech.sound_files import read_sound
from paracast.speech.whole import whole
from paracast.units import Hertz, LanguageTag

_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
_LISTING = 60.0  # seconds
_PROCESS = "paracast.speech.engines.system.process"


class SystemEngine:
    """The operating system's voices. It takes no pitch, no speakers and no phonemes.

    Args:
        folder: of the show's voices; the system keeps its own elsewhere.
        driver: of pyttsx3; by default the platform's, and none where it has none.
    """

    name = "system"
    isolated = False  # every utterance has a process by itself
    slow = True

    def __init__(
        self,
        folder: Path,  # noqa: ARG002  part of the promise
        driver: str = _DRIVERS.get(sys.platform, ""),
    ) -> None:
        self._driver = driver

    def version(self, request: SpeechRequest) -> str:  # noqa: ARG002  all come with the system
        """Name pyttsx3, its driver and the system: voices change with each of them."""
        return f"pyttsx3 {version_of('pyttsx3')} {self._driver} on {platform.platform()}"

    def voices(self) -> Sequence[Voice]:
        """List what the system offers; none where there is no driver for it."""
        return _listed(self._driver) if self._driver else ()

    def load(self, voice: VoiceId) -> Synthesizer:
        """Look a voice up, by its id or its name."""
        if not self._driver:
            raise SpeechError(
                "The engine 'system' speaks with the voices of Windows and macOS; "
                "this system has none.",
                remedy="Use eSpeak NG's, which come with paracast: --voice espeak:en-us",
            )
        wanted = voice.casefold()
        for known in self.voices():
            if wanted in {known.id.casefold(), known.name.casefold()}:
                return _SystemVoice(self._driver, known.id)
        raise no_such_voice(self, voice)


class _SystemVoice:
    def __init__(self, driver: str, voice: VoiceId) -> None:
        self._driver = driver
        self._voice = voice

    def synthesize(self, request: SpeechRequest) -> Speech:
        require_words(request)
        seconds = patience(request)
        with tempfile.TemporaryDirectory(prefix="paracast-") as folder:
            text = Path(folder).resolve() / "text.txt"
            # nsss writes AIFF whatever the name, but some versions nothing if that is another.
            out = text.with_name("sound.aiff" if self._driver == "nsss" else "sound.wav")
            text.write_text(_inert(request.text), "utf-8")
            arguments = [self._voice, str(request.rate), str(text), str(out)]
            ended = _run(("speak", self._driver), arguments, text.parent, seconds)
            _raise_for(ended, request, seconds)
            pcm = read_sound(out, f"The system's voice {self._voice!r}, on {excerpt(request)},")
        return estimated(request.text, pcm)


def _raise_for(ended: Ended, request: SpeechRequest, seconds: float) -> None:
    said = f": {ended.complaint.rstrip('.')}" if ended.complaint else ""
    if ended.timed_out:
        raise SpeechError(
            f"The system's voice {request.voice!r} was not done within {seconds:g} s "
            f"with {excerpt(request)}{said}.",
            remedy="Raise time_limit in the voice's profile, or use another engine: espeak.",
        )
    if ended.code:
        raise SpeechError(
            f"The system's voice {request.voice!r} failed ({ending(ended.code)}) "
            f"on {excerpt(request)}{said}.",
            remedy="Run it again; if it happens again, use another engine: espeak.",
        )


def _inert(text: str) -> str:
    """Take from a text what the systems obey: `[[rate 400]]` on macOS, markup in SAPI5."""
    inert = without_controls(text).replace("[[", "[ [").replace("<", " ")
    return whole(inert).text  # some of them shorten long words too


@cache
def _listed(driver: str) -> tuple[Voice, ...]:
    with tempfile.TemporaryDirectory(prefix="paracast-") as folder:
        out = Path(folder).resolve() / "voices.json"
        ended = _run(("voices", driver), [str(out)], out.parent, _LISTING)
        if ended.timed_out or ended.code:
            raise SpeechError(
                f"The system's voices cannot be listed: {ended.complaint or 'no answer'}.",
                remedy="Use eSpeak NG's, which come with paracast: --voice espeak:en-us",
            )
        return tuple(_voice(*known) for known in json.loads(out.read_text("utf-8")))


def _voice(name_of: str, name: str, gender: str, *languages: str) -> Voice:
    female, male = "female" in gender.casefold(), "male" in gender.casefold()
    return Voice(
        VoiceId(name_of),
        name,
        tuple(map(LanguageTag, languages)) or (LanguageTag("und"),),
        Hertz(0),
        gender="female" if female else "male" if male else "",
    )


def _run(task: tuple[str, str], arguments: Sequence[str], folder: Path, seconds: float) -> Ended:
    streams = Streams(folder / "complaints.txt")
    command = [sys.executable, "-P", "-m", _PROCESS, *task, str(seconds), *arguments]
    return run(command, streams, seconds, folder)
