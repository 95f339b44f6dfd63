import sys
from collections.abc import Sequence
from concurrent.futures import Executor
from pathlib import Path

import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.errors import SpeechError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Corrected, Event, Mended
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.workers.executors import processes
from paracast.speech.stock import Holding, stock_of
from paracast.speech.store import Kind, Store

ARTICLE = """# Boats come home

Seven boats came home before noon. Nobody had expected it.

Over four thousand people stood on the quay.
"""
SPOKEN = 4  # the title, the line that discloses the voice, two paragraphs
HUMMING = """
import math, struct, sys, wave
text = open(sys.argv[1], encoding="utf-8").read()
with open("said.txt", "a") as said:
    said.write(sys.argv[3] + " " + text + chr(10))
words = text.split() if {good} else text.split()[:1]
def hum(pitch, n):
    wave = sum(math.sin(n * (0.05 + 0.01 * pitch) * k) / k for k in (1, 2, 3, 5, 8))
    return round(5000 * wave * math.sin(math.pi * n / 560))
hums = [[hum(pitch, n) for n in range(560)] for pitch in range(7)]
sound = []
for number, word in enumerate(words):
    for letter in range(len(word) + 1):
        sound += hums[(number + letter * letter) % 7]
sound += [0] * 800
with wave.open(sys.argv[2], "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", ""))
    file.writeframes(struct.pack("<%dh" % len(sound), *sound))
"""


@pytest.fixture
def show(show: Path) -> Path:
    """Return a show whose voice is a program that writes down what it says, and how often."""
    (show / "article.md").write_text(ARTICLE)
    voice(show)
    return show


def voice(show: Path, *, good: str = "True", judged: bool = False) -> None:
    program = show / "voices" / "hum.py"
    if not program.exists() or program.read_text() != HUMMING.format(good=good):
        program.write_text(HUMMING.format(good=good))
    command = [sys.executable, "hum.py", "{text_file}", "{out}", "{seed}"]
    (show / "voices" / "hum.toml").write_text(
        f'engine = "command"\nvoice = "hum"\nlanguage = "en"\njudged = {str(judged).lower()}\n'
        f"options.command = {command}\n"
    )


def audio(show: Path, written: str) -> None:
    path = show / "paracast.toml"
    path.write_text(path.read_text().partition("[audio]")[0] + f"[audio]\n{written}\n")


def make(show: Path, executor: Executor, voice: str = "hum") -> tuple[Made, Sequence[Event]]:
    told: list[Event] = []
    setup = config.load(show, voice=voice)
    commission = Commission(str(show / "article.md"))
    return make_episode(commission, open_studio(setup, executor), told.append), told


def said(show: Path) -> list[str]:
    """Return what the program has said so far, each with its seed."""
    return (show / "voices" / "said.txt").read_text().splitlines()


def holding(kind: Kind) -> Holding:
    return stock_of(Store(config.store_folder())).holdings[kind]


def entries(kind: Kind) -> list[Path]:
    return sorted(config.store_folder().glob(f"??/*.{kind}.kept"))


def test_a_slow_voice_says_each_text_once_however_often_its_loudness_is_corrected(
    show: Path, executor: Executor
) -> None:
    _, told = make(show, executor)
    assert any(isinstance(event, Corrected) for event in told)
    assert len(said(show)) == SPOKEN + 1  # and the sample by which it is calibrated
    assert len(set(said(show))) == SPOKEN + 1


@pytest.mark.parametrize(
    "other",
    [
        'preset = "compact"',
        "bitrate = 128",
        "sample_rate = 48000",
        "loudness = -19",
        "ceiling = -2",
    ],
)
def test_another_mastering_needs_no_new_synthesis_of_a_slow_voice(
    show: Path, executor: Executor, other: str
) -> None:
    make(show, executor)
    before = said(show)
    audio(show, other)
    made, _ = make(show, executor)
    assert made.outcome is Outcome.UPDATED
    assert made.reused == 0
    assert said(show) == before
    assert holding(Kind.SPEECH).entries == SPOKEN + 1


def test_what_was_kept_sounds_as_what_was_said_first(show: Path, executor: Executor) -> None:
    first = make(show, executor)[0].episode.enclosure
    mp3 = next((show / "episodes").glob("*/*.mp3")).read_bytes()
    for path in [*entries(Kind.CLIP), *entries(Kind.CALIBRATION)]:
        path.unlink()
    (show / "article.md").touch()
    next((show / "episodes").glob("*/*.mp3")).unlink()
    again = make(show, executor)[0].episode.enclosure
    assert len(said(show)) == SPOKEN + 1
    assert again.length == first.length
    assert next((show / "episodes").glob("*/*.mp3")).read_bytes() == mp3


