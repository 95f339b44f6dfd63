"""A file's path → its place in the order, its type, and how long caches may keep it."""

from pathlib import PurePosixPath
from typing import TypeAlias

from paracast.feed.paging import FEED, is_archive

PARTIAL = ".paracast-part-"
"""How the names of files begin that a target has not yet received whole."""

Rank: TypeAlias = tuple[int, int, str]

_TYPES = {
    ".chapters.json": "application/json+chapters",
    ".css": "text/css; charset=utf-8",
    ".flac": "audio/flac",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/x-m4a",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_SOUNDS = frozenset({".flac", ".m4a", ".mp3", ".ogg", ".opus"})
_LASTING = _SOUNDS | {".jpeg", ".jpg", ".png"}
_FIRST, _BESIDE, _PAGES, _FRONT, _ARCHIVES, _LAST = range(6)


def is_sound(path: str) -> bool:
    """Tell whether a file is what people listen to: the feed states its length."""
    return PurePosixPath(path).suffix in _SOUNDS


def is_feed(path: str) -> bool:
    """Tell whether a file is `feed.xml`, or one of its archives `feed-1.xml` (RFC 5005)."""
    return path == FEED or is_archive(path)


def is_partial(path: str) -> bool:
    """Tell whether a file is what a killed run left half-sent."""
    return PurePosixPath(path).name.startswith(PARTIAL)


def rank(path: str) -> Rank:
    """Place a file in the order of uploading: what names others comes after them.

    Sounds come first; then what lies beside them; then pages, the front page last; then the feed's
    archives, each of which names the one before it; then the feed.
    """
    if path == FEED:
        return (_LAST, 0, path)
    if is_feed(path):
        return (_ARCHIVES, int(path.removeprefix("feed-").removesuffix(".xml")), path)
    if is_sound(path):
        return (_FIRST, 0, path)
    if path.endswith(".html"):
        return (_FRONT if path == "index.html" else _PAGES, 0, path)
    return (_BESIDE, 0, path)


def media_type(path: str) -> str:
    """Return the type that a server should announce a file with.

    Sources: Podcasting 2.0 (`transcript`, `chapters`), RSS Advisory Board for feeds, RFC 8216's
    and IANA's registrations for the rest.
    """
    if is_feed(path):
        return "application/rss+xml; charset=utf-8"
    if path.endswith(".chapters.json"):
        return _TYPES[".chapters.json"]
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def cache_control(path: str) -> str:
    """Return how long what was fetched may be kept (RFC 9111; `immutable`: RFC 8246).

    Sounds, images and `assets/` have new names when they change. Feeds and pages are asked for
    again after five minutes; transcripts and chapters, which may be made anew under their names,
    after an hour.
    """
    if path.startswith("assets/") or PurePosixPath(path).suffix.lower() in _LASTING:
        return "public, max-age=31536000, immutable"
    if is_feed(path) or path.endswith(".html"):
        return "public, max-age=300"
    return "public, max-age=3600"
