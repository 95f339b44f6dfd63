import io
import itertools
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import mutagen
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.audio.directories import (
    CREST,
    TAKEN,
    Refusal,
    accepted_at,
    advice,
    refusal,
)
from paracast.audio.encoding import ENCODER_LOSS, decode, encode, frames_lasting
from paracast.audio.mp3 import LEAD, SAMPLE_RATES, bitrates_at, count_frames, info_frame
from paracast.audio.options import AudioOptions, Encoding, Preset, encoding_for
from paracast.units import Decibels, Hertz, KilobitsPerSecond, Lufs, Samples

PRESETS: tuple[Preset, ...] = ("standard", "compact")
ACCEPTED = [Encoding(rate, bitrate) for rate in TAKEN for bitrate in accepted_at(rate)]
EVERY_BITRATE = sorted({bitrate for rate in SAMPLE_RATES for bitrate in bitrates_at(rate)})
APPLE = {  # article 893, mono
    22050: [40, 48, 56, 64, 80],
    24000: [40, 48, 56, 64, 80],
    44100: [64, 80, 96, 112, 128],
    48000: [64, 80, 96, 112, 128],
}


def asked(rate: int, bitrate: int, preset: Preset = "standard") -> AudioOptions:
    return AudioOptions(preset, KilobitsPerSecond(bitrate), Hertz(rate))


def refused(options: AudioOptions) -> Refusal:
    found = refusal(options)
    assert found is not None
    return found


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("voice", [8000, 16000, 22050, 24000, 44100, 48000])
def test_every_preset_will_do_for_every_voice(preset: Preset, voice: int) -> None:
    options = AudioOptions(preset)
    assert refusal(options) is None
    assert encoding_for(options, Hertz(voice)) in ACCEPTED


@pytest.mark.parametrize(("rate", "bitrate"), list(itertools.product(SAMPLE_RATES, EVERY_BITRATE)))
def test_what_mp3_has_will_do_exactly_where_apple_lists_it(rate: int, bitrate: int) -> None:
    found = refusal(asked(rate, bitrate))
    assert (found is None) == (bitrate in APPLE.get(rate, []))
    if found is None:
        assert encoding_for(asked(rate, bitrate), Hertz(22050)) == Encoding(
            Hertz(rate), KilobitsPerSecond(bitrate)
        )
    else:
        assert "Apple Podcasts" in found.message


