"""Where links lead, and which words they stand on."""

from collections.abc import Sequence
from typing import TypeAlias
from urllib.parse import quote, urldefrag, urljoin

from paracast.article.address import is_address, parse_address
from paracast.article.marking import Link
from paracast.article.traced import Span, Traced, found_again
from paracast.errors import ArticleError

Told: TypeAlias = tuple[Span, str]
"""A stretch of the source, and the address that it leads to."""

_LONGEST = 2000  # characters; longer addresses carry data, and lead nowhere in most apps
_FRAGMENT_SAFE = "%/:@!$&'()*+,;=~?-._"


def address_of(reference: str, base: str = "") -> str:
    """Return where a link leads, as an absolute address in ASCII; empty: nowhere on the web.

    Links within the page, to other schemes, and with passwords lead nowhere; so does a relative
    one in an article that has no address.

    Source: RFC 3986, section 5.

    Args:
        reference: as the article writes it.
        base: the article's own address; empty where it has none.
    """
    written = reference.strip()
    if not written or len(written) > _LONGEST:
        return ""
    try:
        whole, fragment = urldefrag(urljoin(base, written))
        known = str(parse_address(whole)) if is_address(whole) else ""
    except (ArticleError, ValueError):  # half a bracket, a port of letters
        return ""
    if not known or whole == urldefrag(base)[0]:
        return ""
    return with_fragment(known, fragment)


def with_fragment(address: str, fragment: str) -> str:
    """Return the address of a place in a page."""
    return f"{address}#{quote(fragment, safe=_FRAGMENT_SAFE)}" if fragment else address


def links_in(words: Traced, told: Sequence[Told]) -> tuple[Link, ...]:
    """Return the links of a block.

    Args:
        words: the block's.
        told: the links around it, in order of their places.
    """
    if not told:
        return ()
    spans = found_again(words, [span for span, _ in told])
    return tuple(
        Link(span, address)
        for span, (_, address) in zip(spans, told, strict=True)
        if span and any(map(str.isalnum, words.text[span.start : span.end]))
    )
