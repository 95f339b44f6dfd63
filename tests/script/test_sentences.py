import pytest

from paracast.script.sentences import sentences_of
from paracast.units import LanguageTag


@pytest.mark.parametrize(
    "sentences",
    [
        ("Item one.", "“Hello there,” said the boy."),
        ("It ended.", "(It began.)"),
        ("He said: “No.”", "“Yes,” she said."),
        ("It was over.", '"Go," she said.'),
    ],
)  # fmt: skip
def test_an_opening_mark_belongs_to_the_sentence_that_it_opens(sentences: tuple[str, ...]) -> None:
    text = " ".join(sentences)
    spans = sentences_of(text, LanguageTag("en"))
    assert tuple(text[span.start : span.end] for span in spans) == sentences
