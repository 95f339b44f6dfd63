"""What a feed tells of its show."""

import re
import uuid
from collections import Counter
from collections.abc import Collection, Iterator

from lxml import etree

from paracast.check import sources
from paracast.check.addresses import check_addresses
from paracast.check.document import FORMER, Document, Element, all_of, find, text_of
from paracast.check.markup import check_html
from paracast.check.model import Finding, advice, error, warning
from paracast.check.podcasting import check_both, check_show, is_mail
from paracast.episode.guid import is_this_machine
from paracast.feed.categories import CATEGORIES
from paracast.feed.elements import NAMES
from paracast.feed.wording import LONGEST, LONGEST_VALUE, size

_SET = "Write it into [show] of paracast.toml, then: paracast feed"
_NAMESPACE = error("namespace", sources.APPLE, "Declare the namespace exactly so; case counts.")
_CONTENT = advice("namespace-content", sources.APPLE, "Declare xmlns:content beside xmlns:itunes.")
_ENCODING = warning("feed-encoding", sources.APPLE, "Write it in UTF-8.")
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
_MAIL = error("owner-mail", sources.APPLE, "Write an e-mail address: [show] email")
_COMPLETE = warning("complete", sources.APPLE, "Write Yes where no episode follows, or nothing.")
EXPLICIT = error("explicit", sources.APPLE, "Write true or false.")
_LANGUAGE = error("language", sources.APPLE, "Write a language tag: en, en-GB, es, …")
_CATEGORY = error("category", f"{sources.APPLE}, categories", "Choose one of Apple's, as written.")
_TYPE = error("show-type", sources.APPLE, "Write episodic or serial.")
_EMPTY = error("show-without-episodes", sources.APPLE, "Make one: paracast make ARTICLE")
_LARGE = advice("feed-large", sources.LISTENERS, "Set [feed] limit: archives hold the others.")
TOO_LARGE = error("feed-too-large", sources.VALIDATOR, "Set [feed] limit in paracast.toml.")
_TOO_LONG = warning("value-too-long", sources.APPLE, f"Shorten it to {LONGEST_VALUE} characters.")
_LONG = error("description-too-long", sources.APPLE, f"Shorten it to {LONGEST:,} bytes.")
_MARKED = advice("value-markup", sources.APPLE, "Write plain text, escaped once.")
_REPEATED = warning("value-twice", sources.RSS, "Say it once: apps take one of them, or neither.")
_SPACES = warning("value-spaces", sources.APPLE, "Remove the spaces around the value.")

_IN_ATTRIBUTES = {"itunes:image": "href", "itunes:category": "text"}
_LARGE_BYTES, _TOO_LARGE_BYTES = 1_000_000, 5_000_000
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_ITUNES, _PODCAST = (f"{{{NAMES[prefix]}}}" for prefix in ("itunes", "podcast"))
_UNBOUNDED = {"description", f"{{{NAMES['content']}}}encoded"}
_UNBOUNDED |= {f"{_ITUNES}summary", f"{_PODCAST}txt"}
_PLAIN = {"title", f"{_ITUNES}title", f"{_ITUNES}author"}
_ONCE = {"title", "description", "language", "guid", "pubDate", "enclosure"}
_ONCE |= {f"{_ITUNES}{name}" for name in ("image", "explicit", "type", "duration", "episode")}
_ONCE |= {f"{_PODCAST}{name}" for name in ("guid", "locked", "medium", "chapters")}
_MARKUP = re.compile(r"</[a-zA-Z]+>|<br */?>|&(?:amp|quot|lt|gt|apos|#\d{1,6});")


def check_channel(document: Document) -> Iterator[Finding]:
    """Check what stands before the items."""
    place, channel = document.name, document.channel
    yield from _check_frame(document)
    for name, rule in (_MISSING | _WANTED).items():
        if not _is_told(channel, name):
            yield rule.at(place, f"There is no {name}.")
    yield from _check_words(channel, place)
    yield from _check_identity(document)
    yield from _check_categories(channel, place)
    yield from check_values(channel, place)
    yield from check_addresses(channel, place)
    yield from check_html(text_of(channel, "description"), place)
    yield from check_show(channel, place)
    yield from check_both(channel, place)


