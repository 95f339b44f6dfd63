"""A show's own sounds among the speech: where they stand, and what a change of them costs."""

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyloudnorm
import pytest
import soundfile
import soxr
from one_at_a_time import make_episode

from paracast import Show, config
from paracast.errors import AudioError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Corrected, Event, Spoken, tell_nobody
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.workers.executors import processes

ARTICLE = """# Boats come home

Seven boats came home before noon. It cost a fortune, they said, and nobody paid.

The crowd grew through the afternoon. Children carried lanterns, and a brass band played.

The last boat was late. When it came, it came without a sail, and without a lamp.

## The long winter

Nobody expected it, said the mayor. Over four thousand people stood on the quay.

## After the feast

The nets were mended before the week was out. Salt was cheap, and so were the songs.
"""
LONG = "\n\n".join(
    f"{heading}\n\n" + "\n\n".join(f"In year {year}, {text}" for year in range(1, 8))
    for heading, text in (
        ("# Boats come home", "seven boats came home before noon, and it cost a fortune."),
        ("## The long winter", "nobody expected it, and four thousand people stood there."),
        ("## After the feast", "the nets were mended, salt was cheap, and so were the songs."),
    )
)
"""Long enough to have three chapters."""

_LINE = "the crowd on the quay grew all day, and children carried lanterns to the light and back"
STEADY = "# Boats\n\n" + "\n\n".join(
    f"On day {day}, {' and '.join([_LINE] * 6)}." for day in ("one", "two", "three", "four")
)
"""With so few pauses it is on loudness at once: then no other gain gives all clips other names."""

PITCHES = {"intro": 660, "outro": 770, "between": 880, "bed": 3000}


def tone(path: Path, hertz: float, seconds: float) -> None:
    time = np.arange(round(seconds * 44100)) / 44100
    soundfile.write(path, 0.2 * np.sin(2 * np.pi * hertz * time), 44100)


def let_sound(show: Path, names: Sequence[str] = tuple(PITCHES), **more: object) -> None:
    for name in names:
        tone(show / f"{name}.wav", PITCHES[name], 30 if name == "bed" else 1.5)
    table = [f'{name} = "{name}.wav"' for name in names] + [f"{k} = {v}" for k, v in more.items()]
    path = show / "paracast.toml"
    path.write_text(path.read_text().split("[sound]")[0] + "[sound]\n" + "\n".join(table))


@pytest.fixture
def show(show: Path) -> Path:
    (show / "article.md").write_text(ARTICLE)
    return show


def make(show: Path, executor: Executor, voice: str = "tone:a440") -> Made:
    setup = config.load(show, voice=voice)
    return make_episode(
        Commission(str(show / "article.md")), open_studio(setup, executor), tell_nobody
    )


def heard(show: Path, made: Made) -> npt.NDArray[np.float64]:
    sound, rate = soundfile.read(
        show / "episodes" / made.episode.folder / made.episode.enclosure.name
    )
    assert rate == 44100
    return np.asarray(sound)


