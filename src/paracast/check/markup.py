"""The HTML of descriptions: what apps show, and what none may run."""

import re
from collections.abc import Iterator

from paracast.check import sources
from paracast.check.model import Finding, advice, error
from paracast.feed.wording import is_safe

_HTML = error("description-unsafe", sources.APPLE, "Leave out scripts, handlers and odd links.")
_TAGS = advice("description-tags", sources.PSP, "Use p, ol, ul, li, a, b, i, em, strong and br.")

_KNOWN = frozenset(["p", "ol", "ul", "li", "a", "b", "i", "em", "strong", "br"])
_RUNNING = {"script", "style", "iframe", "object", "embed", "form"}
_TAG = re.compile(r"<\s*+/?+\s*+([a-zA-Z][a-zA-Z0-9]*+)([^>]*)(>|\Z)")
_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_HANDLER = re.compile(r"\son\w+\s*=", re.IGNORECASE)


def check_html(html: str, place: str) -> Iterator[Finding]:
    """Check a description of a show or an episode."""
    odd = set[str]()
    for tag in _TAG.finditer(html):
        if not tag[3]:
            break  # without an end it is no tag, and is the last that could have been one
        name, attributes = tag[1].lower(), tag[2]
        link = _LINK.search(attributes)
        bad = name in _RUNNING or _HANDLER.search(attributes)
        if bad or (link and link[1] and not is_safe(link[1].replace("&amp;", "&"))):
            yield _HTML.at(place, f"It has {tag[0][:60]}.")
        elif name not in _KNOWN:
            odd.add(name)
    if odd:
        yield _TAGS.at(place, f"It has {', '.join(sorted(odd))}.")
