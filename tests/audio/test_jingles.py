import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from paracast.audio.clip import Mastering
from paracast.audio.jingles import make_jingle
from paracast.audio.options import AudioOptions, encoding_for
from paracast.audio.programme import Programme
from paracast.errors import AudioError
from paracast.units import Decibels, Hertz, Lufs

MASTERING = Mastering(
    encoding_for(AudioOptions("standard"), Hertz(22050)), Decibels(3.0), Decibels(-1.0)
)


def chime(
    path: Path,
    rate: int = 48000,
    level: float = 0.05,
    *,
    seconds: float = 3,
    channels: int = 2,
) -> Path:
    time = np.arange(round(seconds * rate)) / rate
    left = level * np.sin(2 * np.pi * 523 * time)
    sound = np.stack([left / (1 + channel) for channel in range(channels)], axis=1)
    soundfile.write(path, sound, rate)
    return path


def made(path: Path) -> Programme:
    clip = make_jingle(path, Lufs(-16.0), MASTERING)
    return Programme(MASTERING.encoding, (clip,))


@pytest.mark.parametrize("name", ["chime.wav", "chime.flac", "chime.ogg", "chime.mp3"])
@pytest.mark.parametrize(("rate", "channels"), [(48000, 2), (22050, 1)])
def test_a_jingle_of_any_common_format_comes_out_on_the_shows_loudness(
    tmp_path: Path, name: str, rate: int, channels: int
) -> None:
    programme = made(chime(tmp_path / name, rate, channels=channels))
    assert programme.loudness == pytest.approx(-16.0, abs=0.6)
    assert programme.true_peak <= -1.0
    assert programme.length / 44100 == pytest.approx(3.4, abs=0.1)


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_it_does_not_matter_how_a_wav_file_writes_its_samples(tmp_path: Path, subtype: str) -> None:
    sound, rate = soundfile.read(chime(tmp_path / "chime.wav"))
    soundfile.write(tmp_path / "chime.wav", sound, rate, subtype=subtype)
    programme = made(tmp_path / "chime.wav")
    assert programme.loudness == pytest.approx(-16.0, abs=0.6)


def test_a_jingle_of_six_channels_is_heard_in_one(tmp_path: Path) -> None:
    programme = made(chime(tmp_path / "chime.wav", channels=6))
    assert programme.loudness == pytest.approx(-16.0, abs=0.6)


def test_a_jingle_begins_and_ends_softly(tmp_path: Path) -> None:
    stream = b"".join(made(chime(tmp_path / "chime.wav")).stream())
    sound, _ = soundfile.read(io.BytesIO(stream))
    loudest = [np.abs(part).max() for part in np.split(sound[: 3 * 44100], 300)]  # of 10 ms each
    assert loudest[0] < 0.7 * loudest[10]
    assert all(later < earlier for earlier, later in pairwise(loudest[155:300:5]))
    assert loudest[-1] < 0.02 * loudest[10]


def test_a_jingles_content_decides_what_it_is_and_not_its_name(tmp_path: Path) -> None:
    chime(tmp_path / "chime.flac").rename(tmp_path / "chime.wav")
    make_jingle(tmp_path / "chime.wav", Lufs(-16.0), MASTERING)


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "be read"), (b"no sound", "be read"), (None, "not there")]
)
def test_a_jingle_that_cannot_be_read_is_an_error_with_a_remedy(
    tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "chime.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudioError, match=words) as caught:
        make_jingle(path, Lufs(-16.0), MASTERING)
    assert "[sound]" in caught.value.remedy


@pytest.mark.parametrize(("seconds", "words"), [(121, "121 s"), (0.3, "0.3 s")])
def test_a_programme_is_no_jingle_and_a_click_is_none(
    tmp_path: Path, seconds: float, words: str
) -> None:
    with pytest.raises(AudioError, match=words) as caught:
        make_jingle(chime(tmp_path / "c.wav", 8000, seconds=seconds), Lufs(-16.0), MASTERING)
    assert "0.5 to 120 seconds in [sound]" in caught.value.remedy


@pytest.mark.parametrize("level", [0.0, 0.0005])
def test_a_jingle_that_nobody_hears_is_an_error_with_a_remedy(tmp_path: Path, level: float) -> None:
    with pytest.raises(AudioError, match="silent") as caught:
        make_jingle(chime(tmp_path / "c.wav", level=level), Lufs(-16.0), MASTERING)
    assert "[sound]" in caught.value.remedy


def test_channels_that_cancel_each_other_out_are_as_good_as_silent(tmp_path: Path) -> None:
    left = 0.3 * np.sin(2 * np.pi * 523 * np.arange(44100) / 44100)
    soundfile.write(tmp_path / "c.wav", np.stack([left, -left], axis=1), 44100)
    with pytest.raises(AudioError, match="silent") as caught:
        make_jingle(tmp_path / "c.wav", Lufs(-16.0), MASTERING)
    assert "mono" in caught.value.remedy
