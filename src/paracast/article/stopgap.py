"""STOPGAP, to be replaced by the HTML reader: a page's paragraphs as plain text."""

from dataclasses import replace

from paracast.article.source import Source
from paracast.errors import ArticleError

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "td"}


def without_tags(source: Source) -> Source:
    """Return a page's title and paragraphs, parted by blank lines."""
    from lxml import html

    parser = html.HTMLParser(encoding=source.charset or "utf-8")
    try:
        root = html.document_fromstring(source.data, parser=parser)
    except (ValueError, LookupError, SyntaxError) as error:
        raise ArticleError(
            f"{source.name} is no web page.", remedy="Check what it holds."
        ) from error
    titles = [root.findtext(".//title") or ""]
    words = [element.text_content() for element in root.iter(*_BLOCKS)] or [root.text_content()]
    text = "\n\n".join(" ".join(part.split()) for part in titles + words)
    return replace(
        source, data=text.strip().encode(), ending=".txt", media_type="text/plain", charset="utf-8"
    )
