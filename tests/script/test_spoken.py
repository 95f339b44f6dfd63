import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.script import SpokenForm, spoken_form
from paracast.units import LanguageTag

EN = LanguageTag("en")
GOLDEN = Path(__file__).parents[1] / "golden" / "spoken"
CASES = [
    tuple(line.split("\t"))
    for file in sorted(GOLDEN.glob("*.tsv"))
    for line in file.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("written", "spoken"), CASES)
def test_written_words_are_said_as_a_person_would(written: str, spoken: str) -> None:
    assert spoken_form(written, EN).text == spoken


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("aZ 19,.$£%–-—'’“”[]()#@/:&½²…\n\U0001f642stmkIVX"), max_size=80
    )
)
def test_edits_are_in_order_do_not_overlap_and_lie_in_the_text(text: str) -> None:
    form = spoken_form(text, EN)
    position = 0
    for edit in form.edits:
        assert position <= edit.written.start < edit.written.end <= len(text)
        assert edit.rule
        position = edit.written.end
    assert form.written == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_odd_to_be_said(text: str) -> None:
    for language in ("en", "es", "und"):
        spoken_form(text, LanguageTag(language))


@given(st.text(alphabet="ab $12.5m, ", max_size=60), st.data())
def test_places_in_the_spoken_form_rise_with_those_in_the_written(
    text: str, data: st.DataObject
) -> None:
    form = spoken_form(text, EN)
    first = data.draw(st.integers(0, len(text)))
    second = data.draw(st.integers(first, len(text)))
    places = form.spoken_position(first), form.spoken_position(second)
    assert 0 <= places[0] <= places[1] <= len(form.text)


def test_a_place_outside_edits_is_the_same_letter() -> None:
    form = spoken_form("It cost $5 in 1984, they said.", EN)
    assert form.text == "It cost five dollars in nineteen eighty four, they said."
    for word in ("It", "cost", "in", "they", "said"):
        at = form.spoken_position(form.written.index(word))
        assert form.text[at:].startswith(word)


def test_a_place_inside_an_edit_is_where_its_words_begin() -> None:
    form = spoken_form("It cost $350 million.", EN)
    at = form.spoken_position(form.written.index("million"))
    assert form.text[at:].startswith("three hundred fifty million dollars")


def test_every_edit_names_its_rule() -> None:
    form = spoken_form("Sen. Smith paid $5 in the 1980s.", EN)
    assert [edit.rule for edit in form.edits] == ["title", "money", "decade"]


def test_text_without_numbers_or_signs_is_said_as_it_stands() -> None:
    text = "Nobody had expected the news, least of all the people who had waited for it."
    assert spoken_form(text, EN) == SpokenForm(text)


def test_other_languages_lose_note_marks_and_keep_their_numbers() -> None:
    assert spoken_form("En 1984 [12] costó 5 euros.[3]", LanguageTag("es")).text == (
        "En 1984 costó 5 euros."
    )


def test_a_thousand_words_take_less_than_a_twentieth_of_a_second() -> None:
    paragraph = (
        "In the 1980s Sen. Smith paid over $350 million for 57,000 tons, 5% of it [then] lost. "
    )
    spoken_form(paragraph, EN)
    began = time.perf_counter()
    spoken_form(paragraph * (1000 // len(paragraph.split())), EN)
    assert time.perf_counter() - began < 0.2
