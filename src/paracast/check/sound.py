"""An episode's MP3: its frames, its header, and what is heard of it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from paracast.audio.foreign import frames_of
from paracast.audio.frames import HEADER, Frame, frame_of
from paracast.audio.measuring import measured
from paracast.check import sources
from paracast.check.model import Finding, advice, error, warning
from paracast.errors import AudioError
from paracast.units import Decibels, Lufs

_MAKE = "Make the episode again: paracast make ARTICLE"
_NO_MP3 = error("mp3-no-frames", sources.MPEG, _MAKE)
_BROKEN = error("mp3-frames", sources.MPEG, _MAKE)
_CUT = error("mp3-cut", sources.MPEG, "The file ends within a frame: copy it again, or make it.")
_JOINED = error(
    "mp3-joined",
    f"{sources.XING}; players stop after the first part",
    "Join sound before it is MP3.",
)
_NO_HEADER = warning("mp3-without-header", sources.XING, _MAKE)
_COUNT = error("mp3-header-count", sources.XING, "Its length would be told wrong: make it again.")
_VARIES = warning("mp3-bitrate-varies", f"{sources.LISTENERS}: seeking goes astray", _MAKE)
_STEREO = advice("mp3-stereo", sources.APPLE_AUDIO, "Speech needs one channel.")
_RATE = warning("mp3-rate", sources.APPLE_AUDIO, "Set [audio] preset, and make it again.")
_UNHEARD = error("mp3-undecodable", sources.MPEG, _MAKE)
_LOUD = warning("loudness", sources.LOUDNESS, "Set [audio] loudness to -16, and make it again.")
_PEAK = warning("true-peak", sources.LOUDNESS, "Set [audio] ceiling to -1, and make it again.")

_LOUDNESS, _TOLERANCE, _CEILING = -16.0, 1.0, -1.0
_FIELDS = struct.Struct(">4sIII")
_MARKS = {b"Info", b"Xing"}
_METERS = 0.1  # dB: how far two meters may disagree


@dataclass(frozen=True, slots=True)
class Sound:
    """What an MP3's frames tell of it.

    Attributes:
        first: of them.
        frames: with sound; the header's is none of them.
        told: how many frames the header tells; None: there is no header.
        bitrates: in kbit/s, all that occur.
        broken: bytes in which no frame was found.
        cut: whether the last frame is not whole.
        joined: whether another header follows somewhere.
    """

    first: Frame
    frames: int
    told: int | None
    bitrates: frozenset[int]
    broken: int
    cut: bool
    joined: bool = False

    @property
    def seconds(self) -> float:
        """How long the frames last."""
        return self.frames * self.first.samples / self.first.rate


def sound_of(path: Path) -> Sound | None:
    """Walk through an MP3's frames; None: it has none."""
    with path.open("rb") as file:
        begin, end = frames_of(file)
        file.seek(begin)
        return _walked(file.read(end - begin))


def header_of(path: Path) -> Sound | None:
    """Look at an MP3's first frames and its length only; None: it has none."""
    with path.open("rb") as file:
        begin, end = frames_of(file)
        return _estimated(file, begin, end)


def _estimated(file: BinaryIO, begin: int, end: int) -> Sound | None:
    file.seek(begin)
    start = file.read(4096)
    first = frame_of(start)
    if first is None:
        return None
    told, length = _told(start, first)
    second = frame_of(start[first.length :])
    if told is None or second is None or length != end - begin:
        file.seek(begin)
        return _walked(file.read(end - begin))
    return Sound(second, told, told, frozenset({second.bitrate}), 0, cut=False)


def _walked(data: bytes) -> Sound | None:
    first = frame_of(data)
    if first is None:
        return None
    told, _ = _told(data, first)
    position, frames, broken, bitrates = 0, 0, 0, set[int]()
    if told is not None:
        position = first.length
    cut = joined = False
    leading = frame_of(data[position : position + HEADER]) or first
    while position + HEADER <= len(data):
        frame = frame_of(data[position : position + HEADER])
        if frame is None or frame.rate != first.rate:
            position, broken = position + 1, broken + 1
            continue
        frames += 1
        bitrates.add(frame.bitrate)
        mark = position + HEADER + frame.side_bytes
        joined = joined or (position > 0 and data[mark : mark + 4] in _MARKS)
        position += frame.length
        cut = position > len(data)
    return Sound(leading, frames - cut, told, frozenset(bitrates), broken, cut, joined)


def _told(start: bytes, first: Frame) -> tuple[int | None, int]:
    """Return how many frames and bytes the header tells; None and 0: there is none."""
    place = HEADER + first.side_bytes
    told = start[place : place + 16]
    if len(told) < _FIELDS.size or told[:4] not in _MARKS:
        return None, 0
    _, flags, *fields = _FIELDS.unpack(told)
    frames = fields.pop(0) if flags & 1 else None
    return frames, (fields[0] if flags & 2 else 0)


def check_sound(sound: Sound | None, place: str) -> Iterator[Finding]:
    """Check an MP3's frames and its header."""
    if sound is None:
        yield _NO_MP3.at(place, "It does not begin with an MP3 frame.")
        return
    if sound.broken:
        yield _BROKEN.at(place, f"In {sound.broken:,} bytes of it there is no frame.")
    if sound.joined:
        yield _JOINED.at(place, "A second header lies among its frames.")
    if sound.cut:
        yield _CUT.at(place, "The last frame is not whole.")
    if sound.told is None:
        yield _NO_HEADER.at(place, "No header tells how many frames there are.")
    elif sound.told != sound.frames:
        yield _COUNT.at(
            place, f"The header tells {sound.told:,} frames; there are {sound.frames:,}."
        )
    if len(sound.bitrates) > 1:
        yield _VARIES.at(place, f"Bitrates: {', '.join(map(str, sorted(sound.bitrates)))} kbit/s.")
    if sound.first.channels > 1:
        yield _STEREO.at(place, "It has two channels.")
    yield from _check_rate(sound, place)


def _check_rate(sound: Sound, place: str) -> Iterator[Finding]:
    rate, channels = sound.first.rate, sound.first.channels
    allowed = {22050: (40, 80), 24000: (40, 80), 44100: (64, 128), 48000: (64, 128)}.get(rate)
    for bitrate in sorted(sound.bitrates) if allowed else [0]:
        least, most = allowed or (1, 0)
        if not least * channels <= bitrate <= most * channels:
            yield _RATE.at(place, f"{rate} Hz at {bitrate or min(sound.bitrates)} kbit/s.")


def check_heard(path: Path, place: str) -> Iterator[Finding]:
    """Decode an MP3 and check what is heard."""
    try:
        heard = measured(path)
    except AudioError as failure:
        yield _UNHEARD.at(place, failure.message)
        return
    yield from check_loudness(heard.loudness, heard.true_peak, place)


def check_loudness(loudness: Lufs, peak: Decibels, place: str) -> Iterator[Finding]:
    """Check a loudness and a true peak."""
    if abs(loudness - _LOUDNESS) > _TOLERANCE + _METERS:
        yield _LOUD.at(place, f"{loudness:.1f} LUFS.")
    if peak > _CEILING + _METERS:
        yield _PEAK.at(place, f"{peak:.1f} dBTP.")