def _is_told(channel: Element, name: str) -> bool:
    element = find(channel, name)
    if element is None:
        return False
    attribute = _IN_ATTRIBUTES.get(name)
    told = element.get(attribute, "") if attribute else element.text or ""
    return bool(told.strip())


def _check_frame(document: Document) -> Iterator[Finding]:
    place = document.name
    if document.root.get("version") != "2.0":
        yield _VERSION.at(place, f"The version is {document.root.get('version')!r}.")
    yield from _check_namespaces(document)
    if document.encoding.upper() != "UTF-8":
        yield _ENCODING.at(place, f"It is in {document.encoding}.")
    if not document.items:
        yield _EMPTY.at(place, "It has no item.")
    if document.length > _LARGE_BYTES:
        rule = TOO_LARGE if document.length > _TOO_LARGE_BYTES else _LARGE
        yield rule.at(place, f"It has {document.length / 1e6:.1f} MB.")


def _check_namespaces(document: Document) -> Iterator[Finding]:
    declared: dict[str | None, str] = document.channel.nsmap
    names = {uri.lower(): uri for uri in NAMES.values()}
    for prefix, uri in declared.items():
        meant = NAMES.get(prefix or "") or names.get(uri.lower())
        if meant and uri not in {meant, FORMER}:
            yield _NAMESPACE.at(document.name, f"{meant} is written {uri}.")
    for prefix, rule in (("itunes", _NAMESPACE), ("content", _CONTENT)):
        if prefix not in declared and NAMES[prefix] not in declared.values():
            yield rule.at(document.name, f"{NAMES[prefix]} is missing.")


def _check_words(channel: Element, place: str) -> Iterator[Finding]:
    for name, rule, allowed in (
        ("itunes:explicit", EXPLICIT, {"true", "false"}),
        ("itunes:type", _TYPE, {"episodic", "serial"}),
        ("itunes:complete", _COMPLETE, {"Yes", "yes", "No", "no"}),
    ):
        value = text_of(channel, name)
        if value and value not in allowed:
            yield rule.at(place, f"{name} is {value!r}.")
    language = text_of(channel, "language")
    if language and not _TAG.match(language):
        yield _LANGUAGE.at(place, f"The language is {language!r}.")
    if size(text_of(channel, "description")) > LONGEST:
        yield _LONG.at(place, f"It has {size(text_of(channel, 'description')):,} bytes.")


def check_values(parent: Element, place: str, meant: Collection[str] = ()) -> Iterator[Finding]:
    """Check that values are short, plain, said once, and that nothing stands around them."""
    for child in parent.iterchildren("*"):
        if len(child) or child.tag == "item":
            continue
        value, prefix = child.text or "", f"{child.prefix}:" if child.prefix else ""
        name = prefix + etree.QName(child).localname
        if value != value.strip():
            yield _SPACES.at(place, f"{name} is {value[:40]!r}.")
        if len(value) > LONGEST_VALUE and child.tag not in _UNBOUNDED:
            yield _TOO_LONG.at(place, f"{name} has {len(value)} characters.")
        if child.tag in _PLAIN and _MARKUP.search(value) and value not in meant:
            yield _MARKED.at(place, f"{name} is {value[:60]!r}.")
    counts = Counter(child.tag for child in parent.iterchildren("*"))
    for tag in _ONCE:
        if counts[tag] > 1:
            yield _REPEATED.at(place, f"There are {counts[tag]} of {etree.QName(tag).localname}.")


def _check_identity(document: Document) -> Iterator[Finding]:
    place, channel = document.name, document.channel
    if not document.url:
        yield _SELF.at(place, "The feed does not tell its own address.")
    for_others = bool(document.url) and not is_this_machine(document.url)
    guid = text_of(channel, "podcast:guid")
    if guid and not _is_uuid(guid):
        yield _BAD_GUID.at(place, f"podcast:guid is {guid!r}.")
    if not guid and for_others:
        yield _GUID.at(place, "There is no podcast:guid.")
    owner = find(channel, "itunes:owner")
    if for_others and (owner is None or not text_of(owner, "itunes:email")):
        yield _OWNER.at(place, "There is no owner's e-mail.")
    mail = "" if owner is None else text_of(owner, "itunes:email")
    if mail and not is_mail(mail):
        yield _MAIL.at(place, f"The owner's e-mail is {mail!r}.")


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
