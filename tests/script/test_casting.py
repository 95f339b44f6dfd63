from collections.abc import Mapping
from typing import Any

from paracast.article import Article, Block, BlockKind, appended
from paracast.script import Role, ScriptOptions, Utterance, write_script
from paracast.script.options import CastingOptions, ReadingOptions
from paracast.units import LanguageTag

HEADING, PARAGRAPH, QUOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUOTE


def utterances(
    rules: Mapping[str, Any], *blocks: tuple[BlockKind, str, int], names: str = "speak"
) -> tuple[Utterance, ...]:
    made = tuple(Block(kind, appended(text), level) for kind, text, level in blocks)
    article = Article("Boats", LanguageTag("en"), made)
    reading = ReadingOptions(speaker_names=names)  # type: ignore[arg-type]
    options = ScriptOptions(intro="")
    return write_script(
        article, options, reading, show="", casting=CastingOptions(**rules)
    ).utterances


def voices(rules: Mapping[str, Any], *blocks: tuple[BlockKind, str, int]) -> list[str]:
    return [said.voice for said in utterances(rules, *blocks)]


def test_without_rules_nobody_is_cast() -> None:
    said = utterances({}, (PARAGRAPH, "“So it goes,” he said.", 0))
    assert {(u.voice, u.speaker, u.speeches) for u in said} == {("", "", ())}


def test_headings_the_title_and_quotations_get_their_voices() -> None:
    text = ((HEADING, "One", 2), (PARAGRAPH, "A boat.", 0), (QUOTE, "It came.", 0))
    assert voices({"headings": "h", "quotes": "q"}, *text) == ["h", "h", "", "q"]


def test_a_named_section_has_its_voice_until_a_heading_of_its_rank() -> None:
    text = (
        (HEADING, "Editor’s note:", 2),
        (PARAGRAPH, "First.", 0),
        (HEADING, "Within", 3),
        (QUOTE, "Second.", 0),
        (HEADING, "Next", 2),
        (PARAGRAPH, "Third.", 0),
    )
    rules = {"sections": {"editor’s note": "e"}, "quotes": "q"}
    assert voices(rules, *text) == ["", "e", "e", "e", "q", "", ""]


INTERVIEW = (
    (PARAGRAPH, "They met at noon.", 0),
    (PARAGRAPH, "Jane Doe: When did it come?", 0),
    (PARAGRAPH, "Max Roe: At dawn.", 0),
    (PARAGRAPH, "It was grey.", 0),
    (PARAGRAPH, "Jane Doe: And then?", 0),
    (PARAGRAPH, "Roe: It left.", 0),
)


def test_speakers_get_the_voices_of_their_names_and_the_others_those_of_the_interview() -> None:
    rules = {"speakers": {"max roe": "m"}, "interview": ("j", "k")}
    assert voices(rules, *INTERVIEW) == ["", "", "j", "m", "m", "j", "m"]
    said = utterances(rules, *INTERVIEW)
    assert [u.speaker for u in said][2:] == ["Jane Doe", *["max roe"] * 2, "Jane Doe", "max roe"]


def test_names_are_said_always_once_or_never() -> None:
    rules = {"interview": ("j", "m")}

    def texts(names: str) -> list[str]:
        return [u.form.text for u in utterances(rules, *INTERVIEW, names=names)][2:]

    assert texts("speak") == [text for _, text, _ in INTERVIEW][1:]
    assert texts("first")[-2:] == ["And then?", "It left."]
    assert texts("first")[:2] == ["Jane Doe: When did it come?", "Max Roe: At dawn."]
    assert texts("leave out")[:2] == ["When did it come?", "At dawn."]


def test_names_are_said_where_nobody_has_a_voice() -> None:
    said = utterances({}, *INTERVIEW, names="leave out")
    assert said[2].form.text.startswith("Jane Doe:")


def test_direct_speech_is_told_where_a_voice_is_cast_for_it() -> None:
    text = "“So it goes,” he said."
    said = utterances({"speech": "s"}, (PARAGRAPH, text, 0), (QUOTE, text, 0))
    assert [(u.speeches[0].start, u.speeches[0].end) for u in said[1:2]] == [(0, 13)]
    assert said[2].role is Role.QUOTE
    assert said[2].speeches == ()


def test_a_section_is_found_whichever_apostrophe_is_typed() -> None:
    text = ((HEADING, "Editor’s note", 2), (PARAGRAPH, "First.", 0))
    assert voices({"sections": {"Editor's note": "e"}}, *text) == ["", "e", "e"]
