"""Any text → one that a feed may hold: of legal characters, cut where a reader would cut it."""

import re
import unicodedata
from collections.abc import Callable
from html import escape

LONGEST = 4000
"""Bytes of a description (Apple, Podcast RSS feed requirements)."""

LONGEST_VALUE = 255
"""Characters of any other value, unless Apple states otherwise."""

LONGEST_NAME = 128
"""Characters of what apps may cut themselves (Podcasting 2.0 namespace: `person`, `funding`)."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAFE = re.compile(r"(https?://[^\s<>\"/]|mailto:[^\s<>\"])[^\s<>\"]*\Z", re.IGNORECASE)
_MORE = " …"
_JOINERS = "\u200d\ufe0e\ufe0f"  # what keeps an emoji together


def legal(text: str) -> str:
    """Drop what XML cannot hold (XML 1.0, production 2)."""
    return _ILLEGAL.sub("", text)


def is_safe(url: str) -> bool:
    """Tell whether an address may be linked: it leads to the web or to a mailbox."""
    return bool(_SAFE.match(url))


def size(text: str) -> int:
    """Return the bytes of a text."""
    return len(text.encode())


def escaped_size(text: str) -> int:
    """Return the bytes of a text in HTML."""
    return len(escape(text).encode())


def cut(text: str, room: int, measure: Callable[[str], int] = size) -> str:
    """Return as much of a text as there is room for, with an ellipsis where it is cut.

    It ends with a word; a word that takes more than half of the room, as in Chinese, is cut between
    characters that are written apart. Empty, where not even one has room.

    Args:
        text: of legal characters.
        room: in what `measure` counts.
        measure: never less for a longer beginning of the text.
    """
    if measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle] + _MORE) <= room else (low, middle - 1)
    while 0 < low < len(text) and _joined(text[low - 1], text[low]):
        low -= 1
    space = text.rfind(" ", 0, low + 1)
    kept = text[: space if space > low // 2 else low].rstrip()
    return kept + _MORE if kept else ""


def _joined(one: str, other: str) -> bool:
    """Tell whether two characters are written as one."""
    return bool(unicodedata.combining(other)) or other in _JOINERS or one == _JOINERS[0]
