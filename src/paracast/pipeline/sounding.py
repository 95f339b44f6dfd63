"""A request → its speech: of a slow voice from the store, else spoken now, and kept."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import msgspec

from paracast import __version__
from paracast.files import digest_of
from paracast.speech.engine import Speech, SpeechRequest
from paracast.speech.keeping import from_bytes, to_bytes
from paracast.speech.store import Kind, Store
from paracast.units import Digest


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What a slow voice has said before: another preset or loudness asks for the same speech.

    Attributes:
        version: what the engine calls itself and the voice's data.
        judged: whether its speech was judged good before it was kept.
    """

    store: Store
    engine: str
    version: str
    judged: bool

    def speech(self, request: SpeechRequest, say: Callable[[], Speech]) -> Speech:
        """Return what was kept of a request; else let it be said, and keep that.

        Raises:
            SpeechError: `say` failed, and nothing is kept.
        """
        key = self._key(request)
        if data := self.store.get(key, Kind.SPEECH):
            with suppress(msgspec.DecodeError):  # a library that reads FLAC may lose its way
                return from_bytes(data)
        speech = say()
        self.store.put(key, to_bytes(speech), Kind.SPEECH)
        return speech

    def _key(self, request: SpeechRequest) -> Digest:
        """Digest all that is audible of a request, and nothing of how it is mastered."""
        said = (self.engine, self.version, audible(request), self.judged)
        return digest_of(msgspec.json.encode(("speech", __version__, *said)))


def audible(request: SpeechRequest) -> SpeechRequest:
    """Return a request without what nobody hears."""
    return replace(request, time_limit=0)
