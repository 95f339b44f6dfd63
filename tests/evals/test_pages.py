"""The evaluation pages themselves: whether what they expect can be had of them."""

import html
import json
import re
from pathlib import Path

import lxml.html
import pytest
from score import FACTS, PAGES, load, words_of

NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
KINDS = {"heading", "paragraph", "list item", "quote", "table", "code"}
WIDEST_MARK = 60  # characters between two words of a block: a footnote's mark, a struck word
DATE = re.compile(r"(?:\d{4}-\d\d-\d\d)?\Z")


def source_of(name: str) -> str:
    data = (PAGES / f"{name}.html").read_bytes()
    declared = re.search(rb"charset=[\"']?([\w-]+)", data)
    assert declared is not None
    return data.decode(declared[1].decode())


def text_of(name: str) -> str:
    tree = lxml.html.document_fromstring(source_of(name))
    return str(tree.text_content())


def collapsed(text: str) -> str:
    return " ".join(text.split())


def after(words: list[str], text: str, start: int) -> int:
    """Return where the words end in a text without spaces; only marks may stand between them."""
    for first in re.finditer(re.escape(words[0]), text[start:]):
        end = start + first.end()
        for word in words[1:]:
            place = text.find(word, end, end + WIDEST_MARK + len(word))
            if place < 0:
                break
            end = place + len(word)
        else:
            return end
    return -1


def test_every_page_has_its_expectation_and_every_expectation_its_page() -> None:
    assert sorted(p.name.removesuffix(".expected.json") for p in PAGES.glob("*.json")) == NAMES
    assert len(NAMES) >= 24


@pytest.mark.parametrize("name", NAMES)
def test_an_expectation_has_the_fields_that_it_should_have(name: str) -> None:
    told = json.loads((PAGES / f"{name}.expected.json").read_text("utf-8"))
    assert set(told) == {*FACTS, "blocks", "absent", "refused"}
    assert all(set(block) == {"kind", "text"} for block in told["blocks"])
    assert {block["kind"] for block in told["blocks"]} <= KINDS
    assert DATE.match(told["published"])
    assert told["refused"] or (told["title"] and told["language"])


@pytest.mark.parametrize("name", NAMES)
def test_what_is_expected_is_plain_text(name: str) -> None:
    for kind, text in load(PAGES / f"{name}.expected.json").blocks:
        lines = text.split("\n") if kind == "table" else [text]
        assert all(line and line == collapsed(line) for line in lines), text
        assert not re.search(r"</?[a-z]+[ >]|&\w+;", text), text


@pytest.mark.parametrize("name", NAMES)
def test_the_words_expected_stand_on_the_page_in_order(name: str) -> None:
    page, place = "".join(words_of(text_of(name))), 0
    for _, text in load(PAGES / f"{name}.expected.json").blocks:
        place = after(words_of(text), page, place)
        assert place >= 0, text


@pytest.mark.parametrize("name", NAMES)
def test_what_must_not_be_spoken_stands_on_the_page_and_in_no_block(name: str) -> None:
    expected = load(PAGES / f"{name}.expected.json")
    page = collapsed(text_of(name)) + collapsed(html.unescape(source_of(name)))
    spoken = " ".join(collapsed(text) for _, text in expected.blocks).casefold()
    for string in expected.absent:
        assert string in page
        assert string.casefold() not in spoken


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_of_an_articles_size_and_names_enough_furniture(name: str) -> None:
    expected = load(PAGES / f"{name}.expected.json")
    words = sum(len(text.split()) for _, text in expected.blocks)
    assert len(set(expected.absent)) == len(expected.absent) >= 8
    assert words == 0 if expected.refused else 250 <= words <= 900


def test_some_pages_have_no_article_and_most_have() -> None:
    refused = [name for name in NAMES if load(Path(PAGES, f"{name}.expected.json")).refused]
    assert len(refused) == 3
