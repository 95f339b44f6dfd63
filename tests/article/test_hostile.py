"""Untrusted sources do no harm, and cost no more than their size is worth."""

import resource
import time
from pathlib import Path

import pytest

from paracast.article import Article, Source, read_source
from paracast.errors import ArticleError
from paracast.script import ScriptOptions, write_script

PROSE = "The harbour was quiet that morning, and the fishermen waited for the tide to turn. "
PAGE = "<!doctype html><html lang=en><body><article><h1>Boats</h1>{}</article></body></html>"
PARAGRAPHS = "".join(f"<p>{number}. {PROSE}</p>" for number in range(8))
SECONDS = 15.0  # several times what the slowest takes on a busy machine


def read(text: str, ending: str = ".html") -> Article:
    return read_source(Source(text.encode("utf-8", "surrogatepass"), "", f"a{ending}", ending))


def said(article: Article) -> str:
    return "\n".join(
        u.form.text for u in write_script(article, ScriptOptions(), show="").utterances
    )


def read_or_refused(text: str, ending: str) -> str:
    """Return what is said of a source; of one that is refused, why.

    One of which not all is accounted for is refused by `paracast make`.
    """
    try:
        script = write_script(read(text, ending), ScriptOptions(), show="")
        if script.account.unexplained:
            return f"refused: a{ending} is not accounted for"
        return "\n".join(utterance.form.text for utterance in script.utterances)
    except ArticleError as error:
        return f"refused: {error.message} {error.remedy}"


HOSTILE = {
    "50,000 nested elements": PAGE.format(PARAGRAPHS + "<div>" * 50_000 + "deep"),
    "2,000 unclosed elements": PAGE.format(PARAGRAPHS + "<b>word " * 1900),
    "20,000 links": PAGE.format("<a href=/x>link</a> " * 20_000 + PARAGRAPHS),
    "200,000 attributes": PAGE.format(
        f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>{PROSE}</p>" + PARAGRAPHS
    ),
    "20,000 table rows": PAGE.format(PARAGRAPHS + f"<table>{'<tr><th>a<td>b' * 20_000}</table>"),
    "an endless tag": PAGE.format(PARAGRAPHS) + "<" * 200_000,
    "an endless comment": PAGE.format(PARAGRAPHS + "<!--" + "-" * 500_000),
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    + PAGE.format(PARAGRAPHS + "<p>&b;&b;</p>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_do_harm_costs_little(name: str) -> None:
    began = time.process_time()
    told = read_or_refused(HOSTILE[name], ".html")
    assert "fishermen waited" in told or told.startswith("refused: a.html")
    assert time.process_time() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000  # kB


MARKDOWN = {
    "50,000 quotes deep": "Boats\n\n" + ">" * 50_000 + " deep\n\n" + PROSE,
    "a thousand lists deep": "# Boats\n\n"
    + "".join("  " * n + "- x\n" for n in range(1000))
    + PROSE,
    "50,000 brackets": "# Boats\n\n" + "[" * 50_000 + "x" + "](y" * 1000 + "\n\n" + PROSE,
    "50,000 stars": "# Boats\n\n" + "*a **b " * 10_000 + "\n\n" + PROSE,
    "endless front matter": "---\n" + "a: b\n" * 50_000 + "---\n\n" + PROSE,
    "yaml aliases": "---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n\n" + PROSE,
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_made_to_do_harm_costs_little(name: str) -> None:
    began = time.process_time()
    told = read_or_refused(MARKDOWN[name], ".md")
    assert "fishermen waited" in told or told.startswith("refused: a.md")
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("ending", [".html", ".md", ".txt"])
def test_control_characters_reach_no_voice(ending: str) -> None:
    """ESpeak obeys embedded commands: 0x01, then a number and a letter."""
    text = "Boats\n\n" + "The \x01400S harbour \x1b[31m was \x7f quiet \x9b.\n\n" + PROSE * 9
    article = read(PAGE.format(f"<p>{text}</p>" * 3) if ending == ".html" else text, ending)
    spoken = said(article)
    assert "harbour" in spoken
    assert not [sign for sign in spoken if ord(sign) < 32 and sign != "\n"]
    assert not set(spoken) & set(map(chr, range(0x7F, 0xA0)))


@pytest.mark.parametrize("ending", [".html", ".md", ".txt"])
def test_marks_that_turn_text_around_are_dropped_and_accounted_for(ending: str) -> None:
    line = "The harbour \u202ewas\u202c quiet\u200b that \u2066morning\u2069, soft\u00adly."
    article = read(
        PAGE.format(f"<p>{line}</p>" * 4) if ending == ".html" else f"T\n\n{line}", ending
    )
    script = write_script(article, ScriptOptions(), show="")
    assert "The harbour was quiet that morning, softly." in said(article)
    assert script.account.unexplained == 0
    assert script.account.summary()["left out"]["invisible character"] > 0


def test_scripts_and_styles_are_never_read(tmp_path: Path) -> None:
    page = PAGE.format(
        f"<script>var secret</script><style>p {{ secret: 1 }}</style>{PARAGRAPHS}"
        "<p onclick='secret()'>It rained.<script>document.write('secret')</script></p>"
    )
    path = tmp_path / "a.html"
    path.write_text(page)
    assert "secret" not in said(read(page))


def test_a_page_in_another_encoding_than_it_declares_is_read_all_the_same() -> None:
    page = PAGE.format("<p>Café naïve. " + PROSE + "</p>" + PARAGRAPHS)
    declared = page.replace("<body>", "<meta charset=windows-1252><body>")
    for data in (page.encode("utf-16"), declared.encode("cp1252", "ignore"), page.encode()):
        article = read_source(Source(data, "", "a.html", ".html"))
        assert "Café naïve." in said(article)


@pytest.mark.parametrize("sign", ["\x0c", "\x01", "\x1b", "\ufffe"])
@pytest.mark.parametrize(
    "element",
    ["<script>x</script>", "<del>x</del>", "<nav><a href=/>x</a></nav>", "<sup>1</sup>", "<span>"],
)
def test_characters_that_xml_lacks_may_stand_anywhere_in_a_page(sign: str, element: str) -> None:
    between = f"{sign}{element}{sign}"
    page = PAGE.format(f"{between}{PARAGRAPHS}<p>It{between} rained.</p>{between}")
    assert "fishermen waited" in said(read(page))
