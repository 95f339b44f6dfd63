"""A title and a date → the name of an episode's folder and files: ASCII, on every system."""

import re
from datetime import datetime

from anyascii import anyascii

_LONGEST = 60  # characters: with the date and the endings, well below every system's limit
_DATED = re.compile(r"\A\d{4}-\d\d-\d\d-(?=.)")
_ELSEWHERE = re.compile(r"[/\\:\0]")  # with a colon, Windows means another drive
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])$")  # names that Windows keeps


def slug_of(title: str) -> str:
    """Return the title in lower-case ASCII letters, digits and hyphens; never empty."""
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title[:500]).lower()).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    if not words or _RESERVED.match(words):
        return f"episode-{words}".rstrip("-")
    return words


def is_plain(name: str) -> bool:
    """Tell whether a name is that of a file or a folder, and of no place elsewhere."""
    return name not in {"", ".", ".."} and not _ELSEWHERE.search(name)


def stem_of(slug: str, revision: int) -> str:
    """Return what the names of an episode's files begin with: `slug`, `slug-2` and so on."""
    return slug if revision == 1 else f"{slug}-{revision}"


def undated(name: str) -> str:
    """Return a folder's name without the date before it."""
    return _DATED.sub("", name)


def folder_name(title: str, published: datetime) -> str:
    """Return `DATE-slug`."""
    return f"{published:%Y-%m-%d}-{slug_of(title)}"
