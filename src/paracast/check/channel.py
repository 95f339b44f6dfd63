"""What a feed tells of its show."""

import re
import uuid
from collections.abc import Iterator

from paracast.check import sources
from paracast.check.document import Document, Element, all_of, find, text_of
from paracast.check.model import Finding, advice, error, warning
from paracast.errors import ConfigError
from paracast.feed.categories import CATEGORIES
from paracast.feed.elements import NAMES
from paracast.feed.frequency import frequency_of
from paracast.feed.wording import LONGEST, LONGEST_NAME, LONGEST_VALUE, size

_SET = "Write it into [show] of paracast.toml, then: paracast feed"
_NAMESPACE = error("namespace", sources.APPLE, "Declare the namespace exactly so; case counts.")
_VERSION = error("rss-version", sources.RSS, 'Write <rss version="2.0">.')
_MISSING = {
    name: error(f"show-without-{word}", sources.APPLE, _SET)
    for name, word in {
        "title": "title",
        "description": "description",
        "language": "language",
        "itunes:image": "artwork",
        "itunes:category": "category",
        "itunes:explicit": "explicit",
    }.items()
}
_WANTED = {
    "link": warning("show-without-link", sources.PSP, _SET),
    "itunes:author": warning("show-without-author", sources.APPLE, _SET),
    "podcast:locked": advice("show-without-lock", sources.PSP, _SET),
}
_SELF = warning("show-without-self", sources.PSP, 'Add <atom:link rel="self"> with its address.')
_GUID = advice("show-without-guid", sources.PSP, _SET)
_BAD_GUID = error("show-guid", f"{sources.PODCAST}, guid", "Use the UUID that was assigned once.")
_OWNER = advice("show-without-owner", sources.APPLE, "Directories send codes there: [show] email")
EXPLICIT = error("explicit", sources.APPLE, "Write true or false.")
_LANGUAGE = error("language", sources.APPLE, "Write a language tag: en, en-GB, es, …")
_CATEGORY = error("category", f"{sources.APPLE}, categories", "Choose one of Apple's, as written.")
_TYPE = error("show-type", sources.APPLE, "Write episodic or serial.")
_LOCKED = error("locked", f"{sources.PODCAST}, locked", "Write yes or no.")
_EMPTY = error("show-without-episodes", sources.APPLE, "Make one: paracast make ARTICLE")
_LARGE = advice("feed-large", sources.LISTENERS, "Set [feed] limit: archives hold the others.")
_TOO_LARGE = error("feed-too-large", sources.VALIDATOR, "Set [feed] limit in paracast.toml.")
_TOO_LONG = warning("value-too-long", sources.APPLE, f"Shorten it to {LONGEST_VALUE} characters.")
_LONG = error("description-too-long", sources.APPLE, f"Shorten it to {LONGEST:,} bytes.")
_SPACES = warning("value-spaces", sources.APPLE, "Remove the spaces around the value.")
_FREQUENCY = error("update-frequency", f"{sources.PODCAST}, updateFrequency", _SET)
_LICENSE = error("license", f"{sources.PODCAST}, license", "Use an SPDX identifier, or add a url.")
_FUNDING = error("funding", f"{sources.PODCAST}, funding", "Give it a url and some words.")
_PERSON = error("person", f"{sources.PODCAST}, person", "Write a name of 1 to 128 characters.")
_BLOCK = warning("block-half", sources.LISTENERS, "A private show needs both tags.")
_MOVED = error("moved-to", f"{sources.APPLE}, itunes:new-feed-url", "Write the whole address.")

_LARGE_BYTES, _TOO_LARGE_BYTES = 1_000_000, 5_000_000
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_URL = re.compile(r"https?://[^\s<>\"]+\Z")
_UNBOUNDED = {"description", f"{{{NAMES['content']}}}encoded", "item"}


def check_channel(document: Document) -> Iterator[Finding]:
    """Check what stands before the items."""
    place, channel = document.name, document.channel
    yield from _check_frame(document)
    for name, rule in (_MISSING | _WANTED).items():
        if not _is_told(channel, name):
            yield rule.at(place, f"There is no {name}.")
    yield from _check_values(channel, place)
    yield from check_lengths(channel, place)
    yield from _check_identity(document)
    yield from _check_categories(channel, place)
    yield from check_people(channel, place)
    yield from _check_extras(channel, place)


def _is_told(channel: Element, name: str) -> bool:
    element = find(channel, name)
    if element is None:
        return False
    return bool((element.text or "").strip() or element.get("href") or element.get("text"))


