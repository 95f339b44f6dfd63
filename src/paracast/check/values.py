"""What strangers wrote → numbers, addresses and JSON that nothing stumbles over."""

import json
from typing import Any, NoReturn
from urllib.parse import SplitResult, urlsplit

_MOST_DIGITS = 18
_LONGEST = 1e9  # seconds: thirty years
_ODD = frozenset(' \t\r\n"<>')
_NOWHERE = SplitResult("", "", "", "", "")


def whole(text: str) -> int | None:
    """Return the whole number that a text is; None: it is none, or beyond all reason."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def parts_of(url: str) -> SplitResult:
    """Take an address apart; all is empty where it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # judged only when it is asked for
    except ValueError:
        return _NOWHERE
    return parts


def is_address(url: str) -> bool:
    """Tell whether a text is a whole address on the web, without a space in it."""
    parts = parts_of(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not _ODD & set(url)


def json_of(data: bytes | str) -> Any:  # noqa: ANN401  whatever JSON holds
    """Parse JSON as RFC 8259 has it: there is no NaN.

    Raises:
        ValueError: it is none, or too deep to be read.
    """
    try:
        return json.loads(data, parse_constant=_refuse)
    except RecursionError as failure:
        raise ValueError("it is nested too deeply") from failure


def seconds(value: object) -> float:
    """Return a time in a JSON file.

    Raises:
        ValueError: it is no number, or not of this world.
    """
    if isinstance(value, int | float) and value is not True and 0 <= value < _LONGEST:
        return float(value)
    raise ValueError(f"{repr(value)[:20]} is no time")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
