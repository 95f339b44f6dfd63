"""How often a show appears → podcast:updateFrequency: a rule for programs, words for people."""

import re
from dataclasses import dataclass

from paracast.errors import ConfigError

_WORDS = {
    "daily": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
}
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_DAY = rf"(?:[+-]?\d{{1,2}})?(?:{'|'.join(_DAYS)})"
_NUMBER = r"[+-]?\d{1,3}"
_PARTS = {
    "FREQ": re.compile("|".join(_UNITS)),
    "INTERVAL": re.compile(r"[1-9]\d{0,2}"),
    "BYDAY": re.compile(f"{_DAY}(?:,{_DAY})*"),
    "BYMONTHDAY": re.compile(f"{_NUMBER}(?:,{_NUMBER})*"),
    "BYMONTH": re.compile(r"\d{1,2}(?:,\d{1,2})*"),
    "BYSETPOS": re.compile(f"{_NUMBER}(?:,{_NUMBER})*"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "WKST": re.compile("|".join(_DAYS)),
}
"""The parts of a rule that a show can need, and their values (RFC 5545, section 3.3.10).

Not among them is COUNT: it counts from a day that would have to be told as well.
"""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often episodes are meant to appear (Podcasting 2.0 namespace, `updateFrequency`)."""

    rule: str
    words: str


def frequency_of(written: str) -> Frequency:
    """Read `[show] update_frequency`: one of four words, or a rule.

    Raises:
        ConfigError: it is neither.
    """
    word = written.strip().lower()
    if word in _WORDS:
        return Frequency(_WORDS[word], word.capitalize())
    rule = written.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in rule.split(";")]
    parts = {name: value for name, _, value in pairs}
    well_formed = all(name in _PARTS and _PARTS[name].fullmatch(v) for name, v in parts.items())
    if "FREQ" not in parts or len(parts) < len(pairs) or not well_formed:
        raise ConfigError(
            f"[show] update_frequency is {written!r}.",
            remedy=f"Write {', '.join(_WORDS)}, or a rule of RFC 5545 such as "
            "FREQ=WEEKLY;BYDAY=MO,TH; without COUNT.",
        )
    return Frequency(rule, _in_words(parts))


def _in_words(parts: dict[str, str]) -> str:
    """Say a rule's days where they are plain days of the week, else how often at least."""
    every, unit = int(parts.get("INTERVAL", "1")), _UNITS[parts["FREQ"]]
    days = [_DAYS.get(day, "") for day in parts.get("BYDAY", "").split(",")]
    if every == 1 and all(days) and not parts.keys() - {"FREQ", "BYDAY", "WKST"}:
        listed = ", ".join(days[:-1])
        return f"Every {f'{listed} and ' if listed else ''}{days[-1]}"
    return parts["FREQ"].capitalize() if every == 1 else f"Every {every} {unit}s"
