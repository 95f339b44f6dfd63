"""The header of an MPEG audio frame, layer III, whoever wrote it (ISO/IEC 11172-3, 2.4.2.3)."""

from dataclasses import dataclass

HEADER = 4
"""Bytes of it."""

_SYNC, _LAYER_3, _MPEG_1, _RESERVED, _MONO = 0x7FF, 1, 3, 1, 3
_BITRATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
_RATES = {3: (44100, 48000, 32000, 0), 2: (22050, 24000, 16000, 0), 0: (11025, 12000, 8000, 0)}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a header tells.

    Attributes:
        is_first: whether it is MPEG-1's, not one of the lower rates.
        length: bytes, the header's included.
        bitrate: kbit/s.
        rate: samples a second.
        samples: in the frame, of each channel.
        side_bytes: of side information after the header.
    """

    is_first: bool
    length: int
    bitrate: int
    rate: int
    channels: int
    samples: int
    side_bytes: int


def frame_of(head: bytes) -> Frame | None:
    """Read a header; None: it is none, or of free bitrate."""
    word = int.from_bytes(head[:HEADER], "big")
    version, layer = word >> 19 & 3, word >> 17 & 3
    if word >> 21 != _SYNC or layer != _LAYER_3 or version == _RESERVED:
        return None
    first, mono = version == _MPEG_1, word >> 6 & 3 == _MONO
    bitrate, rate = _BITRATES[first][word >> 12 & 15], _RATES[version][word >> 10 & 3]
    if not bitrate or not rate:
        return None
    length = (144 if first else 72) * bitrate * 1000 // rate + (word >> 9 & 1)
    side = (17 if mono else 32) if first else (9 if mono else 17)
    return Frame(first, length, bitrate, rate, 1 if mono else 2, 1152 if first else 576, side)
