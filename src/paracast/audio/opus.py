"""An MP3 → the same sound in Opus (RFC 6716 in Ogg, RFC 7845), as long to the sample."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import soundfile
import soxr

from paracast.audio.loudness import Float32
from paracast.errors import AudioError
from paracast.files import for_native_code
from paracast.units import KilobitsPerSecond

TYPE: Final = "audio/ogg"
"""What the file is (RFC 7845, section 9)."""

ENDING: Final = ".opus"

_RATES = (24000, 48000)  # that Opus has itself; anything else is resampled to the last
_BLOCK = 1 << 16  # samples that are held at a time
_SERIAL = b"\1\0\0\0"  # a stream's number; libsndfile draws one by lot, and bytes would differ
_HEAD = 27  # bytes of a page's header before its table of segments (RFC 3533, section 6)
_POLYNOMIAL = 0x04C11DB7


def to_opus(mp3: Path, bitrate: KilobitsPerSecond) -> Iterator[bytes]:
    """Yield an Ogg Opus file, page by page; the same MP3 gives the same bytes.

    Memory does not grow with its length: it is encoded into a file without a name beside the MP3.

    Raises:
        AudioError: the MP3 cannot be decoded, or this libsndfile has no Opus.
    """
    with tempfile.TemporaryFile(dir=mp3.parent) as file:
        try:
            _encode(mp3, file, bitrate)
        except (soundfile.LibsndfileError, ValueError) as error:
            raise AudioError(
                f"{mp3.name} cannot be encoded as Opus: {error}.",
                remedy="Write opus = 0 below [audio] in paracast.toml, or renew soundfile.",
            ) from error
        file.seek(0)
        yield from _renumbered(file)


def _encode(mp3: Path, file: BinaryIO, bitrate: KilobitsPerSecond) -> None:
    with soundfile.SoundFile(for_native_code(mp3)) as source:
        rate = source.samplerate if source.samplerate in _RATES else _RATES[-1]
        with soundfile.SoundFile(
            file, "w", rate, 1, "OPUS", format="OGG", compression_level=_level(bitrate)
        ) as target:
            for block in _resampled(source, rate):
                target.write(block)


def _resampled(source: soundfile.SoundFile, rate: int) -> Iterator[Float32]:
    stream = soxr.ResampleStream(source.samplerate, rate, 1, dtype="float32", quality="HQ")
    for block in source.blocks(_BLOCK, dtype="float32"):
        yield stream.resample_chunk(block)
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True)


def _level(bitrate: KilobitsPerSecond) -> float:
    """Return what libsndfile calls a level of compression: 6 kbit/s is 1, and 256 is 0."""
    return (256 - bitrate) / 250


def _renumbered(file: BinaryIO) -> Iterator[bytes]:
    """Yield the pages of an Ogg file with our serial number, and checksums that fit."""
    while head := file.read(_HEAD):
        segments = file.read(head[-1])
        page = bytearray(head + segments + file.read(sum(segments)))
        page[14:18], page[22:26] = _SERIAL, bytes(4)
        page[22:26] = _checksum(page).to_bytes(4, "little")
        yield bytes(page)


def _checksum(page: bytearray) -> int:
    """Return Ogg's checksum: a CRC-32 that is not reflected, from 0 on."""
    crc = 0
    for byte in page:
        crc = (crc << 8 & 0xFFFFFFFF) ^ _TABLE[crc >> 24 ^ byte]
    return crc


def _entry(value: int) -> int:
    for _ in range(8):
        value = value << 1 ^ (_POLYNOMIAL if value & 0x80000000 else 0)
    return value & 0xFFFFFFFF


_TABLE = [_entry(byte << 24) for byte in range(256)]
