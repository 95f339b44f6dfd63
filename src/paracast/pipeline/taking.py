"""Jobs → their clips: what the store has is reused, the rest is spoken, and kept."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

import msgspec

from paracast.audio.clip import Clip
from paracast.audio.keeping import from_bytes
from paracast.audio.spool import Spool
from paracast.errors import SpeechError
from paracast.pipeline.events import Spoken, Tell, Unkept
from paracast.pipeline.jobs import ClipJob, FreshClip
from paracast.speech.store import Store
from paracast.units import Digest

_T = TypeVar("_T")
Begin: TypeAlias = Callable[[Digest, ClipJob], "Future[FreshClip]"]
_MOST_FAILURES = 3  # after so many paragraphs, the rest is not tried: an engine may be broken
_AHEAD = 32  # paragraphs that are being made, or wait for their turn: they are held in memory


@dataclass(frozen=True, slots=True)
class Take:
    """The clips of an episode's utterances, in order, and how many of them were there before."""

    clips: tuple[Clip, ...]
    reused: int


def take(
    jobs: Sequence[tuple[Digest, ClipJob]],
    begin: Begin,
    store: Store,
    spool: Spool,
    tell: Tell,
) -> Take:
    """Get every job's clip, its frames in the spool; where some fail, the others are kept.

    Args:
        jobs: in order, each with the digest of all that is audible of it.
        begin: lets those be made that the store lacks.
        store: keeps them.
        spool: holds the frames.
        tell: is told of each.

    Raises:
        SpeechError: an utterance could not be spoken.
        ShelfError: the disk is full.
    """
    work = dict(jobs)
    missing = {key: job for key, job in work.items() if not store.has(key)}
    fresh, taken = _Fresh(missing, begin), dict[Digest, Clip]()
    for key in work:
        if key not in missing and (kept := kept_clip(key, store)):
            taken[key] = _spooled(kept, spool)
    reused = sum(key in taken for key, _ in jobs)
    done, seconds, failed = 0, 0.0, set[Digest]()
    for key, job in jobs:
        if key not in taken and key not in failed:
            made = fresh.clip(key, job)
            if made is None:
                failed.add(key)
            else:
                taken[key] = _spooled(made.clip, spool)
                if not made.is_kept:
                    tell(Unkept(str(store.folder)))
        if clip := taken.get(key):
            done, seconds = done + 1, seconds + clip.seconds(job.mastering.encoding)
        tell(Spoken(done, seconds))
    fresh.raise_failures()
    return Take(tuple(taken[key] for key, _ in jobs), reused)


def _spooled(clip: Clip, spool: Spool) -> Clip:
    return replace(clip, frames=spool.add(clip.frames))


class _Fresh:
    """Clips that are being made: only so many at a time, in the order in which they are asked for.

    Those in hand begin at once, while the store is read for the others.
    """

    def __init__(self, missing: Mapping[Digest, ClipJob], begin: Begin) -> None:
        self._waiting = deque(missing.items())
        self._begin_one = begin
        self._futures: dict[Digest, Future[FreshClip]] = {}
        self._failures: list[SpeechError] = []
        self._begin()

    def _begin(self) -> None:
        while self._waiting and len(self._futures) < _AHEAD:
            key, job = self._waiting.popleft()
            self._futures[key] = self._begin_one(key, job)

    def clip(self, key: Digest, job: ClipJob) -> FreshClip | None:
        """Wait for a clip; None where it failed. One that was not known to be missing is begun."""
        future = self._futures.pop(key, None) or self._begin_one(key, job)
        try:
            return result(future, job.text)
        except SpeechError as failure:
            self._failures.append(failure)
            if len(self._failures) == _MOST_FAILURES:
                self.raise_failures()
            return None
        finally:
            self._begin()

    def raise_failures(self) -> None:
        """Raise the first failure, and say how many there were."""
        if not self._failures:
            return
        for future in self._futures.values():
            future.cancel()
        first, more = self._failures[0], len(self._failures) - 1
        if not more:
            raise first
        message = f"{first.message} {more} more paragraph{'s' * (more > 1)} failed too."
        raise SpeechError(message, remedy=first.remedy) from first


def kept_clip(key: Digest, store: Store) -> Clip | None:
    """Return the clip that the store has under a name; None if it has none."""
    data = store.get(key)
    if data is None:
        return None
    try:
        return from_bytes(data)
    except msgspec.DecodeError:  # another version of paracast wrote it
        return None


def result(future: "Future[_T]", said: str = "") -> _T:
    """Wait for a worker's answer.

    Args:
        future: will have it.
        said: the text that the worker speaks, if it does.

    Raises:
        SpeechError: the worker ended without one.
    """
    try:
        return future.result()
    except BrokenExecutor as error:
        raise SpeechError(
            f"Worker processes ended at {said[:60]!r}." if said else "Worker processes ended.",
            remedy="Run it again; if it happens again, use fewer at once: --jobs 1. Or leave that "
            "paragraph out, or try another voice.",
        ) from error
