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


def chime(path: Path, rate: int = 48000, level: float = 0.05) -> Path:
    time = np.arange(3 * rate) / rate
    left = level * np.sin(2 * np.pi * 523 * time)
    soundfile.write(path, np.stack([left, left / 2], axis=1), rate)
    return path


@pytest.mark.parametrize("name", ["chime.wav", "chime.flac", "chime.ogg", "chime.mp3"])
def test_a_jingle_of_any_common_format_comes_out_on_the_shows_loudness(
    tmp_path: Path, name: str
) -> None:
    clip = make_jingle(chime(tmp_path / name), Lufs(-16.0), MASTERING)
    programme = Programme(MASTERING.encoding, (clip,))
    assert programme.loudness == pytest.approx(-16.0, abs=0.6)
    assert programme.true_peak <= -1.0
    assert programme.length / 44100 == pytest.approx(3.4, abs=0.1)


def test_a_jingles_content_decides_what_it_is_and_not_its_name(tmp_path: Path) -> None:
    chime(tmp_path / "chime.flac").rename(tmp_path / "chime.wav")
    make_jingle(tmp_path / "chime.wav", Lufs(-16.0), MASTERING)


@pytest.mark.parametrize("content", [b"", b"no sound at all", None])
def test_a_jingle_that_cannot_be_read_is_an_error_with_a_remedy(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "chime.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AudioError) as caught:
        make_jingle(path, Lufs(-16.0), MASTERING)
    assert "[sound]" in caught.value.remedy


def test_a_programme_is_no_jingle(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "long.wav", np.zeros(8000 * 121), 8000)
    with pytest.raises(AudioError, match="121 s"):
        make_jingle(tmp_path / "long.wav", Lufs(-16.0), MASTERING)
