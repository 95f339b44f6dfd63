"""Jobs → their clips: what the store has is reused, the rest is spoken, and kept."""

from collections.abc import Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from paracast.audio.clip import Clip
from paracast.audio.keeping import from_bytes, to_bytes
from paracast.errors import SpeechError
from paracast.pipeline.events import Spoken, Tell, Unkept
from paracast.pipeline.jobs import ClipJob, key_of, make_clip
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store
from paracast.units import Digest

_T = TypeVar("_T")
_MOST_FAILURES = 3  # after so many paragraphs, the rest is not tried: an engine may be broken


@dataclass(frozen=True, slots=True)
class Take:
    """The clips of an episode's utterances, in order, and how many of them were there before."""

    clips: tuple[Clip, ...]
    reused: int


def take(
    jobs: Sequence[ClipJob],
    versions: Mapping[VoiceProfile, str],
    executor: Executor,
    store: Store,
    tell: Tell,
) -> Take:
    """Get every job's clip; where some fail, the others are kept for the next time.

    Raises:
        SpeechError: an utterance could not be spoken.
    """
    keys = [key_of(job, versions) for job in jobs]
    known, fresh = dict[Digest, Clip](), _Fresh(store, tell)
    for key, job in dict(zip(keys, jobs, strict=True)).items():
        if clip := _kept(store, key):
            known[key] = clip
        else:  # at once: workers begin while this process goes on to read the store
            fresh.futures[key] = executor.submit(make_clip, job, store)
    clips, seconds = list[Clip](), 0.0
    for key, job in zip(keys, jobs, strict=True):
        clip = known.get(key) or fresh.clip(key)
        if clip:
            clips.append(clip)
            seconds += clip.seconds(job.mastering.encoding)
        tell(Spoken(len(clips), seconds))
    fresh.raise_failures()
    return Take(tuple(clips), sum(key in known for key in keys))


class _Fresh:
    """Clips that are being made."""

    def __init__(self, store: Store, tell: Tell) -> None:
        self.futures: dict[Digest, Future[Clip]] = {}
        self._store, self._tell = store, tell
        self._failures: list[SpeechError] = []
        self._is_told = False

    def clip(self, key: Digest) -> Clip | None:
        """Wait for a clip and keep it; None where it failed."""
        try:
            clip = result(self.futures[key])
        except SpeechError as failure:
            self._failures.append(failure)
            if len(self._failures) == _MOST_FAILURES:
                self.raise_failures()
            return None
        if not self._store.put(key, to_bytes(clip)) and not self._is_told:
            self._is_told = True
            self._tell(Unkept(str(self._store.folder)))
        return clip

    def raise_failures(self) -> None:
        """Raise the first failure, and say how many there were."""
        if not self._failures:
            return
        for future in self.futures.values():
            future.cancel()
        first, more = self._failures[0], len(self._failures) - 1
        if not more:
            raise first
        message = f"{first.message} {more} more paragraph{'s' * (more > 1)} failed too."
        raise SpeechError(message, remedy=first.remedy) from first


def _kept(store: Store, key: Digest) -> Clip | None:
    data = store.get(key)
    if data is None:
        return None
    try:
        return from_bytes(data)
    except msgspec.DecodeError:  # another version of paracast wrote it
        return None


def result(future: "Future[_T]") -> _T:
    """Wait for a worker's answer.

    Raises:
        SpeechError: the worker ended without one.
    """
    try:
        return future.result()
    except BrokenExecutor as error:
        raise SpeechError(
            "A worker process ended unexpectedly.",
            remedy="Run it again; if it happens again, use fewer at once: --jobs 1",
        ) from error
