"""How often quoted phrases change the voice, with floors that must not fall.

Measured when they were set: see `evals/languages/README.md`.
"""

from pathlib import Path

import pytest

from paracast.article import same_language
from paracast.script.passages import foreign_language
from paracast.units import LanguageTag

PHRASES = Path(__file__).parents[2] / "evals" / "languages"
EN = LanguageTag("en")


def foreign(name: str) -> list[tuple[str, str]]:
    lines = (PHRASES / f"{name}_foreign.tsv").read_text("utf-8").splitlines()
    return [(tag, phrase) for tag, _, phrase in (line.partition("\t") for line in lines)]


def english(name: str) -> list[str]:
    return (PHRASES / f"{name}_english.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("name", "most"), [("tuned", 1), ("held", 1)])
def test_hardly_any_english_phrase_changes_the_voice(name: str, most: int) -> None:
    phrases = english(name)
    wrong = [phrase for phrase in phrases if foreign_language(phrase, EN)]
    assert len(phrases) >= 60
    assert len(wrong) <= most, wrong


@pytest.mark.parametrize(("name", "share"), [("tuned", 0.86), ("held", 0.85)])
def test_most_foreign_phrases_are_found_and_in_their_language(name: str, share: float) -> None:
    phrases = foreign(name)
    found = [(foreign_language(phrase, EN), tag) for tag, phrase in phrases]
    right = [tag for heard, tag in found if heard and same_language(heard, tag)]
    assert len(right) >= share * len(phrases)


@pytest.mark.parametrize("tag", ["de", "es", "fr", "it", "pt", "nl", "ru"])
def test_no_phrase_is_foreign_in_an_article_of_its_own_language(tag: str) -> None:
    listed = [*foreign("tuned"), *foreign("held")]
    phrases = [phrase for told, phrase in listed if told == tag]
    wrong = [phrase for phrase in phrases if foreign_language(phrase, LanguageTag(tag))]
    assert len(wrong) <= len(phrases) // 6, wrong
