"""A published feed's address → what is wrong with it, and with the server that answers."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from paracast.article.address import parse_address
from paracast.check import sources
from paracast.check.captions import Spoken, check_agreement, check_cues, read_transcript
from paracast.check.channel import TOO_LARGE
from paracast.check.chaptering import Listed, check_chapters, check_stamps, read_chapters
from paracast.check.document import Document, Element, Item, all_of, find, read_feed
from paracast.check.enclosed import ENDLESS, KINDS
from paracast.check.folder import PEOPLE_HAVE, check_document
from paracast.check.history import UNREADABLE, check_history
from paracast.check.model import Finding, Rule, advice, error, warning
from paracast.check.pages import check_page
from paracast.check.pictures import check_picture
from paracast.check.values import is_address, parts_of, whole
from paracast.check.visiting import Reply, Visitor
from paracast.episode.guid import is_this_machine
from paracast.errors import ArticleError

_SERVER = "Let the host's settings allow it, or choose another host."
_REACH = error(
    "server-unreachable", sources.HTTP, "Check the address, or name yours by --allow-private."
)
_STATUS = error("server-status", sources.HTTP, "Publish what is missing: paracast publish")
_HEAD = error("server-head", sources.HTTP, _SERVER)
_LENGTH = error("server-length", sources.HTTP, "Publish it again: paracast publish")
_RANGES = error("server-ranges", sources.HTTP, _SERVER)
_TYPE = warning("server-type", sources.HTTP, _SERVER)
_TAG = warning("server-validator", sources.HTTP, "Send Last-Modified or ETag.")
_DATE = warning("server-artwork-date", sources.APPLE, "Send Last-Modified with the artwork.")
_UNCHANGED = advice("server-unchanged", sources.HTTP, _SERVER)
_CORS = warning(
    "server-cors", f"{sources.PODCAST}, transcripts", "Send Access-Control-Allow-Origin."
)
_GZIP = advice("server-gzip", sources.LISTENERS, "Let the host compress the feed.")
_HTTPS = advice("server-https", f"{sources.LISTENERS}: iOS refuses plain http", "Use https.")

_LARGEST_FEED, _LARGEST_TEXT, _LARGEST_IMAGE = 20_000_000, 10_000_000, 20_000_000  # bytes
_MOST_ARCHIVES = 50
_OK, _PARTIAL, _NOT_MODIFIED = 200, 206, 304
_ORIGIN = "https://player.example"
_XML = {"application/rss+xml", "application/xml", "text/xml"}
_SRT = {"application/x-subrip", "application/srt", "text/srt"}
_JSON = {"application/json", "application/json+chapters"}


def check_url(
    url: str, *, newest: int = 5, allow_private: bool = False, against: bytes | None = None
) -> tuple[Finding, ...]:
    """Fetch a feed, check it by itself, and ask the servers of what it names.

    Sound is not fetched: whether it can be, and how long it is, is asked for.

    Args:
        url: the feed's, which may be on this machine.
        newest: how many episodes' files are asked for.
        allow_private: ask machines too that the feed names, and that are not public.
        against: the feed that people have; None: it is compared with none.

    Raises:
        ArticleError: that is no address.
    """
    return tuple(_findings(_server(url, allow_private=allow_private), url, newest, against))


def fetch_feed(url: str, *, allow_private: bool = False) -> bytes:
    """Fetch a feed, to compare with it.

    Raises:
        ArticleError: it cannot be had.
    """
    reply = _server(url, allow_private=allow_private).visitor.ask(url, most=_LARGEST_FEED)
    if reply.status != _OK:
        raise ArticleError(f"{url} answers {reply.status}.", remedy="Check the address.")
    return reply.body


def _server(url: str, *, allow_private: bool) -> "_Server":
    return _Server(Visitor(parse_address(url).authority, allow_private))


@dataclass(frozen=True, slots=True)
class _Server:
    """Asks servers, and tells why there is no answer."""

    visitor: Visitor

    def ask(
        self, place: str, url: str, method: str = "GET", *, most: int = 0, **headers: str
    ) -> Reply | Finding:
        """Return an answer that has what was asked for, or a finding that tells why not."""
        try:
            reply = self.visitor.ask(url, method, most=most, **headers)
        except ArticleError as failure:
            return _REACH.at(place, failure.message)
        if reply.status in {_OK, _PARTIAL, _NOT_MODIFIED}:
            return reply
        rule = _HEAD if method == "HEAD" else _STATUS
        return rule.at(place, f"{method} is answered with {reply.status}: {url}")


def _findings(server: _Server, url: str, newest: int, against: bytes | None) -> Iterator[Finding]:
    reply = server.ask(url, url, most=_LARGEST_FEED)
    if isinstance(reply, Finding):
        yield reply
        return
    if not reply.is_whole:
        yield TOO_LARGE.at(url, f"It has more than {_LARGEST_FEED / 1e6:g} MB.")
        return
    document = read_feed(reply.body, url)
    if isinstance(document, Finding):
        yield check_page(reply.body, url) or document
        return
    yield from check_document(document)
    yield from _check_feed_server(server, url, reply)
    for item in document.items[:newest]:
        yield from _check_sound(server, item)
        yield from _check_texts(server, item)
    yield from _check_image(server, document)
    if against is not None:
        yield from _check_before(server, document, against)


def _check_feed_server(server: _Server, url: str, reply: Reply) -> Iterator[Finding]:
    yield from _check_validator(url, reply)
    tag, date = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
    for value, again in (
        (tag, server.ask(url, url, If_None_Match=tag or "")),
        (date, server.ask(url, url, If_Modified_Since=date or "")),
    ):
        if value and isinstance(again, Reply) and again.status != _NOT_MODIFIED:
            yield _UNCHANGED.at(
                url, f"Nothing changed since {value}, and it answers {again.status}."
            )
    packed = server.ask(url, url, Accept_Encoding="gzip")
    if isinstance(packed, Reply) and packed.headers.get("Content-Encoding") != "gzip":
        yield _GZIP.at(url, f"The feed is sent as it is, {len(reply.body):,} bytes.")
    if reply.kind not in _XML:
        yield _TYPE.at(url, f"Its type is {reply.kind or 'missing'}.")
    head = server.ask(url, url, "HEAD")
    if isinstance(head, Finding):
        yield head
    yield from check_https(url, url)


def _check_validator(place: str, reply: Reply, rule: Rule = _TAG) -> Iterator[Finding]:
    if not (reply.headers.get("ETag") or reply.headers.get("Last-Modified")):
        yield rule.at(place, "Neither ETag nor Last-Modified tells whether it has changed.")


def check_https(place: str, url: str) -> Iterator[Finding]:
    """Check that nobody on the way can read along, where there is a way."""
    parts = parts_of(url)
    if parts.scheme == "http" and not is_this_machine(url):
        yield _HTTPS.at(place, f"It is plain http: {url}")


def _check_sound(server: _Server, item: Item) -> Iterator[Finding]:
    if not is_address(item.url):  # another rule tells of it
        return
    head = server.ask(item.place, item.url, "HEAD")
    if isinstance(head, Finding):
        yield head
        return
    told, length = whole(item.enclosed("length")), head.headers.get("Content-Length", "")
    if told is not None and whole(length) != told:
        yield _LENGTH.at(item.place, f"The feed tells {told} bytes, the server {length or 'none'}.")
    if head.kind != item.enclosed("type"):
        yield _TYPE.at(item.place, f"The sound's type is {head.kind or 'missing'}.")
    yield from _check_validator(item.place, head)
    yield from check_https(item.place, item.url)
    part = server.ask(item.place, item.url, most=3, Range="bytes=0-1")
    if isinstance(part, Finding):
        yield part
    elif part.status != _PARTIAL or len(part.body) != 2:  # noqa: PLR2004  bytes that were asked for
        yield _RANGES.at(item.place, f"A range is answered with {part.status}.")


def _check_texts(server: _Server, item: Item) -> Iterator[Finding]:
    seconds = float(whole(item.text("itunes:duration")) or ENDLESS)
    texts = list[Sequence[Spoken]]()
    for element in all_of(item.element, "podcast:transcript"):
        reply, kind = _fetched(server, item, element), KINDS.get(element.get("type", ""))
        yield from _check_text(item, element, reply)
        if isinstance(reply, Reply) and reply.is_whole and kind:
            cues = read_transcript(reply.body, kind, item.place)
            if isinstance(cues, Finding):
                yield cues
            else:
                yield from check_cues(cues, kind, seconds, item.place)
                texts.append(cues)
    yield from check_agreement(texts, item.place)
    yield from _check_chapters(server, item, seconds)


def _check_chapters(server: _Server, item: Item, seconds: float) -> Iterator[Finding]:
    chapters: Sequence[Listed] | str = ()
    for element in all_of(item.element, "podcast:chapters"):
        reply = _fetched(server, item, element)
        yield from _check_text(item, element, reply)
        if isinstance(reply, Reply) and reply.is_whole:
            chapters = read_chapters(reply.body)
            yield from check_chapters(chapters, seconds, item.place)
    if not isinstance(chapters, str):
        yield from check_stamps(item.text("description"), chapters, item.place)


def _fetched(server: _Server, item: Item, element: Element) -> Reply | Finding | None:
    """Fetch what an element names; None: it names no address, which is another rule's."""
    url = element.get("url", "")
    if not is_address(url):
        return None
    return server.ask(item.place, url, most=_LARGEST_TEXT, Origin=_ORIGIN)


