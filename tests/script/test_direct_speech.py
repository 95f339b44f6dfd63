from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.script.direct_speech import speeches_of


def said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in speeches_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will see,” said the mayor, “what tomorrow brings.”",
         ["“We will see,”", "“what tomorrow brings.”"]),
        ('He said: "I was not there."', ['"I was not there."']),
        ("„Wir werden sehen“, sagte sie.", ["„Wir werden sehen“"]),
        ("« Nous verrons bien », dit-elle.", ["« Nous verrons bien »"]),
        ("«Ya veremos», dijo, «qué nos trae el día.»", ["«Ya veremos»", "«qué nos trae el día.»"]),
        ("‘I don’t know where it is,’ she said.", ["‘I don’t know where it is,’"]),
        ("“No!” he cried.", ["“No!”"]),
        ("“It began in the spring. Nobody noticed", ["“It began in the spring. Nobody noticed"]),
    ],
)  # fmt: skip
def test_what_somebody_says_is_direct_speech(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She wrote “The Old Man and the Sea” there.",
        "The so-called “reform” failed.",
        "A 5'2\" man and a 6'1\" woman.",
        "The dogs' bowls and the cats' toys.",
        "Their “third way” was old.",
        "In “Bleak House,” nobody wins.",
        "",
    ],
)
def test_titles_terms_and_mockery_are_no_speech(text: str) -> None:
    assert said(text) == []


@given(st.text(alphabet="aB “”‘’\"„«».,!?'", max_size=60))
def test_speeches_rise_and_do_not_overlap(text: str) -> None:
    spans = speeches_of(text)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
