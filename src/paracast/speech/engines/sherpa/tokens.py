"""`tokens.txt`: a symbol and its number a line, as sherpa-onnx's exports write it."""

import re
from pathlib import Path

from paracast.speech.models.dropped_in import broken, unreadable

_LINE = re.compile(r"(?P<symbol>\S*)[ \t]+(?P<number>\d+)[ \t]*")  # a space is its own symbol
_SPECIAL = re.compile(r"<\S*>")


def tokens_of(path: Path, *, single: bool, needed: str) -> frozenset[str]:
    """Return the symbols of a model, checked line by line: sherpa-onnx exits where one is wrong.

    Args:
        path: the file.
        single: whether each symbol must be one character.
        needed: symbols that it must have.

    Raises:
        SpeechError: it is missing, or no such table.
    """
    symbols = set[str]()
    for number, line in enumerate(_lines(path), start=1):
        found = _LINE.fullmatch(line)
        symbol = (found["symbol"] or " ") if found else ""
        if not found or (single and len(symbol) > 1 and not _SPECIAL.fullmatch(symbol)):
            raise broken(path, f"line {number} is {line[:40]!r}, not a symbol and its number")
        if symbol in symbols:
            raise broken(path, f"line {number} has {symbol!r} a second time")
        symbols.add(symbol)
    if lacking := sorted(set(needed) - symbols):
        raise broken(path, f"it lacks {', '.join(lacking)}")
    return frozenset(symbols)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise broken(path, "it is not UTF-8") from error
    return text.removesuffix("\n").split("\n")
