"""What a feed tells of each episode."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath

from paracast.check import sources
from paracast.check.addresses import check_addresses
from paracast.check.channel import EXPLICIT, check_values
from paracast.check.dating import date_of
from paracast.check.document import Document, Item, find
from paracast.check.markup import check_html
from paracast.check.model import Finding, advice, error, warning
from paracast.check.podcasting import check_both, check_episode
from paracast.check.values import is_address, parts_of, whole
from paracast.feed.wording import LONGEST, size

_AGAIN = "Write the feed anew: paracast feed"
_TITLE = error("episode-without-title", sources.APPLE, "Give it a title: paracast episodes edit")
_ENCLOSURE = error("episode-without-enclosure", sources.APPLE, _AGAIN)
_ATTRIBUTES = error("enclosure-incomplete", f"{sources.RSS}, enclosure", _AGAIN)
_TYPE = error("enclosure-type", sources.APPLE, "Name the type that its ending stands for.")
_TWICE = error("enclosure-twice", f"{sources.APPLE}: the second is ignored", _AGAIN)
_GUID = error("guid-missing", sources.APPLE, "Give it a GUID, and never change it.")
_PERMANENT = warning(
    "guid-no-permalink", f"{sources.RSS}, guid", 'Write isPermaLink="false" where it is no address.'
)
_GUID_TWICE = error("guid-twice", sources.APPLE, "Each episode needs a GUID of its own.")
_DATE = warning("date-missing", sources.PSP, _AGAIN)
_BAD_DATE = error("date-malformed", f"{sources.APPLE}; RFC 2822", "Write it as RFC 2822 has it.")
_FUTURE = warning("date-in-future", f"{sources.LISTENERS}: AntennaPod drops it", "Wait, or set it.")
_SAME_DATE = advice("date-twice", sources.LISTENERS, "Apps sort by it: let them differ.")
_DURATION = warning("duration-missing", sources.APPLE, _AGAIN)
_CLOCKED = advice("duration-clock", sources.APPLE, "Write it in seconds.")
_BAD_DURATION = error("duration-malformed", sources.APPLE, "Write whole seconds.")
_NUMBERED = advice("title-numbered", sources.APPLE, "Leave number and show out of the title.")
_NUMBER = error("episode-number", sources.APPLE, "Write a whole number above zero.")
_NUMBER_TWICE = warning("episode-number-twice", f"{sources.APPLE}, itunes:episode", _AGAIN)
_NO_NUMBER = error("episode-without-number", f"{sources.APPLE}, serial shows", _AGAIN)
_KIND = error("episode-type", sources.APPLE, "Write full, trailer or bonus.")
_DESCRIPTION = warning("episode-without-description", sources.APPLE, _AGAIN)
_LONG = error("description-too-long", sources.APPLE, f"Shorten it to {LONGEST:,} bytes.")

_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "pdf": "application/pdf",
}
_NUMBERS = re.compile(
    r"\A(?:episode|ep\.?|folge|episodio|épisode|#)\s*\d+\b|\bS\d+\s?E\d+\b|#\d+\Z"
    r"|[(\[](?:episode|ep\.?|folge|episodio|épisode)\s*\d+[)\]]",
    re.IGNORECASE,
)
_APART = re.compile(r"\s*[:|–—]|\s+-\s")
_CLOCK = re.compile(r"(\d{1,3}:)?\d{1,2}:\d{2}", re.ASCII)
_SOON = timedelta(minutes=10)  # clocks differ


def check_items(document: Document, meant: Collection[str] = ()) -> Iterator[Finding]:
    """Check each item, and that they differ; values that are meant as they read may do so."""
    serial = document.channel.findtext("{*}type") == "serial"
    show = (document.channel.findtext("title") or "").strip()
    for item in document.items:
        yield from _check_identity(item)
        yield from _check_enclosure(item)
        yield from _check_date(item)
        yield from _check_numbers(item, serial=serial)
        yield from _check_title(item, show)
        yield from _check_description(item)
        yield from check_values(item.element, item.place, meant)
        yield from check_addresses(item.element, item.place)
        yield from check_both(item.element, item.place)
        yield from check_episode(item.element, item.place)
    yield from _check_twice(document)


def _check_identity(item: Item) -> Iterator[Finding]:
    guid = find(item.element, "guid")
    if guid is None or not item.text("guid"):
        yield _GUID.at(item.place, "There is no guid.")
    elif guid.get("isPermaLink", "true") != "false" and not is_address(item.text("guid")):
        yield _PERMANENT.at(item.place, f"{item.text('guid')[:80]!r} is no address.")
    explicit = item.text("itunes:explicit")
    if explicit not in {"", "true", "false"}:
        yield EXPLICIT.at(item.place, f"itunes:explicit is {explicit!r}.")
    duration = item.text("itunes:duration")
    if not duration:
        yield _DURATION.at(item.place, "There is no itunes:duration.")
    elif _CLOCK.fullmatch(duration):
        yield _CLOCKED.at(item.place, f"itunes:duration is {duration!r}.")
    elif whole(duration) is None:
        yield _BAD_DURATION.at(item.place, f"itunes:duration is {duration!r}.")


def _check_enclosure(item: Item) -> Iterator[Finding]:
    if item.enclosure is None:
        yield _ENCLOSURE.at(item.place, "There is no enclosure.")
        return
    url, length, kind = (item.enclosed(name) for name in ("url", "length", "type"))
    if not url or not kind or not whole(length):
        told = f"url {url[:80]!r}, length {length[:20]!r}, type {kind!r}"
        yield _ATTRIBUTES.at(item.place, f"It has {told}.")
    ending = PurePosixPath(parts_of(url).path).suffix.lower()
    wanted = _TYPES.get(ending[1:])
    if url and kind and kind != wanted:
        rather = f"{wanted} belongs to it" if wanted else "Apple lists no such file"
        yield _TYPE.at(item.place, f"A file that ends in “{ending}” is told as {kind}; {rather}.")


def _check_date(item: Item) -> Iterator[Finding]:
    written = item.text("pubDate")
    if not written:
        yield _DATE.at(item.place, "There is no pubDate.")
        return
    try:
        date = date_of(written)
    except ValueError as failure:
        yield _BAD_DATE.at(item.place, f"pubDate is {written[:60]!r}: {failure}.")
        return
    if date > datetime.now(UTC) + _SOON:
        yield _FUTURE.at(item.place, f"pubDate is {written}.")


def _check_numbers(item: Item, *, serial: bool) -> Iterator[Finding]:
    kind = item.text("itunes:episodeType") or "full"
    if kind not in {"full", "trailer", "bonus"}:
        yield _KIND.at(item.place, f"itunes:episodeType is {kind!r}.")
    for name in ("itunes:episode", "itunes:season"):
        value = item.text(name)
        if value and not whole(value):
            yield _NUMBER.at(item.place, f"{name} is {value[:20]!r}.")
    if serial and kind == "full" and not item.text("itunes:episode"):
        yield _NO_NUMBER.at(item.place, "A full episode of a serial show has no itunes:episode.")


def _check_title(item: Item, show: str) -> Iterator[Finding]:
    title = item.text("title")
    if not title:
        yield _TITLE.at(item.place, "There is no title.")
    elif _NUMBERS.search(title) or (show and _names(title.lower(), show.lower())):
        yield _NUMBERED.at(item.place, f"The title is {title!r}.")


def _names(title: str, show: str) -> bool:
    """Tell whether a title names its show, apart from the rest: `Show: title`, `title | Show`."""
    before, after = title.removeprefix(show), title.removesuffix(show)
    return (before != title and bool(_APART.match(before))) or (
        after != title and bool(_APART.match(after[::-1]))
    )


def _check_description(item: Item) -> Iterator[Finding]:
    html = item.text("description")
    if not html:
        yield _DESCRIPTION.at(item.place, "There is no description.")
    if size(html) > LONGEST:
        yield _LONG.at(item.place, f"It has {size(html):,} bytes.")
    for text in (html, item.text("content:encoded")):
        yield from check_html(text, item.place)


def _number(item: Item) -> str:
    """Return season and number of a full episode; empty: it has none."""
    season, number = item.text("itunes:season"), item.text("itunes:episode")
    is_full = item.text("itunes:episodeType") in {"", "full"}
    return f"{season or '-'}/{number}" if is_full and number else ""


def _check_twice(document: Document) -> Iterator[Finding]:
    for name, rule in (("guid", _GUID_TWICE), ("pubDate", _SAME_DATE)):
        counts = Counter(item.text(name) for item in document.items)
        for value, count in counts.items():
            if value and count > 1:
                yield rule.at(document.name, f"{count} items have {name} {value}.")
    for number, count in Counter(filter(None, map(_number, document.items))).items():
        if count > 1:
            yield _NUMBER_TWICE.at(document.name, f"{count} full episodes have number {number}.")
    for url, count in Counter(item.url for item in document.items).items():
        if url and count > 1:
            yield _TWICE.at(document.name, f"{count} items have the enclosure {url}.")
