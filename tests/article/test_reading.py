import io
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paracast.article import Article, BlockKind, read_article
from paracast.errors import ArticleError

PROSE = "The harbour was quiet that morning, and the fishermen waited for the tide to turn."


def read(folder: Path, content: str | bytes, name: str = "article.txt") -> Article:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_article(str(path))


def kinds(article: Article) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def test_the_first_line_is_the_title_and_is_not_among_the_blocks(tmp_path: Path) -> None:
    article = read(tmp_path, f"Boats come home\n\n{PROSE}\n\n{PROSE}")
    assert article.title == "Boats come home"
    assert [block.text for block in article.blocks] == [PROSE, PROSE]


def test_a_title_that_was_asked_for_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Boats come home\n\n{PROSE}")
    assert read_article(str(path), title="Other", author="Jo").title == "Other"
    assert read_article(str(path), title="Other", author="Jo").author == "Jo"


def test_a_paragraph_is_no_title_and_the_files_name_serves(tmp_path: Path) -> None:
    article = read(tmp_path, f"{PROSE}\n\n{PROSE}", "a-quiet_harbour.txt")
    assert article.title == "A quiet harbour"
    assert len(article.blocks) == 2


def test_a_byline_becomes_the_author(tmp_path: Path) -> None:
    article = read(tmp_path, f"Boats come home\n\nBy Jane de Wit\n\n{PROSE}")
    assert article.author == "Jane de Wit"
    assert [left.reason for left in article.left_out] == ["byline"]


def test_hard_wrapped_lines_flow_together_and_broken_words_are_whole(tmp_path: Path) -> None:
    text = (
        "Wrapped\n\nThe harbour had been frozen since the feast, and the fisher-\n"
        "men, who were used to idle winters, sat in the Blue Anchor and ar-\n"
        "gued about the price of salt until the evening came and with it the\nboats."
    )
    (block,) = read(tmp_path, text).blocks
    assert "the fishermen, who" in block.text
    assert "and argued about" in block.text
    assert block.text.endswith("with it the boats.")


def test_lines_that_are_not_wrapped_stay_paragraphs(tmp_path: Path) -> None:
    article = read(tmp_path, f"Title\n\n{PROSE * 2}\n{PROSE * 2}\n{PROSE}")
    assert len(article.blocks) == 3


def test_lists_quotes_and_headings_are_recognised(tmp_path: Path) -> None:
    parts = (PROSE, "The long winter", PROSE * 2, "- salt\n- nets", "> We stay.", "End.")
    text = "\n\n".join(("Title", *parts))
    article = read(tmp_path, text)
    assert kinds(article) == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.PARAGRAPH,
    ]
    assert article.blocks[3].text == "salt"
    assert article.blocks[5].text == "We stay."


def test_notes_at_the_end_are_footnotes_and_separators_are_left_out(tmp_path: Path) -> None:
    article = read(tmp_path, f"Title\n\n{PROSE}\n\n* * *\n\n{PROSE}\n\n[12] Smith 1999, p. 4.")
    assert [left.reason for left in article.left_out] == ["separator"]
    assert kinds(article) == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"),
     ("utf-16-be", b"\xfe\xff"),
     ("utf-16-le", b""), ("cp1252", b"")],
)  # fmt: skip
def test_every_common_encoding_is_read(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = (
        "Café Zoë\r\n\r\nA naïve coup d’état — “so they said” — cost £5 in the quiet harbour town."
    )
    article = read(tmp_path, mark + text.encode(encoding))
    assert article.title == "Café Zoë"
    assert article.blocks[0].text == text.splitlines()[2]


def test_two_bad_bytes_do_not_change_the_encoding_of_the_rest(tmp_path: Path) -> None:
    good = ("Café naïve — " * 50).encode()
    article = read(tmp_path, b"T\n\n" + good[:100].rstrip(b"\xc3") + b"\xff\xfe" + good)
    assert "Ã" not in article.blocks[0].text
    assert "�" not in article.blocks[0].text


def test_mojibake_is_repaired_and_curly_quotes_stay(tmp_path: Path) -> None:
    article = read(tmp_path, "T\n\nItâ€™s naÃ¯ve, “said” the ﬁrst.")
    assert article.blocks[0].text == "It’s naïve, “said” the first."


def test_numbers_keep_their_form(tmp_path: Path) -> None:
    article = read(tmp_path, "T\n\nAbout 3² and ½ of 10\u202f000 non\u2011violent peo\u00adple.")
    assert article.blocks[0].text == "About 3² and ½ of 10,000 non-violent people."


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t \xc2\xa0\n", b"...\n\n!!!", "🙂 🎉\n".encode(), b"\x89PNG\r\n\x1a\n\0\0",
     b"%PDF-1",
     b"PK\x03\x04rest", bytes(range(256)) * 40, b"<!DOCTYPE html><html><p>...</p></html>"],
)  # fmt: skip
def test_what_holds_no_text_to_say_is_an_error_with_a_remedy(
    tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, content)
    assert caught.value.remedy


