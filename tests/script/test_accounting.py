"""Every character of a source is spoken, replaced by a rule, or left out for a reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from documents import epub
from hypothesis import example, given, settings
from hypothesis import strategies as st

from paracast.article import ADDED, Article, BlockKind, Source, read_article, read_source
from paracast.errors import ArticleError
from paracast.script import Fate, Script, ScriptOptions, write_script
from paracast.script.report import rows_of

WORDS = st.text(
    st.sampled_from(
        "abc ABC 19 $5% é’“” .,;:!? —–- *_`~^ [](){}<> # > | \\ & \n \t \u00ad\u200b ½²"
    ),
    max_size=400,
)
PIECES = st.sampled_from(
    [
        "# Title\n\n",
        "The harbour was quiet. ",
        "It cost $350 million in 1984.[^1] ",
        "**bold** and *italic* and `code` ",
        '[a link](https://example.org/a_(b) "t") ',
        "![alt text](a.png) ",
        "[ref][r] ",
        "~~struck~~ ",
        "<b>tag</b> ",
        "<!-- note --> ",
        "&amp; &eacute; ",
        "\\* escaped ",
        "\n\n",
        "\n",
        "- item one\n- item two\n\n",
        "1. one\n2. two\n\n",
        "> quoted\n> again\n\n",
        "```py\nx = 1\n```\n\n",
        "    indented code\n\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
        "Setext\n======\n\n",
        "***\n\n",
        "[r]: https://example.org 'T'\n\n",
        "[^1]: A note.\n\n",
        "<div>block <i>html</i></div>\n\n",
        "line  \nbreak ",
        "<https://auto.example> ",
        "^[inline note] ",
        "- [x] done\n",
        "::: odd\n",
        "&#x41; ",
        "[[wiki]] ",
        "a_b_c ",
        "H~2~O ",
    ]
)
MARKUP = st.lists(PIECES, min_size=1, max_size=12).map("".join)


def scripted(data: bytes, name: str) -> tuple[Article, Script]:
    ending = name[name.rindex(".") :]
    article = read_source(Source(data, "", name, ending))
    return article, write_script(article, ScriptOptions(), show="")


def accounted(data: bytes, name: str) -> None:
    """Check a source's whole account; a source without words has none."""
    try:
        article, script = scripted(data, name)
    except ArticleError:
        return
    stretches = script.account.stretches
    position = 0
    for stretch in stretches:
        assert stretch.span.start == position, "the stretches leave no gap"
        position = stretch.span.end
        assert stretch.fate is not Fate.UNEXPLAINED, article.source[stretch.span.start : position]
        assert stretch.why or stretch.fate is Fate.SPOKEN
    assert position == len(article.source)
    spoken_as_it_stands(article, script)


def spoken_as_it_stands(article: Article, script: Script) -> None:
    """Check that what the map calls verbatim is verbatim."""
    for utterance in script.utterances:
        written = utterance.form.written
        assert len(utterance.places) == len(written)
        for character, place in zip(written, utterance.places, strict=True):
            assert place == ADDED or article.source[place] == character


@settings(max_examples=150, deadline=None)
@given(WORDS)
@example("Title\n\nA naÃ¯ve line\u2028and another .....  \u00ad soft.")
def test_no_character_of_a_text_is_unaccounted_for(text: str) -> None:
    accounted(text.encode(), "a.txt")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_character_of_any_text_is_unaccounted_for(text: str) -> None:
    accounted(text.encode("utf-8", "replace"), "a.txt")


@settings(max_examples=250, deadline=None)
@given(MARKUP)
def test_no_character_of_markdown_is_unaccounted_for(text: str) -> None:
    accounted(text.encode(), "a.md")


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_no_character_of_odd_markdown_is_unaccounted_for(text: str) -> None:
    accounted(text.encode(), "a.md")


