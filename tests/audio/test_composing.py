import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from paracast.audio.clip import Mastering
from paracast.audio.composing import compose
from paracast.audio.jingles import make_jingle
from paracast.audio.options import AudioOptions, SoundOptions, encoding_for
from paracast.audio.programme import Programme
from paracast.audio.sounds import BED, read_sound
from paracast.units import Decibels, Hertz, Lufs

MASTERING = Mastering(encoding_for(AudioOptions(), Hertz(22050)), Decibels(0.0), Decibels(-1.0))
SOUNDS = compose()
JINGLES = sorted(SOUNDS.keys() - {"bed"})


def test_every_place_that_a_show_has_for_a_sound_gets_one() -> None:
    assert len(SoundOptions().files) == len(SOUNDS)
    assert all(getattr(SoundOptions(), key) == "" for key in SOUNDS)


def test_the_sounds_are_the_same_every_time() -> None:
    assert compose() == SOUNDS


@pytest.mark.parametrize("key", sorted(SOUNDS))
def test_a_sound_is_small_unclipped_centred_and_silent_at_its_ends(key: str) -> None:
    assert len(SOUNDS[key]) < 400_000
    sound, rate = soundfile.read(io.BytesIO(SOUNDS[key]))
    assert sound.ndim == 1
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.01)
    assert abs(sound.mean()) < 1e-4
    assert abs(sound[0]) < 0.01
    assert np.abs(sound[-rate // 100 :]).max() < 0.001
    assert np.abs(np.diff(sound)).max() < 0.1  # no clicks


@pytest.mark.parametrize("key", JINGLES)
def test_a_jingle_is_short_and_can_be_brought_to_the_usual_loudness(
    tmp_path: Path, key: str
) -> None:
    path = tmp_path / "jingle.flac"
    path.write_bytes(SOUNDS[key])
    programme = Programme(MASTERING.encoding, (make_jingle(path, Lufs(-16.0), MASTERING),))
    assert programme.loudness == pytest.approx(-16.0, abs=0.3)
    assert programme.true_peak <= -1.0
    assert programme.length / 44100 < 4.5


def test_the_bed_lasts_as_long_as_beds_do_by_default(tmp_path: Path) -> None:
    (tmp_path / "bed.flac").write_bytes(SOUNDS["bed"])
    bed = read_sound(tmp_path / "bed.flac", BED, Hertz(44100))
    assert bed.seconds > SoundOptions().bed_seconds
