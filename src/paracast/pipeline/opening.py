"""The utterances under a show's bed → their clips, mixed with it and encoded in one.

A bed goes on through the pauses, and clips that are encoded each by itself begin with a moment of
silence; so these are not. What is kept of them one by one is their speech.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from paracast.audio import keeping as clips
from paracast.audio.bed import ALONE, Line, master_over_bed
from paracast.audio.clip import Clip
from paracast.audio.sounds import BED, check_sound
from paracast.files import digest_of
from paracast.pipeline.jobs import ClipJob, key_of, naming, speech_key_of, spoken
from paracast.pipeline.planning import seconds_to_say
from paracast.pipeline.setup import Setup
from paracast.pipeline.software import digest
from paracast.speech import keeping as speeches
from paracast.speech.engine import Speech
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Kind, Store
from paracast.units import Digest


@dataclass(frozen=True, slots=True)
class OpeningJob:
    """The utterances to be heard over a bed, in order.

    Attributes:
        speeches: under which name the store keeps the speech of each.
        key: under which name it keeps their clips.
        seconds: when the bed is over at the latest.
    """

    jobs: tuple[ClipJob, ...]
    speeches: tuple[Digest, ...]
    key: Digest
    bed: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class Opening:
    """How an episode over a bed begins.

    Attributes:
        lead: the bed alone.
        clips: one for each utterance.
        reused: how many of them were spoken before and kept.
    """

    lead: tuple[Clip, ...] = ()
    clips: tuple[Clip, ...] = ()
    reused: int = 0


def opening_of(
    jobs: Sequence[ClipJob],
    versions: Mapping[VoiceProfile, str],
    setup: Setup,
    stops: Collection[int],
) -> OpeningJob | None:
    """Choose what is said over the show's bed; nothing where it has none.

    Args:
        jobs: the script's.
        versions: what each voice's engine calls itself and the voice's data.
        setup: the show's.
        stops: utterances before which the bed must be over.

    Raises:
        AudioError: the bed is missing, no sound, or too short.
    """
    if not setup.sound.bed:
        return None
    path, seconds = setup.folder / setup.sound.bed, setup.sound.bed_seconds
    check_sound(path, BED)
    chosen = tuple(jobs[: _count_within(seconds, jobs, stops)])
    parts = [key_of(job, versions) for job in chosen], digest_of(path.read_bytes()), seconds
    return OpeningJob(
        chosen,
        tuple(speech_key_of(job, versions) for job in chosen),
        digest("opening", *parts),
        path,
        seconds,
    )


def _count_within(seconds: float, jobs: Sequence[ClipJob], stops: Collection[int]) -> int:
    """Count the utterances that begin within so many seconds, as far as their texts tell.

    Their sound would tell exactly, but only once all of them are spoken.
    """
    begin = ALONE / 1000
    for count, job in enumerate(jobs):
        if begin >= seconds or count in stops:
            return count
        begin += seconds_to_say(len(job.text), job.parts[0].voice.rate) + job.pause / 1000
    return len(jobs)


def make_opening(job: OpeningJob, store: Store) -> Opening:
    """Speak utterances and master them over a bed, where the store does not have that.

    Raises:
        SpeechError: an engine failed; the message names the utterance.
        AudioError: the bed cannot be used.
    """
    kept = _kept_clips(store.get(job.key))
    if kept:
        return Opening(kept[:1], kept[1:], len(job.jobs))
    lines, reused = [], 0
    for one, key in zip(job.jobs, job.speeches, strict=True):
        speech = _kept_speech(store.get(key, Kind.SPEECH))
        reused += speech is not None
        if speech is None:
            with naming(one):
                speech = spoken(one, store)
            store.put(key, speeches.to_bytes(speech), Kind.SPEECH)
        lines.append(Line(speech, one.pause, one.mastering))
    made = master_over_bed(lines, job.bed, job.seconds)
    store.put(job.key, msgspec.msgpack.encode([clips.to_bytes(clip) for clip in made]))
    return Opening(made[:1], made[1:], reused)


def _kept_clips(data: bytes | None) -> tuple[Clip, ...]:
    with suppress(msgspec.DecodeError):  # another version of paracast may have written it
        if data is not None:
            return tuple(map(clips.from_bytes, msgspec.msgpack.decode(data, type=list[bytes])))
    return ()


def _kept_speech(data: bytes | None) -> Speech | None:
    with suppress(msgspec.DecodeError):  # the same
        if data is not None:
            return speeches.from_bytes(data)
    return None
