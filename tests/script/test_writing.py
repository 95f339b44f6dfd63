from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.article import Article, Block, BlockKind, LeftOut, appended
from paracast.errors import ArticleError, ConfigError
from paracast.script import Pauses, ReadingOptions, Script, ScriptOptions, write_script
from paracast.script.sentences import sentences_of
from paracast.script.splitting import LONGEST, pieces_of
from paracast.units import LanguageTag, Milliseconds

EN = LanguageTag("en")


def article(*blocks: tuple[BlockKind, str], title: str = "Boats come home") -> Article:
    made = tuple(Block(kind, appended(text)) for kind, text in blocks)
    return Article(title=title, language=EN, blocks=made, source_name="boats.txt")


P, H, L, Q, T, C = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTE,
    BlockKind.TABLE,
    BlockKind.CODE,
)


def script(*blocks: tuple[BlockKind, str], **options: str) -> Script:
    return write_script(article(*blocks), ScriptOptions(**options), show="Harbour Reads")  # type: ignore[arg-type]


def said(written: Script) -> list[str]:
    return [utterance.form.text for utterance in written.utterances]


def test_the_title_comes_first_and_then_the_line_that_discloses_the_voice() -> None:
    assert said(script((P, "It was quiet."))) == [
        "Boats come home.",
        "This article is read by a synthetic voice.",
        "It was quiet.",
    ]


def test_an_intro_with_the_title_in_it_says_the_title_once() -> None:
    spoken = said(script((P, "It was quiet."), intro="{show} presents: {title}, by {author}."))
    assert spoken == ["Harbour Reads presents: Boats come home, by Harbour Reads.", "It was quiet."]


def test_without_intro_and_outro_nothing_is_added() -> None:
    assert said(script((P, "It was quiet."), intro="")) == ["Boats come home.", "It was quiet."]
    assert said(script((P, "Quiet."), outro="That was {title}."))[-1] == "That was Boats come home."


@pytest.mark.parametrize("line", ["By {who}.", "{title.__class__}", "{0}", "{title:>99}", "{}"])
def test_a_placeholder_that_nobody_knows_is_an_error_that_names_those_there_are(line: str) -> None:
    with pytest.raises(ConfigError) as caught:
        script((P, "It was quiet."), intro=line)
    assert "{title}" in caught.value.remedy


def test_every_heading_begins_a_segment() -> None:
    written = script((P, "One."), (H, "The winter"), (P, "Two."), (H, "The thaw"), (P, "Three."))
    assert [segment.title for segment in written.segments] == [
        "Boats come home",
        "The winter",
        "The thaw",
    ]


def test_every_block_ends_in_a_stop_of_its_own_and_the_written_words_stay() -> None:
    written = script((H, "The winter"), (L, "salt"), (Q, "We stay!"), (P, "So it was"), intro="")
    assert said(written)[1:] == ["The winter.", "salt.", "We stay!", "So it was."]
    assert [u.form.written for u in written.utterances][1:3] == ["The winter", "salt"]


def test_pauses_are_longest_after_the_title_then_headings_then_paragraphs_then_items() -> None:
    written = script((H, "Winter"), (P, "One."), (L, "two"), (L, "three"), (P, "End."), intro="")
    pauses = {u.form.written: u.pause for u in written.utterances}
    assert pauses["Winter"] > pauses["One."] > pauses["two"] > 0
    assert pauses["Boats come home"] >= pauses["Winter"]


def test_the_pause_before_a_heading_is_at_least_a_headings() -> None:
    options = ScriptOptions(pauses=Pauses(heading=Milliseconds(2000)))
    written = write_script(article((P, "One."), (H, "Winter"), (P, "Two.")), options, show="")
    assert written.utterances[2].pause == 2000


def test_a_small_table_is_said_by_row_each_cell_with_its_columns_head() -> None:
    table = Block(T, appended("Year\tTonnes\n1984\t57,000\n1985\t9"), level=1)
    written = write_script(replace(article(), blocks=(table,)), ScriptOptions(), show="")
    assert said(written)[-1] == (
        "Year nineteen eighty four, Tonnes fifty seven thousand. "
        "Year nineteen eighty five, Tonnes nine."
    )


def test_code_and_large_tables_are_announced_once_and_left_out_with_a_reason() -> None:
    large = "\n".join(["a\tb"] * 9)
    written = script((P, "One."), (C, "x = 1"), (C, "y = 2"), (T, large))
    assert said(written)[-3:] == [
        "One.",
        "A code example is left out here.",
        "A table is left out here.",
    ]
    reasons = [left.reason for left in written.left_out]
    assert reasons == ["code", "code", "table of 9 rows and 2 columns"]


def test_each_kinds_policy_is_the_shows_to_choose() -> None:
    blocks = article((H, "Winter"), (Q, "We stay."), (C, "x"), (P, "End."), (L, "1. salt"))
    reading = ReadingOptions(
        headings="leave out", quotes="announce", code="leave out", list_numbers=False
    )
    written = write_script(blocks, ScriptOptions(intro=""), reading, show="")
    assert said(written)[1:] == ["Quote:", "We stay.", "End of quote.", "End.", "salt."]


def test_what_the_article_left_out_stays_in_the_list() -> None:
    source = replace(article((P, "One.")), left_out=(LeftOut("byline", "By Jo"),))
    assert write_script(source, ScriptOptions(), show="").left_out == (LeftOut("byline", "By Jo"),)


def test_a_block_of_signs_is_left_out_and_an_article_of_them_is_an_error() -> None:
    assert script((P, "One."), (P, "🙂")).left_out[0].reason == "nothing to say"
    with pytest.raises(ArticleError):
        script((P, "🙂"))


def test_the_spoken_form_can_be_switched_off() -> None:
    options = ScriptOptions(spoken_form=False)
    written = write_script(article((P, "It cost $5.")), options, show="")
    assert said(written)[-1] == "It cost $5."


def test_a_long_paragraph_is_split_at_the_ends_of_sentences() -> None:
    text = "The harbour was quiet that morning. " * 200
    written = script((P, text.strip()), intro="")
    parts = written.utterances[1:]
    assert len(parts) > 1
    assert all(len(u.form.written) <= LONGEST for u in parts)
    assert all(u.form.written.endswith("morning.") for u in parts)
    assert parts[0].pause < parts[-1].pause


@settings(deadline=None)
@given(st.lists(st.sampled_from(["word", "Stop.", "x" * 3500, "a" * 90]), min_size=1, max_size=90))
def test_splitting_loses_nothing_but_space(words: list[str]) -> None:
    text = " ".join(words)
    pieces = pieces_of(text, sentences_of(text, EN))
    assert all(piece.end - piece.start <= LONGEST for piece in pieces)
    joined = "".join(text[piece.start : piece.end] for piece in pieces)
    assert joined.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sen. Smith met Dr. Jones on Jan. 5. They talked.", 2),
        ("“We are men. We are equal,” he said. The crowd chanted.", 3),
        ('“They might as well turn back." Speaking later, he went on.', 2),
        ("“Do you think so?” he said.", 1),
        ("The U.S. Army left. It was No. 5 of them.", 2),
        ("Look at it… These are people.", 1),
        ("No stop at all", 1),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_would_say_so(text: str, count: int) -> None:
    assert len(sentences_of(text, EN)) == count


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab AB.!?…”“\"'() \n19", max_size=120))
def test_sentences_hold_all_that_is_not_space_in_order(text: str) -> None:
    spans = sentences_of(text, EN)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    held = "".join(text[span.start : span.end] for span in spans)
    assert "".join(held.split()) == "".join(text.split())
