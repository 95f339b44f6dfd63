"""Speech ↔ the bytes that a store keeps of it."""

from dataclasses import dataclass

import msgspec
import numpy as np

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech
from paracast.units import Hertz, Samples


@dataclass(frozen=True, slots=True)
class _Kept:
    rate: int
    sound: bytes  # little-endian 16-bit integers
    positions: list[int]
    samples: list[int]


def to_bytes(speech: Speech) -> bytes:
    """Write speech as MessagePack."""
    return msgspec.msgpack.encode(
        _Kept(
            speech.pcm.rate,
            speech.pcm.samples.astype("<i2").tobytes(),
            [mark.position for mark in speech.marks],
            [mark.sample for mark in speech.marks],
        )
    )


def from_bytes(data: bytes) -> Speech:
    """Read speech again.

    Raises:
        msgspec.DecodeError: it is none.
    """
    kept = msgspec.msgpack.decode(data, type=_Kept)
    marks = zip(kept.positions, kept.samples, strict=True)
    return Speech(
        Pcm(np.frombuffer(kept.sound, "<i2").astype(np.int16), Hertz(kept.rate)),
        tuple(Mark(position, Samples(sample)) for position, sample in marks),
    )
