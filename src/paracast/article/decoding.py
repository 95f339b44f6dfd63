"""Bytes → text: a ladder of encodings, and a refusal of what is no text."""

import codecs
import re

from paracast.article.legacy import legacy_text
from paracast.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive, such as EPUB or DOCX",
    b"\x1f\x8b": "a gzip archive",
    b"ID3": "an MP3",
    b"RIFF": "a sound or video file",
    b"OggS": "an Ogg file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"SQLite": "a database",
    b"{\\rtf": "an RTF document",
    b"%!PS": "a PostScript document",
}
_FEED = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>]*>)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
_ISO_2022 = re.compile(rb"\x1b\$[@B][^\x1b]{2,}\x1b\([BJ]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL = re.compile(_CONTROLS.pattern.decode("latin-1"))
_MOST_CONTROLS = 0.02  # of the bytes: text has next to none
_FEW = 8  # control characters that any file may have
_MOST_REPLACED = 0.05  # of the characters: a file with a few bad bytes is still UTF-8
_NULS = 0.2  # of the bytes: UTF-16 has one in two where the letters are Latin


_ALIASES = {  # what the Encoding standard (WHATWG) reads for names that servers use loosely
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "windows-949": "cp949",
    "iso-8859-8-i": "iso8859_8",
}
_NO_PAGES = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def decode(data: bytes, name: str, charset: str = "") -> str:
    """Decode by the byte-order mark, as told, as UTF-8, as UTF-16, and last as an older encoding.

    A few bad bytes in a UTF-8 file do not turn the whole into another encoding.
    Lines end in a newline, whatever they ended in.

    Args:
        data: the text.
        name: what to call it in an error.
        charset: what a server says; where it is unknown or does not fit, it is not believed.

    Raises:
        ArticleError: it is not text, or text that this version does not read.
    """
    return _decoded(data, name, charset).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str, charset: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "ignore").lstrip("\ufeff")
    _refuse_formats(data, name)
    told = _as_told(data, charset) if charset else None
    if told is not None:
        return told
    sixteen = _utf16(data)
    if sixteen is not None:
        return sixteen
    if _ISO_2022.search(data):
        return legacy_text(data, name)
    if len(_CONTROLS.findall(data)) > max(_FEW, _MOST_CONTROLS * len(data)):
        raise ArticleError(
            f"{name} is not text: it is full of control characters.",
            remedy="Give a text or Markdown file.",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data, name)


class ManyArticlesError(ArticleError):
    """It is a feed, which lists many articles."""


def refuse_feed(data: bytes, name: str) -> None:
    """Let pass what is one article.

    Raises:
        ManyArticlesError: it is a feed.
    """
    if _FEED.match(data.removeprefix(codecs.BOM_UTF8)[:10_000]):
        raise ManyArticlesError(
            f"{name} is a feed, and lists many articles.",
            remedy="Make an episode of each: paracast follow FEED",
        )


def _as_told(data: bytes, charset: str) -> str | None:
    """Decode as a server says, unless that cannot be right."""
    try:
        codec = codecs.lookup(_ALIASES.get(charset.lower(), charset)).name
        if codec in _NO_PAGES:  # Python's own, slow or unsafe: no page is in one
            return None
        text = data.decode(_ALIASES.get(codec, codec))
    except (LookupError, ValueError):  # an unknown name; bytes that do not fit
        return None
    return None if len(_CONTROL.findall(text)) > max(_FEW, _MOST_CONTROLS * len(text)) else text


def _damaged(data: bytes, name: str) -> str:
    """Decode what is not quite UTF-8."""
    lenient = data.decode("utf-8", "replace")
    bad, foreign = lenient.count("\ufffd"), sum(byte > 0x7F for byte in data)  # noqa: PLR2004  ASCII's last
    if bad <= _MOST_REPLACED * len(lenient) and bad * 2 < foreign:
        return data.decode("utf-8", _AS_WINDOWS)
    return legacy_text(data, name)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read a bad byte behind a letter as Windows-1252 does: somebody has pasted it there."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    place = error.start
    letter = place > 0 and chr(error.object[place - 1]).isalpha() and error.object[place - 1] < 0x80  # noqa: PLR2004
    alone = error.object[place + 1 : place + 2] < b"\x80"
    said = bytes([error.object[place]]).decode("cp1252", "ignore") if letter and alone else ""
    return said, place + 1


_AS_WINDOWS = "paracast.as_windows"
codecs.register_error(_AS_WINDOWS, _as_windows)


def _utf16(data: bytes) -> str | None:
    """Decode UTF-16 without a mark, known by its NULs."""
    if len(data) < 4 or data.count(0) < _NULS * len(data):  # noqa: PLR2004  two characters
        return None
    encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if "\0" not in text else None


def _refuse_formats(data: bytes, name: str) -> None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic) and (magic != b"MZ" or b"\0" in data[:200]):
            raise ArticleError(
                f"{name} is {what}, and not text.",
                remedy="Save the article as text or Markdown, and give that file.",
            )
