"""A feed's bytes → its entries: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom."""

import re
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any

import msgspec

from paracast.article.address import is_address
from paracast.article.sieve import sifted
from paracast.article.source import Source
from paracast.errors import ArticleError
from paracast.files import digest_of
from paracast.units import Digest

_WHOLE = 150  # words: what is shorter is taken for an excerpt, if there is a page to read instead
_PER_WORD = 2  # characters of scripts that put no spaces between words
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_TAG = re.compile(r"<[^<>]*>")
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|continue|keep) (?:more|reading).{0,80})\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed lists.

    Attributes:
        identity: names it for ever: a digest of the feed's and the entry's own.
        digest: of all that is kept here; it changes when the entry does.
        title: one line; may be empty.
        author: likewise.
        link: the page's address; empty if there is none.
        published: UTC; None where the feed gives no date.
        html: the content, else the summary; may be empty.
        is_whole: the article is in the feed, and its page need not be fetched.
        site: the feed's title.
    """

    identity: Digest
    digest: Digest
    title: str
    author: str
    link: str
    published: datetime | None
    html: str
    is_whole: bool
    site: str = ""

    @property
    def name(self) -> str:
        """What a person would call it."""
        return self.link or self.title or "an entry without a name"

    def source(self) -> Source:
        """Return the entry's content as a page of its own."""
        told = {
            "author": self.author,
            "og:site_name": self.site,
            "article:published_time": self.published.isoformat() if self.published else "",
        }
        metas = (f'<meta name="{k}" content="{escape(v)}">' for k, v in told.items() if v)
        page = (
            f"<!DOCTYPE html><html><head><title>{escape(self.title)}</title>{''.join(metas)}</head>"
            f"<body><article>{self.html}</article></body></html>"
        )
        return Source(
            page.encode("utf-8", "ignore"),
            self.identity,
            self.name,
            ".html",
            url=self.link,
            charset="utf-8",
            media_type="text/html",
        )


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists; the oldest entry comes first."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(source: Source, identity: str) -> Feed:
    """Read a feed.

    Args:
        source: the feed as it came.
        identity: names the feed for ever.

    Raises:
        ArticleError: it is no feed.
    """
    import io

    import feedparser

    lean = io.BytesIO(sifted(source.data, source.name, source.charset))
    told = {"content-type": "application/xml; charset=utf-8", "content-location": source.url}
    try:
        parsed = feedparser.parse(
            lean, response_headers=told, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:
        # feedparser stumbles over odd feeds in many ways; each means the same here.
        raise ArticleError(
            f"{source.name} is a feed that cannot be read: {type(error).__name__}: {error}.",
            remedy="Check it; a validator of feeds tells what is wrong with it.",
        ) from error
    title = _words(parsed.feed.get("title", ""))
    entries = [replace(_entry(entry, identity), site=title) for entry in parsed.entries]
    first = {entry.identity: entry for entry in reversed(entries)}  # of two alike, the upper one
    return Feed(title, in_order(first.values()))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Put the oldest first: by date, or by the feed's own order where a date is missing.

    Args:
        entries: from the feed's end to its beginning: feeds begin with the newest.
    """
    listed = tuple(entries)
    dates = [entry.published for entry in listed if entry.published]
    if len(dates) < len(listed):
        return listed
    return tuple(entry for _, entry in sorted(zip(dates, listed, strict=True), key=_date))


def _date(dated: tuple[datetime, Entry]) -> datetime:
    return dated[0]


def _entry(entry: Any, feed: str) -> Entry:  # noqa: ANN401  feedparser has no types
    title, link = _words(entry.get("title", "")), entry.get("link", "").strip()
    link = link if is_address(link) else ""
    published = _published(entry)
    contents = [_html(content) for content in entry.get("content", ())]
    content = max(contents, key=len, default="")
    summary = _html(entry.get("summary_detail", {}))
    html = content if content or link else summary
    signed = (word for word in _words(entry.get("author", "")).split() if "@" not in word)
    author = " ".join(signed).strip("()")
    kept = (title, author, link, published, html or summary)
    own = entry.get("id") or link or f"{title}\n{published}" if title else html
    return Entry(
        Digest(digest_of(f"entry:{feed}\n{own}".encode("utf-8", "ignore"))),
        digest_of(msgspec.json.encode(kept)),
        title,
        author,
        link,
        published,
        html,
        is_whole=not link or _is_whole(content),
    )


def _is_whole(html: str) -> bool:
    text = unescape(_TAG.sub(" ", html)).strip()
    unspaced = len(_UNSPACED.findall(text))
    words = len(_UNSPACED.sub(" ", text).split()) + unspaced // _PER_WORD
    return words >= _WHOLE and not _CUT_OFF.search(text[-200:])


def _html(content: Any) -> str:  # noqa: ANN401
    """Return a content or a summary as HTML, whatever it came as."""
    value = content.get("value", "")
    if content.get("type") != "text/plain":
        return str(value)
    paragraphs = re.split(r"\n\s*\n", value.strip())
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs if paragraph)


def _words(text: str) -> str:
    """Return a title or a name without markup, on one line."""
    return " ".join(unescape(_TAG.sub("", text)).split())


def _published(entry: Any) -> datetime | None:  # noqa: ANN401
    # Not entry.get for both: asked for one, feedparser may answer with the other, and warn.
    date = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(date), UTC) if date else None
    except (ValueError, OverflowError, OSError):  # the year 0, and such
        return None
