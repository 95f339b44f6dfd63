import re
from dataclasses import asdict
from datetime import date

import pytest

from paracast.site.words import direction, words_in
from paracast.units import LanguageTag

ENGLISH = asdict(words_in(LanguageTag("en"))[1])


@pytest.mark.parametrize("language", ["es", "de"])
def test_every_language_says_everything_and_fills_in_the_same(language: str) -> None:
    code, words = words_in(LanguageTag(language))
    assert code == language
    for name, text in asdict(words).items():
        assert text, name
        if isinstance(text, str):
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", ENGLISH[name]))
    assert len(set(words.months)) == 12


def test_dates_are_written_as_the_language_does() -> None:
    day = date(2026, 3, 1)
    assert words_in(LanguageTag("en-GB"))[1].on(day) == "1 March 2026"
    assert words_in(LanguageTag("es-MX"))[1].on(day) == "1 de marzo de 2026"
    assert words_in(LanguageTag("de"))[1].on(day) == "1. März 2026"


def test_a_language_without_words_of_its_own_reads_english() -> None:
    assert words_in(LanguageTag("cy")) == words_in(LanguageTag("en"))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *[(one, "rtl") for one in ("ar", "he", "fa-IR", "ur", "yi", "az-Arab", "pa-Arab-PK")],
        *[(one, "ltr") for one in ("en", "es-419", "zh-Hant", "ur-Latn", "ar-Latn", "und")],
    ],
)
def test_a_language_is_written_in_its_own_direction(language: str, written: str) -> None:
    assert direction(LanguageTag(language)) == written
