"""A Script → a Programme: every utterance spoken and encoded, the whole on loudness."""

from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, replace
from typing import TypeVar

from paracast.audio.clip import Clip, Mastering
from paracast.audio.jingles import make_jingle
from paracast.audio.programme import Programme
from paracast.errors import SpeechError
from paracast.pipeline.casting import Cast, jobs_for
from paracast.pipeline.drawing import draw_artwork
from paracast.pipeline.events import Corrected, Spoken, Tell
from paracast.pipeline.jobs import Calibration, ClipJob, calibrate, make_clip
from paracast.pipeline.setup import Setup
from paracast.script.model import Script
from paracast.speech.profile import VoiceProfile
from paracast.units import Decibels

_T = TypeVar("_T")
_TOLERANCE = 0.3  # LU: within it, an episode is on loudness
_QUIETEST = -60.0  # LUFS: below it there is nothing that a gain could mend
_CORRECTIONS = 2


@dataclass(frozen=True, slots=True)
class Studio:
    """A show's voice, calibrated, and the workers that speak with it."""

    setup: Setup
    executor: Executor
    calibrating: "Future[Calibration]"
    drawing: "Future[bytes]"

    def calibrations(self, voices: Iterable[VoiceProfile]) -> dict[VoiceProfile, Calibration]:
        """Calibrate everybody who is heard; the show's own voice has been.

        Raises:
            SpeechError: a voice or its engine is missing.
        """
        submit, options = self.executor.submit, self.setup.audio
        known = {self.setup.voice: self.calibrating}
        waiting = {v: known.get(v) or submit(calibrate, v, options) for v in voices}
        return {voice: _result(future) for voice, future in waiting.items()}

    @property
    def thumbnail(self) -> bytes:
        """Wait until the artwork for tags has been drawn.

        Raises:
            ConfigError: the show's own image is not fit to be artwork.
        """
        return _result(self.drawing)


def open_studio(setup: Setup, executor: Executor) -> Studio:
    """Begin what takes no article: to calibrate the show's voice, and to draw its artwork."""
    return Studio(
        setup,
        executor,
        calibrating=executor.submit(calibrate, setup.voice, setup.audio),
        drawing=executor.submit(draw_artwork, setup),
    )


def record(script: Script, cast: Cast, studio: Studio, tell: Tell) -> Programme:
    """Speak a script; where the whole misses its loudness, once more with another gain.

    Raises:
        SpeechError: an utterance could not be spoken.
    """
    calibrations = studio.calibrations(cast.voices)
    masterings = {voice: known.mastering for voice, known in calibrations.items()}
    mastering = masterings[cast.reader]
    jobs = jobs_for(script, cast, masterings)
    target = studio.setup.audio.loudness
    programme = _take(jobs, studio, mastering, tell)
    for _ in range(_CORRECTIONS):
        missed = target - programme.loudness
        if abs(missed) <= _TOLERANCE or programme.loudness < _QUIETEST:
            break
        tell(Corrected(programme.loudness, target))
        mastering = _amplified(mastering, missed)
        jobs = [replace(job, mastering=_amplified(job.mastering, missed)) for job in jobs]
        programme = _take(jobs, studio, mastering, tell)
    return programme


def _amplified(mastering: Mastering, missed: float) -> Mastering:
    return replace(mastering, gain=Decibels(round(mastering.gain + missed, 1)))


def _take(jobs: list[ClipJob], studio: Studio, mastering: Mastering, tell: Tell) -> Programme:
    """Speak every utterance with one gain for each voice, the jingles around them."""
    setup, submit = studio.setup, studio.executor.submit
    before = _jingles(setup.sound.intro, studio, mastering)
    speech = [submit(make_clip, job) for job in jobs]
    after = _jingles(setup.sound.outro, studio, mastering)
    clips = [_result(future) for future in before]
    seconds = 0.0
    for done, future in enumerate(speech, start=1):
        clips.append(_result(future))
        seconds += clips[-1].seconds(mastering.encoding)
        tell(Spoken(done, seconds))
    clips += [_result(future) for future in after]
    return Programme(mastering.encoding, tuple(clips), jingles=len(before))


def _jingles(name: str, studio: Studio, mastering: Mastering) -> "list[Future[Clip]]":
    """Begin to make the jingle of that name, if the show has one."""
    if not name:
        return []
    path = studio.setup.folder / name
    return [studio.executor.submit(make_jingle, path, studio.setup.audio.loudness, mastering)]


def _result(future: "Future[_T]") -> _T:
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
