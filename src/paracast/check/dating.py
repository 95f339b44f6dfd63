"""Dates as feeds write them (RFC 2822, section 3.3)."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_ZONES = r"[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T"
_WRITTEN = re.compile(
    rf"(?:({'|'.join(_DAYS)}),\s+)?\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}}"
    rf"\s+\d{{2}}:\d{{2}}(?::\d{{2}})?\s+(?:{_ZONES})",
    re.ASCII,
)


def date_of(text: str) -> datetime:
    """Read a date, which knows its zone.

    Raises:
        ValueError: it is written in another way, or the day of the week is not that of the date.
    """
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError("it is written in another way")
    date = parsedate_to_datetime(text.replace("-0000", "+0000"))
    if written[1] and written[1] != _DAYS[date.weekday()]:
        raise ValueError(f"that day was a {_DAYS[date.weekday()]}")
    return date