def loudest(sound: npt.NDArray[np.float64]) -> float:
    """Return the frequency that is strongest."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(spectrum.argmax() * 44100 / len(sound))


def sentences(show: Path, made: Made) -> list[Any]:
    (path,) = (show / "episodes" / made.episode.folder).glob("*.transcript.json")
    found: list[Any] = json.loads(path.read_text())["sentences"]
    return found


def entries() -> set[str]:
    folder = config.default_setup().store.folder
    return {path.name for path in folder.glob("*/*.clip.kept")}


@pytest.mark.parametrize("voice", ["tone:a440", "narrator"])
def test_an_episode_with_all_sounds_is_on_loudness_below_the_ceiling(
    show: Path, executor: Executor, voice: str
) -> None:
    let_sound(show)
    made = make(show, executor, voice)
    sound = heard(show, made)
    assert len(sound) == made.episode.sound.length
    assert pyloudnorm.Meter(44100).integrated_loudness(sound) == pytest.approx(-16.0, abs=0.3)
    between_samples = soxr.resample(sound, 44100, 4 * 44100, "VHQ")
    assert 20 * np.log10(np.abs(between_samples).max()) <= -1.0


def test_a_chapter_begins_with_its_jingle_and_the_first_with_the_intro(
    show: Path, executor: Executor
) -> None:
    (show / "article.md").write_text(LONG)
    let_sound(show)
    made = make(show, executor)
    sound = heard(show, made)
    starts = [chapter.start for chapter in made.episode.chapters]
    assert [chapter.title for chapter in made.episode.chapters] == [
        "Boats come home",
        "The long winter",
        "After the feast",
    ]
    assert starts[0] == 0
    for start, pitch in zip(starts, (660, 880, 880), strict=True):
        within = np.abs(sound[start : start + 2 * 44100])
        silence = np.flatnonzero(np.convolve(within > 0.01, np.ones(4000), "valid") == 0)
        quiet = int(silence[0]) if pitch == 880 else 0  # a chapter begins at a whole second
        onset = start + quiet + int(np.flatnonzero(within[quiet:] > 0.02)[0])
        assert onset - start <= 44100 + 4000
        assert loudest(sound[onset + 2000 : onset + 40000]) == pytest.approx(pitch, abs=3)
    assert loudest(sound[-80000:-40000]) == pytest.approx(770, abs=3)


def test_each_sentence_is_heard_where_its_cue_says_with_all_sounds_around_it(
    show: Path, executor: Executor
) -> None:
    let_sound(show)
    made = make(show, executor)
    sound = heard(show, made)
    spectrum = np.fft.rfft(sound)  # the speech is 440 Hz; every jingle is higher
    spectrum[round(550 * len(sound) / 44100) :] = 0
    speech = np.fft.irfft(spectrum, len(sound))
    told = sentences(show, made)
    assert len(told) == 14
    for segment in told:
        onset = round(segment["startTime"] * 44100)
        before = np.abs(speech[onset - 1700 : onset - 800]).max()
        after = np.abs(speech[onset : onset + 2500]).max()
        assert before < 0.06
        assert after > 0.15


def test_a_bed_is_over_before_a_heading_that_has_a_jingle(show: Path, executor: Executor) -> None:
    (show / "article.md").write_text(LONG)
    let_sound(show, ("between", "bed"), bed_seconds=120)
    made = make(show, executor)
    spectrum = np.fft.rfft(heard(show, made))
    spectrum[: round(2000 * made.episode.sound.length / 44100)] = 0
    bed = np.fft.irfft(spectrum, made.episode.sound.length)
    second = made.episode.chapters[1].start
    after = second + 44100  # a chapter begins at the whole second before its jingle
    assert np.abs(bed[after:]).max() < 0.002 < np.abs(bed[second - 15 * 44100 : second]).max()


def test_another_bed_costs_one_mix_and_no_word_is_spoken_again(
    show: Path, executor: Executor
) -> None:
    (show / "article.md").write_text(STEADY)
    let_sound(show)
    make(show, executor)
    kept = entries()
    tone(show / "bed.wav", 3300, 30)
    made = make(show, executor)
    assert made.outcome is Outcome.UPDATED
    assert made.reused == made.paragraphs
    assert len(entries() - kept) == 1


@pytest.mark.parametrize("word", ["fortune", "Salt"])
def test_a_word_costs_its_paragraph_under_the_bed_and_after_it(
    show: Path, executor: Executor, word: str
) -> None:
    let_sound(show)
    make(show, executor)
    (show / "article.md").write_text(ARTICLE.replace(word, "Pound"))
    made = make(show, executor)
    assert made.reused == made.paragraphs - 1


def test_paragraphs_after_the_bed_are_those_of_a_show_without_one(
    show: Path, executor: Executor
) -> None:
    (show / "article.md").write_text(STEADY)
    make(show, executor)
    let_sound(show, ("bed",), bed_seconds=5)
    made = make(show, executor)
    assert made.reused == made.paragraphs - 2  # the title, and the show's own line


def test_another_place_or_length_of_a_sound_is_another_episode(
    show: Path, executor: Executor
) -> None:
    let_sound(show, ("intro", "bed"))
    before = sentences(show, make(show, executor))[0]["startTime"]
    assert make(show, executor).outcome is Outcome.UNCHANGED
    path = show / "paracast.toml"
    path.write_text(path.read_text().replace("intro =", "outro ="))
    moved = make(show, executor)
    assert moved.outcome is Outcome.UPDATED
    assert sentences(show, moved)[0]["startTime"] < before - 1
    path.write_text(path.read_text() + "\nbed_seconds = 9")
    assert make(show, executor).outcome is Outcome.UPDATED


def test_events_tell_of_every_utterance_over_a_bed_too(show: Path, executor: Executor) -> None:
    let_sound(show)
    told: list[Event] = []
    setup = config.load(show, voice="tone:a440")
    made = make_episode(
        Commission(str(show / "article.md")), open_studio(setup, executor), told.append
    )
    last = told[max((i for i, e in enumerate(told) if isinstance(e, Corrected)), default=0) :]
    done = [event.done for event in last if isinstance(event, Spoken)]
    assert done == list(range(1, made.paragraphs + 1))


@pytest.mark.parametrize("name", sorted(PITCHES))
def test_a_sound_that_is_not_there_is_an_error_before_a_word_is_spoken(
    show: Path, executor: Executor, name: str
) -> None:
    let_sound(show)
    (show / f"{name}.wav").unlink()
    told: list[Event] = []
    with pytest.raises(AudioError, match=f"{name}.wav") as caught:
        make_episode(
            Commission(str(show / "article.md")),
            open_studio(config.load(show, voice="tone:a440"), executor),
            told.append,
        )
    assert "[sound]" in caught.value.remedy
    assert not any(isinstance(event, Spoken) for event in told)


def test_a_sound_that_is_asked_for_and_not_there_is_not_as_good_as_none(
    show: Path, executor: Executor
) -> None:
    make(show, executor)
    let_sound(show, ("intro",))
    (show / "intro.wav").unlink()
    with pytest.raises(AudioError, match=r"intro\.wav"):
        make(show, executor)
    with pytest.raises(AudioError, match=r"intro\.wav"):
        Show.open(show).plan(show / "article.md")


def test_without_sounds_pydub_is_not_loaded(show: Path) -> None:
    with processes(1) as pool:
        make(show, pool)
        assert not pool.submit(eval, "'pydub' in __import__('sys').modules").result()
    code = "import sys, paracast.cli, paracast.pipeline.making; assert 'pydub' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_new_show_with_jingles_makes_episodes_with_them(
    tmp_path: Path, executor: Executor
) -> None:
    plain, polished = tmp_path / "plain", tmp_path / "polished"
    config.init_show(plain)
    config.init_show(polished, jingle=True)
    lengths = []
    for folder in (plain, polished):
        (folder / "article.md").write_text(ARTICLE)
        made = make(folder, executor)
        lengths.append(made.episode.sound.length / 44100)
        assert pyloudnorm.Meter(44100).integrated_loudness(heard(folder, made)) == pytest.approx(
            -16.0, abs=0.3
        )
    assert lengths[1] - lengths[0] == pytest.approx(2 * 4.0 + 2 * 2.0 + 2.0, abs=0.3)