@pytest.mark.parametrize(
    ("options", "says", "instead"),
    [
        (asked(12345, 0), "sample_rate = 12345: MP3 does not have it", "22050, 24000, 44100"),
        (asked(32000, 0), "sample_rate = 32000: Apple Podcasts takes no MP3", "44100"),
        (asked(16000, 32), "sample_rate = 16000: Apple Podcasts takes no MP3", "22050"),
        (asked(0, 72), "bitrate = 72 at a sample rate of 44100 Hz: MP3 does not", "bitrate = 64"),
        (asked(0, 48), "at a sample rate of 44100 Hz: Apple Podcasts takes 64 to 128 kbit/s there",
         "bitrate = 64, or one of 64, 80, 96, 112, 128; or keep it, and write sample_rate = 22050"),
        (asked(0, 320), "Apple Podcasts takes 64 to 128", "bitrate = 128, or one of"),
        (asked(24000, 0), "bitrate = 96 (of preset 'standard') at a sample rate of 24000 Hz",
         "bitrate = 80"),
        (asked(0, 96, "compact"), "Hz: Apple Podcasts takes 40 to 80", "sample_rate = 44100"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_was_asked_who_refuses_it_and_what_to_write_instead(
    options: AudioOptions, says: str, instead: str
) -> None:
    found = refused(options)
    assert says in found.message
    assert instead in found.remedy


@given(rate=st.integers(0, 100_000), bitrate=st.integers(0, 400), preset=st.sampled_from(PRESETS))
def test_whatever_is_asked_either_will_do_or_is_refused_with_what_will(
    rate: int, bitrate: int, preset: Preset
) -> None:
    options = asked(rate, bitrate, preset)
    found = refusal(options)
    if found is None:
        assert encoding_for(options, Hertz(22050)) in ACCEPTED
        return
    written = re.search(r"Write bitrate = (\d+)", found.remedy)
    if written:
        mended = replace(options, bitrate=KilobitsPerSecond(int(written[1])))
        assert refusal(mended) is None
    else:
        assert "preset" in found.remedy
        assert found.message.startswith(f"sample_rate = {rate}")


@pytest.mark.parametrize("preset", PRESETS)
@given(loudness=st.floats(-30, -9), ceiling=st.floats(-9, 0))
def test_a_loudness_that_no_speech_reaches_below_its_ceiling_is_refused(
    preset: Preset, loudness: float, ceiling: float
) -> None:
    found = refusal(AudioOptions(preset, loudness=Lufs(loudness), ceiling=Decibels(ceiling)))
    assert (found is not None) == (loudness > ceiling - CREST)
    if found:
        written = re.search(r"loudness = (-?[\d.]+) or less", found.remedy)
        assert written is not None
        mended = AudioOptions(preset, loudness=Lufs(float(written[1]) - 0.01))
        assert refusal(replace(mended, ceiling=Decibels(ceiling))) is None


@pytest.mark.parametrize(
    ("loudness", "ceiling", "advised"),
    [
        (-16, -1, []),
        (-17, -3, []),
        (-15, -1.5, []),
        (-19, -1, ["-19"]),
        (-14, -1, ["-14"]),
        (-16, -0.5, ["-0.5"]),
        (-23, 0, ["-23", "0"]),
    ],
)
def test_directories_advice_is_told_and_refuses_nothing(
    loudness: float, ceiling: float, advised: list[str]
) -> None:
    options = AudioOptions(loudness=Lufs(loudness), ceiling=Decibels(ceiling))
    assert refusal(options) is None
    told = advice(options)
    assert len(told) == len(advised)
    for line, value in zip(told, advised, strict=True):
        assert "Apple Podcasts asks" in line
        assert line.endswith(f" {value}.")


def speechlike(length: int, rate: int) -> np.ndarray:
    time = np.arange(length) / rate
    wave = np.sin(2 * np.pi * 180 * time) + 0.5 * np.sin(2 * np.pi * 1300 * time)
    return np.asarray(np.rint(6000 * wave * (1 + np.sin(2 * np.pi * 4 * time)) / 2), np.int16)


@pytest.mark.parametrize("encoding", ACCEPTED, ids=lambda e: f"{e.rate}-{e.bitrate}")
@settings(max_examples=4, deadline=None)
@given(lengths=st.lists(st.integers(0, 30_000), min_size=1, max_size=3))
def test_what_is_accepted_encodes_and_decodes_at_that_rate_and_bitrate(
    encoding: Encoding, lengths: list[int]
) -> None:
    frames = [frames_lasting(Samples(length), encoding) for length in lengths]
    clips = [
        encode(speechlike(length, encoding.rate), encoding, count)
        for length, count in zip(lengths, frames, strict=True)
    ]
    body = b"".join(clips)
    assert count_frames(body, encoding) == sum(frames)
    mp3 = io.BytesIO(info_frame(encoding, sum(frames), len(body)) + body)
    heard, rate = soundfile.read(mp3)
    assert rate == encoding.rate
    assert len(heard) == sum(frames) * len(decode(clips[0])) // frames[0] - LEAD
    mp3.seek(0)
    assert mutagen.File(mp3).info.sample_rate == encoding.rate
    seconds = len(body) * 8 / (encoding.bitrate * 1000)
    assert seconds == pytest.approx((len(heard) + LEAD) / encoding.rate, rel=0.01)


@pytest.mark.parametrize("encoding", ACCEPTED, ids=lambda e: f"{e.rate}-{e.bitrate}")
def test_the_encoder_turns_everything_down_by_the_same_at_every_bitrate(encoding: Encoding) -> None:
    wave = 8000 * np.sin(2 * np.pi * 440 * np.arange(encoding.rate) / encoding.rate)
    frames = frames_lasting(Samples(len(wave)), encoding)
    heard = decode(encode(np.rint(wave).astype(np.int16), encoding, frames))
    middle = heard[len(heard) // 4 : len(heard) // 2]
    lost = -20 * np.log10(np.sqrt(np.mean(middle**2)) / (8000 / 32768 / np.sqrt(2)))
    assert lost == pytest.approx(ENCODER_LOSS, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ACCEPTED, ids=lambda e: f"{e.rate}-{e.bitrate}")
def test_mp3val_finds_no_fault_in_what_is_accepted(tmp_path: Path, encoding: Encoding) -> None:
    clips = [encode(speechlike(n, encoding.rate), encoding, 90) for n in (5000, 40_000, 1)]
    body = b"".join(clips)
    (tmp_path / "a.mp3").write_bytes(info_frame(encoding, 270, len(body)) + body)
    done = subprocess.run(
        ["mp3val", tmp_path / "a.mp3"], capture_output=True, text=True, check=False, timeout=60
    )
    assert "MPEG frames" in done.stdout
    faults = re.findall(r"(?:WARNING|ERROR|PROBLEM).*: (.*)", done.stdout)
    assert faults == ["No supported tags in the file"]
