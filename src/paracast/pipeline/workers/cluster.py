"""Machines that make clips for this one: a cluster of Dask.

A paragraph goes out as a job, and comes back as MP3 frames. Everything else happens here: articles
are read, voices calibrated and episodes put together, and what comes back is kept in the store of
this machine. So an episode has the same bytes wherever its paragraphs were spoken. Where a worker
is lost, the scheduler lets another one do its jobs.
"""

import logging
from collections.abc import Collection, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Any

from paracast.audio.clip import Clip
from paracast.audio.keeping import to_bytes
from paracast.errors import ParacastError, SpeechError, UsageError
from paracast.pipeline.jobs import ClipJob, FreshClip, make_clip
from paracast.pipeline.speaking import Begin, Versions
from paracast.pipeline.workers.fitness import (
    Described,
    Software,
    at_home,
    described,
    faults_of,
    refuse_unfit,
    software,
)
from paracast.pipeline.workers.memory import keep_for_sound
from paracast.pipeline.workers.pool import pass_on_cancellation
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store
from paracast.units import Digest

_SCHEMES = {"dask": "tcp", "dask+tls": "tls"}
_PATIENCE = 15  # seconds for a scheduler to answer, and for a first worker
_START = "dask worker SCHEDULER:PORT --nthreads 1 --nworkers 4"

_speaking = Lock()  # eSpeak NG is one for a process, which may run several threads


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that were found fit.

    Attributes:
        count: how many jobs they do at the same time.
    """

    executor: Executor
    count: int

    def begin_for(self, store: Store) -> Begin:
        """Return what lets a clip be made, and keeps it in the store here when it comes."""

        def begin(key: Digest, job: ClipJob, versions: Versions) -> "Future[FreshClip]":
            expected = tuple(versions[part.voice] for part in job.parts)
            asked = self.executor.submit(make_elsewhere, job, software(), expected)
            answer: Future[FreshClip] = Future()
            pass_on_cancellation(answer, asked)
            asked.add_done_callback(partial(_keep, answer, job, key, store))
            return answer

        return begin


@contextmanager
def cluster(address: str, voices: Collection[VoiceProfile]) -> Iterator[Cluster]:
    """Connect to a cluster whose workers have the same software and voices as this machine.

    Args:
        address: of its scheduler: `dask://HOST:PORT`, or `dask+tls://HOST:PORT` with the
            certificates that Dask's own settings name.
        voices: who will be heard in any case.

    Raises:
        UsageError: the address is none, or the package is missing.
        SpeechError: no scheduler answers, it has no workers, or they are not fit.
    """
    scheme, _, host = address.partition("://")
    if scheme not in _SCHEMES or not host:
        raise UsageError(
            f"{address!r} is no address of a cluster.", remedy="Write it as dask://HOST:PORT"
        )
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "A cluster needs a package that is not installed: distributed.",
            remedy="Install paracast with its extra: pip install 'paracast[cluster]'",
        ) from error
    _silence()
    try:
        client = Client(f"{_SCHEMES[scheme]}://{host}", timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SpeechError(
            f"No scheduler answers at {host}.",
            remedy="Start one: dask scheduler. Check the address, and that a firewall lets it "
            "through.",
        ) from error
    with client:
        count = _fit_workers(client, tuple(voices))
        yield Cluster(client.get_executor(pure=False), count)


def _silence() -> None:
    """Let libraries log nothing on their own: what matters to a user is told as an error."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _fit_workers(client: Any, voices: tuple[VoiceProfile, ...]) -> int:  # noqa: ANN401  untyped
    """Refuse workers that would make other bytes, or none; count how many jobs they do at once."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        raise SpeechError(
            "The cluster has no workers.", remedy=f"Start some on any machine: {_START}"
        ) from error
    told: dict[str, Described | Exception] = client.run(described, voices, on_error="return")
    own = described(voices)
    faults = [
        fault
        for worker, found in sorted(told.items())
        for fault in faults_of(worker, found, own, [voice.name for voice in voices])
    ]
    if faults:
        raise SpeechError(
            "Workers of the cluster are not fit: " + "; ".join(faults) + ".",
            remedy="Install the same versions there as here, and the same voices; then start "
            "those workers again.",
        )
    known = client.scheduler_info(n_workers=-1)["workers"]
    return sum(int(worker["nthreads"]) for worker in known.values()) or 1


def make_elsewhere(job: ClipJob, expected: Software, versions: tuple[str, ...]) -> Clip:
    """Make a clip on a worker, if it has what it takes.

    Args:
        job: the clip's.
        expected: the software that it is to be made with.
        versions: what the engine and the data of each part's voice call themselves.

    Raises:
        SpeechError: this worker is not fit, or the engine failed.
    """
    parts = tuple(
        replace(part, said=replace(part.said, voice=at_home(part.voice))) for part in job.parts
    )
    keep_for_sound()
    with _speaking:
        refuse_unfit(expected, tuple(part.voice for part in parts), versions)
        return make_clip(replace(job, parts=parts))


def _keep(
    answer: "Future[FreshClip]", job: ClipJob, key: Digest, store: Store, asked: "Future[Clip]"
) -> None:
    """Keep what came of a job, and give it to whoever waits."""
    if not answer.set_running_or_notify_cancel():
        return
    try:
        clip = _clip_of(asked, job)
        answer.set_result(FreshClip(clip, store.put(key, to_bytes(clip))))
    except Exception as error:  # noqa: BLE001  the callback's border: whoever waits gets it
        answer.set_exception(error)


def _clip_of(asked: "Future[Clip]", job: ClipJob) -> Clip:
    try:
        return asked.result()
    except ParacastError:
        raise
    except CancelledError as error:  # nobody here did that
        raise SpeechError(
            "The cluster answers no more.",
            remedy="Look at its scheduler, and run it again: what was spoken is kept.",
        ) from error
    except Exception as error:
        raise SpeechError(
            f"The cluster failed on {job.text[:60]!r}: {error}.",
            remedy="Look at its workers: each that tried may have ended. Run it again: what was "
            "spoken is kept.",
        ) from error
