"""Sound ↔ MP3 frames: LAME encodes, libsndfile decodes; neither needs a system package."""

import io

import lameenc
import numpy as np
import soundfile
import soxr

from paracast.audio.loudness import Float32
from paracast.audio.mp3 import LEAD, count_frames, frame_format
from paracast.audio.options import Encoding
from paracast.errors import AudioError
from paracast.pcm import Int16, Pcm
from paracast.units import Decibels, Hertz, Samples

ENCODER_LOSS = Decibels(0.4455)
"""By how much LAME turns everything down: its presets scale the input by 0.95."""

_FEWEST = 3  # frames: decoders do not take a single one for a stream


def frames_lasting(length: Samples, encoding: Encoding) -> int:
    """Return how many frames hold a sound of that length."""
    return max(_FEWEST, -(-(length + LEAD) // frame_format(encoding.rate).samples))


def encode(samples: Int16, encoding: Encoding, frames: int) -> bytes:
    """Encode a sound by itself, silence added, into exactly that many frames.

    Its first frame borrows nothing from the frames before it, so frames of clips may be put one
    after another. A clip that begins at frame k is heard, after the header's cut, at sample
    k * (samples in a frame) exactly.

    Raises:
        AudioError: LAME made another number of frames.
    """
    filled = np.zeros(frames * frame_format(encoding.rate).samples - LEAD, np.int16)
    filled[: len(samples)] = samples
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(encoding.rate)
    lame.set_out_sample_rate(encoding.rate)
    lame.set_bit_rate(encoding.bitrate)
    lame.set_quality(encoding.quality)
    data = bytes(lame.encode(filled.tobytes()) + lame.flush())
    if count_frames(data, encoding) != frames:
        raise AudioError(
            f"LAME made {count_frames(data, encoding)} frames where {frames} were due.",
            remedy="Report it with the version of lameenc.",
        )
    return data


def decode(data: bytes) -> Float32:
    """Decode frames to samples, as a player would: shape (n,), full scale 1.

    Raises:
        AudioError: they are no MP3.
    """
    try:
        samples, _ = soundfile.read(io.BytesIO(data), dtype="float32")
    except soundfile.LibsndfileError as error:
        raise AudioError(f"An encoded clip cannot be decoded: {error}.", remedy="Report it.") from (
            error
        )
    decoded: Float32 = samples
    return decoded


def resample(pcm: Pcm, rate: Hertz) -> Int16:
    """Return the sound at another rate (soxr, high quality): shape (round(n * ratio),)."""
    if pcm.rate == rate:
        return pcm.samples
    resampled: Int16 = soxr.resample(pcm.samples, pcm.rate, rate, "HQ")
    return resampled
