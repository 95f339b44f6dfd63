from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.pcm import Pcm
from paracast.speech.engine import Mark, Speech, SpeechRequest, VoiceId
from paracast.speech.engines.espeak import EspeakEngine
from paracast.speech.engines.tone import ToneEngine
from paracast.speech.joining import COMMA, STOP, Piece, amplified, joined, pause_after, unfinished
from paracast.units import Decibels, Hertz, Milliseconds, Samples


def speech(silent: int, loud: int, after: int, *marks: tuple[int, int], rate: int = 1000) -> Speech:
    samples = np.concatenate([np.zeros(silent), np.full(loud, 9000), np.zeros(after)])
    return Speech(
        Pcm(samples.astype(np.int16), Hertz(rate)),
        tuple(Mark(position, Samples(sample)) for position, sample in marks),
    )


def test_the_silence_between_two_pieces_is_a_pause_and_the_outer_ends_stay() -> None:
    whole = joined([Piece(0, speech(7, 100, 90)), Piece(9, speech(50, 200, 30))])
    heard = np.flatnonzero(whole.pcm.samples)
    assert len(whole.pcm) == 7 + 100 + COMMA + 200 + 30
    assert (heard[0], heard[99], heard[100]) == (7, 106, 107 + COMMA)


def test_marks_move_with_their_piece_to_the_sample() -> None:
    whole = joined(
        [
            Piece(0, speech(7, 100, 90, (0, 0), (4, 60)), Milliseconds(10)),
            Piece(9, speech(50, 200, 30, (2, 50), (6, 90), (8, 279))),
        ]
    )
    assert [(mark.position, mark.sample) for mark in whole.marks] == [
        (0, 0),
        (4, 60),
        (11, 117),
        (15, 157),
        (17, 346),
    ]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.sampled_from(["boat", "a", "noon."]), min_size=1), min_size=1))
def test_joined_marks_rise_and_lie_within_the_sound(texts: list[list[str]]) -> None:
    voice, position, pieces = ToneEngine(Path()).load(VoiceId("a440")), 0, []
    for words in texts:
        text = " ".join(words)
        pieces.append(Piece(position, voice.synthesize(SpeechRequest(text, VoiceId("a440")))))
        position += len(text) + 1
    whole = joined(pieces)
    assert len(whole.marks) == sum(map(len, texts))
    assert all(
        one.position < two.position and one.sample < two.sample
        for one, two in pairwise(whole.marks)
    )
    assert whole.marks[-1].sample < len(whole.pcm)


def test_a_parts_first_word_is_marked_at_its_first_sample() -> None:
    said = (("He said, “", "en-us"), ("no somos traficantes”,", "es"), (" in the town.", "en-us"))
    pieces, position = [], 0
    for text, voice in said:
        request = SpeechRequest(text, VoiceId(voice))
        spoken = EspeakEngine(Path()).load(request.voice).synthesize(request)
        pieces.append(Piece(position, spoken))
        position += len(text)
    whole = joined(pieces)
    for piece in pieces[1:]:
        first = next(mark.sample for mark in whole.marks if mark.position >= piece.position)
        pause = COMMA * whole.pcm.rate // 1000
        assert not whole.pcm.samples[first - pause : first].any()
        assert whole.pcm.samples[first] != 0


def test_one_piece_alone_is_as_it_was_spoken() -> None:
    alone = speech(7, 100, 90, (0, 3))
    whole = joined([Piece(0, alone)])
    assert np.array_equal(whole.pcm.samples, alone.pcm.samples)
    assert whole.marks == alone.marks


@pytest.mark.parametrize(
    ("text", "said", "pause"),
    [
        ("He said, “", "He said,", COMMA),
        ("a boat (", "a boat,", COMMA),
        ("somos inmigrantes)", "somos inmigrantes),", COMMA),
        ("somos inmigrantes)!” ", "somos inmigrantes)!”", STOP),
        ("Vamos.", "Vamos.", STOP),
        ("and:", "and:", COMMA),
    ],
)
def test_a_part_that_others_follow_ends_in_a_pause_of_its_kind(
    text: str, said: str, pause: int
) -> None:
    assert (unfinished(text), pause_after(text)) == (said, pause)


def test_gain_is_in_decibels_and_stays_within_16_bits() -> None:
    softer = amplified(speech(0, 10, 0), Decibels(-6.0206))
    assert set(softer.pcm.samples) == {4500}
    assert set(amplified(speech(0, 10, 0), Decibels(40.0)).pcm.samples) == {32767}
