"""The default engine: eSpeak NG, every installed language, no system package."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version as version_of
from pathlib import Path

from paracast.errors import SpeechError
from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech, SpeechRequest, Synthesizer, Voice, VoiceId
from paracast.speech.engines.espeak.driver import Recording, started
from paracast.speech.engines.espeak.phonemes import bracketed
from paracast.speech.engines.espeak.sounds import sounds_of
from paracast.speech.espeak.library import RawSpeech, library
from paracast.speech.espeak.names import identifier_of, offered_voices
from paracast.speech.registry import no_such_voice
from paracast.speech.tuning import tuned
from paracast.speech.whole import whole
from paracast.units import LanguageTag

_LICENCE = "GPL-3.0-or-later"


class EspeakEngine:
    """eSpeak NG; a voice is a language (`en-us`), with a variant if wished (`en-us+f3`)."""

    name = "espeak"
    isolated = False
    slow = False

    def __init__(self, folder: Path) -> None:
        """Its voices come with the library."""

    def version(self, request: SpeechRequest) -> str:  # noqa: ARG002  one set of data for all
        """Name the library's version and the wheel's: the data may change with either."""
        return f"eSpeak NG {library().version} (espeakng-loader {version_of('espeakng-loader')})"

    def voices(self) -> Sequence[Voice]:
        """List the library's voices by their language."""
        return [
            Voice(
                id=VoiceId(voice.languages[0]),
                name=voice.name,
                languages=tuple(LanguageTag(tag) for tag in voice.languages),
                rate=library().rate,
                gender=voice.gender,
                licence=_LICENCE,
            )
            for voice in offered_voices()
        ]

    def load(self, voice: VoiceId) -> Synthesizer:
        """Look the voice and its variant up."""
        base, plus, variant = voice.partition("+")
        identifier = identifier_of(base)
        if identifier is None or (plus and not library().has_variant(variant)):
            raise no_such_voice(self, voice)
        return _Espeak(identifier + plus + variant)


class _Espeak:
    """One voice. The library's state is global, so every request sends all of its own."""

    def __init__(self, identifier: str) -> None:
        self._identifier = identifier
        self._engine = started()

    def synthesize(self, request: SpeechRequest) -> Speech:
        _refuse_unknown(request)
        with library().turn:
            raw = self._pronounced(request) if request.pronunciations else self._plain(request)
        if not any(raw.samples):
            raise SpeechError(
                f"eSpeak NG made no sound of {request.text[:60]!r}.",
                remedy="Choose a voice for the language of the text: paracast voices",
            )
        return Speech(Pcm.of_bytes(raw.samples, library().rate), raw.marks)

    @cached_property
    def _sounds(self) -> Mapping[str, str]:
        return sounds_of(library(), self._identifier)

    def _pronounced(self, request: SpeechRequest) -> RawSpeech:
        """Say mnemonics where the voice has them; marks stay those of the request's text."""
        written = bracketed(request.text, request.pronunciations, self._sounds)
        raw = self._plain(replace(request, text=written.text), phonemes=True)
        return _marked_as_in(written.places, raw)

    def _plain(self, request: SpeechRequest, *, phonemes: bool = False) -> RawSpeech:
        written = whole(request.text)
        raw = self._recorded(replace(request, text=written.text), phonemes=phonemes)
        return raw if written.text == request.text else _marked_as_in(written.places, raw)

    def _recorded(self, request: SpeechRequest, *, phonemes: bool = False) -> RawSpeech:
        recording, failures = Recording(), list[Exception]()
        library().renew(self._identifier)  # so that the speech is a function of the request
        self._engine.setProperty("voice", self._identifier)
        self._engine.setProperty("rate", request.rate)
        self._engine.setProperty("pitch", request.pitch)
        self._engine.setProperty("range", request.pitch_range)
        self._engine.setProperty("phonemes", phonemes)
        self._engine.save_to_file(request.text, recording)
        token = self._engine.connect("error", lambda **told: failures.append(told["exception"]))
        try:
            self._engine.runAndWait()
        except KeyboardInterrupt:
            self._engine.endLoop()
            raise
        finally:
            self._engine.disconnect(token)
        if failures:
            raise _reported(failures[0])
        return recording.speech or RawSpeech(b"", ())


@dataclass(frozen=True, slots=True)
class _NoOptions:
    """There are none."""


def _refuse_unknown(request: SpeechRequest) -> None:
    tuned(_NoOptions, request.options, "espeak")
    if request.speaker:
        raise SpeechError(
            f"The voices of eSpeak NG have no speaker {request.speaker!r}.",
            remedy="Take a variant instead, such as en-us+f3, and leave out speaker.",
        )


def _marked_as_in(places: Sequence[int], raw: RawSpeech) -> RawSpeech:
    """Let marks stand in the text that the spoken one was made from, the first of each place."""
    marks: dict[int, Mark] = {}
    for mark in raw.marks:
        place = places[min(mark.position, len(places) - 1)]
        marks.setdefault(place, Mark(place, mark.sample))
    return RawSpeech(raw.samples, tuple(marks.values()))


def _reported(failure: Exception) -> Exception:
    if isinstance(failure, SpeechError):
        return failure
    error = SpeechError(
        f"eSpeak NG failed: {failure!r}.", remedy="Report it with the text that was to be said."
    )
    error.__cause__ = failure
    return error