def _check_text(item: Item, element: Element, reply: Reply | Finding | None) -> Iterator[Finding]:
    if isinstance(reply, Finding):
        yield reply
    if not isinstance(reply, Reply):
        return
    url, told = element.get("url", ""), element.get("type", "")
    if reply.headers.get("Access-Control-Allow-Origin") not in {"*", _ORIGIN}:
        yield _CORS.at(item.place, f"Players on the web may not fetch {url}")
    alike = next((kinds for kinds in (_SRT, _JSON) if told in kinds), {told})
    if reply.kind not in alike:
        yield _TYPE.at(item.place, f"It is told as {told}, and sent as {reply.kind}: {url}")


def _check_image(server: _Server, document: Document) -> Iterator[Finding]:
    image = find(document.channel, "itunes:image")
    url = "" if image is None else image.get("href", "").strip()
    if not is_address(url):
        return
    head = server.ask(document.name, url, "HEAD")
    if isinstance(head, Finding):
        yield head
        return
    if not head.headers.get("Last-Modified"):
        yield _DATE.at(document.name, "No Last-Modified is sent with the artwork.")
    reply = server.ask(document.name, url, most=_LARGEST_IMAGE)
    if isinstance(reply, Finding):
        yield reply
    elif reply.is_whole:
        ending = PurePosixPath(parts_of(url).path).suffix
        yield from check_picture(io.BytesIO(reply.body), ending, url, deep=True)


def _check_before(server: _Server, document: Document, before: bytes) -> Iterator[Finding]:
    old = read_feed(before, PEOPLE_HAVE)
    if isinstance(old, Finding):
        yield UNREADABLE.at(PEOPLE_HAVE, old.seen)
        return
    archived, url = set[str](), document.linked("prev-archive")
    for _ in range(_MOST_ARCHIVES):
        if not is_address(url):
            break
        reply = server.ask(document.name, url, most=_LARGEST_FEED)
        page = reply if isinstance(reply, Finding) else read_feed(reply.body, url)
        if isinstance(page, Finding):
            yield page
            break
        archived |= {item.text("guid") for item in page.items}
        url = page.linked("prev-archive")
    yield from check_history(document, old, archived)
