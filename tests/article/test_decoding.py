import pytest

from paracast.article.decoding import decode
from paracast.article.reading import read_source
from paracast.article.source import Source
from paracast.errors import ArticleError

CAFE = "In the café, a naïve “plan” was made."


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1252", CAFE),
        ("ISO-8859-1", CAFE),  # as servers say for Windows-1252
        ("windows-1251", "Лодки вернулись домой."),
        ("koi8-r", "Лодки вернулись домой."),
        ("Shift_JIS", "港は静かだった。"),
        ("gb2312", "港口很安静。"),
        ("utf-16-le", CAFE),
        ("utf-8", CAFE),
    ],
)
def test_what_a_server_says_of_the_encoding_is_believed(charset: str, text: str) -> None:
    written = "windows-1252" if charset == "ISO-8859-1" else charset
    assert decode(text.encode(written), "a page", charset) == text


@pytest.mark.parametrize(
    "charset", ["", "none-such", "utf-16", "ascii;x", "base64", "punycode", "idna", "utf-7", "\0"]
)
def test_a_server_that_cannot_be_right_is_not_believed(charset: str) -> None:
    assert decode(CAFE.encode(), "a page", charset) == CAFE


def test_bytes_that_are_not_in_the_told_encoding_are_read_by_the_ladder() -> None:
    assert decode(CAFE.encode("cp1252"), "a page", "utf-8") == CAFE
    assert decode(CAFE.encode("utf-8-sig"), "a page", "windows-1252") == CAFE


def test_a_feed_is_not_read_as_an_article() -> None:
    feed = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a --> <?x y?>\n<rss version="2.0"></rss>'
    for data in (feed, b"<feed xmlns='http://www.w3.org/2005/Atom'/>", b"<rdf:RDF/>"):
        with pytest.raises(ArticleError) as caught:
            read_source(Source(data, "", "news.xml", ".xml"))
        assert "is a feed" in caught.value.message
        assert "paracast follow" in caught.value.remedy
