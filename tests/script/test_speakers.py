import pytest

from paracast.article import Block, BlockKind, appended
from paracast.script.speakers import Turn, turns_of


def blocks(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Block]:
    """Make paragraphs; what stands between stars at a start is bold."""
    made = []
    for text in texts:
        bold, star, rest = text[1:].partition("*") if text.startswith("*") else ("", "", text)
        made.append(Block(kind, appended(bold + rest), lead=len(bold) if star else 0))
    return made


def speakers(*texts: str, known: tuple[str, ...] = ()) -> list[str]:
    return [turn.speaker for turn in turns_of(blocks(*texts), known)]


def test_two_people_who_take_turns_make_an_interview() -> None:
    text = ("Intro.", "Jane Doe: Hello.", "Bob: Hi.", "Jane Doe: How are you?", "Bob: Well.")
    assert speakers(*text) == ["", "Jane Doe", "Bob", "Jane Doe", "Bob"]


def test_a_turn_lasts_until_the_next_name_or_heading() -> None:
    made = blocks("Ann: One.", "Two.", "Ben: Three.", "Ann: Four.", "Ben: Five.", "Six.")
    made.insert(4, Block(BlockKind.HEADING, appended("Later"), 2))
    made.insert(2, Block(BlockKind.QUOTE, appended("Quoted.")))
    assert [turn.speaker for turn in turns_of(made)] == [
        *("Ann", "Ann", "", "Ben", "Ann", "", "Ben", "Ben")
    ]


def test_bold_words_name_a_speaker_with_or_without_a_colon() -> None:
    made = blocks("*Ann:* One.", "*Ben* Two.", "*Ann* — Three.", "*Ben:* Four.")
    assert turns_of(made) == (Turn("Ann", 5), Turn("Ben", 4), Turn("Ann", 6), Turn("Ben", 5))


def test_questions_and_answers_are_speakers() -> None:
    assert speakers("Q: Why?", "A: So.", "Q: And?", "A: No.") == ["Q", "A", "Q", "A"]


def test_short_names_are_the_person_who_was_named_in_full() -> None:
    text = ("Jane van Doe: Hello.", "Max Roe: Hi.", "Doe: So.", "MR: Yes.", "Jane: No.")
    assert speakers(*text) == ["Jane van Doe", "Max Roe", "Jane van Doe", "Max Roe", "Jane van Doe"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Note: this is one.", "Warning: that is two.", "Note: three.", "Warning: four."),
        ("Jane Doe: a portrait.", "She was born in 1950.", "Jane Doe: the end."),
        ("He said this: no.", "And that: yes.", "He said this: no.", "And that: yes."),
        ("At 10:30 it began.", "It ended at 11:30."),
        ("*Important words* here.", "*Other words* there."),
        ("https://example.org: a page.", "https://example.com: another."),
    ],
)
def test_what_only_looks_like_a_name_is_nobody(texts: tuple[str, ...]) -> None:
    assert set(speakers(*texts)) == {""}


def test_a_name_that_the_show_knows_is_a_speaker_everywhere() -> None:
    text = ("Intro.", "jane doe: Hello.", "Doe: Again.")
    assert speakers(*text[:1], "Jane Doe: Hello.", known=("jane doe",)) == ["", "jane doe"]
    assert speakers(*text[:1], "Doe: Hello.", known=("Jane Doe",)) == ["", "Jane Doe"]


def test_a_paragraph_that_is_bold_throughout_is_no_name() -> None:
    assert set(speakers("*Why Now*", "So.", "*Who Else*", "Me.")) == {""}


def test_who_speaks_only_once_among_others_is_a_speaker_too() -> None:
    text = ("Ann Lake: Yes.", "Bob Hill: A question.", "Ann Lake: Please.", "Tom Reed: Go on.")
    assert speakers(*text) == ["Ann Lake", "Bob Hill", "Ann Lake", "Tom Reed"]
