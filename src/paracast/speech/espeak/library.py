"""The C library of eSpeak NG: found, started, and asked for speech.

Names and numbers are those of `speak_lib.h` (eSpeak NG 1.52).

It keeps the phase of its waves, the place in its table of flutter and its random numbers in C
globals that nothing resets, so that what it says depends on what it said before, by a few samples.
A library that has just been loaded says a text always in the same way: see `Library.renew`.
"""

import ctypes
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from paracast.errors import SpeechError
from paracast.speech.controls import without_controls
from paracast.speech.engine import Mark
from paracast.speech.espeak.declarations import Callback, declared, languages_in
from paracast.speech.espeak.installation import REINSTALL, installed, narrow, short, unload
from paracast.units import Hertz, Samples

_AUDIO_OUTPUT_SYNCHRONOUS = 2
_INITIALIZE_DONT_EXIT = 0x8000  # without it a missing file ends the whole process
_BUFFER_MILLISECONDS = 1000
_CHARS_UTF8 = 1
_PHONEMES = 0x100
_AS_MNEMONICS, _AS_IPA = 0, 2
_POS_CHARACTER = 1
_EVENT_LIST_TERMINATED, _EVENT_WORD = 0, 1
_PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4}
_AHEAD, _STEP = 8, 256  # bytes
_GENDERS = {1: "male", 2: "female"}


@dataclass(frozen=True, slots=True)
class LibraryVoice:
    """A voice as the library lists it.

    Attributes:
        identifier: the file's path below the voices' folder: `gmw/en-US`.
        languages: tags with eSpeak's priority, the best-spoken first.
    """

    identifier: str
    name: str
    languages: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class RawSpeech:
    """Signed 16-bit samples in the machine's byte order, and the words' marks."""

    samples: bytes
    marks: tuple[Mark, ...]