def test_what_is_not_there_or_no_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    for locator in (
        str(tmp_path / "none.txt"),
        str(tmp_path),
        "bad\0name",
        "https://example.org/a",
    ):
        with pytest.raises(ArticleError):
            read_article(locator)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PROSE)
    path.chmod(0)
    with pytest.raises(ArticleError, match="ermission"):
        read_article(str(path))


def test_five_megabytes_in_one_line_are_refused_quickly(tmp_path: Path) -> None:
    began = time.process_time()
    with pytest.raises(ArticleError, match=r"[45],\d{3},\d{3} characters"):
        read(tmp_path, "T\n\n" + "word " * 1_000_000)
    assert time.process_time() - began < 10


def test_an_endless_word_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    article = read(tmp_path, f"T\n\n{PROSE} {'a' * 100_000} {PROSE}")
    assert article.blocks[0].text == f"{PROSE} {PROSE}"
    assert article.left_out[0].reason == "a word of 100,000 characters"


@pytest.mark.parametrize("noise", ["." * 20_000, "!" * 20_000, "\n" * 100_000, "-" * 20_000 + "\n"])
def test_endless_punctuation_and_blank_lines_are_read_in_no_time(
    tmp_path: Path, noise: str
) -> None:
    began = time.process_time()
    article = read(tmp_path, f"T\n\n{PROSE}\n\n{noise}\n\n{PROSE} {noise}")
    assert time.process_time() - began < 3
    assert sum(len(block.text) for block in article.blocks) < 300


def test_standard_input_has_no_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(f"# Boats\n\n{PROSE}".encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    article = read_article("-")
    assert (article.title, article.identity) == ("Boats", "")


def test_a_file_has_the_same_identity_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(tmp_path, PROSE).identity
    monkeypatch.chdir(tmp_path)
    assert read_article("./article.txt").identity == whole
    assert "article" not in whole


@pytest.mark.parametrize(
    ("text", "language"),
    [(PROSE, "en"), ("كان الميناء هادئا", "ar"), ("港は静かだった。", "ja"), ("港口很安静。", "zh"),
     ("Гавань была тихой.", "ru"), ("Το λιμάνι ήταν ήσυχο.", "el")],
)  # fmt: skip
def test_the_script_tells_the_language_where_nothing_else_does(
    tmp_path: Path, text: str, language: str
) -> None:
    assert read(tmp_path, f"{text}\n\n{text}").language == language


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=600), name=st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_read_or_refused_and_its_blocks_stand_in_order(
    tmp_path: Path, text: str, name: str
) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        article = read(tmp_path, data, name)
    except ArticleError:
        return
    starts = [block.span.start for block in article.blocks]
    assert starts == sorted(starts)
    for block in article.blocks:
        assert 0 <= block.span.start < block.span.end <= len(data)
        assert block.text == block.text.strip() != ""
        if block.kind is not BlockKind.CODE:
            assert not any(ord(c) < 32 and c != "\n" for c in block.text)


WORDS = st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=3, max_size=60)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paragraphs=st.lists(WORDS, min_size=2, max_size=6), width=st.integers(30, 90))
def test_no_word_of_plain_prose_is_lost_however_it_is_wrapped(
    tmp_path: Path, paragraphs: list[list[str]], width: int
) -> None:
    import textwrap

    sentences = [" ".join(words).capitalize() + "." for words in paragraphs]
    wrapped = "\n\n".join(textwrap.fill(s, width, break_on_hyphens=False) for s in sentences)
    article = read(tmp_path, f"{wrapped}\n")
    heard = " ".join(block.text for block in article.blocks)
    assert heard.split() == " ".join(sentences).split()