def _check_frame(document: Document) -> Iterator[Finding]:
    place = document.name
    if document.root.get("version") != "2.0":
        yield _VERSION.at(place, f"The version is {document.root.get('version')!r}.")
    declared = set(document.root.nsmap.values())
    for prefix in ("itunes", "content", "podcast"):
        wanted = NAMES[prefix]
        near = [uri for uri in declared if uri and uri.lower() == wanted.lower() and uri != wanted]
        if near or (prefix == "itunes" and wanted not in declared):
            yield _NAMESPACE.at(
                place, f"{wanted} is {f'written {near[0]}' if near else 'missing'}."
            )
    if not document.items:
        yield _EMPTY.at(place, "It has no item.")
    if document.length > _LARGE_BYTES:
        rule = _TOO_LARGE if document.length > _TOO_LARGE_BYTES else _LARGE
        yield rule.at(place, f"It has {document.length / 1e6:.1f} MB.")


def _check_values(channel: Element, place: str) -> Iterator[Finding]:
    for name, rule, allowed in (
        ("itunes:explicit", EXPLICIT, {"true", "false"}),
        ("itunes:type", _TYPE, {"episodic", "serial"}),
        ("podcast:locked", _LOCKED, {"yes", "no"}),
    ):
        value = text_of(channel, name)
        if value and value not in allowed:
            yield rule.at(place, f"{name} is {value!r}.")
    language = text_of(channel, "language")
    if language and not _TAG.match(language):
        yield _LANGUAGE.at(place, f"The language is {language!r}.")
    if size(text_of(channel, "description")) > LONGEST:
        yield _LONG.at(place, f"It has {size(text_of(channel, 'description')):,} bytes.")


def check_lengths(parent: Element, place: str) -> Iterator[Finding]:
    """Check that short values are short, and nothing stands around them."""
    for child in parent.iterchildren("*"):
        value = child.text or ""
        if child.tag in _UNBOUNDED or len(child):
            continue
        name = child.xpath("name()")
        if value != value.strip():
            yield _SPACES.at(place, f"{name} is {value[:40]!r}.")
        if len(value) > LONGEST_VALUE and not name.endswith((":txt", ":summary")):
            yield _TOO_LONG.at(place, f"{name} has {len(value)} characters.")


def _check_identity(document: Document) -> Iterator[Finding]:
    place, channel = document.name, document.channel
    if not document.url:
        yield _SELF.at(place, "The feed does not tell its own address.")
    is_public = not re.match(r"https?://(localhost|127\.)", document.url)
    guid = text_of(channel, "podcast:guid")
    if guid and not _is_uuid(guid):
        yield _BAD_GUID.at(place, f"podcast:guid is {guid!r}.")
    if not guid and is_public:
        yield _GUID.at(place, "There is no podcast:guid.")
    owner = find(channel, "itunes:owner")
    if is_public and (owner is None or not text_of(owner, "itunes:email")):
        yield _OWNER.at(place, "There is no owner's e-mail.")


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _check_categories(channel: Element, place: str) -> Iterator[Finding]:
    for outer in all_of(channel, "itunes:category"):
        name = outer.get("text", "")
        if name not in CATEGORIES:
            yield _CATEGORY.at(place, f"There is no category {name!r}.")
            continue
        for inner in all_of(outer, "itunes:category"):
            if inner.get("text", "") not in CATEGORIES[name]:
                yield _CATEGORY.at(place, f"{name} has no subcategory {inner.get('text', '')!r}.")


def check_people(parent: Element, place: str) -> Iterator[Finding]:
    """Check podcast:person, of a show or of an episode."""
    for person in all_of(parent, "podcast:person"):
        name = (person.text or "").strip()
        if not 1 <= len(name) <= LONGEST_NAME:
            yield _PERSON.at(place, f"A podcast:person has {len(name)} characters.")


def _check_extras(channel: Element, place: str) -> Iterator[Finding]:
    frequency = find(channel, "podcast:updateFrequency")
    if frequency is not None and frequency.get("rrule") is not None:
        try:
            frequency_of(frequency.get("rrule"))
        except ConfigError:
            yield _FREQUENCY.at(place, f"The rule is {frequency.get('rrule')!r}.")
    licence = find(channel, "podcast:license")
    if licence is not None and not _is_licence(
        (licence.text or "").strip(), licence.get("url", "")
    ):
        yield _LICENSE.at(place, f"podcast:license is {licence.text!r}, without a url.")
    for funding in all_of(channel, "podcast:funding"):
        if not _URL.match(funding.get("url", "")) or not (funding.text or "").strip():
            yield _FUNDING.at(place, f"podcast:funding leads to {funding.get('url', '')!r}.")
    everybody = [one for one in all_of(channel, "podcast:block") if not one.get("id")]
    blocks = {text_of(channel, "itunes:block").lower()}
    blocks.add((everybody[0].text or "").strip().lower() if everybody else "")
    if blocks == {"yes", ""}:
        yield _BLOCK.at(place, "One of itunes:block and podcast:block is missing.")
    moved = text_of(channel, "itunes:new-feed-url")
    if moved and not _URL.match(moved):
        yield _MOVED.at(place, f"itunes:new-feed-url is {moved!r}.")


def _is_licence(name: str, url: str) -> bool:
    return bool(name) and (
        bool(_URL.match(url)) or bool(re.fullmatch(r"[a-z0-9][a-z0-9.+-]*", name))
    )
