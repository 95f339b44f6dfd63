"""Dates, years, decades and times."""

import re

from paracast.script.spoken.numbers import cardinal, decade, is_year, ordinal, year
from paracast.script.spoken.patterns import AFTER, DASH
from paracast.script.spoken.rules import Rule, rule

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(n.title() for n in _SHORT)})\b\.?)"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_ORDINAL_END = r"(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[1-9]\d\d|20\d\d)"
_LAST_DAY, _LAST_MONTH, _NOON = 31, 12, 12
_MONTHS_BEFORE_YEAR = rf"(?:{'|'.join(_MONTHS)})"


def _month(written: str) -> str:
    plain = written.rstrip(".")
    return _MONTHS[_SHORT[plain.lower()] - 1] if plain.lower() in _SHORT else plain


def _month_day(match: re.Match[str]) -> str:
    said = f"{_month(match['month'])} {ordinal(int(match['day']))}"
    return f"{said}, {year(int(match['year']))}" if match["year"] else said


def _day_month(match: re.Match[str]) -> str:
    the = "" if match["the"] else "the "
    said = f"{match['the'] or ''}{the}{ordinal(int(match['day']))} of {_month(match['month'])}"
    return f"{said} {year(int(match['year']))}" if match["year"] else said


def _days_month(match: re.Match[str]) -> str:
    month = _month(match["month"])
    return f"{month} {ordinal(int(match['day']))} to {ordinal(int(match['last']))}"


def _iso(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(int(match['year']))}"


def _numeric(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if first <= _LAST_MONTH else (second, first)
    if not (1 <= month <= _LAST_MONTH and 1 <= day <= _LAST_DAY):
        return None
    return f"{_MONTHS[month - 1]} {ordinal(day)}, {year(int(match['year']))}"


def _years(match: re.Match[str]) -> str | None:
    first, last = match["first"], match["last"]
    if not is_year(int(first)) or (len(last) == len(first) and int(last) <= int(first)):
        return None
    said = year(int(last)) if len(last) == len(first) else cardinal(int(last))
    if len(last) == 2 and last.startswith("0"):  # noqa: PLR2004  two digits
        said = f"oh {said}"
    return f"{year(int(first))} to {said}"


def _one_year(match: re.Match[str]) -> str | None:
    return year(int(match["year"])) if is_year(int(match["year"])) else None


def _decade(match: re.Match[str]) -> str:
    return decade(int(match["decade"]))


def _time(match: re.Match[str]) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if hour > 24 or minute > 59:  # noqa: PLR2004  a clock's
        return None
    if minute == 0:
        oclock = " o'clock" if not half and hour <= _NOON else " hundred" if not half else ""
        said = cardinal(hour) + oclock
    else:
        said = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"  # noqa: PLR2004
    return f"{said} {half[0]} m" if half else said


_HALF = r"(?:\s?(?P<half>[apAP])\.?[mM]\b\.?(?=\W|$))"

RULES: tuple[Rule, ...] = (
    rule("date", rf"(?<![\w-]){_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])", _iso),
    rule("date", rf"(?<![\w/])(?P<first>\d\d?)/(?P<second>\d\d?)/{_YEAR}(?![\w/])", _numeric),
    rule(
        "date range",
        rf"\b{_MONTH}\s{_DAY}{_ORDINAL_END}{DASH}(?P<last>[12]\d|3[01]|[1-9]){_ORDINAL_END}{AFTER}",
        _days_month,
    ),
    rule(
        "date",
        rf"\b{_MONTH}\s{_DAY}{_ORDINAL_END}(?!\d|,\d|[.:]\d|\s?%)(?:,?\s{_YEAR}{AFTER})?",
        _month_day,
    ),
    rule(
        "date",
        rf"(?<![\w.,/-])(?P<the>the\s)?{_DAY}{_ORDINAL_END}\s(?:of\s)?{_MONTH}"
        rf"(?:,?\s{_YEAR}{AFTER})?(?!\w)",
        _day_month,
    ),
    rule("month", rf"\b{_MONTH}(?=,?\s(?:1[1-9]|20)\d\d\b)", lambda m: _month(m["month"])),
    rule(
        "weekday",
        rf"\b(?P<day>{'|'.join(_DAYS)})\.(?=,?\s(?:\w|\d))",
        lambda match: _DAYS[match["day"]],
    ),
    rule(
        "range of years",
        r"(?<![\w.,$£€-])(?P<first>\d{4})[-–—](?P<last>\d{4}|\d\d)(?![\w-])",
        _years,
    ),
    rule("decade", r"(?<![\w.,])(?P<decade>(?:1[1-9]|20)\d0)['’]?s\b", _decade),
    rule("decade", r"(?<!\w)['’‘](?P<decade>[1-9]0)s\b", _decade),
    rule("decade", r"(?<![\w.,])(?P<decade>[1-9]0)['’]?s\b", _decade),
    rule("time", rf"(?<![\w:.])(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?{_HALF}", _time),
    rule("time", r"(?<![\w:.])(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>)(?![\w:])", _time),
    rule(
        "year",
        r"(?<![\w.,$£€/#-])(?P<year>1[1-9]\d\d|20\d\d)(?![\w/%°]|[.,]\d|-\d|[-–]\w)"
        r"(?!\s(?:people|men|women|children|dollars|miles|kilomet|met|feet|troops|soldiers|workers"
        r"|tons|tonnes|votes|pounds|euros|jobs|homes|houses|seats|years|days|hours|million|billion"
        r"|km|kg|mph|m|ft|acres|pages|words|points|copies|cars|members|students|times|degrees)\b)",
        _one_year,
    ),
)
