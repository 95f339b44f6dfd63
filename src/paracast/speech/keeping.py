"""Speech ↔ the bytes that a store keeps of it: its sound as FLAC, which loses nothing."""

import io
from dataclasses import dataclass

import msgspec
import soundfile

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech
from paracast.units import Hertz, Samples

_NOMINAL = 44_100  # FLAC lacks some rates; samples are coded alike at any, and theirs stands beside


@dataclass(frozen=True, slots=True)
class _Kept:
    sound: bytes
    rate: int
    positions: list[int]
    samples: list[int]


def to_bytes(speech: Speech) -> bytes:
    """Write speech as MessagePack."""
    sound = io.BytesIO()
    soundfile.write(sound, speech.pcm.samples, _NOMINAL, "PCM_16", format="FLAC")
    return msgspec.msgpack.encode(
        _Kept(
            sound.getvalue(),
            speech.pcm.rate,
            [mark.position for mark in speech.marks],
            [mark.sample for mark in speech.marks],
        )
    )


def from_bytes(data: bytes) -> Speech:
    """Read speech again, to the sample.

    Raises:
        msgspec.DecodeError: it is none.
    """
    kept = msgspec.msgpack.decode(data, type=_Kept)
    try:
        samples, _ = soundfile.read(io.BytesIO(kept.sound), dtype="int16")
        marks = list(zip(kept.positions, kept.samples, strict=True))
    except (soundfile.LibsndfileError, ValueError) as error:
        raise msgspec.DecodeError(str(error)) from error
    return Speech(
        Pcm(samples, Hertz(kept.rate)),
        tuple(Mark(position, Samples(sample)) for position, sample in marks),
    )
