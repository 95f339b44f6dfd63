import io
import itertools
from pathlib import Path

import numpy as np
import pytest
import soundfile

from paracast.audio.opus import to_opus
from paracast.errors import AudioError
from paracast.units import KilobitsPerSecond

QUIET = KilobitsPerSecond(32)


def mp3_of(path: Path, rate: int, seconds: float = 3) -> Path:
    """Write sweeps whose place in time can be told."""
    times = np.arange(round(rate * seconds)) / rate
    sweeps = 0.3 * np.sin(2 * np.pi * (300 + 500 * (times % 1)) * times)
    soundfile.write(path, sweeps.astype(np.float32), rate, format="MP3")
    return path


@pytest.mark.parametrize(("rate", "written"), [(22050, 48000), (24000, 24000), (44100, 48000)])
def test_opus_is_as_long_as_the_mp3_to_the_sample(tmp_path: Path, rate: int, written: int) -> None:
    mp3 = mp3_of(tmp_path / "a.mp3", rate)
    sound, found = soundfile.read(io.BytesIO(b"".join(to_opus(mp3, QUIET))))
    assert found == written
    assert sound.size == pytest.approx(soundfile.info(mp3).frames * written / rate, abs=1)


def test_opus_sounds_when_the_mp3_sounds(tmp_path: Path) -> None:
    mp3 = mp3_of(tmp_path / "a.mp3", 24000)
    decoded, _ = soundfile.read(mp3)
    sound, _ = soundfile.read(io.BytesIO(b"".join(to_opus(mp3, KilobitsPerSecond(96)))))
    found = np.correlate(sound[12000:36000], decoded[12100:35900], "valid").argmax()
    assert abs(found - 100) <= 1
    assert np.corrcoef(sound[6000:-6000], decoded[6000:-6000])[0, 1] > 0.99


def test_the_same_mp3_gives_the_same_bytes(tmp_path: Path) -> None:
    mp3 = mp3_of(tmp_path / "a.mp3", 44100)
    one, two = (b"".join(to_opus(mp3, QUIET)) for _ in range(2))
    assert one == two


def test_pages_come_one_by_one_and_are_numbered_in_a_row(tmp_path: Path) -> None:
    pages = list(to_opus(mp3_of(tmp_path / "a.mp3", 44100), QUIET))
    assert len(pages) > 3
    assert all(page.startswith(b"OggS") for page in pages)
    assert [int.from_bytes(page[18:22], "little") for page in pages] == list(range(len(pages)))


def test_a_higher_bitrate_takes_more_bytes(tmp_path: Path) -> None:
    mp3 = mp3_of(tmp_path / "a.mp3", 44100)
    sizes = [sum(map(len, to_opus(mp3, KilobitsPerSecond(rate)))) for rate in (16, 32, 64, 128)]
    assert all(one < other for one, other in itertools.pairwise(sizes))


def test_what_is_no_mp3_is_an_error_with_a_remedy_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"nothing")
    with pytest.raises(AudioError, match=r"a\.mp3"):
        list(to_opus(tmp_path / "a.mp3", QUIET))
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]
