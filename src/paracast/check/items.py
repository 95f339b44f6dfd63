"""What a feed tells of each episode."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from paracast.check import sources
from paracast.check.channel import EXPLICIT, check_lengths, check_people
from paracast.check.document import Document, Element, Item, all_of, find
from paracast.check.model import Finding, advice, error, warning
from paracast.feed.wording import LONGEST, is_safe, size

_AGAIN = "Write the feed anew: paracast feed"
_TITLE = error("episode-without-title", sources.APPLE, "Give it a title: paracast episodes edit")
_ENCLOSURE = error("episode-without-enclosure", sources.APPLE, _AGAIN)
_ATTRIBUTES = error("enclosure-incomplete", f"{sources.RSS}, enclosure", _AGAIN)
_TYPE = error("enclosure-type", sources.APPLE, "Name the type that its ending stands for.")
_TWICE = error("enclosure-twice", f"{sources.APPLE}: the second is ignored", _AGAIN)
_ASCII = error("address-not-ascii", sources.APPLE, "Use names of ASCII letters and digits.")
_GUID = error("guid-missing", sources.APPLE, "Give it a GUID, and never change it.")
_GUID_TWICE = error("guid-twice", sources.APPLE, "Each episode needs a GUID of its own.")
_DATE = warning("date-missing", sources.PSP, _AGAIN)
_BAD_DATE = error("date-malformed", f"{sources.APPLE}; RFC 2822", "Write it as RFC 2822 has it.")
_FUTURE = warning("date-in-future", f"{sources.LISTENERS}: AntennaPod drops it", "Wait, or set it.")
_SAME_DATE = advice("date-twice", sources.LISTENERS, "Apps sort by it: let them differ.")
_DURATION = warning("duration-missing", sources.APPLE, _AGAIN)
_BAD_DURATION = error("duration-malformed", sources.APPLE, "Write whole seconds.")
_NUMBERED = advice("title-numbered", sources.APPLE, "Leave number and show out of the title.")
_NUMBER = error("episode-number", sources.APPLE, "Write a whole number above zero.")
_NO_NUMBER = error("episode-without-number", f"{sources.APPLE}, serial shows", _AGAIN)
_KIND = error("episode-type", sources.APPLE, "Write full, trailer or bonus.")
_DESCRIPTION = warning("episode-without-description", sources.APPLE, _AGAIN)
_LONG = error("description-too-long", sources.APPLE, f"Shorten it to {LONGEST:,} bytes.")
_HTML = error("description-unsafe", sources.APPLE, "Leave out scripts, handlers and odd links.")
_TAGS = advice("description-tags", sources.PSP, "Use p, ol, ul, li, a, b, i, em, strong and br.")
_TRANSCRIPT = error(
    "transcript-type", f"{sources.PODCAST}, transcript", "Name url and one of the known types."
)
_NO_TRANSCRIPT = advice("episode-without-transcript", sources.PSP, "Make it with paracast.")
_CHAPTERS = error("chapters-type", f"{sources.PODCAST}, chapters", "Use application/json+chapters.")
_ALTERNATE = error(
    "alternate-incomplete", f"{sources.PODCAST}, alternateEnclosure", "Give it type and source."
)
_AI = error("ai-content", f"{sources.PODCAST}, txt", "Write true or false.")

_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/x-m4a",
    "mp4": "video/mp4",
    "m4v": "video/x-m4v",
    "mov": "video/quicktime",
    "pdf": "application/pdf",
}
_TRANSCRIPTS = {"text/vtt", "application/srt", "application/x-subrip", "application/json"}
_TRANSCRIPTS |= {"text/html", "text/plain", "text/srt"}
_KNOWN_TAGS = frozenset(["p", "ol", "ul", "li", "a", "b", "i", "em", "strong", "br"])
_TAG = re.compile(r"<\s*/?\s*([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_LINK = re.compile(r"""href\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_HANDLER = re.compile(r"\son\w+\s*=", re.IGNORECASE)
_NUMBER_FIRST = re.compile(r"(episode|ep\.?|folge|episodio|#)\s*\d+\b", re.IGNORECASE)
_SOON = timedelta(minutes=10)  # clocks differ


def check_items(document: Document) -> Iterator[Finding]:
    """Check each item, and that they differ."""
    serial = document.channel.findtext("{*}type") == "serial"
    show = (document.channel.findtext("title") or "").strip()
    for item in document.items:
        yield from _check_identity(item)
        yield from _check_enclosure(item)
        yield from _check_date(item)
        yield from _check_numbers(item, serial=serial)
        yield from _check_title(item, show)
        yield from _check_description(item)
        yield from _check_podcast(item)
        yield from check_lengths(item.element, item.place)
        yield from check_people(item.element, item.place)
    yield from _check_twice(document)


def _check_identity(item: Item) -> Iterator[Finding]:
    if not item.text("guid"):
        yield _GUID.at(item.place, "There is no guid.")
    explicit = item.text("itunes:explicit")
    if explicit not in {"", "true", "false"}:
        yield EXPLICIT.at(item.place, f"itunes:explicit is {explicit!r}.")
    duration = item.text("itunes:duration")
    if not duration:
        yield _DURATION.at(item.place, "There is no itunes:duration.")
    elif not duration.isdecimal():
        yield _BAD_DURATION.at(item.place, f"itunes:duration is {duration!r}.")


