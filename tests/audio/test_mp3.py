import io
import struct

import mutagen
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.audio.encoding import decode, encode, frames_lasting, resample
from paracast.audio.mp3 import LEAD, count_frames, frame_format, info_frame
from paracast.audio.options import AudioOptions, Encoding, encoding_for
from paracast.errors import AudioError
from paracast.pcm import Pcm
from paracast.units import Hertz, KilobitsPerSecond, Samples

ENCODINGS = [
    encoding_for(AudioOptions("standard"), Hertz(22050)),
    encoding_for(AudioOptions("compact"), Hertz(22050)),
    encoding_for(AudioOptions("compact"), Hertz(24000)),
    Encoding(Hertz(48000), KilobitsPerSecond(128)),
    Encoding(Hertz(16000), KilobitsPerSecond(32)),
]


def tone(length: int, rate: int, hertz: float = 440.0) -> np.ndarray:
    wave = 9000 * np.sin(2 * np.pi * hertz * np.arange(length) / rate)
    return np.asarray(np.rint(wave), np.int16)


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda e: f"{e.rate}")
@settings(max_examples=20, deadline=None)
@given(length=st.integers(0, 60_000))
def test_a_sound_becomes_exactly_the_frames_that_were_planned(
    encoding: Encoding, length: int
) -> None:
    frames = frames_lasting(Samples(length), encoding)
    data = encode(tone(length, encoding.rate), encoding, frames)
    assert count_frames(data, encoding) == frames
    assert len(decode(data)) == frames * frame_format(encoding.rate).samples


@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda e: f"{e.rate}")
def test_a_player_decodes_exactly_the_announced_samples(encoding: Encoding) -> None:
    clips = [encode(tone(n, encoding.rate), encoding, 60) for n in (5000, 20000, 1)]
    body = b"".join(clips)
    mp3 = info_frame(encoding, 180, len(body)) + body
    expected = 180 * frame_format(encoding.rate).samples - LEAD
    assert soundfile.info(io.BytesIO(mp3)).frames == expected
    assert len(soundfile.read(io.BytesIO(mp3))[0]) == expected
    read = mutagen.File(io.BytesIO(mp3))
    assert read.info.length == pytest.approx(expected / encoding.rate, abs=1e-6)


@pytest.mark.parametrize("encoding", ENCODINGS[:2], ids=lambda e: f"{e.rate}")
def test_a_clip_is_heard_exactly_where_its_frames_begin(encoding: Encoding) -> None:
    form = frame_format(encoding.rate)
    burst = tone(4000, encoding.rate, 1000)
    clips = [encode(burst, encoding, frames) for frames in (20, 31, 17)]
    body = b"".join(clips)
    mp3 = info_frame(encoding, 68, len(body)) + body
    heard, _ = soundfile.read(io.BytesIO(mp3), dtype="float64")
    for start in (0, 20 * form.samples, 51 * form.samples):
        part = heard[start : start + 4000]
        likeness = [
            np.dot(part, np.roll(burst, shift) / 32768) for shift in (-3, -2, -1, 0, 1, 2, 3)
        ]
        assert int(np.argmax(likeness)) == 3


def test_joined_clips_sound_as_well_as_one_encoded_in_one_go() -> None:
    encoding = ENCODINGS[0]
    sound = (np.random.default_rng(3).normal(0, 2000, 1152 * 200)).cumsum()
    sound = np.clip(sound - np.convolve(sound, np.ones(801) / 801, "same"), -30000, 30000)
    parts = [np.r_[part[:-4608], np.zeros(4608 - LEAD)] for part in np.split(sound, 4)]
    timeline = np.concatenate([np.r_[part, np.zeros(LEAD)] for part in parts]).astype(np.int16)
    joined = b"".join(encode(p.astype(np.int16), encoding, 50) for p in parts)
    whole = encode(timeline[:-LEAD], encoding, 200)

    def noise(body: bytes) -> float:
        mp3 = info_frame(encoding, 200, len(body)) + body
        heard, _ = soundfile.read(io.BytesIO(mp3), dtype="float64")
        return float(np.mean((heard * 32768 - timeline[: len(heard)]) ** 2))

    assert 10 * np.log10(noise(joined) / noise(whole)) < 0.5


def test_the_info_header_ends_in_a_right_checksum() -> None:
    frame = info_frame(ENCODINGS[0], 100, 31350)
    tag = frame.index(b"Info")
    end = tag + 156 - 2
    remainder = 0
    for byte in frame[:end]:
        for bit in range(8):
            mix = (remainder ^ byte >> bit) & 1
            remainder = remainder >> 1 ^ (0xA001 * mix)
    assert struct.unpack(">H", frame[end : end + 2]) == (remainder,)


def test_the_table_of_contents_rises_to_the_end() -> None:
    frame = info_frame(ENCODINGS[0], 13000, 4_000_000)
    contents = frame[frame.index(b"Info") + 16 :][:100]
    assert list(contents) == sorted(contents)
    assert contents[50] in range(126, 131)


def test_a_rate_that_mp3_lacks_is_an_error_that_names_the_ones_it_has() -> None:
    with pytest.raises(AudioError) as caught:
        frame_format(Hertz(12345))
    assert "44100" in caught.value.remedy


def test_bytes_that_are_no_frames_are_refused() -> None:
    with pytest.raises(AudioError):
        count_frames(b"\x00" * 500, ENCODINGS[0])
    with pytest.raises(AudioError):
        count_frames(encode(tone(5000, 44100), ENCODINGS[0], 10)[:-1], ENCODINGS[0])
    with pytest.raises(AudioError):
        decode(b"nothing to hear")


def test_resampling_keeps_the_duration_and_the_pitch() -> None:
    sound = Pcm(tone(22050, 22050, 1000), Hertz(22050))
    higher = resample(sound, Hertz(44100))
    assert len(higher) == 44100
    assert np.argmax(np.abs(np.fft.rfft(higher.astype(float)))) == 1000
