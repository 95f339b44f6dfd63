from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paracast.article import Article, Block, BlockKind, Passage, Span, appended
from paracast.script import ReadingOptions, ScriptOptions, Utterance, spoken_form, write_script
from paracast.script.model import Role
from paracast.script.parting import parts_of
from paracast.script.passages import passages_of
from paracast.units import LanguageTag, Milliseconds

EN, DE, ES = LanguageTag("en"), LanguageTag("de"), LanguageTag("es")
CHANT = "no somos traficantes, somos inmigrantes"


def found(text: str, language: LanguageTag = EN, *marked: Passage) -> list[tuple[str, str]]:
    passages = passages_of(text, language, marked)
    return [(text[p.span.start : p.span.end], p.language) for p in passages]


def mark(text: str, words: str, language: str) -> Passage:
    start = text.index(words)
    return Passage(Span(start, start + len(words)), LanguageTag(language))


def utterance(text: str, *passages: Passage, language: LanguageTag = EN) -> Utterance:
    form = spoken_form(text, language, passages)
    return Utterance(
        Role.PARAGRAPH, form, (Span(0, len(text)),), language, Milliseconds(0), passages
    )


def parts(said: Utterance) -> list[tuple[str, str]]:
    text = said.form.text
    return [(text[part.span.start : part.span.end], part.language) for part in parts_of(said)]


@pytest.mark.parametrize("signs", ["“{}”", '"{}"', "«{}»", "„{}“", "»{}«", "({})"])
def test_a_foreign_phrase_in_quotation_marks_or_brackets_is_a_passage(signs: str) -> None:
    text = f"The crowd chanted {signs.format(CHANT)} all night."
    assert found(text) == [(CHANT, "es")]


@pytest.mark.parametrize(
    "text",
    [
        f"The crowd chanted {CHANT} all night.",
        "He called it “El Dorado de los Andes” once.",
        "The party (Partido de la Liberación Nacional de Costa Rica) lost.",
        "They ate “burrito, taco, salsa, guacamole” there.",
        "“We are not traffickers, we are immigrants,” they said (and meant it).",
        "An “enfant terrible” of cinema.",
    ],
)
def test_unquoted_words_names_lists_and_single_terms_are_none(text: str) -> None:
    assert found(text) == []


def test_an_english_quotation_in_a_german_article_is_a_passage() -> None:
    text = "Er sagte: „We had not seen so many people before“, und ging nach Hause."
    assert found(text, DE) == [("We had not seen so many people before", "en")]


def test_what_the_source_marks_is_a_passage_however_short_and_comes_first() -> None:
    text = f"A word of praise: bravo (“{CHANT}”)."
    marked = (mark(text, "bravo", "it-IT"), mark(text, CHANT, "pt"))
    assert found(text, EN, *marked) == [("bravo", "it-IT"), (CHANT, "pt")]


@pytest.mark.parametrize("tag", ["en-GB", "EN", "und", "nonsense!", "", "x", "e n"])
def test_a_mark_with_the_texts_own_language_or_none_is_passed_over(tag: str) -> None:
    text = "A word of praise: bravo."
    assert found(text, EN, mark(text, "bravo", tag)) == []


@settings(deadline=None)
@given(
    st.text(alphabet='ab C“”"()«»„,. ñé\ud800', max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4),
)
def test_passages_are_in_order_and_never_overlap(text: str, spans: list[tuple[int, int]]) -> None:
    marked = [Passage(Span(*sorted(span)), ES) for span in spans]
    passages = passages_of(text, EN, marked)
    assert all(one.span.end <= two.span.start for one, two in pairwise(passages))


def test_a_passage_is_said_by_the_rules_of_its_own_language() -> None:
    text = "It cost $5, “costó 5 pesos en 1999” he said on May 3."
    said = utterance(text, mark(text, "costó 5 pesos en 1999", "es"))
    assert said.form.text == ("It cost five dollars, “costó 5 pesos en 1999” he said on May third.")


def test_an_english_passage_in_another_language_is_said_by_english_rules() -> None:
    text = "Er sagte: „It cost $5“, nicht 5 Euro."
    said = utterance(text, mark(text, "It cost $5", "en"), language=DE)
    assert said.form.text == "Er sagte: „It cost five dollars“, nicht 5 Euro."


def test_a_passage_keeps_the_signs_that_close_it_and_no_part_is_without_words() -> None:
    text = f"On May 3 they chanted (“{CHANT}”)! It was 5 p.m."
    said = utterance(text, mark(text, CHANT, "es"))
    assert parts(said) == [
        ("On May third they chanted (“", "en"),
        (f"{CHANT}”)!", "es"),
        (" It was five P-M.", "en"),
    ]


def test_an_utterance_without_passages_has_one_part() -> None:
    assert parts(utterance("It cost $5.")) == [("It cost five dollars.", "en")]


@settings(deadline=None)
@given(
    st.text(alphabet="ab C“”$5()., ", min_size=1, max_size=60).filter(
        lambda text: any(map(str.isalnum, text))
    ),
    st.lists(st.integers(0, 60), max_size=6, unique=True),
)
def test_parts_together_are_all_of_the_spoken_text(text: str, cuts: list[int]) -> None:
    bounds = sorted(min(cut, len(text)) for cut in cuts)
    spans = [Span(one, two) for one, two in zip(bounds[::2], bounds[1::2], strict=False)]
    said = utterance(text, *(Passage(span, ES) for span in spans if span.end > span.start))
    if any(map(str.isalnum, said.form.text)):
        assert "".join(words for words, _ in parts(said)) == said.form.text
        assert all(any(map(str.isalnum, words)) for words, _ in parts(said))


def article(text: str, *passages: Passage, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    return Article("Boats", EN, (Block(kind, appended(text), passages=passages),))


def test_passages_can_be_switched_off() -> None:
    text = f"They chanted: “{CHANT}”."
    source = article(text, mark(text, CHANT, "es"))
    off = write_script(source, ScriptOptions(), ReadingOptions(foreign=False), show="")
    assert off.utterances[-1].passages == ()
    assert write_script(source, ScriptOptions(), show="").utterances[-1].passages


def test_a_list_number_that_is_not_said_moves_the_passages() -> None:
    text = "12. a word: bravo"
    source = article(text, mark(text, "bravo", "it"), kind=BlockKind.LIST_ITEM)
    said = write_script(source, ScriptOptions(), ReadingOptions(list_numbers=False), show="")
    (passage,) = said.utterances[-1].passages
    assert said.utterances[-1].form.written[passage.span.start : passage.span.end] == "bravo"


def test_the_shows_own_lines_are_in_its_own_language_and_the_title_in_the_articles() -> None:
    source = Article("Die Boote", DE, (Block(BlockKind.PARAGRAPH, appended("Es ist still.")),))
    options = ScriptOptions(intro="You hear {title}.", outro="That was all.")
    intro, body, outro = write_script(source, options, show="", host=EN).utterances
    assert [u.language for u in (intro, body, outro)] == ["en", "de", "en"]
    assert parts(intro) == [("You hear ", "en"), ("Die Boote.", "de")]


def test_a_whole_paragraph_in_another_language_is_a_passage() -> None:
    text = "El faro de la isla no se enciende desde hace muchos años, y nadie sabe por qué."
    (passage,) = passages_of(text, LanguageTag("en"))
    assert (passage.span, passage.language) == (Span(0, len(text)), "es")
    assert passages_of("The lighthouse has been dark for many years now.", LanguageTag("en")) == ()