def _check_enclosure(item: Item) -> Iterator[Finding]:
    enclosure = item.enclosure
    if enclosure is None:
        yield _ENCLOSURE.at(item.place, "There is no enclosure.")
        return
    url, length, kind = (enclosure.get(name, "") for name in ("url", "length", "type"))
    if not url or not kind or not length.isdecimal() or int(length) == 0:
        yield _ATTRIBUTES.at(item.place, f"url {url!r}, length {length!r}, type {kind!r}.")
    ending = url.partition("?")[0].partition("#")[0].rpartition(".")[2].lower()
    wanted = _TYPES.get(ending)
    if url and kind and kind != wanted:
        rather = f"{wanted} belongs to it" if wanted else "Apple lists no such file"
        yield _TYPE.at(item.place, f"A file that ends in .{ending} is told as {kind}; {rather}.")
    if not url.isascii():
        yield _ASCII.at(item.place, f"The address is {url!r}.")


def _check_date(item: Item) -> Iterator[Finding]:
    written = item.text("pubDate")
    if not written:
        yield _DATE.at(item.place, "There is no pubDate.")
        return
    try:
        date = parsedate_to_datetime(written)
    except ValueError:
        yield _BAD_DATE.at(item.place, f"pubDate is {written!r}.")
        return
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    if aware > datetime.now(UTC) + _SOON:
        yield _FUTURE.at(item.place, f"pubDate is {written}.")


def _check_numbers(item: Item, *, serial: bool) -> Iterator[Finding]:
    kind = item.text("itunes:episodeType") or "full"
    if kind not in {"full", "trailer", "bonus"}:
        yield _KIND.at(item.place, f"itunes:episodeType is {kind!r}.")
    for name in ("itunes:episode", "itunes:season"):
        value = item.text(name)
        if value and (not value.isdecimal() or int(value) == 0):
            yield _NUMBER.at(item.place, f"{name} is {value!r}.")
    if serial and kind == "full" and not item.text("itunes:episode"):
        yield _NO_NUMBER.at(item.place, "A full episode of a serial show has no itunes:episode.")


def _check_title(item: Item, show: str) -> Iterator[Finding]:
    title = item.text("title")
    if not title:
        yield _TITLE.at(item.place, "There is no title.")
    elif _NUMBER_FIRST.match(title) or (show and title.lower().startswith(f"{show.lower()}:")):
        yield _NUMBERED.at(item.place, f"The title is {title!r}.")


def _check_description(item: Item) -> Iterator[Finding]:
    html = item.text("description")
    if not html:
        yield _DESCRIPTION.at(item.place, "There is no description.")
    if size(html) > LONGEST:
        yield _LONG.at(item.place, f"It has {size(html):,} bytes.")
    for text in (html, item.text("content:encoded")):
        yield from _check_html(item, text)


def _check_html(item: Item, html: str) -> Iterator[Finding]:
    odd = set[str]()
    for tag in _TAG.finditer(html):
        name, attributes = tag[1].lower(), tag[2]
        link = _LINK.search(attributes)
        bad = name in {"script", "style", "iframe", "object"} or _HANDLER.search(attributes)
        if bad or (link and link[1] and not is_safe(link[1].replace("&amp;", "&"))):
            yield _HTML.at(item.place, f"It has {tag[0][:60]}.")
        elif name not in _KNOWN_TAGS:
            odd.add(name)
    if odd:
        yield _TAGS.at(item.place, f"It has {', '.join(sorted(odd))}.")


def _check_podcast(item: Item) -> Iterator[Finding]:
    transcripts = list(all_of(item.element, "podcast:transcript"))
    if not transcripts:
        yield _NO_TRANSCRIPT.at(item.place, "There is no podcast:transcript.")
    for transcript in transcripts:
        if not transcript.get("url") or transcript.get("type") not in _TRANSCRIPTS:
            yield _TRANSCRIPT.at(item.place, f"A transcript's type is {transcript.get('type')!r}.")
    chapters = find(item.element, "podcast:chapters")
    if chapters is not None and not _is_chapters(chapters):
        yield _CHAPTERS.at(item.place, f"podcast:chapters has type {chapters.get('type')!r}.")
    for alternate in all_of(item.element, "podcast:alternateEnclosure"):
        source = find(alternate, "podcast:source")
        if not alternate.get("type") or source is None or not source.get("uri"):
            yield _ALTERNATE.at(item.place, f"Its type is {alternate.get('type')!r}.")
    for text in all_of(item.element, "podcast:txt"):
        if text.get("purpose") == "ai-content" and text.text not in {"true", "false"}:
            yield _AI.at(item.place, f"ai-content is {text.text!r}.")


def _is_chapters(element: Element) -> bool:
    return bool(element.get("url")) and element.get("type") == "application/json+chapters"


def _check_twice(document: Document) -> Iterator[Finding]:
    for name, rule in (("guid", _GUID_TWICE), ("pubDate", _SAME_DATE)):
        counts = Counter(item.text(name) for item in document.items)
        for value, count in counts.items():
            if value and count > 1:
                yield rule.at(document.name, f"{count} items have {name} {value}.")
    for url, count in Counter(item.url for item in document.items).items():
        if url and count > 1:
            yield _TWICE.at(document.name, f"{count} items have the enclosure {url}.")