def test_an_edited_paragraph_is_the_only_one_that_a_slow_voice_says_anew(
    show: Path, executor: Executor
) -> None:
    make(show, executor)
    audio(show, 'preset = "compact"')
    (show / "article.md").write_text(ARTICLE.replace("Seven", "Eight"))
    make(show, executor)
    assert len(said(show)) == SPOKEN + 2
    assert "Eight boats" in said(show)[-1]


@pytest.mark.parametrize("fast", ["tone:a440", "espeak:en-us"])
def test_a_fast_voices_speech_is_not_kept(show: Path, executor: Executor, fast: str) -> None:
    make(show, executor, fast)
    assert holding(Kind.CLIP).entries > 0
    assert entries(Kind.SPEECH) == []


def test_speech_that_is_judged_faulty_is_not_kept(show: Path, executor: Executor) -> None:
    voice(show, good="False", judged=True)
    with pytest.raises(SpeechError):
        make(show, executor)
    assert len(entries(Kind.SPEECH)) == 1  # the sample, which nobody judges
    before = len(said(show))
    with pytest.raises(SpeechError):
        make(show, executor)
    assert len(said(show)) > before


def test_the_take_that_was_judged_good_is_kept_and_stands_for_its_request(
    show: Path, executor: Executor
) -> None:
    voice(show, good='sys.argv[3] == "1" or "harbour" in text', judged=True)
    make(show, executor)
    before = said(show)
    seconds = [line for line in before if line.startswith("1 ")]
    assert seconds
    audio(show, 'preset = "compact"')
    make(show, executor)
    assert said(show) == before


def test_what_was_never_judged_does_not_pass_for_judged(show: Path, executor: Executor) -> None:
    make(show, executor)
    voice(show, judged=True)
    audio(show, 'preset = "compact"')
    make(show, executor)
    assert len(said(show)) == 2 * SPOKEN + 1  # nobody judges the sample


@pytest.mark.parametrize("kind", list(Kind))
def test_damaged_entries_are_made_anew_and_told_once(
    show: Path, executor: Executor, kind: Kind
) -> None:
    _, told = make(show, executor)
    assert not [event for event in told if isinstance(event, Mended)]
    lost = entries(kind)
    for path in lost:
        whole = bytearray(path.read_bytes())
        whole[len(whole) // 2] ^= 4
        path.write_bytes(whole)
    if kind is Kind.SPEECH:
        audio(show, 'preset = "compact"')  # else the clips are found
    with (show / "article.md").open("a") as article:
        article.write("\nThe bell rang twice.\n")
    with processes(1) as others:  # who remember no calibration
        _, told = make(show, others)
    mended = [event for event in told if isinstance(event, Mended)]
    assert [event.folder for event in mended] == [str(config.store_folder())]
    assert 0 < mended[0].entries <= len(lost)
    if kind is Kind.SPEECH:
        assert len(said(show)) == 2 * (SPOKEN + 1) + 1
    next((show / "episodes").glob("*/*.mp3")).unlink()
    _, told = make(show, executor)
    assert not [event for event in told if isinstance(event, Mended)]


def test_hits_and_misses_are_counted_in_every_process(show: Path, executor: Executor) -> None:
    audio(show, 'preset = "compact"')
    make(show, executor)
    speech = holding(Kind.SPEECH)
    assert speech.misses == SPOKEN + 1
    audio(show, "")
    make(show, executor)
    assert holding(Kind.SPEECH).misses == speech.misses
    assert holding(Kind.SPEECH).hits >= speech.hits + SPOKEN + 1
    assert holding(Kind.CALIBRATION).entries == 2


def test_a_cleared_store_costs_speech_and_nothing_else(show: Path, executor: Executor) -> None:
    first, _ = make(show, executor)
    Store(config.store_folder()).clear()
    assert make(show, executor)[0].outcome is Outcome.UNCHANGED
    next((show / "episodes").glob("*/*.mp3")).unlink()
    again, _ = make(show, executor)
    assert again.episode.guid == first.episode.guid
    assert len(texts := [line for line in said(show) if "Seven boats" in line]) == 2, texts
