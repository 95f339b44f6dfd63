import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest
import soundfile

from paracast.audio.bed import ALONE, Line, master_over_bed
from paracast.audio.clip import Clip, Mastering, gain_to, master_clip
from paracast.audio.options import AudioOptions, Encoding, Preset, encoding_for
from paracast.audio.programme import Programme
from paracast.errors import AudioError
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.speech.engines.tone import ToneEngine
from paracast.units import Decibels, Hertz, Lufs, Milliseconds

TEXTS = (
    "Boats come home.",
    "Seven boats came home before noon, and the bell rang twice as they passed the light.",
    "Nobody had expected the news. The mayor stood at the quay, and so did we.",
)
PAUSE = Milliseconds(900)


def said(text: str) -> Speech:
    voice = VoiceId("a440")
    return ToneEngine(Path()).load(voice).synthesize(SpeechRequest(text, voice))


def mastering(preset: Preset = "standard") -> Mastering:
    plain = Mastering(
        encoding_for(AudioOptions(preset), Hertz(22050)), Decibels(0.0), Decibels(-1.0)
    )
    gain = gain_to(said(TEXTS[1]).pcm, Lufs(-16.0), plain)
    return Mastering(plain.encoding, gain, plain.ceiling)


def lines(preset: Preset = "standard", texts: tuple[str, ...] = TEXTS) -> list[Line]:
    return [Line(said(text), PAUSE, mastering(preset)) for text in texts]


def music(path: Path, *, seconds: float = 30, hertz: float = 3000, level: float = 0.4) -> Path:
    time = np.arange(round(seconds * 44100)) / 44100
    soundfile.write(path, level * np.sin(2 * np.pi * hertz * time), 44100)
    return path


def heard(clips: tuple[Clip, ...], encoding: Encoding) -> npt.NDArray[np.float64]:
    stream = b"".join(Programme(encoding, clips).stream())
    sound, rate = soundfile.read(io.BytesIO(stream))
    assert rate == encoding.rate
    return np.asarray(sound)


def above(sound: npt.NDArray[np.float64], hertz: float, rate: int) -> npt.NDArray[np.float64]:
    """Return what a sound has above a frequency: the music, where the tone is the speech."""
    spectrum = np.fft.rfft(sound)
    spectrum[: round(hertz * len(sound) / rate)] = 0
    return np.fft.irfft(spectrum, len(sound))


def level(sound: npt.NDArray[np.float64]) -> float:
    return float(10 * np.log10((sound**2).mean() + 1e-12))


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_speech_stands_20_lu_above_a_bed_and_on_loudness(tmp_path: Path, preset: Preset) -> None:
    rate = mastering(preset).encoding.rate
    clips = master_over_bed(lines(preset), music(tmp_path / "bed.wav"), 30)
    sound = heard(clips, mastering(preset).encoding)
    spoken = slice(
        round(clips[0].seconds(mastering(preset).encoding) * rate), len(sound) - 5 * rate
    )
    bed = above(sound, 2000, rate)
    meter = pyloudnorm.Meter(rate)
    speech = meter.integrated_loudness((sound - bed)[spoken])
    assert speech == pytest.approx(-16.0, abs=1.0)
    assert speech - meter.integrated_loudness(bed[spoken]) == pytest.approx(20, abs=0.7)


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_a_bed_goes_on_without_a_gap_from_one_utterance_to_the_next(
    tmp_path: Path, preset: Preset
) -> None:
    encoding = mastering(preset).encoding
    clips = master_over_bed(lines(preset), music(tmp_path / "bed.wav"), 30)
    bed = above(heard(clips, encoding), 2000, encoding.rate)
    starts = Programme(encoding, clips).starts
    window = encoding.rate // 200
    for start in starts[1:3]:
        around = bed[start - encoding.rate // 4 : start + encoding.rate // 4]
        levels = [level(around[i : i + window]) for i in range(0, len(around) - window, window)]
        assert all(abs(later - earlier) < 0.7 for earlier, later in pairwise(levels))


def test_a_bed_is_heard_alone_then_ducked_then_faded_out(tmp_path: Path) -> None:
    encoding = mastering().encoding
    clips = master_over_bed(lines(), music(tmp_path / "bed.wav"), 10)
    bed = above(heard(clips, encoding), 2000, 44100)
    second = [level(bed[i * 44100 : (i + 1) * 44100]) for i in range(12)]
    assert clips[0].seconds(encoding) == pytest.approx(ALONE / 1000, abs=0.03)
    assert second[0] > second[2] + 12
    assert second[2] == pytest.approx(second[4], abs=0.5)
    falling = second[5:10]
    assert all(later < earlier for earlier, later in pairwise(falling))
    assert max(second[10:]) < second[4] - 40


def test_a_bed_is_over_when_the_speech_is(tmp_path: Path) -> None:
    encoding = mastering().encoding
    clips = master_over_bed(lines(texts=TEXTS[:1]), music(tmp_path / "bed.wav"), 120)
    bed = above(heard(clips, encoding), 2000, 44100)
    assert level(bed[-441:]) < level(bed[: 2 * 44100]) - 30


def test_an_utterance_over_a_bed_is_as_long_and_marked_as_without(tmp_path: Path) -> None:
    over = master_over_bed(lines(), music(tmp_path / "bed.wav"), 10)[1:]
    for clip, line in zip(over, lines(), strict=True):
        alone = master_clip(line.speech.pcm, line.speech.marks, line.pause, line.mastering)
        assert (clip.frame_count, clip.speech, clip.marks) == (
            alone.frame_count,
            alone.speech,
            alone.marks,
        )


def test_a_mix_stays_below_the_ceiling(tmp_path: Path) -> None:
    path = tmp_path / "noise.wav"
    noise = np.random.default_rng(1).normal(0, 0.3, 30 * 44100).clip(-1, 1)
    soundfile.write(path, noise, 44100)
    loud = [
        Line(line.speech, PAUSE, Mastering(line.mastering.encoding, Decibels(20), Decibels(-1)))
        for line in lines()
    ]
    clips = master_over_bed(loud, path, 20)
    assert Programme(mastering().encoding, clips).true_peak <= -1.0


def test_the_same_bed_gives_the_same_clips(tmp_path: Path) -> None:
    path = music(tmp_path / "bed.wav")
    first, second = (master_over_bed(lines(), path, 10) for _ in range(2))
    assert [clip.frames for clip in first] == [clip.frames for clip in second]


def test_a_loud_and_a_soft_bed_come_out_at_one_level(tmp_path: Path) -> None:
    encoding = mastering().encoding
    levels = [
        level(above(heard(master_over_bed(lines(), path, 20), encoding), 2000, 44100))
        for path in (music(tmp_path / "a.wav"), music(tmp_path / "b.wav", level=0.01))
    ]
    assert levels[0] == pytest.approx(levels[1], abs=0.2)


@pytest.mark.parametrize(("seconds", "volume", "words"), [(2, 0.4, "2 s"), (10, 0, "silent")])
def test_a_bed_that_is_too_short_or_silent_is_an_error_with_a_remedy(
    tmp_path: Path, seconds: float, volume: float, words: str
) -> None:
    path = music(tmp_path / "bed.wav", seconds=seconds, level=volume)
    with pytest.raises(AudioError, match=words) as caught:
        master_over_bed(lines(), path, 20)
    assert "[sound]" in caught.value.remedy
