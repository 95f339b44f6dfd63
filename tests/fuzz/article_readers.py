"""Readers of articles, of the feeds that list them, and of what servers say of them."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from documents import docx, epub, pdf
from fuzzing import Reader, text_of

from paracast.article import Source, read_source
from paracast.article.address import parse_address
from paracast.article.answers import media_type_of, refuse_compression
from paracast.article.decoding import decode
from paracast.article.entries import read_feed
from paracast.article.plain import read_plain
from paracast.check import Finding, check_document
from paracast.check.document import read_feed as read_document
from paracast.feed.foreign import read_show_feed
from paracast.publish.naming import named_in
from paracast.script import ScriptOptions, write_script
from paracast.script.spoken import spoken_form
from paracast.units import LanguageTag

_ROOT = Path(__file__).parents[2]
PART = b"\n=====\n"
_LANGUAGES = ("en", "de", "es", "ja", "und")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_BOOK = ("META-INF/container.xml", "OEBPS/book.opf", "OEBPS/nav.xhtml", "OEBPS/c0.xhtml")
_WORD = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml")
_WORDS_OF_FEEDS = (b"<item>", b"<entry>", b"<pubDate>", b"<![CDATA[", b"<dc:creator>", b"&#0;")


def _article(data: bytes, ending: str) -> object:
    return read_source(Source(data, "", f"a{ending}", ending))


def _read_page(data: bytes) -> object:
    url = "https://example.org/boats"
    return read_source(Source(data, "", "a.html", ".html", url=url, media_type="text/html"))


def _read_any(data: bytes) -> object:
    charset, _, rest = data.partition(b"\n")
    name = charset.decode("latin-1")
    return read_source(Source(rest, "", "a", "", charset=name, media_type=name))


def _packed(names: Sequence[str], bare: Callable[[], bytes]) -> Callable[[bytes], bytes]:
    """Return a function that puts parts into an archive, under the names of its members."""

    def pack(data: bytes) -> bytes:
        out = io.BytesIO()
        given = zip(names, data.split(PART), strict=False)
        parts = {name: part for name, part in given if part}
        with zipfile.ZipFile(io.BytesIO(bare())) as old, zipfile.ZipFile(out, "w") as new:
            for name in sorted({*old.namelist(), *parts}):
                new.writestr(name, parts[name] if name in parts else old.read(name))
        return out.getvalue()

    return pack


def _unpacked(names: Sequence[str], archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        held = set(old.namelist())
        return PART.join(old.read(name) if name in held else b"" for name in names)


def _book() -> bytes:
    listed = '<nav epub:type="toc"><ol><li><a href="c0.xhtml">One</a></li></ol></nav>'
    return epub("<h1>One</h1><p>It was a dark night.</p>", contents=listed)


def _word() -> bytes:
    return docx(("Title", "Boats"), ("Heading 1", "Home"), ("", "It was a dark night."))


def _read_archive(
    ending: str, names: Sequence[str], bare: Callable[[], bytes]
) -> Callable[[bytes], object]:
    pack = _packed(names, bare)

    def read(data: bytes) -> object:
        return _article(data if data.startswith(b"PK") else pack(data), ending)

    return read


def _pdf() -> list[bytes]:
    return [pdf(["The Boats", "It was a dark night."]), pdf(["One"], ["Two", "of two"])]


def _samples(*patterns: str) -> Callable[[], list[bytes]]:
    """Return the beginnings of files of this repository."""

    def read() -> list[bytes]:
        found = [path for pattern in patterns for path in sorted(_ROOT.glob(pattern))]
        return [path.read_bytes()[:30_000] for path in found]

    return read


def _say(data: bytes) -> object:
    language = LanguageTag(_LANGUAGES[(data or b"\0")[0] % len(_LANGUAGES)])
    form = spoken_form(text_of(data[1:]), language)
    assert not form.failures, f"rules failed: {form.failures}"
    return form.text


def _write(data: bytes) -> object:
    article = read_source(Source(text_of(data).encode("utf-8", "replace"), "", "a.md", ".md"))
    script = write_script(article, ScriptOptions(), show="")
    assert not script.account.unexplained, "a character is lost"
    return script


def _lines() -> list[bytes]:
    tables = sorted(_ROOT.glob("tests/golden/spoken/*.tsv"))
    lines = [line for path in tables for line in path.read_bytes().split(b"\n") if line]
    return [b"\0" + line.partition(b"\t")[0] for line in lines[::5]]


def _check(data: bytes) -> object:
    document = read_document(data, "feed.xml")
    return document if isinstance(document, Finding) else list(check_document(document))


def _head(data: bytes) -> object:
    address = parse_address("https://example.org/a")
    refuse_compression(data.decode("latin-1"), address)
    return media_type_of(data.decode("latin-1"))


def _decode(data: bytes) -> object:
    charset, _, rest = data.partition(b"\n")
    return decode(rest, "a.txt", charset.decode("latin-1"))


def _lasting(data: bytes) -> object:
    address = parse_address(text_of(data))
    return address.lasting, address.ending, parse_address(str(address))


_FEEDS = _samples("tests/golden/feed/**/*.xml")

ARTICLES = (
    Reader("html", _read_page, _samples("evals/pages/*.html", "tests/golden/reading/*.html")),
    Reader(
        "markdown",
        lambda data: _article(data, ".md"),
        _samples("docs/*.md", "*.md", "tests/golden/reading/*.md"),
        words=(b"[", b"](", b"```", b"> ", b"- ", b"**", b"---\n", b"|", b"[^1]", b"<div>", b"$$"),
    ),
    Reader("plain", lambda data: _article(data, ".txt"), _samples("tests/golden/reading/*.txt")),
    Reader("any", _read_any, lambda: [b"utf-8\n<html><p>Boats", b"gbk\nBoats", b"\n# Boats\n\nx"]),
    Reader("decoding", _decode, lambda: [b"gb2312\n\xc4\xe3", b"utf-16\nB\0", b"\nBoats"]),
    Reader(
        "epub",
        _read_archive(".epub", _BOOK, _book),
        lambda: [_book(), _unpacked(_BOOK, _book())],
        words=(b"full-path=", b"<itemref idref=", b"properties=", b"../", b"%2e%2e/", b"<!ENTITY"),
    ),
    Reader(
        "docx",
        _read_archive(".docx", _WORD, _word),
        lambda: [_word(), _unpacked(_WORD, _word())],
        words=(b"<w:p>", b"<w:tbl>", b"<w:numPr>", b"<w:fldChar>", b"<w:hyperlink>", b"<!ENTITY"),
    ),
    Reader(
        "pdf",
        lambda data: _article(data, ".pdf"),
        _pdf,
        words=(b"/Kids[", b" 0 R", b"/FlateDecode", b"/ToUnicode", b"stream\n", b"/Prev ", b"BT "),
    ),
    Reader(
        "entries",
        lambda data: read_feed(Source(data, "", "f", ""), "f"),
        _FEEDS,
        words=_WORDS_OF_FEEDS,
    ),
    Reader(
        "takeover",
        lambda data: read_show_feed(Source(data, "", "f", ""), _NOW),
        _FEEDS,
        words=_WORDS_OF_FEEDS,
    ),
    Reader("check-feed", _check, _FEEDS, words=_WORDS_OF_FEEDS),
    Reader("publish-feed", lambda data: named_in(data, "https://example.org/show/"), _FEEDS),
    Reader("spoken", _say, _lines, refusals=()),
    Reader("script", _write, _samples("tests/golden/reading/*.md", "docs/*.md")),
    Reader(
        "plain-text",
        lambda data: read_plain(text_of(data)),
        _samples("tests/golden/reading/*.txt"),
        refusals=(),
    ),
    Reader("address", _lasting, lambda: [b"https://example.org:8/a?b=c#d", b"http://[::1]/"]),
    Reader("header", _head, lambda: [b"text/html; charset=utf-8", b"gzip, deflate"]),
)
