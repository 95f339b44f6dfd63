from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article import Block, BlockKind, Span, appended
from paracast.script import Edit, Role, SpokenForm, Utterance, spoken_form
from paracast.script.sentences import sentences_of
from paracast.script.tables import rows_of, table_form
from paracast.script.words import HeardWord, heard_words
from paracast.units import LanguageTag, Milliseconds

EN = LanguageTag("en")
TOKENS = """
boats of the $350 million, 1987 90 km — [12] “quay” & Dr. Mr. 🙂 £5–10 U.S. 3:15 p.m. (see IV) é ²
... 港，了。 a.b@c.org #1 50% – Feb. 28, don’t went.
"""
WRITTEN = st.lists(
    st.tuples(st.sampled_from(TOKENS.split()), st.sampled_from([" ", " ", "\n", "  ", "\u00a0"])),
    min_size=1,
    max_size=30,
).map(lambda words: "".join(token + gap for token, gap in words).strip())


def said(form: SpokenForm, *sentences: Span) -> Utterance:
    spans = sentences or sentences_of(form.written, EN)
    return Utterance(Role.PARAGRAPH, form, spans, EN, Milliseconds(0))


def told(utterance: Utterance) -> list[tuple[str, str | None]]:
    """Return each word and what the spoken text says from its place on, up to the next place."""
    words = [word for sentence in heard_words(utterance) for word in sentence]
    places = [*(word.place for word in words if word.place is not None), None]
    written, text = utterance.form.written, utterance.form.text
    spoken = {a: text[a:b].strip() for a, b in pairwise(places) if a is not None}
    return [
        (written[word.start : word.end].strip(), None if word.place is None else spoken[word.place])
        for word in words
    ]


@given(WRITTEN)
def test_the_words_of_a_sentence_are_all_of_its_text_and_their_places_rise(text: str) -> None:
    utterance = said(spoken_form(text, EN))
    sentences = list(heard_words(utterance))
    bounds = {(sentence.start, sentence.end) for sentence in utterance.sentences}
    for words in sentences:
        assert (words[0].start, words[-1].end) in bounds
        assert all(one.end == two.start for one, two in pairwise(words))
    places = [word.place for words in sentences for word in words if word.place is not None]
    assert all(one < two for one, two in pairwise(places))
    assert all(0 <= place < len(utterance.form.text) for place in places)


@given(WRITTEN)
def test_a_text_that_is_said_as_it_stands_has_each_word_where_it_stands(text: str) -> None:
    utterance = said(SpokenForm(text))
    for words in heard_words(utterance):
        for word in words:
            assert word.place is not None
            assert word.start <= word.place < word.end


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "It cost $350.",
            [("It", "It"), ("cost", "cost"), ("$350.", "three hundred fifty dollars.")],
        ),
        (
            "$350 million went",
            [("$350", "three hundred fifty"), ("million", "million dollars"), ("went", "went")],
        ),
        ("In 1987 boats", [("In", "In"), ("1987", "nineteen eighty seven"), ("boats", "boats")]),
        ("Boats — and nets", [("Boats —", "Boats —"), ("and", "and"), ("nets", "nets")]),
        (
            "from 10 – 15 men",
            [("from", "from"), ("10 –", "ten to fifteen"), ("15", None), ("men", "men")],
        ),
        ("salt & nets", [("salt", "salt"), ("&", "and"), ("nets", "nets")]),
        (
            "He said « oui » twice",
            [("He", "He"), ("said", "said"), ("« oui »", "« oui »"), ("twice", "twice")],
        ),
        (
            "港口很静，船都回来了。",
            [("港口很静，", "港口很静，"), ("船都回来了。", "船都回来了。")],
        ),
    ],
)
def test_each_written_word_is_where_the_spoken_text_says_it(
    text: str, words: list[tuple[str, str | None]]
) -> None:
    assert told(said(spoken_form(text, EN))) == words


def test_a_word_that_is_said_together_with_others_may_have_no_place_of_its_own() -> None:
    form = SpokenForm("on 5 Feb. we", (Edit(Span(3, 9), "February fifth", "date"),))
    assert told(said(form, Span(0, 12))) == [
        ("on", "on"),
        ("5", "February fifth"),
        ("Feb.", None),
        ("we", "we"),
    ]


def test_what_is_not_said_goes_with_the_word_before_it_or_after_it() -> None:
    form = SpokenForm(
        "[1] A claim [see there] stands",
        (
            Edit(Span(0, 3), "", "mark"),
            Edit(Span(12, 23), "", "note"),
        ),
    )
    assert [words for words, _ in told(said(form, Span(0, 30)))] == [
        "[1] A",
        "claim [see there]",
        "stands",
    ]


def test_a_sentence_that_is_not_heard_has_no_words() -> None:
    form = SpokenForm("[1] A boat.", (Edit(Span(0, 3), "", "mark"),))
    (words,) = heard_words(said(form, Span(0, 3), Span(4, 11)))
    assert words == [HeardWord(4, 6, 1), HeardWord(6, 11, 3)]


def test_a_cell_begins_with_the_head_that_is_said_before_it() -> None:
    table = Block(BlockKind.TABLE, appended("Boat\tPort\nZoe\tquay\nAda\tsea"), level=1)
    form = table_form(table, SpokenForm)
    utterance = said(form, *rows_of(table.text))
    assert told(utterance) == [
        ("Zoe", "Boat Zoe,"),
        ("quay", "Port quay."),
        ("Ada", "Boat Ada,"),
        ("sea", "Port sea"),
    ]
