"""A show's jingles → their clips, kept; and the programme in which each has its place."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import Path

from paracast.audio.clip import Clip, Mastering
from paracast.audio.jingles import make_jingle
from paracast.audio.keeping import to_bytes
from paracast.audio.programme import Programme
from paracast.audio.sounds import BED, JINGLE, check_sound
from paracast.files import digest_of
from paracast.pipeline.opening import Opening
from paracast.pipeline.setup import Setup
from paracast.pipeline.software import digest
from paracast.pipeline.taking import kept_clip, result
from paracast.script import Script
from paracast.speech.store import Store
from paracast.units import Decibels, Lufs


@dataclass(frozen=True, slots=True)
class Jingles:
    """Jingles that are being made; None: the show has none there.

    Attributes:
        headings: the utterances before which `between` stands.
    """

    intro: "Future[Clip] | None"
    outro: "Future[Clip] | None"
    between: "Future[Clip] | None"
    headings: frozenset[int]

    def around(self, opening: Opening, speech: Sequence[Clip], mastering: Mastering) -> Programme:
        """Put the clips of a script's utterances, and all jingles, in a row."""
        between = [*_made(self.between)]
        clips, spoken = [*_made(self.intro), *opening.lead], []
        for index, clip in enumerate((*opening.clips, *speech)):
            clips += between if index in self.headings else ()
            spoken.append(len(clips))
            clips.append(clip)
        return Programme(mastering.encoding, (*clips, *_made(self.outro)), tuple(spoken))


def begin_jingles(
    script: Script, setup: Setup, mastering: Mastering, executor: Executor
) -> Jingles:
    """Begin to make a show's jingles.

    Raises:
        AudioError: one is missing, no sound, or too short or long.
    """

    def begun(name: str) -> "Future[Clip] | None":
        if not name:
            return None
        path, loudness = setup.folder / name, setup.audio.loudness
        check_sound(path, JINGLE)
        levelled = replace(mastering, gain=Decibels(0.0))  # a voice's gain is not a jingle's
        return executor.submit(_jingle, path, loudness, levelled, setup.store)

    sound = setup.sound
    headings = script.firsts[1:] if sound.between else ()
    return Jingles(
        begun(sound.intro), begun(sound.outro), begun(sound.between), frozenset(headings)
    )


def check_sounds(setup: Setup) -> None:
    """See whether a show's own sounds are there and of fitting length.

    Raises:
        AudioError: one is not.
    """
    for name, kind in zip(setup.sound.files, (JINGLE, JINGLE, JINGLE, BED), strict=True):
        if name:
            check_sound(setup.folder / name, kind)


def _jingle(path: Path, loudness: Lufs, mastering: Mastering, store: Store) -> Clip:
    key = digest("jingle", digest_of(path.read_bytes()), loudness, mastering)
    if kept := kept_clip(key, store):
        return kept
    clip = make_jingle(path, loudness, mastering)
    store.put(key, to_bytes(clip))
    return clip


def _made(jingle: "Future[Clip] | None") -> Iterator[Clip]:
    if jingle:
        yield result(jingle)
