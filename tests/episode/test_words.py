from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paracast.article import Span
from paracast.audio.clip import Clip
from paracast.episode.model import TimedSentence, Turn
from paracast.episode.words import timed_sentences
from paracast.script import Edit, Role, SpokenForm, Utterance
from paracast.speech.engine import Mark
from paracast.units import Decibels, Hertz, LanguageTag, Milliseconds, Samples

RATE = Hertz(44100)
FRAME = 1152
TOKENS = ["a", "of", "boats", "$5", "—", "&", "“quay”", "[3]"]
LATE = 1105  # samples by which a frame's energy is heard late


@dataclass(frozen=True)
class Case:
    utterance: Utterance
    clip: Clip


def utterance_of(form: SpokenForm, *sentences: Span) -> Utterance:
    spans = sentences or (Span(0, len(form.written)),)
    return Utterance(Role.PARAGRAPH, form, spans, LanguageTag("en"), Milliseconds(500))


def clip_of(marks: list[tuple[int, int]], speech: int, *pauses: tuple[int, int]) -> Clip:
    """Make up a clip that sounds all the time but in the pauses."""
    count = (speech + 2 * LATE) // FRAME + 10
    energies = np.full(count, 0.01, np.float32)
    centres = np.arange(count) * FRAME + FRAME / 2 - LATE
    energies[centres > speech] = 1e-12
    for begin, end in pauses:
        energies[(centres > begin) & (centres < end)] = 1e-12
    timed = tuple(Mark(position, Samples(sample)) for position, sample in marks)
    return Clip(b"", energies, Decibels(-1.0), Samples(speech), timed)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw sentences, edits, and an engine that marks what it likes in rising order."""
    words = draw(st.lists(st.sampled_from(TOKENS), min_size=1))
    written = " ".join(words)
    cuts = draw(st.sets(st.integers(0, len(words) - 1), max_size=3)) | {0}
    starts = [len(" ".join(words[:cut])) + (cut > 0) for cut in sorted(cuts)]
    ends = [*(start - 1 for start in starts[1:]), len(written)]
    places = sorted(draw(st.sets(st.integers(0, len(written)), max_size=8)))
    replacements = draw(st.lists(st.sampled_from(["", "five", "or so ", " ", "."]), min_size=4))
    edits = (
        Edit(Span(start, end), said, "drawn")
        for (start, end), said in zip(list(pairwise(places))[::2], replacements, strict=False)
    )
    form = SpokenForm(written, tuple(edits))
    speech = draw(st.integers(len(words), 20 * 44100))
    positions = sorted(draw(st.sets(st.integers(0, len(form.text) + 2))))
    samples = sorted(
        draw(st.lists(st.integers(0, speech + 9), min_size=len(positions), max_size=len(positions)))
    )
    pauses = draw(st.lists(st.integers(0, speech).map(lambda at: (at, at + 9000)), max_size=3))
    return Case(
        utterance_of(form, *(Span(*span) for span in zip(starts, ends, strict=True))),
        clip_of(list(zip(positions, samples, strict=True)), speech, *pauses),
    )


def told(case: Case) -> list[TimedSentence]:
    return list(timed_sentences(case.utterance, case.clip, rate=RATE))


@given(cases())
def test_words_follow_one_another_within_the_clip_and_none_overlaps(case: Case) -> None:
    words = [word for sentence in told(case) for word in sentence]
    assert all(word.start < word.end for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))
    assert all(word.start >= 0 and word.end <= case.clip.speech for word in words)


@given(cases())
def test_each_word_of_a_sentence_that_is_heard_is_told_once(case: Case) -> None:
    form = case.utterance.form
    texts = [form.written[span.start : span.end] for span in case.utterance.sentences]
    sentences = ["".join(word.text for word in sentence) for sentence in told(case)]
    rest = iter(texts)
    assert all(sentence in rest for sentence in sentences)
    if not form.edits:
        heard = [text for text in texts if any(map(str.isalnum, text))]
        assert sentences == heard


def one(form: SpokenForm | str, clip: Clip, turns: tuple[Turn, ...] = ()) -> TimedSentence:
    utterance = utterance_of(SpokenForm(form) if isinstance(form, str) else form)
    (sentence,) = timed_sentences(utterance, clip, rate=RATE, turns=turns)
    return sentence


def spans(sentence: TimedSentence) -> list[tuple[str, int, int]]:
    return [(word.text.strip(), word.start, word.end) for word in sentence]


@given(st.lists(st.integers(1000, 20_000), min_size=2, max_size=20))
def test_a_word_begins_at_its_mark_and_lasts_until_the_next_begins(lengths: list[int]) -> None:
    bounds = list(accumulate(lengths, initial=0))
    marks = [(5 * index, sample) for index, sample in enumerate(bounds[:-1])]
    sentence = one(" ".join(["boat"] * len(lengths)), clip_of(marks, bounds[-1]))
    assert [(word.start, word.end) for word in sentence] == list(pairwise(bounds))


def test_several_spoken_words_are_the_written_word_that_they_are_said_for() -> None:
    form = SpokenForm("for $350 now", (Edit(Span(4, 8), "three hundred dollars", "money"),))
    marks = [(0, 0), (4, 10_000), (10, 20_000), (18, 30_000), (26, 40_000)]
    assert spans(one(form, clip_of(marks, 50_000))) == [
        ("for", 0, 10_000),
        ("$350", 10_000, 40_000),
        ("now", 40_000, 50_000),
    ]


def test_written_words_with_one_mark_share_its_time_by_their_letters() -> None:
    marks = [(0, 10_000), (11, 22_000)]
    assert spans(one("of station boats", clip_of(marks, 40_000))) == [
        ("of", 10_000, 13_272),  # 3 of 11 parts: each word counts one more than its letters
        ("station", 13_272, 22_000),
        ("boats", 22_000, 40_000),
    ]


def test_words_that_nobody_can_tell_apart_share_their_time_at_a_mark() -> None:
    form = SpokenForm("Feb. 28 now", (Edit(Span(0, 7), "February twenty eighth", "date"),))
    marks = [(0, 0), (9, 10_000), (16, 17_000), (23, 25_000)]
    assert spans(one(form, clip_of(marks, 40_000))) == [
        ("Feb.", 0, 10_000),
        ("28", 10_000, 25_000),
        ("now", 25_000, 40_000),
    ]


def test_a_word_that_is_said_together_with_others_begins_where_it_is_heard() -> None:
    form = SpokenForm("$9 million left", (Edit(Span(0, 10), "nine million dollars", "money"),))
    marks = [(0, 0), (5, 10_000), (13, 20_000), (21, 30_000)]
    assert spans(one(form, clip_of(marks, 40_000))) == [
        ("$9", 0, 10_000),
        ("million", 10_000, 30_000),
        ("left", 30_000, 40_000),
    ]


def test_a_word_does_not_last_through_a_pause_and_none_begins_in_it() -> None:
    clip = clip_of([(0, 0), (7, 28_000), (12, 50_000)], 90_000, (15_000, 30_000), (70_000, 90_000))
    (boats, came), (came_at, home_at), (home, end) = (
        (word.start, word.end) for word in one("Boats, came home", clip)
    )
    assert boats == 0
    assert abs(came - 15_000) < FRAME
    assert abs(came_at - 30_000) < FRAME
    assert (home_at, home) == (50_000, 50_000)
    assert abs(end - 70_000) < FRAME


def test_words_that_share_a_time_share_no_pause() -> None:
    clip = clip_of([(0, 0), (8, 50_000)], 60_000, (20_000, 50_000))
    (_, second, _) = one("of the, boats", clip)
    assert second.end < 20_000 + FRAME
    assert second.start < 15_000


def test_the_first_word_begins_with_the_sound() -> None:
    (word,) = one("Boats", clip_of([(0, 0)], 40_000, (-LATE, 20_000)))
    assert abs(word.start - 20_000) < FRAME


def test_marks_that_leave_no_time_for_a_word_are_not_believed() -> None:
    sentence = one("a quay of the", clip_of([(0, 0), (2, 0), (7, 5), (10, 99_999)], 40_000))
    assert [word.start for word in sentence] == [0, 5714, 20_000, 28_571]


def test_an_engine_that_marks_nothing_has_its_words_spread_over_the_speech() -> None:
    assert spans(one("on quays", clip_of([], 9000))) == [("on", 0, 3000), ("quays", 3000, 9000)]


def test_a_word_is_said_by_whoever_begins_before_its_end() -> None:
    text = "He said, “no nada” again"
    turns = (Turn(0, "Ann"), Turn(text.index("“"), "Ben"), Turn(text.index(" again"), "Ann"))
    marks = [(index, 9000 * index) for index in (0, 3, 9, 13, 19)]
    assert [word.speaker for word in one(text, clip_of(marks, 300_000), turns)] == [
        *("Ann", "Ann", "Ben", "Ben", "Ann")
    ]
