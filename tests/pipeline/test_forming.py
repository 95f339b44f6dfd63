"""Remembered forms are those that the rules would give, and cost no rules."""

from pathlib import Path

import pytest

from paracast.article import Passage, Span
from paracast.pipeline.forming import KnownForms
from paracast.script import NO_LEXICON, Entry, Lexicon, spoken_form
from paracast.speech.store import Store
from paracast.units import LanguageTag

EN = LanguageTag("en")
TEXTS = ["It cost $350 in 1987.", "Dr. Doe met 4,000 people.", "He said “buenos días” to all."]
SPANISH = (Passage(Span(9, 20), LanguageTag("es")),)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def fill(store: Store) -> None:
    forms = KnownForms("article", NO_LEXICON, store)
    for text in TEXTS[:2]:
        forms.form(text, EN)
    forms.form(TEXTS[2], EN, SPANISH)
    forms.keep()


def test_a_remembered_form_is_the_one_that_the_rules_give(store: Store) -> None:
    fill(store)
    again = KnownForms("article", NO_LEXICON, store)
    for text in TEXTS[:2]:
        assert again.form(text, EN) == spoken_form(text, EN)
    assert again.form(TEXTS[2], EN, SPANISH) == spoken_form(TEXTS[2], EN, SPANISH)


def test_what_is_remembered_meets_no_rule(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    asked = list[str]()

    def counted(text: str, *_: object, **__: object) -> object:
        asked.append(text)
        return spoken_form(text, EN)

    monkeypatch.setattr("paracast.pipeline.forming.spoken_form", counted)
    again = KnownForms("article", NO_LEXICON, store)
    for text in (*TEXTS[:2], "This is new."):
        again.form(text, EN)
    assert asked == ["This is new."]


def test_other_passages_or_another_language_are_another_form(store: Store) -> None:
    fill(store)
    again = KnownForms("article", NO_LEXICON, store)
    assert again.form(TEXTS[2], EN) == spoken_form(TEXTS[2], EN)
    german = LanguageTag("de")
    assert again.form(TEXTS[0], german) == spoken_form(TEXTS[0], german)


def test_another_lexicon_remembers_nothing(store: Store) -> None:
    fill(store)
    lexicon = Lexicon((Entry("Doe", say="Dough"),))
    form = KnownForms("article", lexicon, store).form(TEXTS[1], EN)
    assert "Dough" in form.text


def test_what_left_the_article_is_forgotten(store: Store) -> None:
    fill(store)
    shorter = KnownForms("article", NO_LEXICON, store)
    shorter.form(TEXTS[0], EN)
    shorter.keep()
    (entry,) = store.folder.glob("*/*.kept")
    assert b"350" in entry.read_bytes()
    assert b"4,000" not in entry.read_bytes()


def test_damaged_memory_is_no_memory(store: Store) -> None:
    fill(store)
    (entry,) = store.folder.glob("*/*.kept")
    entry.write_bytes(entry.read_bytes()[:-5])
    assert KnownForms("article", NO_LEXICON, store).form(TEXTS[0], EN) == spoken_form(TEXTS[0], EN)
