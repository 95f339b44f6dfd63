"""MPEG audio frames: where they begin, and the Info header over them.

ISO/IEC 11172-3 (MPEG-1) and 13818-3 (MPEG-2, half the rates), layer III, one channel, no CRC; the
header as LAME writes it (G. Bouvigne, "Mp3 Info Tag revision 1").
"""

import struct
from dataclasses import dataclass
from functools import cache

from paracast.audio.options import Encoding
from paracast.errors import AudioError
from paracast.units import Hertz, KilobitsPerSecond, Samples

ENCODER_DELAY = Samples(576)
"""Samples of silence that LAME puts before the sound."""

DECODER_DELAY = Samples(529)
"""Samples that every decoder is late by; players know it."""

LEAD = Samples(ENCODER_DELAY + 576)
"""Samples that a clip's frames hold beyond its sound: the delay, and as much after it."""

_BITRATES = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {
    Hertz(44100): (1, 0),
    Hertz(48000): (1, 1),
    Hertz(32000): (1, 2),
    Hertz(22050): (2, 0),
    Hertz(24000): (2, 1),
    Hertz(16000): (2, 2),
}
SAMPLE_RATES = tuple(sorted(_RATES))
"""Those that frames can have here: MPEG-1's and MPEG-2's."""

_HEADER_BYTES = 4
_INFO_BYTES = 120  # the Xing part: name, flags, frames, bytes, contents, quality
_LAME_BYTES = 36
_MONO_ORIGINAL = 0xC4


@dataclass(frozen=True, slots=True)
class FrameFormat:
    """What a sample rate makes of a frame.

    Attributes:
        version: 1 for MPEG-1, 2 for MPEG-2.
        samples: in a frame.
        side_bytes: of side information after the header.
    """

    version: int
    rate_index: int
    rate: Hertz
    samples: Samples
    side_bytes: int

    def frame_bytes(self, bitrate: KilobitsPerSecond) -> int:
        """Return the bytes of a frame without its padding byte."""
        return self.samples // 8 * bitrate * 1000 // self.rate

    def header(self, bitrate: KilobitsPerSecond) -> bytes:
        """Return the four bytes of an unpadded frame's header."""
        second = 0xFB if self.version == 1 else 0xF3
        index = _BITRATES[self.version].index(bitrate) + 1
        return bytes((0xFF, second, index << 4 | self.rate_index << 2, _MONO_ORIGINAL))


@cache
def frame_format(rate: Hertz) -> FrameFormat:
    """Return the format of a sample rate.

    Raises:
        AudioError: MP3 does not have that rate.
    """
    if rate not in _RATES:
        raise AudioError(
            f"MP3 has no sample rate of {rate} Hz.",
            remedy=f"Choose one of {', '.join(map(str, sorted(_RATES)))}.",
        )
    version, index = _RATES[rate]
    return FrameFormat(
        version,
        index,
        rate,
        samples=Samples(1152 if version == 1 else 576),
        side_bytes=17 if version == 1 else 9,
    )


def bitrates_at(rate: Hertz) -> tuple[KilobitsPerSecond, ...]:
    """Return the bitrates that MP3 has at a sample rate, in rising order.

    ISO/IEC 11172-3, 2.4.2.3 (MPEG-1) and 13818-3, 2.4.2.3 (MPEG-2), the tables of layer III.

    Raises:
        AudioError: MP3 does not have that rate.
    """
    return tuple(map(KilobitsPerSecond, _BITRATES[frame_format(rate).version]))


def count_frames(data: bytes, encoding: Encoding) -> int:
    """Count the frames that `data` consists of.

    Raises:
        AudioError: it is anything else than whole frames of that encoding.
    """
    return len(frame_bounds(data, encoding)) - 1


def frame_bounds(data: bytes, encoding: Encoding) -> list[int]:
    """Return where each frame begins, in bytes, and where the last one ends.

    Raises:
        AudioError: `data` is anything else than whole frames of that encoding.
    """
    form = frame_format(encoding.rate)
    header, plain = form.header(encoding.bitrate), form.frame_bytes(encoding.bitrate)
    bounds = [0]
    while (position := bounds[-1]) < len(data):
        head = data[position : position + 3]
        if len(head) < len(header) - 1 or (head[:2], head[2] & 0xFD) != (header[:2], header[2]):
            raise AudioError(
                f"Frame {len(bounds) - 1} of an encoded clip has an unexpected header.",
                remedy="Report it with the version of lameenc.",
            )
        bounds.append(position + plain + (head[2] >> 1 & 1))
    if bounds[-1] != len(data):
        raise AudioError("An encoded clip ends within a frame.", remedy="Report it.")
    return bounds


def info_frame(encoding: Encoding, frames: int, audio_bytes: int) -> bytes:
    """Return the frame that tells players how many frames follow and what to cut off.

    Decoded and cut by it, `frames` frames are `frames * samples - LEAD` samples long.
    """
    form = frame_format(encoding.rate)
    needed = _HEADER_BYTES + form.side_bytes + _INFO_BYTES + _LAME_BYTES
    bitrate = KilobitsPerSecond(
        next(
            rate
            for rate in _BITRATES[form.version]
            if rate >= encoding.bitrate and form.frame_bytes(KilobitsPerSecond(rate)) >= needed
        )
    )
    length = form.frame_bytes(bitrate)
    total = length + audio_bytes
    contents = bytes(
        min(255, 256 * (length + audio_bytes * percent // 100) // total) for percent in range(100)
    )
    start = form.header(bitrate) + bytes(form.side_bytes)
    start += b"Info" + struct.pack(">III", 0x0F, frames, total) + contents + struct.pack(">I", 0)
    padding = LEAD - ENCODER_DELAY
    start += b"LAME3.100" + bytes((0x01, 0))  # constant bitrate; the low-pass is not stated
    start += bytes(8) + bytes((0, min(255, encoding.bitrate)))
    start += (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    start += bytes(4) + struct.pack(">IH", min(total, 0xFFFFFFFF), 0)
    return (start + struct.pack(">H", _crc16(start))).ljust(length, b"\0")


def _crc16(data: bytes) -> int:
    """Return the CRC-16 (polynomial 0x8005, reflected) that the header ends in."""
    remainder = 0
    for byte in data:
        remainder ^= byte
        for _ in range(8):
            remainder = remainder >> 1 ^ (0xA001 if remainder & 1 else 0)
    return remainder
