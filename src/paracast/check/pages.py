"""A web page → the feed that it names: what people copy is often the page's address."""

from urllib.parse import urljoin

from lxml import etree, html

from paracast.check import sources
from paracast.check.model import Finding, error

_PAGE = error("feed-page", sources.RSS, "Check that address instead.")
_FEEDS = ("application/rss+xml", "application/atom+xml")


def check_page(data: bytes, url: str) -> Finding | None:
    """Find that an address is a page's, and which feed it names; None: it names none."""
    try:
        page = html.fromstring(data)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for kind in _FEEDS:
        for link in page.iterfind(".//link[@href]"):
            if "alternate" in link.get("rel", "").lower().split() and link.get("type") == kind:
                feed = _joined(url, str(link.get("href")))
                return _PAGE.at(url, f"It is a page, and its feed is {feed}")
    return None


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return href
