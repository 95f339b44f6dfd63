"""A show's feed from elsewhere → the show, and its items.

It may be anybody's, so libxml2 reads it without entities and without the network (`sifted`), and
whatever is not what it should be is left out.
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeAlias, get_args

from lxml import etree

from paracast.article.address import is_address
from paracast.article.sieve import sifted
from paracast.article.source import Source
from paracast.episode.guid import podcast_guid
from paracast.episode.model import Kind
from paracast.episode.show import Funding, Person, Show
from paracast.errors import ArticleError, ConfigError
from paracast.feed.categories import CATEGORIES
from paracast.feed.checking import refuse_unfit
from paracast.feed.foreign_notes import text_of
from paracast.feed.wording import LONGEST, cut, legal
from paracast.units import LanguageTag

Element: TypeAlias = Any
"""lxml's element; it has no public name."""

_FAMILIES = {
    "itunes.com/dtds/podcast": "itunes:",
    "podcastindex.org/namespace": "podcast:",
    "podcastindex-org/podcast-namespace": "podcast:",
    "purl.org/rss/1.0/modules/content": "content:",
    "w3.org/2005/atom": "atom:",
}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_LONGEST = 255  # characters of a line
_LONGEST_NAME = 128  # characters of a person (Podcasting 2.0 namespace, `person`)
_MOST_IN_SHOW = 9999
_OPTIONAL = (
    ("link",),
    ("email",),
    ("author",),
    ("copyright",),
    ("license", "license_url"),
    ("persons",),
    ("funding",),
)
_EARLIEST: Final = datetime(1000, 1, 1, tzinfo=UTC)  # a year has four digits (RFC 822, RFC 2822)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a feed names."""

    url: str
    type: str


@dataclass(frozen=True, slots=True)
class Item:
    """An episode as its feed tells of it.

    Attributes:
        guid: as it stands there; without one, the enclosure's address, as directories have it.
        notes: its description as text.
        image: the address of its artwork; empty: none of its own.
        enclosure: None: it has no sound.
    """

    guid: str
    title: str
    notes: str
    published: datetime
    link: str = ""
    author: str = ""
    kind: Kind = "full"
    season: int = 0
    number: int = 0
    image: str = ""
    enclosure: Named | None = None
    transcripts: tuple[Named, ...] = ()
    chapters: Named | None = None


@dataclass(frozen=True, slots=True)
class ForeignFeed:
    """A show elsewhere; the oldest item comes first.

    Attributes:
        image: the address of its artwork; may be empty.
    """

    show: Show
    image: str
    items: tuple[Item, ...]


def read_show_feed(source: Source, now: datetime) -> ForeignFeed:
    """Read the feed of a podcast (RSS 2.0).

    Args:
        source: as it came.
        now: stands in where no item has a date.

    Raises:
        ArticleError: it is no such feed.
    """
    parser = etree.XMLParser(
        recover=True,  # a namespace need not be a good address
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    root = etree.fromstring(sifted(source.data, source.name, source.charset), parser)
    channel = None if root is None else root.find("channel")
    if channel is None:
        raise ArticleError(
            f"{source.name} is no feed of a podcast.", remedy="Give the address of an RSS feed."
        )
    told = _Told(channel)
    show = _show(told, source.url)
    image = told.attribute("itunes:image", "href") or told.image
    items = [_item(_Told(item), show) for item in channel.iterfind("item")]
    return ForeignFeed(show, image, tuple(reversed(dated(items, now))))


def dated(items: list[tuple[Item, datetime | None]], now: datetime) -> list[Item]:
    """Give items without a date one just before that of the item above them.

    Args:
        items: the newest first, as feeds have them.
        now: what there is where none above has a date.
    """
    given, last = list[Item](), now
    for item, date in items:
        last = date or last - timedelta(seconds=1)
        given.append(replace(item, published=last))
    return sorted(given, key=lambda item: item.published, reverse=True)


class _Told:
    """The children of a channel or an item, by what they are called in this module."""

    def __init__(self, element: Element) -> None:
        self._children = [(_name(child), child) for child in element if isinstance(child.tag, str)]

    def all(self, name: str) -> Iterator[Element]:
        return (child for called, child in self._children if called == name)

    def text(self, *names: str) -> str:
        """Return the first text there is; what stands around it is of no meaning."""
        texts = ("".join(child.itertext()).strip() for name in names for child in self.all(name))
        return next(filter(None, texts), "")

    def line(self, *names: str) -> str:
        return " ".join(self.text(*names).split())[:_LONGEST]

    def attribute(self, name: str, attribute: str) -> str:
        return next((url for child in self.all(name) if (url := _url(child, attribute))), "")

    def number(self, name: str) -> int:
        text = self.text(name)
        is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST_IN_SHOW))
        return int(text) if is_one else 0

    @property
    def image(self) -> str:
        """The address of RSS's own image."""
        urls = (_Told(image).text("url") for image in self.all("image"))
        return next((url for url in urls if is_address(url)), "")


