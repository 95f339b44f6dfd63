import re
import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article import read_article
from paracast.pcm import Int16, Pcm
from paracast.script import ScriptOptions, write_script
from paracast.speech.engine import Speech, SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.engines.tone import ToneEngine
from paracast.speech.estimating.aligning import Row, aligned
from paracast.speech.estimating.marks import estimated
from paracast.units import Hertz

ROOT = Path(__file__).parents[2]
ARTICLES = ["docs/articles/the-bell-of-little-haven.md", "evals/pages/long-read.html"]


@cache
def paragraphs() -> list[str]:
    options = ScriptOptions(intro="")
    scripts = [write_script(read_article(str(ROOT / a)), options, show="") for a in ARTICLES]
    return [said.form.text for script in scripts for said in script.utterances]


def said(text: str, rate: int = 175) -> Speech:
    request = SpeechRequest(text, VoiceId("en-us"), rate=rate)  # type: ignore[arg-type]
    return EspeakEngine(Path()).load(VoiceId("en-us")).synthesize(request)


def errors(text: str, speech: Speech) -> tuple[list[float], list[float]]:
    """Return by how many seconds words are off, and those that begin a sentence."""
    true = {mark.position: mark.sample for mark in speech.marks}
    starts = {match.end() for match in re.finditer(r"[.!?…][”’\"')\]]*\s+", text)}
    words, sentences = [], []
    for mark in estimated(text, speech.pcm).marks:
        letter = re.compile(r"\w").search(text, mark.position)
        assert letter is not None
        for place in {mark.position, letter.start()} & true.keys():
            words.append(abs(mark.sample - true[place]) / speech.pcm.rate)
            if mark.position in starts:
                sentences.append(words[-1])
    return words, sentences


@pytest.mark.parametrize("rate", [175, 260])
def test_sentences_begin_where_they_are_heard_and_words_near_it(rate: int) -> None:
    found = [errors(text, said(text, rate)) for text in paragraphs()]
    words = [error for each, _ in found for error in each]
    sentences = [error for _, each in found for error in each]
    assert len(words) > 700
    assert len(sentences) > 30
    assert np.percentile(sentences, 50) < 0.03
    assert np.percentile(sentences, 95) < 0.08
    assert np.percentile(words, 50) < 0.10
    assert np.percentile(words, 95) < 0.35


def test_a_paragraph_takes_milliseconds() -> None:
    text = paragraphs()[2] * 3
    speech = said(text)
    began = time.process_time()
    estimated(text, speech.pcm)
    assert time.process_time() - began < 0.01 + speech.pcm.seconds / 500


def test_a_pause_that_no_sign_explains_moves_no_sentence() -> None:
    def hum(seconds: float) -> Int16:
        tone: Int16 = (8000 * np.sin(np.arange(int(16000 * seconds)) * 0.1)).astype(np.int16)
        return tone

    quiet = np.zeros(16000 * 3 // 10, np.int16)
    text = "aaaa aaaa aaaa aaaa aaaa aaaa. bbbb bbbb bbbb."
    sound = np.concatenate([quiet, hum(0.4), quiet, hum(1.6), quiet, hum(1.0), quiet])
    marks = {m.position: m.sample for m in estimated(text, Pcm(sound, Hertz(16000))).marks}
    assert marks[0] == pytest.approx(0.3 * 16000, abs=200)
    assert marks[text.index("bbbb")] == pytest.approx(2.9 * 16000, abs=200)


def test_a_script_without_spaces_has_marks_at_its_clauses() -> None:
    text = "船回来了，没人想到。他们等了很久。"
    sound = (8000 * np.sin(np.arange(16000) * 0.1)).astype(np.int16)
    marks = estimated(text, Pcm(sound, Hertz(16000))).marks
    assert [mark.position for mark in marks] == [0, 5, 10]


WORDS = st.lists(st.text("ab1.,;!?—()\n日。 é’", min_size=1, max_size=8), max_size=20)


@given(words=WORDS, holes=st.lists(st.integers(0, 20000), max_size=8), length=st.integers(1, 30000))
def test_marks_rise_within_the_sound_whatever_the_text_and_the_sound_are(
    words: list[str], holes: list[int], length: int
) -> None:
    sound = (8000 * np.sin(np.arange(length) * 0.1)).astype(np.int16)
    for hole in holes:
        sound[hole : hole + 2500] = 0
    marks = estimated(" ".join(words), Pcm(sound, Hertz(8000))).marks
    assert all(a.position < b.position and a.sample <= b.sample for a, b in pairwise(marks))
    assert all(0 <= mark.sample < length for mark in marks)


def test_places_are_paired_in_order_and_a_false_one_stays_alone() -> None:
    expected = Row(np.array([1.0, 2.0, 4.0]), np.full(3, 2.0))
    found = Row(np.array([1.1, 1.6, 2.1, 4.2]), np.full(4, 1.0))
    assert aligned(expected, found, 5.0) == [(0, 0), (1, 2), (2, 3)]


def test_the_fakes_exact_marks_are_met_at_every_sentence() -> None:
    text = "Seven boats came home. Nobody had expected it. The quay was quiet."
    request = SpeechRequest(text, VoiceId("a440"))
    speech = ToneEngine(Path()).load(VoiceId("a440")).synthesize(request)
    _, sentences = errors(text, speech)
    assert len(sentences) == 2
    assert max(sentences) < 0.02
