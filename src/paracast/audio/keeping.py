"""A clip ↔ the bytes that a store keeps of it."""

from dataclasses import dataclass

import msgspec
import numpy as np

from paracast.audio.clip import Clip
from paracast.speech.engine import Mark
from paracast.units import Decibels, Samples


@dataclass(frozen=True, slots=True)
class _Kept:
    frames: bytes
    energies: bytes  # little-endian 32-bit floats
    peak: float
    speech: int
    positions: list[int]
    samples: list[int]


def to_bytes(clip: Clip) -> bytes:
    """Write a clip as MessagePack."""
    return msgspec.msgpack.encode(
        _Kept(
            bytes(clip.frames),
            clip.energies.astype("<f4").tobytes(),
            clip.peak,
            clip.speech,
            [mark.position for mark in clip.marks],
            [mark.sample for mark in clip.marks],
        )
    )


def from_bytes(data: bytes) -> Clip:
    """Read a clip again.

    Raises:
        msgspec.DecodeError: it is none.
    """
    kept = msgspec.msgpack.decode(data, type=_Kept)
    try:
        energies = np.frombuffer(kept.energies, "<f4").astype(np.float32)
        marks = list(zip(kept.positions, kept.samples, strict=True))
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from error
    return Clip(
        kept.frames,
        energies,
        Decibels(kept.peak),
        Samples(kept.speech),
        tuple(Mark(position, Samples(sample)) for position, sample in marks),
    )
