"""A pyttsx3 driver that speaks into memory.

It keeps pyttsx3's engine API (properties, the queue, `runAndWait`, notifications). What differs
from the stock driver: speech is synchronous, every utterance of the queue is spoken, `save_to_file`
takes a `Recording` instead of a path, and failures reach the caller.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from paracast.speech.espeak.library import Library, RawSpeech, library

NAME = "paracast_espeak"
"""What `pyttsx3.init` is given."""

_PERCENT = 100


@dataclass(slots=True)
class Recording:
    """Where `save_to_file` puts the speech; pyttsx3's API returns nothing itself."""

    speech: RawSpeech | None = None


def register() -> str:
    """Let `pyttsx3.init(NAME)` find this module; it imports `pyttsx3.drivers.NAME`."""
    sys.modules.setdefault(f"pyttsx3.drivers.{NAME}", sys.modules[__name__])
    return NAME


def started() -> Any:  # noqa: ANN401  pyttsx3's own, untyped
    """Start pyttsx3's engine with this driver, and let it end without a word."""
    import pyttsx3
    from pyttsx3.driver import DriverProxy

    class Quiet(DriverProxy):  # type: ignore[misc]  # pyttsx3 has no types
        """Ends doing nothing: at the end of Python, pyttsx3's own way finds its imports gone."""

        def __del__(self) -> None:
            pass

    engine = pyttsx3.init(register())
    engine.proxy.__class__ = Quiet
    return engine


def buildDriver(proxy: Any) -> "Driver":  # noqa: N802, ANN401  pyttsx3 calls it, with its own type
    """Make the driver for one pyttsx3 engine."""
    return Driver(proxy)


class Driver:
    """pyttsx3's driver interface; method names are its."""

    def __init__(self, proxy: Any) -> None:  # noqa: ANN401  pyttsx3's own, untyped
        self._proxy = proxy
        self._library: Library = library()
        self._properties: dict[str, Any] = {}

    def destroy(self) -> None:
        """Nothing is held: the library stays for the process."""

    def startLoop(self) -> None:  # noqa: N802
        """Work through the queue; `endLoop` stands at its end."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing is left to do: the queue has been worked through."""

    def iterate(self) -> Iterator[None]:
        """Work through the queue inside somebody else's loop."""
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        """End the utterance that is being spoken."""
        self._library.stop()

    def say(self, text: str) -> None:
        """Speak for whoever listens to the notifications; no sound card is opened."""
        self._speak(text)

    def save_to_file(self, text: str, filename: Recording) -> None:
        """Speak into a recording."""
        filename.speech = self._speak(text)

    def getProperty(self, name: str) -> object:  # noqa: N802
        """Return a property: `voices`, or one that was set."""
        if name == "voices":
            from pyttsx3.voice import Voice

            return [
                Voice(v.identifier, v.name, list(v.languages), v.gender or None, None)
                for v in self._library.voices()
            ]
        return self._properties[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802, ANN401  pyttsx3's signature
        """Set `voice` (an identifier), `rate`, `pitch`, `range`, `volume` or `phonemes`."""
        if name == "voice":
            if not self._library.set_voice(value):
                raise ValueError(value)
        elif name == "phonemes":
            self._library.phonemes = bool(value)
        elif name == "volume":
            self._library.set_parameter(name, round(value * _PERCENT))
        else:
            self._library.set_parameter(name, int(value))
        self._properties[name] = value

    def _speak(self, text: str) -> RawSpeech:
        self._proxy.setBusy(True)
        completed = False
        try:
            self._proxy.notify("started-utterance")
            speech = self._library.synthesize(text)
            for mark in speech.marks:
                self._proxy.notify("started-word", location=mark.position, length=0)
            completed = True
        finally:
            self._proxy.notify("finished-utterance", completed=completed)
            # setBusy(False) would work through the queue from inside itself, one frame deeper
            # for each utterance; the loop that called us goes on by itself.
            self._proxy._busy = False  # noqa: SLF001
        return speech
