"""Clips in a row → one MP3 stream with its timeline and its loudness."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from paracast.audio.clip import Clip
from paracast.audio.loudness import integrated_loudness
from paracast.audio.mp3 import LEAD, frame_format, info_frame
from paracast.audio.options import Encoding
from paracast.units import Decibels, Lufs, Samples


@dataclass(frozen=True, eq=False)
class Programme:
    """An episode's clips, in order. Positions are in samples of the encoding's rate.

    Attributes:
        spoken: which of the clips each utterance is, in order; others are the show's own sounds.
    """

    encoding: Encoding
    clips: tuple[Clip, ...]
    spoken: tuple[int, ...] = ()

    @cached_property
    def starts(self) -> tuple[Samples, ...]:
        """Where each clip begins for a listener; one more at the end of the last."""
        frame = frame_format(self.encoding.rate).samples
        counts = accumulate((clip.frame_count for clip in self.clips), initial=0)
        return tuple(Samples(count * frame) for count in counts)

    def utterance(self, index: int) -> tuple[Clip, Samples]:
        """Return an utterance's clip, and where it begins to be heard."""
        place = self.spoken[index]
        return self.clips[place], self.starts[place]

    def approach(self, index: int) -> Samples:
        """Return where what leads to an utterance begins: a jingle before it, else itself."""
        return self.starts[self.spoken[index - 1] + 1] if index else Samples(0)

    @property
    def length(self) -> Samples:
        """How many samples a player decodes."""
        return Samples(self.starts[-1] - LEAD)

    @cached_property
    def loudness(self) -> Lufs:
        """Integrated loudness of the decoded stream."""
        return integrated_loudness(
            np.concatenate([clip.energies for clip in self.clips]),
            self.encoding.rate,
            frame_format(self.encoding.rate).samples,
        )

    @property
    def true_peak(self) -> Decibels:
        """The highest true peak of the decoded stream."""
        return max(clip.peak for clip in self.clips)

    @property
    def byte_count(self) -> int:
        """Bytes of the stream, its Info frame included."""
        return len(self._info) + self._audio_bytes

    def stream(self) -> Iterator[bytes]:
        """Yield the MP3: the Info frame, then each clip's frames."""
        yield self._info
        for clip in self.clips:
            yield bytes(clip.frames)

    @property
    def _info(self) -> bytes:
        frames = sum(clip.frame_count for clip in self.clips)
        return info_frame(self.encoding, frames, self._audio_bytes)

    @property
    def _audio_bytes(self) -> int:
        return sum(len(clip.frames) for clip in self.clips)
