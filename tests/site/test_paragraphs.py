from hypothesis import given
from hypothesis import strategies as st

from paracast.episode.heard import Heard
from paracast.script.model import Role
from paracast.site.paragraphs import runs_of
from paracast.units import Milliseconds


def heard(text: str, opens: str = "", start: int = 0, end: int = 0) -> Heard:
    return Heard(Milliseconds(start), Milliseconds(end), text, opens)


def test_sentences_stand_in_the_paragraphs_lists_and_quotations_of_the_article() -> None:
    runs = runs_of(
        [
            heard("The Sea", "title"),
            heard("Read by a voice.", "intro"),
            heard("It rose. ", "paragraph"),
            heard("It fell."),
            heard("Pots", "heading"),
            heard("One pot.", "list item"),
            heard("One price.", "list item"),
            heard("Nobody went home.", "quote"),
        ]
    )
    assert [(run.shape, [p.sentences for p in run.paragraphs]) for run in runs] == [
        ("aside", [((0, "The Sea"),), ((1, "Read by a voice."),)]),
        ("paragraph", [((2, "It rose."), (3, "It fell."))]),
        ("heading", [((4, "Pots"),)]),
        ("item", [((5, "One pot."),), ((6, "One price."),)]),
        ("quote", [((7, "Nobody went home."),)]),
    ]


def test_items_that_tell_their_number_and_rows_of_a_table_have_shapes_of_their_own() -> None:
    runs = runs_of(
        [
            heard("1.", "list item"),
            heard("One pot."),
            heard("(2) Two pots.", "list item"),
            heard("1984", "list item"),
            heard("Gull\t12 m", "table"),
            heard("Heron\t8 m"),
        ]
    )
    assert [(run.shape, [p.sentences for p in run.paragraphs]) for run in runs] == [
        ("numbered", [((0, "1."), (1, "One pot.")), ((2, "(2) Two pots."),)]),
        ("item", [((3, "1984"),)]),
        ("table", [((4, "Gull\t12 m"), (5, "Heron\t8 m"))]),
    ]


def test_long_pauses_begin_paragraphs_where_a_transcript_tells_nothing_else() -> None:
    said = [heard("One.", start=0, end=900), heard("Two.", start=1200, end=2000)]
    (run,) = runs_of([*said, heard("Three.", start=2600, end=3000)])
    assert [len(paragraph.sentences) for paragraph in run.paragraphs] == [2, 1]


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", *(role.value for role in Role)]))))
def test_every_sentence_is_on_the_page_once_and_in_order(told: list[tuple[str, str]]) -> None:
    runs = runs_of([heard(text, opens) for text, opens in told])
    shown = [one for run in runs for p in run.paragraphs for one in p.sentences]
    assert shown == [(number, text.rstrip()) for number, (text, _) in enumerate(told)]
