"""Letters that are drawn in a style of their own → the letters that they are."""

import re
import unicodedata

STYLED = re.compile(
    "[\u1d00-\u1d22\ua730\ua731\ua7af\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f\u01eb]{2,}"
    "(?:[a-z]+[\u1d00-\u1d22\ua730\ua731\u0262\u026a\u0274\u0280\u028f\u0299\u029c\u029f]+)*[xsz]?"
    "|[\U0001d400-\U0001d7ff\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d"
    "\u212f-\u2131\u2133\u2134\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169"
    "\U0001f170-\U0001f189]"
)
"""Mathematical, circled and squared letters; runs of small capitals."""

SPACED_OUT = re.compile(
    r"(?<![^\s“\"‘'(])(?:[^\W\d_][ \u00a0]){3,}"
    r"(?:[ \u00a0]+(?:[^\W\d_][ \u00a0]){2,}){0,20}[^\W\d_](?!\w)"
)
_GAP = re.compile(r"[ \u00a0]{2,}")
_SMALL = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))


def plain_letter(match: re.Match[str]) -> str:
    """Return what is meant; what has no plain form stays."""
    return "".join(map(_plain, match.group()))


def _plain(letter: str) -> str:
    if "\U0001f130" <= letter <= "\U0001f189":  # squared and circled on black
        return chr(ord("A") + (ord(letter) - 0x1F130) % 0x20)
    meant = unicodedata.normalize("NFKC", letter)
    return meant if meant.isalnum() and meant.isascii() else _SMALL.get(letter, letter)


def drawn_together(match: re.Match[str]) -> str:
    """Return the words that single letters spell; wider gaps part them."""
    words = _GAP.split(match.group())
    return " ".join(re.sub("[ \u00a0]", "", word) for word in words)
