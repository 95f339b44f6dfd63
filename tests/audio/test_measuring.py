"""What is heard of MP3s from elsewhere."""

import os
from pathlib import Path

import lameenc
import numpy as np
import pyloudnorm
import pytest
import soundfile
from tones import tone

from paracast.audio.measuring import measured
from paracast.errors import AudioError


def test_what_a_decoder_mutters_of_damaged_sound_is_not_seen(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, whole = tmp_path / "a.mp3", tone(40)
    path.write_bytes(whole[: len(whole) // 2] + b"\x12\x34" * 1500 + whole[len(whole) // 2 :])
    with pytest.raises(AudioError):
        measured(path)
    path.write_bytes(whole[: len(whole) // 2 + 77])
    measured(path)
    os.write(2, b"heard again")
    assert capfd.readouterr().err == "heard again"


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [44100, 22050])
def test_length_loudness_and_peak_are_those_of_an_independent_meter(
    tmp_path: Path, rate: int, channels: int
) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(tone(40, rate=rate, channels=channels))
    heard = measured(path)
    samples, _ = soundfile.read(path, always_2d=True)
    assert heard.rate == rate
    assert heard.length == pytest.approx(len(samples), abs=529)  # what decoders are late by
    meter = pyloudnorm.Meter(rate)
    assert heard.loudness == pytest.approx(meter.integrated_loudness(samples), abs=0.15)
    assert heard.true_peak == pytest.approx(20 * np.log10(np.abs(samples).max()), abs=0.1)


def test_a_file_whose_bitrate_varies_is_heard_to_its_end_though_no_header_counts_its_frames(
    tmp_path: Path,
) -> None:
    rate = 44100
    noise = np.random.default_rng(1).normal(0, 6000, rate * 5)
    wave = np.concatenate((noise, np.zeros(rate * 25))).astype(np.int16)
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(1)
    lame.set_in_sample_rate(rate)
    lame.set_vbr(4)
    data = bytes(lame.encode(wave.tobytes()) + lame.flush())
    tag = b"ID3\x03\x00\x00" + bytes((0, 0, 8, 0)) + bytes(1024)
    for before, after in ((b"", b""), (tag, b"TAG" + bytes(125)), (b"", bytes(3000))):
        (tmp_path / "a.mp3").write_bytes(before + data + after)
        assert measured(tmp_path / "a.mp3").length / rate == pytest.approx(30, abs=0.1)


@pytest.mark.parametrize("data", [b"", b"<html>", bytes(5000)])
def test_what_is_no_mp3_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(data)
    with pytest.raises(AudioError):
        measured(tmp_path / "a.mp3")


def test_other_sound_files_are_told_by_their_kind(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.mp3", np.zeros(1000), 44100, format="FLAC")
    with pytest.raises(AudioError, match="FLAC"):
        measured(tmp_path / "a.mp3")