def _name(element: Element) -> str:
    """Name an element, whatever a feed calls the namespace."""
    space, _, local = element.tag.rpartition("}")
    family = next((short for known, short in _FAMILIES.items() if known in space.lower()), None)
    return f"{family}{local}" if family else "?:" if space else local


def _url(element: Element, attribute: str) -> str:
    url = element.get(attribute, "").strip()
    return url if is_address(url) else ""


def _show(told: _Told, url: str) -> Show:
    links = (link for link in told.all("atom:link") if link.get("rel") == "self")
    own = next((found for link in links if (found := _url(link, "href"))), "") or url
    owner = next((_Told(one) for one in told.all("itunes:owner")), None)
    language = told.line("language")
    link = told.text("link")
    show = Show(
        title=told.line("title", "itunes:title") or "Untitled",
        author=told.line("itunes:author"),
        description=cut(legal(text_of(told.text("description", "itunes:summary"))), LONGEST),
        language=LanguageTag(language if _TAG.match(language) else "en"),
        link=link if is_address(link) else "",
        email=owner.line("itunes:email") if owner else "",
        category=_categories(told),
        explicit=told.line("itunes:explicit").lower() in {"true", "yes", "explicit"},
        type="serial" if told.line("itunes:type").lower() == "serial" else "episodic",
        copyright=told.line("copyright"),
        guid=_guid(told, own),
        persons=tuple(_persons(told)),
        funding=tuple(_funding(told)),
        license=told.line("podcast:license"),
        license_url=told.attribute("podcast:license", "url"),
        locked=told.line("podcast:locked").lower() != "no",
    )
    return fitting(show)


def fitting(show: Show) -> Show:
    """Return a show without those of its settings that no directory would take."""
    for names in _OPTIONAL:
        plain = Show(show.title)
        try:
            refuse_unfit(replace(plain, **{name: getattr(show, name) for name in names}), "")
        except ConfigError:
            show = replace(show, **{name: getattr(plain, name) for name in names})
    return show


def _guid(told: _Told, feed_url: str) -> str:
    """Return the show's podcast:guid, assigned or derived from where its feed is."""
    with suppress(ValueError):
        return str(uuid.UUID(told.line("podcast:guid")))
    return podcast_guid(feed_url) if feed_url else ""


def _categories(told: _Told) -> str | tuple[str, ...]:
    """Return those that Apple has, the first first; without any, the default."""
    found = list[str]()
    for outer in told.all("itunes:category"):
        name = outer.get("text", "").strip()
        inner = [one.get("text", "").strip() for one in _Told(outer).all("itunes:category")]
        known = [f"{name} > {one}" for one in inner if one in CATEGORIES.get(name, ())]
        found += known or ([name] if name in CATEGORIES else [])
    every = tuple(dict.fromkeys(found))
    return every if len(every) > 1 else next(iter(every), "News")


def _persons(told: _Told) -> Iterator[Person]:
    for one in told.all("podcast:person"):
        name = " ".join("".join(one.itertext()).split())[:_LONGEST_NAME]
        if name:
            role, group = (one.get(key, "").strip().lower() for key in ("role", "group"))
            img, href = _url(one, "img"), _url(one, "href")
            yield Person(name, role or "host", group or "cast", img, href)


def _funding(told: _Told) -> Iterator[Funding]:
    for one in told.all("podcast:funding"):
        if url := _url(one, "url"):
            text = " ".join("".join(one.itertext()).split())[:_LONGEST_NAME]
            yield Funding(url, text) if text else Funding(url)


def _item(told: _Told, show: Show) -> tuple[Item, datetime | None]:
    enclosure = next(_files(told, "enclosure"), None)
    link, kind = told.text("link"), told.line("itunes:episodeType").lower()
    item = Item(
        guid=told.text("guid") or (enclosure.url if enclosure else ""),
        title=told.line("title", "itunes:title"),
        notes=text_of(told.text("description", "itunes:summary", "content:encoded")),
        published=_LATEST,
        link=link if is_address(link) else "",
        author=told.line("itunes:author") or show.author,
        kind=kind if kind in get_args(Kind) else "full",  # type: ignore[arg-type]  # it is one
        season=told.number("itunes:season"),
        number=told.number("itunes:episode"),
        image=told.attribute("itunes:image", "href"),
        enclosure=enclosure,
        transcripts=tuple(_files(told, "podcast:transcript")),
        chapters=next(_files(told, "podcast:chapters"), None),
    )
    return item, _date(told.line("pubDate"))


def _files(told: _Told, name: str) -> Iterator[Named]:
    for one in told.all(name):
        if url := _url(one, "url"):
            yield Named(url, one.get("type", "").partition(";")[0].strip().lower())


def _date(written: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        with suppress(ValueError, TypeError, OverflowError):
            date = read(written)
            date = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
            return date.replace(microsecond=0) if date >= _EARLIEST else None
    return None
