import builtins
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from documents import archive, docx, epub, pdf

from paracast.article import Article, BlockKind, read_article
from paracast.errors import ArticleError
from paracast.script import Role, ScriptOptions, write_script

PROSE = "The harbour was quiet that morning, and the fishermen waited for the tide to turn."


def read(folder: Path, data: bytes, name: str) -> Article:
    path = folder / name
    path.write_bytes(data)
    return read_article(str(path))


def test_a_book_is_read_chapter_by_chapter_with_its_title_author_and_date(tmp_path: Path) -> None:
    data = epub(f"<h1>One</h1><p>{PROSE}</p>", f"<h1>Two</h1><p>{PROSE} Again.</p>")
    article = read(tmp_path, data, "book.epub")
    assert (article.title, article.author, article.language) == ("A Book", "Jo Doe", "en-GB")
    assert str(article.credits.published) == "2026-03-01"
    script = write_script(article, ScriptOptions(), show="")
    assert [segment.title for segment in script.segments] == ["A Book", "One", "Two"]
    assert script.account.unexplained == 0


def test_a_books_notes_page_marks_and_contents_are_not_heard(tmp_path: Path) -> None:
    body = (
        '<nav epub:type="toc"><ol><li>Chapter</li></ol></nav>'
        f'<p>{PROSE}<a epub:type="noteref" href="#n1">1</a></p>'
        '<span epub:type="pagebreak" title="12">12</span><p>It rained.</p>'
        '<aside epub:type="footnote" id="n1">Nobody hears this.</aside>'
    )
    article = read(tmp_path, epub(body), "book.epub")
    script = write_script(article, ScriptOptions(), show="")
    said = " ".join(u.form.text for u in script.utterances if u.role is Role.PARAGRAPH)
    assert said == f"{PROSE} It rained."
    assert {left.reason for left in script.left_out} == {
        "navigation", "footnote mark", "page mark", "footnote",
    }  # fmt: skip


CONTENTS = (
    '<nav epub:type="toc"><ol><li><a href="c0.xhtml#a">The ice</a></li>'
    '<li><a href="c1.xhtml">The thaw</a></li></ol></nav>'
)
POINT = '<navPoint><navLabel><text>{}</text></navLabel><content src="{}"/></navPoint>'
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
    + POINT.format("The ice", "c0.xhtml")
    + POINT.format("The thaw", "c1.xhtml")
    + "</navMap></ncx>"
)


@pytest.mark.parametrize("toc", [{"contents": CONTENTS}, {"ncx": NCX}])
def test_a_chapter_without_a_heading_has_its_name_from_the_table_of_contents(
    tmp_path: Path, toc: dict[str, str]
) -> None:
    data = epub(f"<p>{PROSE}</p>", f"<h2>The thaw</h2><p>{PROSE}</p>", **toc)
    script = write_script(read(tmp_path, data, "book.epub"), ScriptOptions(), show="")
    assert [segment.title for segment in script.segments] == ["A Book", "The ice", "The thaw"]


def test_a_book_is_known_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    assert read(tmp_path, epub(f"<p>{PROSE}</p>"), "book.txt").blocks[0].text == PROSE


def test_a_word_document_keeps_headings_lists_and_quotes(tmp_path: Path) -> None:
    data = docx(("Title", "Boats"), ("heading 1", "Winter"), ("Quote", "We stay."), ("", PROSE))
    article = read(tmp_path, data, "boats.docx")
    assert (article.title, article.author) == ("Boats", "Jo Doe")
    assert [(block.kind, block.text) for block in article.blocks] == [
        (BlockKind.HEADING, "Winter"),
        (BlockKind.QUOTE, "We stay."),
        (BlockKind.PARAGRAPH, PROSE),
    ]


def test_a_pdf_is_reflowed_and_its_running_heads_are_left_out(tmp_path: Path) -> None:
    lines = [f"and on the day number {day} nobody spoke of the strike" for day in range(48)]
    pages = [["Harbour Monthly", *lines[n : n + 12], f"{n}"] for n in range(0, 48, 12)]
    article = read(tmp_path, pdf(*pages), "a.pdf")
    text = " ".join(block.text for block in article.blocks)
    assert " ".join(lines[1:]) in text
    assert "Monthly" not in text
    assert {left.reason for left in article.left_out} == {"running head"}


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"PK\x03\x04rest", "a.epub", "damaged"),
        (archive({"a.txt": "x"}), "a.zip", "neither EPUB nor DOCX"),
        (archive({"META-INF/container.xml": "<a/>"}), "a.epub", "where its book begins"),
        (epub(), "a.epub", "nothing to say"),
        (b"plain words", "a.epub", "is no EPUB"),
        (b"%PDF-1.4 and nothing", "a.pdf", "cannot be read"),
        (pdf([]), "a.pdf", "without text"),
        (archive({"word/document.xml": "<no"}), "a.docx", "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, name: str, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, data, name)
    assert words in caught.value.message
    assert caught.value.remedy


def test_a_truncated_book_is_an_error_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = epub(f"<p>{PROSE}</p>" * 50)
    for length in range(30, len(whole) - 1, 97):
        with pytest.raises(ArticleError):
            read(tmp_path, whole[:length], "cut.epub")


def test_a_bomb_in_an_archive_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    bomb = b"<p>" + b"0" * 120_000_000 + b"</p>"
    members: dict[str, str | bytes] = {"META-INF/container.xml": bomb}
    began = time.process_time()
    with pytest.raises(ArticleError, match="unpacks to more than"):
        read(tmp_path, archive(members), "bomb.epub")
    assert time.process_time() - began < 10


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """A member that calls itself `../evil` is a name in the archive, and no path on the disk."""
    (tmp_path / "secret.xhtml").write_text("<p>secret words</p>")
    data = epub(f"<p>{PROSE}</p>").replace(b"c0.xhtml", b"../s.xht")
    with pytest.raises(ArticleError):
        read(tmp_path, data, "evil.epub")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["evil.epub", "secret.xhtml"]


def test_entities_in_a_book_are_not_expanded(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE c [<!ENTITY a0 "AAAAAAAAAA">'
        + "".join(f'<!ENTITY a{n + 1} "' + 10 * f"&a{n};" + '">' for n in range(9))
        + '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="&a9;&x;"/></rootfiles></container>'
    )
    began = time.process_time()
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, archive({"META-INF/container.xml": bomb}), "bomb.epub")
    assert "root:" not in caught.value.message
    assert time.process_time() - began < 3


@pytest.mark.parametrize(("name", "module"), [("a.docx", "mammoth"), ("a.pdf", "pypdf")])
def test_a_missing_extra_is_named_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    real = builtins.__import__

    def without(
        wanted: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002  the interpreter's own names
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> object:
        if wanted == module:
            raise ImportError(name=module)
        return real(wanted, globals, locals, fromlist, level)

    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    data = docx(("", PROSE)) if name == "a.docx" else pdf([PROSE])
    with pytest.raises(ArticleError) as caught:
        read(tmp_path, data, name)
    assert "paracast[documents]" in caught.value.remedy
