"""The scorer of web pages: whether a score says what it claims to say."""

import pytest
from score import Expectation, is_right, leaked, overlap, score

FACTS = {"title": "A Bell", "published": "2026-02-17", "language": "en-GB"}
BLOCKS = (("heading", "The sea"), ("paragraph", "It’s lower, she says."), ("list item", "One pot"))
EXPECTED = Expectation(FACTS, BLOCKS, ("Sign up", "says[1]"), refused=False)


def produced(*blocks: tuple[str, str]) -> dict[str, object]:
    return {**FACTS, "blocks": [{"kind": kind, "text": text} for kind, text in blocks]}


def test_what_is_expected_scores_full_marks() -> None:
    got = score(produced(*BLOCKS), EXPECTED)
    assert (got.f1, got.leaked, got.headings) == (1, 0, 1)
    assert set(got.facts.values()) == {1}


def test_signs_case_and_list_numbers_are_no_words() -> None:
    assert overlap(["1. ONE pot", "It's lower"], ["One pot", "It’s lower!"]) == (1, 1)


def test_furniture_costs_precision_and_a_lost_paragraph_costs_recall() -> None:
    assert overlap(["one pot", "sign up"], ["one pot"]) == (0.5, 1)
    assert overlap(["one pot"], ["one pot", "she says"]) == (1, 0.5)


def test_paragraphs_that_change_places_cost_both() -> None:
    assert overlap(["three four five", "one two"], ["one two", "three four five"]) == (0.6, 0.6)


def test_a_leak_is_found_whatever_its_case_spaces_and_quotes() -> None:
    assert leaked(["Please  SIGN\nup for “it’s”"], ["sign up", '"it\'s"', "unsaid"]) == 2 / 3


def test_a_caption_that_nobody_hears_costs_nothing() -> None:
    assert score(produced(*BLOCKS, ("figure", "Sign up")), EXPECTED).f1 == 1


def test_a_heading_that_became_a_paragraph_is_not_found() -> None:
    assert score(produced(("paragraph", "The sea")), EXPECTED).headings == 0


@pytest.mark.parametrize(("refused", "right"), [(True, 1), (False, 0)])
def test_refusing_is_right_only_where_there_is_no_article(refused: bool, right: int) -> None:  # noqa: FBT001  a case of the table
    expected = Expectation({}, () if refused else BLOCKS, ("Sign up",), refused=refused)
    assert score(None, expected).f1 == right
    assert score(produced(*BLOCKS), expected).f1 == 1 - right


@pytest.mark.parametrize(
    ("fact", "given", "told"),
    [
        ("published", "2026-02-17T06:00:12Z", "2026-02-17"),
        ("language", "en_US", "en-GB"),
        ("author", "Ruta Hallgrim and Osei Pettersen", "Ruta Hallgrim, Osei Pettersen"),
        ("title", "‘A Bell’ ", "'A bell'"),
    ],
)
def test_a_fact_may_be_written_otherwise(fact: str, given: str, told: str) -> None:
    assert is_right(fact, given, told)
