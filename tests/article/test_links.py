from pathlib import Path

import pytest
from documents import epub
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from paracast.article import Article, BlockKind, Source, read_article, read_source
from paracast.article.links import address_of
from paracast.article.pictures import own_picture

BASE = "https://example.org/tales/boats.html"


def linked(article: Article) -> list[tuple[str, str]]:
    """Return the words of every link, and where it leads."""
    return [
        (block.text[link.span.start : link.span.end], link.address)
        for block in article.blocks
        for link in block.links
    ]


def markdown(folder: Path, text: str) -> Article:
    (folder / "a.md").write_text(text, "utf-8")
    return read_article(str(folder / "a.md"))


def page(body: str, url: str = BASE, head: str = "") -> Article:
    html = f"<!DOCTYPE html><html><head><title>T</title>{head}</head><body>{body}</body></html>"
    return read_source(Source(html.encode(), "i", "page", ".html", url=url))


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("HTTP://EXAMPLE.com", "http://example.com/"),
        ("/salt", "https://example.org/salt"),
        ("nets.html", "https://example.org/tales/nets.html"),
        ("//example.com/x", "https://example.com/x"),
        ("https://example.com/été#où", "https://example.com/%C3%A9t%C3%A9#o%C3%B9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("#winter", ""),
        ("boats.html#winter", ""),
        ("mailto:jo@example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://jo:secret@example.com/", ""),
        ("http://[half", ""),
        ("http://example.com:port/", ""),
        ("https://example.com/" + "a" * 3000, ""),
        ("", ""),
    ],
)
def test_only_what_is_on_the_web_is_an_address(reference: str, address: str) -> None:
    assert address_of(reference, BASE) == address


def test_a_relative_link_of_an_article_without_an_address_leads_nowhere() -> None:
    assert address_of("nets.html") == ""


@given(st.text(), st.sampled_from(["", BASE]))
def test_any_reference_gives_an_address_in_ascii_or_none(reference: str, base: str) -> None:
    address = address_of(reference, base)
    assert address.isascii()
    assert address == "" or address.startswith(("http://", "https://"))


def test_links_of_markdown_stand_on_their_words(tmp_path: Path) -> None:
    article = markdown(
        tmp_path,
        "# T\n\nSee [the **long** report](https://a.example/r), <https://b.example/>, [it][1].\n\n"
        '1. One [net](https://c.example "Nets").\n\n| a | b |\n|---|---|\n'
        "| x | [y](https://d.example) |\n\n> As [told](http://e.example).\n\n"
        "## [Winter](https://f.example/w)\n\nHere [nothing](#x), [nobody](mailto:a@b.example), "
        "[near](near.md).\n\n[1]: https://g.example/it\n",
    )
    assert linked(article) == [
        ("the long report", "https://a.example/r"),
        ("https://b.example/", "https://b.example/"),
        ("it", "https://g.example/it"),
        ("net", "https://c.example/"),
        ("y", "https://d.example/"),
        ("told", "http://e.example/"),
        ("Winter", "https://f.example/w"),
    ]


def test_links_of_a_page_stand_on_their_words_and_start_from_its_address() -> None:
    prose = "The harbour was quiet that morning, and nobody came to see the boats. " * 5
    article = page(
        "<nav><a href='/home'>Home</a></nav><article><h1>Boats come home</h1>"
        f"<p>{prose}<a href='/report'>The <b>long</b>\n report</a>. {prose}</p>"
        f"<p>{prose}<a href='#x'>Here</a>, <a href='mailto:a@b.example'>they</a> said.</p>"
        f"<h2 id='the winter'>Winter</h2><p>{prose}</p>"
        "<p>More <a href='https://b.example'>nets</a><sup><a href='#fn1'>1</a></sup> and salt, "
        "said the mayor, who had not expected any of it to happen in this year.</p></article>"
    )
    assert linked(article) == [
        ("The long report", "https://example.org/report"),
        ("nets", "https://b.example/"),
    ]
    (heading,) = [block for block in article.blocks if block.kind is BlockKind.HEADING]
    assert heading.address == "https://example.org/tales/boats.html#the%20winter"


def test_a_pages_base_is_where_its_links_start() -> None:
    body = f"<article><p>{'It was quiet here. ' * 30}<a href='x'>Nets</a>.</p></article>"
    article = page(body, head="<base href='/deep/er/'>")
    assert linked(article) == [("Nets", "https://example.org/deep/er/x")]


def test_a_saved_page_that_tells_no_address_keeps_whole_links_only() -> None:
    body = (
        f"<p>{'It was quiet here. ' * 30}<a href='x'>Nets</a> <a href='//b.example'>Salt</a>.</p>"
    )
    assert linked(page(body, url="")) == []


def test_links_in_a_books_table_and_text_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(
        epub(
            "<h1>One</h1><p>First words.</p>",
            "<h1>Two</h1><p>See <a href='https://a.example/'>the nets</a> and <a href='c0.xhtml'>"
            "back</a>.</p><table><tr><th>Year</th><th>Who</th></tr>"
            "<tr><td>1984</td><td><a href='https://b.example/'>Jo</a></td></tr></table>",
        )
    )
    assert linked(read_article(str(tmp_path / "a.epub"))) == [
        ("the nets", "https://a.example/"),
        ("Jo", "https://b.example/"),
    ]


def test_a_link_is_found_again_behind_a_word_that_nobody_can_say(tmp_path: Path) -> None:
    article = markdown(tmp_path, f"# T\n\nA {'x' * 1200} and [nets](https://a.example).")
    assert linked(article) == [("nets", "https://a.example/")]


# Pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "article"
    (made / "img").mkdir(parents=True)
    Image.new("RGB", (20, 20)).save(made / "img" / "two boats.png")
    Image.new("RGB", (20, 20)).save(tmp_path / "private.jpg")
    (made / "notes.jpg").write_text("no picture")
    return made


def test_a_picture_beside_the_article_is_its_own(folder: Path) -> None:
    article = markdown(folder, "# T\n\n![](img/two%20boats.png)\n\nWords.")
    figure, words = article.blocks
    assert figure.picture == (folder / "img" / "two boats.png").resolve()
    assert (figure.text, words.text) == ("", "Words.")


@pytest.mark.parametrize(
    "reference",
    [
        "../private.jpg",
        "%2E%2E/private.jpg",
        "link.jpg",
        "notes.jpg",
        "gone.jpg",
        "img",
        "https://example.org/boats.jpg",
        "data:image/png;base64,AAAA",
        "\0",
        "a%00b.png",
        "",
    ],
)
def test_what_lies_elsewhere_is_nobodys_to_publish(folder: Path, reference: str) -> None:
    (folder / "link.jpg").symlink_to(folder.parent / "private.jpg")
    assert own_picture(reference, folder) is None
    assert own_picture(str(folder.parent / "private.jpg"), folder) is None
    assert own_picture("img/two boats.png", None) is None


def test_pictures_of_others_are_no_blocks(folder: Path) -> None:
    article = markdown(
        folder, "# T\n\n![](https://example.org/a.jpg) ![](../private.jpg)\n\nWords."
    )
    assert [block.text for block in article.blocks] == ["Words."]
