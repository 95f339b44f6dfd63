"""What a page tells of its article: title, author, date, site, language, picture, address."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, TypeAlias

from paracast.article.crediting import day_of, names_of
from paracast.article.html.parsing import Element, joined, settable, told_language
from paracast.article.model import Credits
from paracast.article.repair import repaired

Told: TypeAlias = tuple[dict[str, Any], ...]
"""What a page's JSON-LD tells of articles (schema.org)."""

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:]|-{1,2}|::)\s+")
_BY = re.compile(r"^(?:by|von|por|par)\s+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_NOBODY = {
    "",
    "admin",
    "administrator",
    "author",
    "editor",
    "guest",
    "staff",
    "webmaster",
    "anonymous",
}
_LONGEST_NAME = 80  # characters; a longer author is a biography


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page tells of its article; what it does not tell is empty."""

    title: str
    language: str
    credits: Credits


def facts_of(page: Element, url: str) -> Facts:
    """Gather what a whole page tells.

    Args:
        page: it, as it came.
        url: the address it came from; empty where it is a file.
    """
    articles = tuple(_linked_data(page))
    site = _site_of(page, articles)
    title = _title_of(page, articles, site)
    return Facts(title, language_told(page), _credits_of(page, articles, site, url))


def _title_of(page: Element, articles: Told, site: str) -> str:
    """Pick the title: JSON-LD's headline, og:title, a single h1, the title without its site.

    A heading of the page that says the same decides how it is written.
    """
    headings = [_text(heading) for heading in page.iter("h1")]
    told = [
        *(_stripped(headline, site) for headline in _headlines(articles)),
        _stripped(_meta(page, "og:title"), site),
        *(headings if len(headings) == 1 else ()),
        _stripped(_text(next(page.iter("title"), None)), site),
        *headings,
    ]
    return next(filter(None, told), "")


def language_told(page: Element) -> str:
    """Return the language tag that the page states; empty where it states none."""
    root = page if page.tag == "html" else next(page.iter("html"), page)
    return told_language(root)


def _credits_of(page: Element, articles: Told, site: str, url: str) -> Credits:
    """Return whose article a page holds, and where it appeared."""
    from trafilatura.metadata import extract_metadata

    told: Any = extract_metadata(settable(deepcopy(page)), default_url=url or None, extensive=False)
    address = _canonical(page, url) or told.url or ""
    picture = _image(page, articles)
    image = joined(address, picture) if picture else ""
    return Credits(
        author=_author(_authors(page, articles), told.author or ""),
        site=repaired(site or told.sitename or ""),
        published=_published(page, articles) or day_of(told.date),
        url=address if _ADDRESS.fullmatch(address) else "",
        image=image if _ADDRESS.fullmatch(image) else "",
    )


def _image(page: Element, articles: Told) -> str:
    for told in articles:
        pictures = told.get("image")
        first = pictures[0] if isinstance(pictures, list) and pictures else pictures
        address = first.get("url") if isinstance(first, dict) else first
        if isinstance(address, str) and address.strip():
            return address.strip()
    return _meta(page, "og:image") or _meta(page, "twitter:image")


def _author(stated: list[str], guessed: str) -> str:
    names = stated or [name.strip() for name in guessed.split(";")]
    said = (repaired(_BY.sub("", name)).strip() for name in names)
    known = dict.fromkeys(name for name in said if name.casefold() not in _NOBODY)
    plausible = all(len(name) <= _LONGEST_NAME and "://" not in name for name in known)
    return names_of(known) if plausible else ""


def _linked_data(page: Element) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD that describe an article (schema.org)."""
    for script in page.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [told]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                if _is_article(one):
                    yield one
                waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _is_article(told: dict[str, Any]) -> bool:
    kinds = told.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report", "Recipe", "HowTo"))
        for kind in named
    )


def _headlines(articles: Told) -> Iterator[str]:
    for told in articles:
        headline = told.get("headline") or told.get("name")
        if isinstance(headline, str) and headline.strip():
            yield _line(headline)


def _authors(page: Element, articles: Told) -> list[str]:
    """Return the names that the JSON-LD gives."""
    for told in articles:
        authors = told.get("author")
        listed = authors if isinstance(authors, list) else [authors]
        names = [one.get("name") if isinstance(one, dict) else one for one in listed]
        named = [name for name in names if isinstance(name, str) and name.strip()]
        if named:
            return named
    stated = _meta(page, "author") or _meta(page, "article:author")
    return [stated] if stated and not _ADDRESS.match(stated) else []


def _published(page: Element, articles: Told) -> date | None:
    for told in articles:
        if found := day_of(told.get("datePublished")):
            return found
    return day_of(_meta(page, "article:published_time"))


def _site_of(page: Element, articles: Told) -> str:
    stated = _meta(page, "og:site_name") or _meta(page, "application-name")
    if stated:
        return stated
    for told in articles:
        publisher = told.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str):
            return _line(name)
    return ""


def _canonical(page: Element, url: str) -> str:
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return joined(url, link.get("href").strip()) or url
    told = _meta(page, "og:url")
    return (joined(url, told) if told else "") or url


def _stripped(title: str, site: str) -> str:
    """Cut the site's name off a title: behind its last separator, or before its first."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:  # noqa: PLR2004  nothing to part
        return title
    for cut in (parts[-1], parts[0]):
        if _is_same(cut, site) or (not site and cut is parts[-1] and _is_short(cut, title)):
            whole = title.removesuffix(cut) if cut is parts[-1] else title.removeprefix(cut)
            return whole.strip(" |–—·•»:-")
    return title


def _is_same(name: str, site: str) -> bool:
    one, other = (re.sub(r"\W+|^the ", "", part.casefold()) for part in (name, site))
    return bool(one and other) and (one == other or other.startswith(one) or one.startswith(other))


def _is_short(name: str, title: str) -> bool:
    """Tell what may be a site's name: few words with capitals, much shorter than the rest."""
    words = name.split()
    return (
        len(words) <= 4  # noqa: PLR2004  "The New York Times"
        and len(name) * 2 < len(title)
        and all(not word[0].islower() or word in {"of", "the", "and"} for word in words)
    )


def _meta(page: Element, name: str) -> str:
    for meta in page.iter("meta"):
        named = (meta.get("property") or meta.get("name") or "").strip().lower()
        if named == name and (meta.get("content") or "").strip():
            return _line(meta.get("content"))
    return ""


def _text(element: Element) -> str:
    return "" if element is None else _line(element.text_content())


def _line(text: str) -> str:
    return repaired(" ".join(unescape(text).split()))
