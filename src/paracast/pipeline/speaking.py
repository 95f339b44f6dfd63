"""A Script → a Programme: every utterance spoken and encoded, the whole on loudness."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from paracast.audio.clip import Clip, Mastering
from paracast.audio.programme import Programme
from paracast.audio.spool import Spool
from paracast.pipeline.calibrating import Calibration, calibrate, kept_calibration
from paracast.pipeline.casting import Cast, jobs_for
from paracast.pipeline.drawing import draw_artwork
from paracast.pipeline.events import Corrected, Event, Mended, Spoken, Tell, Unkept
from paracast.pipeline.jingling import Jingles, begin_jingles
from paracast.pipeline.jobs import ClipJob, FreshClip, key_of, make_and_keep
from paracast.pipeline.opening import Opening, make_opening, opening_of
from paracast.pipeline.setup import Setup
from paracast.pipeline.taking import result, take
from paracast.script.model import Script
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store
from paracast.units import Decibels, Digest

_TOLERANCE = 0.2  # LU: an episode is on loudness within 0.3, and meters tell a tenth
_QUIETEST = -60.0  # LUFS: below it there is nothing that a gain could mend
_CORRECTIONS = 4
_LEAST_EFFECT = 0.2  # LU a dB: the limiter takes back a part of each correction, rarely more


Versions: TypeAlias = Mapping[VoiceProfile, str]
"""What each voice's engine calls itself and the voice's data."""

Begin: TypeAlias = Callable[[Digest, ClipJob, Versions], "Future[FreshClip]"]
"""Lets a clip be made somewhere, and kept in the show's store under that name."""


@dataclass(frozen=True, slots=True)
class Studio:
    """A show's voice, calibrated, and the workers that speak with it.

    Attributes:
        executor: workers of this machine: they read the show's files and its store.
        begin: lets a clip be made: by them, or elsewhere.
        room: a folder with space for a whole episode, until it is written.
    """

    setup: Setup
    executor: Executor
    begin: Begin
    calibrating: "Future[Calibration]"
    drawing: "Future[bytes]"
    room: Path

    def calibrations(self, voices: Iterable[VoiceProfile]) -> dict[VoiceProfile, Calibration]:
        """Calibrate everybody who is heard; the show's own voice has been.

        Raises:
            SpeechError: a voice or its engine is missing.
        """
        known = {self.setup.voice: self.calibrating}
        waiting = {voice: known.get(voice) or self._calibrating(voice) for voice in voices}
        return {
            voice: found if isinstance(found, Calibration) else result(found)
            for voice, found in waiting.items()
        }

    def _calibrating(self, voice: VoiceProfile) -> "Calibration | Future[Calibration]":
        kept = kept_calibration(voice, self.setup.audio, self.setup.store)
        return kept or _calibrating(voice, self.setup, self.executor)

    @property
    def thumbnail(self) -> bytes:
        """Wait until the artwork for tags has been drawn.

        Raises:
            ConfigError: the show's own image is not fit to be artwork.
        """
        return result(self.drawing)


def open_studio(setup: Setup, executor: Executor, begin: Begin | None = None) -> Studio:
    """Begin what takes no article: to calibrate the show's voice, and to draw its artwork.

    It returns at once: a worker's first submission waits until it has imported all it needs.

    Args:
        setup: the show's.
        executor: workers of this machine.
        begin: lets clips be made elsewhere; None: those workers make them.
    """

    def begin_here(key: Digest, job: ClipJob, _: Versions) -> "Future[FreshClip]":
        return executor.submit(make_and_keep, job, key, setup.store)

    starting = ThreadPoolExecutor(2)
    studio = Studio(
        setup,
        executor,
        begin or begin_here,
        calibrating=starting.submit(_calibrated, setup, executor),
        drawing=starting.submit(lambda: executor.submit(draw_artwork, setup).result()),
        room=setup.episodes,
    )
    starting.shutdown(wait=False)
    return studio


def _calibrated(setup: Setup, executor: Executor) -> Calibration:
    """Calibrate the show's voice; what is kept needs no worker."""
    known = kept_calibration(setup.voice, setup.audio, setup.store)
    return known or _calibrating(setup.voice, setup, executor).result()


