"""MP3 files of tones, as somebody else may have made them."""

import lameenc
import numpy as np


def tone(seconds: float, *, rate: int = 44100, channels: int = 1, level: float = 0.3) -> bytes:
    """Return an MP3 of a sine of 440 Hz, the same in each channel."""
    time = np.arange(round(seconds * rate)) / rate
    wave = np.rint(32767 * level * np.sin(2 * np.pi * 440 * time)).astype(np.int16)
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(channels)
    lame.set_in_sample_rate(rate)
    lame.set_bit_rate(64 * channels)
    lame.set_quality(7)
    return bytes(lame.encode(np.repeat(wave, channels).tobytes()) + lame.flush())