TAGS = st.sampled_from(
    [
        "<p>The harbour was quiet that morning, and nobody spoke of it.</p>",
        "<h1>Boats</h1>",
        "<h2>The long <em>winter</em></h2>",
        "<ul><li>salt<li>nets</ul>",
        "<ol><li>one</li><li>two</ol>",
        "<table><tr><th>Year<th>Tonnes<tr><td>1984<td>57,000</table>",
        "<pre>x = 1</pre>",
        "loose text ",
        "<blockquote><p>We stay.</p></blockquote>",
        "<img alt='a boat' src=b.png>",
        "<br><br>",
        "<div>",
        "</div>",
        "<p>It cost $5<sup><a href='#n'>1</a></sup> and H<sub>2</sub>O <del>never</del>.</p>",
        "<nav>Home</nav>",
        "<figure><img src=a><figcaption>A boat</figcaption></figure>",
        "<p hidden>secret</p>",
        "<script>x()</script>",
        "<!-- comment -->",
        "&amp;&nbsp;&#8217; ",
        "<span lang=es>no somos traficantes</span> ",
        "<q>yes</q>",
        "<aside>Sign up to our newsletter</aside>",
        "<p>Read more: <a href=x>Other boats</a></p>",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS, min_size=1, max_size=14).map("".join))
def test_no_character_of_a_page_is_unaccounted_for(page: str) -> None:
    accounted(f"<!doctype html><html lang=en><body>{page}</body>".encode(), "a.html")


@settings(max_examples=50, deadline=None)
@given(st.lists(TAGS, min_size=1, max_size=6).map("".join))
def test_no_character_of_a_book_is_unaccounted_for(body: str) -> None:
    accounted(epub(body, "<p>It rained.</p>"), "a.epub")


def test_every_evaluation_page_is_accounted_for() -> None:
    for page in sorted((Path(__file__).parents[2] / "evals" / "pages").glob("*.html")):
        accounted(page.read_bytes(), page.name)


def test_a_number_is_replaced_by_its_rule_and_struck_words_are_left_out_for_a_reason() -> None:
    article, script = scripted(b"# Boats\n\nIt cost $5, ~~not~~ more.", "a.md")
    told = {
        article.source[s.span.start : s.span.end]: (s.fate, s.why) for s in script.account.stretches
    }
    assert told["$5"] == (Fate.REPLACED, "money")
    assert told["not"] == (Fate.LEFT_OUT, "struck out")
    assert told["Boats"] == (Fate.SPOKEN, "")


def test_what_nobody_says_and_nobody_explains_is_found_out() -> None:
    """The check can fail: a reader that loses words is caught by its own source."""
    article, _ = scripted(b"Boats\n\nOne boat came.\n\nTwo boats went.", "a.txt")
    losing = replace(article, blocks=article.blocks[:1])
    account = write_script(losing, ScriptOptions(), show="").account
    lost = [s for s in account.stretches if s.fate is Fate.UNEXPLAINED]
    assert [article.source[s.span.start : s.span.end] for s in lost] == ["Two", "boats", "went."]
    assert account.unexplained == len("Twoboatswent.") / len(article.source)


def test_the_report_shows_source_and_speech_side_by_side() -> None:
    article, script = scripted(b"# Boats\n\nIt cost $5.\n\n```\nx = 1\n```\n", "a.md")
    rows = {row.written: row for row in rows_of(article, script)}
    assert rows["It cost $5."].spoken == "It cost five dollars."
    assert rows["It cost $5."].why == ("money",)
    assert rows["x = 1"].why == ("left out: code",)


def test_a_summary_counts_every_character_once(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Boats\n\nIt cost $5 and *more*.\n")
    article = read_article(str(path))
    script = write_script(article, ScriptOptions(), show="")
    counted = sum(n for reasons in script.account.summary().values() for n in reasons.values())
    assert counted == len(article.source)


@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_kind_of_block_has_a_role(kind: BlockKind) -> None:
    from paracast.script import Role

    assert Role(kind.value)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_title_that_another_one_takes_the_place_of_is_left_out_for_that_reason(name: str) -> None:
    texts = {
        "a.txt": "Boats\n\nThe harbour was quiet that morning.",
        "a.md": "# Boats\n\nThe harbour was quiet.",
        "a.html": "<html><body><h1>Boats</h1><p>The harbour was quiet.</p></body></html>",
    }
    source = Source(texts[name].encode(), "", name, name[1:])
    script = write_script(read_source(source, title="The ferry"), ScriptOptions(), show="")
    assert script.account.unexplained == 0