def _calibrating(voice: VoiceProfile, setup: Setup, executor: Executor) -> "Future[Calibration]":
    return executor.submit(calibrate, voice, setup.audio, setup.store)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A programme, and how many of its paragraphs were kept from before."""

    programme: Programme
    reused: int


def record(script: Script, cast: Cast, studio: Studio, tell: Tell) -> Recorded:
    """Speak a script; where the whole misses its loudness, once more with another gain.

    Raises:
        SpeechError: an utterance could not be spoken.
        ShelfError: the studio's room cannot be written, or the disk is full.
        AudioError: a sound of the show's own cannot be used.
    """
    tell = _once(Unkept, tell)
    calibrations = studio.calibrations(cast.voices)
    versions = {voice: known.engine_version for voice, known in calibrations.items()}
    mastering = calibrations[cast.reader].mastering
    jingles = begin_jingles(script, studio.setup, mastering, studio.executor)
    session = _Session(studio, versions, jingles, tell)
    jobs = jobs_for(script, cast, calibrations)
    target = studio.setup.audio.loudness
    recorded = session.take(jobs, mastering)
    effect = 1.0
    for _ in range(_CORRECTIONS):
        before = recorded.programme.loudness
        if abs(target - before) <= _TOLERANCE or before < _QUIETEST:
            break
        tell(Corrected(before, target))
        more = Decibels(round((target - before) / effect, 1))
        mastering = _amplified(mastering, more)
        jobs = [replace(job, mastering=_amplified(job.mastering, more)) for job in jobs]
        again = session.take(jobs, mastering)
        recorded = replace(again, reused=min(recorded.reused, again.reused))
        effect = min(1.0, max(_LEAST_EFFECT, (again.programme.loudness - before) / more))
    _tidy(studio.setup.store, tell)
    return recorded


def _once(kind: type[Event], tell: Tell) -> Tell:
    """Tell of one kind of event the first time only, however many takes there are."""
    told = list[Event]()

    def filtered(event: Event) -> None:
        if not isinstance(event, kind):
            tell(event)
        elif not told:
            told.append(event)
            tell(event)

    return filtered


def _tidy(store: Store, tell: Tell) -> None:
    """Leave the store within its limit, and tell what was damaged in it, whoever found it out."""
    store.tidy()
    if damaged := store.discard_damaged():
        tell(Mended(damaged, str(store.folder)))


def _amplified(mastering: Mastering, more: Decibels) -> Mastering:
    return replace(mastering, gain=Decibels(round(mastering.gain + more, 1)))


@dataclass(frozen=True, slots=True)
class _Session:
    """What all takes of one script share."""

    studio: Studio
    versions: Versions
    jingles: Jingles
    tell: Tell

    def take(self, jobs: Sequence[ClipJob], mastering: Mastering) -> Recorded:
        """Speak every utterance with one gain for each voice, the first ones over the bed."""
        setup, executor = self.studio.setup, self.studio.executor
        first = opening_of(jobs, self.versions, setup, self.jingles.headings)
        begun = executor.submit(make_opening, first, setup.store) if first else None
        rest = jobs[len(first.jobs) :] if first else jobs
        keyed = [(key_of(job, self.versions), job) for job in rest]
        speech = take(keyed, self._begin, setup.store, Spool(self.studio.room), self.tell)
        opening = result(begun) if begun else Opening()
        self._tell_of(opening.clips, speech.clips, mastering)
        programme = self.jingles.around(opening, speech.clips, mastering)
        return Recorded(programme, opening.reused + speech.reused)

    def _begin(self, key: Digest, job: ClipJob) -> "Future[FreshClip]":
        return self.studio.begin(key, job, self.versions)

    def _tell_of(self, opening: Sequence[Clip], rest: Sequence[Clip], mastering: Mastering) -> None:
        """Tell of the opening's utterances, which may be there last."""
        done, seconds = len(rest), sum(clip.seconds(mastering.encoding) for clip in rest)
        for clip in opening:
            done, seconds = done + 1, seconds + clip.seconds(mastering.encoding)
            self.tell(Spoken(done, seconds))
