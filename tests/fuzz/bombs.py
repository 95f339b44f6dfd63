"""Small inputs that would cost much, or bring in what is not theirs, if a reader let them."""

import zlib
from collections.abc import Callable, Mapping

from article_readers import PART
from documents import archive, epub, pdf

_LAUGHS = (
    b'<!DOCTYPE r [<!ENTITY a "' + b"ha" * 500 + b'">'
    b"%s]>" % b"".join(b'<!ENTITY a%s "%s">' % (b"a" * n, b"&a%s;" % (b"a" * (n - 1)) * 20)
                       for n in range(1, 12))
)  # fmt: skip
_LAST = b"&a%s;" % (b"a" * 11)
_PACKAGE = b"%s<package xmlns='http://www.idpf.org/2007/opf'>%s</package>"
_DOCUMENT = (
    b"%s<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:body><w:p><w:r><w:t>Boats.%s</w:t></w:r></w:p></w:body></w:document>"
)
_FEED = (
    b"%s<rss version='2.0'><channel><title>%s</title><item><title>%s</title></item></channel></rss>"
)
_PLS = b"%s<lexicon xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'>%s</lexicon>"


def with_entity(doctype: bytes, entity: bytes) -> Mapping[str, bytes]:
    """Return, for each reader of XML, a document that begins with a DOCTYPE and uses its entity."""
    feeds = ("entries", "takeover", "check-feed", "publish-feed")
    return {
        **dict.fromkeys(feeds, _FEED % (doctype, entity, entity)),
        "pls": _PLS % (doctype, entity),
        "epub": PART + _PACKAGE % (doctype, entity),
        "docx": _DOCUMENT % (doctype, entity),
    }


def _pdf(stream: bytes, filters: bytes) -> bytes:
    written = pdf(["Boats"])
    start, end = written.index(b"<</Length"), written.index(b"\nendstream")
    head = b"<</Length %d/Filter%s>>stream\n" % (len(stream), filters)
    return written[:start] + head + stream + written[end:]


def _zeros(count: int) -> bytes:
    return zlib.compress(bytes(count))


SMALL: Mapping[str, tuple[str, bytes]] = {
    **{f"entities in {name}": (name, data) for name, data in with_entity(_LAUGHS, _LAST).items()},
    "a table of a hundred million cells": (
        "markdown",
        b"|a" * 10_000 + b"\n" + b"|-" * 10_000 + b"\n|b" * 6_000,
    ),
    "tags without an end": ("markdown", b"<p " * 50_000),
    "a description of tags without an end": (
        "check-feed",
        _FEED.replace(b"</item>", b"<description>&lt;%s</description></item>")
        % (b"", b"a", b"a", b" " * 30_000 + b"&lt;a" * 20_000),
    ),
    "sixty thousand spaces": ("html", b"<!doctype html><p>" + b" " * 60_000 + b"x"),
    "Japanese that never ends": ("decoding", b"\n" + b"\x1b$B" * 20_000),
    "a key of thirty thousand parts": ("settings", b".".join([b"a"] * 30_000) + b"=1"),
    "twenty thousand namespaces": ("entries", b"<rss>" + b"<a:b/>" * 9_000 + b"</rss>"),
    "a feed of opening tags": ("takeover", b"<rss><channel>" + b"<item>" * 9_000),
    "a list of opening brackets": ("transcript", b'{"segments":' + b"[" * 60_000),
    "a page that is its own parent": ("pdf", pdf(["Boats"]).replace(b"/Kids[4", b"/Kids[2")),
    "a book that has one chapter often": (
        "epub",
        PART + b"<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' "
        b"href='c0.xhtml' media-type='text/html'/></manifest><spine>"
        + b"<itemref idref='a'/>" * 1_500
        + b"</spine></package>",
    ),
    "a range of many digits": ("range", b"bytes=" + b"9" * 900 + b"-"),
    "a host of many labels": ("host", b"a." * 30_000),
    "cues without words": ("cues", b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\n" * 2_500),
    "a tag of empty frames": ("tag", b"ID3\3\0\0\0\3\x7f\x7f" + b"TIT2\0\0\0\1\0\0\0" * 5_000),
    "sound of headers": ("mp3", b"\xff\xfb\x90\x64" * 16_000),
}
"""Of at most 90 kB; each is to be read or refused at once."""

LARGE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a hundred thousand elements deep": (
        "html",
        lambda: b"<!doctype html><p>" + b"<b>" * 100_000 + b"x",
    ),
    "quotes in quotes": ("markdown", lambda: b">" * 60_000 + b" x"),
    "a chapter of sixty megabytes": ("epub", lambda: epub(f"<p>{'a' * 60_000_000}</p>")),
    "a document of 120 megabytes": (
        "docx",
        lambda: archive({"word/document.xml": "a" * 120_000_000}),
    ),
    "a page of 240 megabytes": (
        "pdf",
        lambda: _pdf(zlib.compress(b"BT (a) Tj ET " * 20_000_000), b"/FlateDecode"),
    ),
    "zeros in zeros": (
        "pdf",
        lambda: _pdf(zlib.compress(_zeros(500_000_000)), b"[/FlateDecode/FlateDecode]"),
    ),
}
"""That unpack to much, or take a second or two."""