class Library:
    """eSpeak NG, started once a process: all its state is C globals.

    Attributes:
        data: its folder.
        phonemes: whether `[[...]]` in a text holds phoneme mnemonics; otherwise it is text.
        voice: the identifier of the one that was chosen; empty: none yet.
        turn: held by the thread that sets parameters and then speaks; others wait for theirs.
    """

    def __init__(self) -> None:
        self._path, data = installed()
        self._whole = self._folder = short(data) if data else None
        self._hearing = _Hearing()
        self._callback = Callback(self._hearing.receive)  # C keeps it: it must not be collected
        self.turn = threading.RLock()
        self._start()
        self.version = self._c.espeak_Info(None).decode()
        self.data = data or self._built_in()

    def _start(self) -> None:
        self._c = declared(ctypes.CDLL(self._path))
        rate = self._c.espeak_Initialize(
            _AUDIO_OUTPUT_SYNCHRONOUS,
            _BUFFER_MILLISECONDS,
            os.fsencode(self._folder) if self._folder else None,
            _INITIALIZE_DONT_EXIT,
        )
        if rate <= 0:
            raise SpeechError(f"eSpeak NG could not start from {self._path}.", remedy=REINSTALL)
        if hasattr(self._c, "espeak_ng_SetRandSeed"):  # since 1.52; breathy voices depend on it
            self._c.espeak_ng_SetRandSeed(ctypes.c_long(1))
        self._c.espeak_SetSynthCallback(self._callback)
        self.rate = Hertz(rate)
        self.phonemes = False
        self.voice = ""
        self._is_new = True

    def renew(self, identifier: str = "") -> None:
        """Forget all that was said and set: unload the library and load it again.

        The next utterance, all of whose settings must be sent anew, is then a pure function of
        them. It costs 2 to 3 ms where it is told which voice comes next, else 5 to 8: the library
        looks at all voices that it finds. To set it up again without unloading does not help.
        """
        if not self._is_new:
            self._reload(narrow(self._whole, identifier) if self._whole and identifier else None)

    def _reload(self, folder: str | None = None) -> None:
        self._folder = folder or self._whole
        self._c.espeak_Terminate()
        unload(self._c)
        del self._c  # a call into what was unloaded would crash
        self._start()

    def set_parameter(self, name: str, value: int) -> None:
        """Set `rate` (words a minute), `volume` (percent), `pitch` or `range` (0 to 100)."""
        self._is_new = False
        self._c.espeak_SetParameter(_PARAMETERS[name], value, 0)

    def set_voice(self, identifier: str) -> bool:
        """Choose the voice that speaks next; return whether there is one of that identifier.

        The library frees a copy of it (1.3 kB) when it speaks: a voice that is chosen and does not
        speak before the library is renewed leaves that behind.
        """
        self._is_new = False
        if self._c.espeak_SetVoiceByName(identifier.encode()) == 0:
            self.voice = identifier
            return True
        if self._folder == self._whole:
            return False
        self._reload()  # another voice than the one it was loaded for
        return self.set_voice(identifier)

    def has_variant(self, name: str) -> bool:
        """Tell whether there is a variant (`f3` in `en-us+f3`); the library takes any silently."""
        return (Path(self.data) / "voices" / "!v" / name).is_file()

    def stop(self) -> None:
        """End the utterance that is being synthesised."""
        self._hearing.aborted = True

    def synthesize(self, text: str) -> RawSpeech:
        """Say all of `text` with the voice and parameters that were set.

        Raises:
            SpeechError: the library reports a failure.
            KeyboardInterrupt: Ctrl-C was pressed meanwhile.
        """
        encoded = without_controls(text).encode()
        self._is_new = False
        with self.turn, self._interruptible():
            self._hearing.begin()
            flags = _CHARS_UTF8 | (_PHONEMES if self.phonemes else 0)
            status = self._c.espeak_Synth(
                encoded, len(encoded) + 1, 0, _POS_CHARACTER, 0, flags, None, None
            )
            if self._hearing.failure is not None:
                raise self._hearing.failure
            if status != 0:
                raise SpeechError(
                    f"eSpeak NG failed with status {status} on {text[:60]!r}.", remedy=REINSTALL
                )
            return self._hearing.heard()

    def sound_of(self, text: str, *, ipa: bool) -> str:
        """Return a text's phonemes as mnemonics or in IPA; it takes `[[...]]` as the last speech.

        eSpeak NG keeps that flag in a global that only `espeak_Synth` sets.
        """
        self._is_new = False
        # Its reader looks some characters ahead, also at the end of the text. Of lengths there are
        # few, as ctypes remembers each.
        said = without_controls(text).encode()
        encoded = ctypes.create_string_buffer(said, len(said) // _STEP * _STEP + _STEP + _AHEAD)
        place, clauses = ctypes.c_void_p(ctypes.addressof(encoded)), []
        while place.value:
            mode = _AS_IPA if ipa else _AS_MNEMONICS
            clause = self._c.espeak_TextToPhonemes(ctypes.byref(place), _CHARS_UTF8, mode)
            clauses.append(clause.decode("utf-8", "replace"))
        return " ".join(clauses)

    def _built_in(self) -> str:
        path = ctypes.c_char_p()
        self._c.espeak_Info(ctypes.byref(path))
        return os.fsdecode(path.value or b"")

    def voices(self) -> tuple[LibraryVoice, ...]:
        """List the installed voices."""
        with self.turn:  # the library sorts its list anew each time
            if self._folder != self._whole:
                self._reload()
            return tuple(self._listed())

    def _listed(self) -> Iterator[LibraryVoice]:
        listed = self._c.espeak_ListVoices(None)
        for index in range(1_000_000):
            if not listed[index]:
                break
            voice = listed[index].contents
            yield LibraryVoice(
                identifier=voice.identifier.decode(),
                name=voice.name.decode(),
                languages=languages_in(voice.languages),
                gender=_GENDERS.get(voice.gender, ""),
            )

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Hand Ctrl-C on once the library has returned.

        A KeyboardInterrupt that rises on entry to a ctypes callback is printed and lost.
        """
        previous = signal.getsignal(signal.SIGINT)
        if threading.current_thread() is not threading.main_thread() or not callable(previous):
            yield
            return
        pressed: list[tuple[int, FrameType | None]] = []

        def note(number: int, frame: FrameType | None) -> None:
            pressed.append((number, frame))
            self.stop()

        signal.signal(signal.SIGINT, note)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, previous)
            if pressed:
                previous(*pressed[0])


class _Hearing:
    """What the library says of one utterance, as it calls back."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._pieces: list[bytes] = []
        self._marks: list[Mark] = []
        self.failure: BaseException | None = None
        self.aborted = False

    def receive(self, samples: int, count: int, events: Any) -> int:  # noqa: ANN401  a C array
        """Keep a piece of sound and its events; return 1 to end the utterance."""
        try:
            if count > 0:
                self._pieces.append(ctypes.string_at(samples, 2 * count))
            for event in _until_terminated(events):
                if event.type == _EVENT_WORD:
                    self._mark(event.text_position - 1, event.sample)
        except BaseException as failure:  # noqa: BLE001  ctypes would print it and go on
            self.failure = failure
            return 1
        return int(self.aborted)

    def _mark(self, position: int, sample: int) -> None:
        # "1987" gives three events, a group such as "of the" one: the first of a place counts.
        if not self._marks or position > self._marks[-1].position:
            earliest = self._marks[-1].sample if self._marks else 0
            self._marks.append(Mark(position, Samples(max(sample, earliest))))

    def heard(self) -> RawSpeech:
        heard = RawSpeech(b"".join(self._pieces), tuple(self._marks))
        self._pieces = []  # a megabyte that would wait for the next utterance
        return heard


def _until_terminated(events: Any) -> Iterator[Any]:  # noqa: ANN401  a C array
    index = 0
    while events[index].type != _EVENT_LIST_TERMINATED:
        yield events[index]
        index += 1


_starting = threading.Lock()


def library() -> Library:
    """Return this process's eSpeak NG, started at the first call.

    Raises:
        SpeechError: it is not installed, or does not start.
    """
    with _starting:
        return _library()


@cache
def _library() -> Library:
    return Library()
