import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paracast.script import SpokenForm, spoken_form
from paracast.script.spoken.rules import rule
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
        alphabet=st.sampled_from("aZ 019,.$£%–-—'’“”[]()#@/:&½²…\n\U0001f642stmkIVXJanpC+=*_°x"),
        max_size=80,
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
    assert not form.failures


@example("0:0½")
@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aXV 0127,.:$£%–-’'()/#@½stmk+=*x"), max_size=40))
def test_no_digit_is_left_for_a_voice_to_read_in_its_own_way(text: str) -> None:
    assert not re.search("[0-9]", spoken_form(text, EN).text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_odd_to_be_said(text: str) -> None:
    for language in ("en", "es", "und"):
        assert not spoken_form(text, LanguageTag(language)).failures


PIECES = [
    "$",
    "£",
    "€",
    "1",
    "12",
    "1984",
    "2,000",
    "5.5",
    ".5",
    "0",
    "00",
    "-",
    "–",
    ":",
    "/",
    "%",
    "km",
    "m",
    "p.m.",
    "am",
    "Jan.",
    "5th",
    "th",
    "s",
    "'s",
    "’80s",
    "80s",
    "(",
    ")",
    "[",
    "]",
    "&",
    "§",
    "©",
    "°C",
    "I",
    "V",
    "X",
    "VIII",
    "King",
    "World",
    "Chapter",
    "Dr.",
    "St.",
    "No.",
    "#",
    "@",
    ".",
    ",",
    ";",
    "+",
    "=",
    "×",
    "½",
    "²",
    "₂",
    "CO2",
    "A380",
    "million",
    "bn",
    "U.S.",
    "CA",
    "TX",
    "ET",
    "and",
    "to",
    "a",
    "the",
    "http://",
    ".com",
    "x",
    "~",
    "<",
    ">",
    '"',
    "'",
    "…",
    "—",
    "*",
    "_",
    "🙂",
    "etc.",
    "v.",
    "c.",
    "B.C.",
    "99999999999999999999999",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "-"])), max_size=14))
def test_no_mixture_of_what_articles_write_makes_a_rule_fail(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + between for piece, between in pieces)
    form = spoken_form(text, EN)
    assert form.failures == ()
    ends = [0, *(edit.written.end for edit in form.edits)]
    assert all(end <= edit.written.start for end, edit in zip(ends, form.edits, strict=False))


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


@given(
    st.lists(
        st.from_regex(r"[A-Z]?[a-z]{2,12}('s)?(?![a-z])", fullmatch=True).filter(
            lambda word: word not in {"vs", "aka"}
        ),
        max_size=20,
    )
)
def test_plain_words_are_said_as_they_stand(words: list[str]) -> None:
    text = ", ".join(words)
    assert spoken_form(text, EN) == SpokenForm(text)


def test_text_without_numbers_or_signs_is_said_as_it_stands() -> None:
    text = "Nobody had expected the news, least of all the people who had waited for it."
    assert spoken_form(text, EN) == SpokenForm(text)


def test_other_languages_lose_note_marks_and_keep_their_numbers() -> None:
    assert spoken_form("En 1984 [12] costó 5 euros.[3]", LanguageTag("es")).text == (
        "En 1984 costó 5 euros."
    )


def test_a_language_without_rules_of_its_own_loses_only_what_is_no_word_anywhere() -> None:
    form = spoken_form(
        "Voir https://www.example.org/a/b?c=d. **Très** bien 🙂 [sic]", LanguageTag("fr")
    )
    assert form.text == "Voir example.org. Très bien"


def test_a_region_has_its_language_s_rules() -> None:
    assert spoken_form("It cost £5.", LanguageTag("en-GB")).text == "It cost five pounds."


def test_a_rule_that_fails_leaves_the_text_as_it_stands_and_is_named_once() -> None:
    def fails(match: re.Match[str]) -> str:
        return str(1 // int(match.group()))

    rules = (rule("broken", r"\d", fails), rule("greeting", "hi", "good day"))
    form = spoken_form("hi 0 and 0, hi", EN, rules=rules)
    assert form.text == "good day 0 and 0, good day"
    assert form.failures == ("broken",)


def test_a_form_without_failures_says_so() -> None:
    assert spoken_form("It cost $5 in 1984.", EN).failures == ()


def test_a_later_rule_still_finds_what_begins_inside_a_claim() -> None:
    rules = (rule("first", "ab", "1"), rule("second", "bcd|d", "2"))
    assert spoken_form("abcd", EN, rules=rules).text == "1c2"


def test_a_rule_near_a_sign_finds_the_same_as_one_that_looks_everywhere() -> None:
    text = "It was 5 km, then 10 km and so on, 12 words on and 3 km more."
    pattern, near = r"\d+ km", "km"
    everywhere = spoken_form(text, EN, rules=[rule("unit", pattern, "far")])
    assert spoken_form(text, EN, rules=[rule("unit", pattern, "far", near=near)]) == everywhere


ODD = {
    "digits": "1" * 100_000,
    "lists of ones": "1," * 50_000,
    "thousands": "1" + ",111" * 25_000,
    "brackets": "(" * 100_000,
    "square brackets": "[" * 100_000,
    "dotted names": "aaaa." * 20_000,
    "dotted letters": "a." * 50_000,
    "addresses": "a@a." * 25_000,
    "links": "http://" * 14_000,
    "a path of dots": "http://a/" + "." * 100_000,
    "money": "$1-" * 33_000,
    "ranges": "1-" * 50_000,
    "fractions": "1/" * 50_000,
    "inches": '5" ' * 33_000,
    "dashes": "—" * 100_000,
    "asterisks": "*" * 100_000,
    "numerals": "XVI " * 25_000,
    "initials": "A." * 50_000,
    "spaces": "1" + " " * 100_000,
    "one word": "a" * 100_000 + "@a.com",
    "a decimal": "0." + "1" * 100_000 + "%",
    "an ordinal": "1" * 100_000 + "th",
    "emoji": "\U0001f642" * 50_000,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_of_100_kb_is_said_quickly(text: str) -> None:
    began = time.process_time()
    form = spoken_form(text, EN)
    assert form.failures == ()
    assert time.process_time() - began < 2


def test_a_thousand_words_take_less_than_a_twentieth_of_a_second() -> None:
    paragraph = (
        "In the 1980s Sen. Smith paid over $350 million for 57,000 tons, 5% of it [then] lost. "
    )
    spoken_form(paragraph, EN)
    text = paragraph * (1000 // len(paragraph.split()))

    def once() -> float:
        began = time.process_time()
        spoken_form(text, EN)
        return time.process_time() - began

    assert min(once() for _ in range(5)) < 0.2


@given(st.sampled_from(["It cost $5 in 1984, “U.S.” men said.", "No. 5 of 3 km²", "plain"]))
def test_the_way_back_from_spoken_to_written_never_goes_backwards(text: str) -> None:
    form = spoken_form(text, LanguageTag("en"))
    back = [form.written_position(place) for place in range(len(form.text) + 1)]
    assert back == sorted(back)
    assert back[-1] == len(text)
    for place in range(len(text)):
        assert form.written_position(form.spoken_position(place)) <= place
