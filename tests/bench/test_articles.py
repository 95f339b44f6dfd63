"""The bench's articles: the same for everybody, and of the length that they are asked for."""

import pytest
from articles import LONGEST, PACE, SHORTEST, article, edited


def paragraphs(text: str) -> list[str]:
    return [block for block in text.strip().split("\n\n") if not block.startswith("#")]


def test_an_article_is_the_same_each_time_and_another_seed_gives_another() -> None:
    assert article(10) == article(10)
    assert article(10) != article(10, seed=2)


@pytest.mark.parametrize("minutes", [10, 60, 600])
def test_an_article_has_as_many_words_as_are_said_in_its_time(minutes: int) -> None:
    assert len(article(minutes).split()) == pytest.approx(minutes * PACE, rel=0.1)


def test_ten_hours_hold_no_paragraph_and_no_heading_twice() -> None:
    blocks = article(600).strip().split("\n\n")
    assert len(set(blocks)) == len(blocks)


def test_paragraphs_are_of_varied_length_within_limits() -> None:
    lengths = {len(paragraph.split()) for paragraph in paragraphs(article(600))}
    assert min(lengths) >= SHORTEST
    assert max(lengths) <= LONGEST
    assert len(lengths) > (LONGEST - SHORTEST) / 2


def test_every_gap_is_filled_and_every_sentence_begins_with_a_capital() -> None:
    text = article(60)
    assert "{" not in text
    for paragraph in paragraphs(text):
        assert paragraph.lstrip("“")[0].isupper()


def test_an_edit_changes_one_word_of_one_paragraph_in_the_middle() -> None:
    before = article(60)
    after = edited(before)
    changed = [
        (place, old, new)
        for place, (old, new) in enumerate(zip(before.split(), after.split(), strict=True))
        if old != new
    ]
    assert len(changed) == 1
    assert changed[0][0] == pytest.approx(len(before.split()) / 2, rel=0.1)
