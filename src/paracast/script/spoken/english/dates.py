"""Dates, in every writing."""

import re

from paracast.script.spoken.english.calendar import DAYS, LENGTHS, MONTHS, SHORT_MONTHS
from paracast.script.spoken.english.numbers import number, ordinal, year
from paracast.script.spoken.patterns import AFTER, DASH
from paracast.script.spoken.rules import Rule, rule

_FULL = "|".join(MONTHS)
_SHORT = "|".join(name.title() for name in SHORT_MONTHS)
_SAFE = "|".join(
    name for name in (*MONTHS, *SHORT_MONTHS) if name.lower() not in {"may", "march", "mar"}
)
_SAFE_SHORT = "|".join(name for name in SHORT_MONTHS if name != "mar")
_ANY = rf"(?:(?:{_FULL}|{_FULL.upper()})\b|(?:{_SHORT}|{_SHORT.upper()})\b\.?|(?i:{_SAFE})\b\.?)"
_MONTH = rf"(?P<month>{_ANY})"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_END = r"(?:st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?P<year>1\d\d\d|20\d\d)"
_LAST = rf"(?P<last>[12]\d|3[01]|0?[1-9]){_END}"
_BARE = r"(?=\s*[.,;:)]?\s*$|[,;)]\s)"
_SLASHED = r"(?<![\w/.-])"
_NO_MORE = r"(?![\w/]|[.-]\d)"
_MONTHISH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DAYISH = r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MOST_MONTHS = 12
_DETERMINER = re.compile(
    r"\b(?:an?|this|that|each|every|last|next|his|her|our|their|its)\s$", re.IGNORECASE
)


def _month(written: str) -> str:
    plain = written.rstrip(".").lower()
    return MONTHS[SHORT_MONTHS[plain] - 1] if plain in SHORT_MONTHS else plain.title()


def _nth(day: str) -> str:
    return ordinal(day.lstrip("0"))


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= _MOST_MONTHS and 1 <= day <= LENGTHS[month - 1]


def _month_day(match: re.Match[str]) -> str | None:
    month, day = _month(match["month"]), match["day"]
    if not _exists(MONTHS.index(month) + 1, int(day)):
        return None
    said = f"{month} {_nth(day)}"
    return f"{said}, {year(match['year'])}" if match["year"] else said


def _day_month(match: re.Match[str]) -> str | None:
    month = _month(match["month"])
    if not _exists(MONTHS.index(month) + 1, int(match["day"])):
        return None
    said = f"{match['the'] or _article(match)}{_nth(match['day'])} of {month}"
    return f"{said}{match['comma'] or ''} {year(match['year'])}" if match["year"] else said


def _article(match: re.Match[str]) -> str:
    """Add what is said and seldom written, unless another word stands for it."""
    before = match.string[max(0, match.start() - 9) : match.start()]
    return "" if " of " in match.group() or _DETERMINER.search(before) else "the "


def _with_year(match: re.Match[str], said: str) -> str:
    return f"{said}, {year(match['year'])}" if match["year"] else said


def _month_days(match: re.Match[str]) -> str:
    first, last = _nth(match["day"]), _nth(match["last"])
    return _with_year(match, f"{_month(match['month'])} {first} to {last}")


def _days_month(match: re.Match[str]) -> str:
    said = f"{match['the'] or 'the '}{_nth(match['day'])} to the {_nth(match['last'])}"
    return _with_year(match, f"{said} of {_month(match['month'])}").replace(",", "")


def _two_months(match: re.Match[str]) -> str:
    first = f"{_month(match['month'])} {_nth(match['day'])}"
    return _with_year(match, f"{first} to {_month(match['until'])} {_nth(match['last'])}")


def _numbered(match: re.Match[str]) -> str | None:
    """Say a date in numbers: month first, as Americans write, where that is possible."""
    month, day, dotted = int(match["month"]), int(match["day"]), match["sign"] == "."
    if dotted or not _exists(month, day):
        month, day, dotted = day, month, True
    if not _exists(month, day):
        return None
    nth, said = ordinal(str(day)), year(match["year"])
    return (
        f"the {nth} of {MONTHS[month - 1]} {said}"
        if dotted
        else f"{MONTHS[month - 1]} {nth}, {said}"
    )


def _weekday_date(match: re.Match[str]) -> str | None:
    month, day, weekday = int(match["month"]), int(match["day"]), match["weekday"]
    if not _exists(month, day):
        return None
    return f"{DAYS.get(weekday, weekday)}, {MONTHS[month - 1]} {ordinal(str(day))}"


def _year_first(match: re.Match[str]) -> str | None:
    month, day = int(match["month"]), int(match["day"])
    if not _exists(month, day):
        return None
    return f"{MONTHS[month - 1]} {ordinal(str(day))}, {year(match['year'])}"


def _month_alone(match: re.Match[str]) -> str:
    return _month(match["month"])


RULES: tuple[Rule, ...] = (
    rule(
        "date",
        rf"(?<![\w-]){_YEAR}(?P<sign>[-/])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?![/-]|:\d|[^\WT])",
        _year_first,
        near=r"\d[-/]\d",
    ),
    rule(
        "date",
        rf"{_SLASHED}(?P<month>\d\d?)(?P<sign>[/.-])(?P<day>\d\d?)(?P=sign){_YEAR}{_NO_MORE}",
        _numbered,
        near=r"\d[-/.]\d",
    ),
    rule(
        "date",
        rf"{_SLASHED}(?P<month>\d\d?)(?P<sign>/)(?P<day>\d\d?)/(?P<year>\d\d){_NO_MORE}",
        _numbered,
        near="/",
    ),
    rule(
        "date",
        rf"\b(?P<weekday>{'|'.join(DAYS)}|{'|'.join(dict.fromkeys(DAYS.values()))})\b\.?,?\s"
        r"(?P<month>\d\d?)/(?P<day>\d\d?)(?![\w/]|[.,]\d|\sof\b)",
        _weekday_date,
        near="/",
    ),
    rule("date", rf"(?<![\w-])(?:{_MONTH}-{_DAY}-{_YEAR})(?![\w-])", _month_day, near=_MONTHISH),
    rule(
        "date",
        rf"(?<![\w-])(?P<the>)(?P<comma>){_DAY}-{_MONTH}-(?P<year>(?:1\d|20)?\d\d)(?![\w-])",
        _day_month,
        near=_MONTHISH,
    ),
    rule(
        "date range",
        rf"\b{_MONTH}\s{_DAY}{_END}{DASH}(?P<until>{_ANY})\s{_LAST}(?:,?\s{_YEAR})?{AFTER}",
        _two_months,
        near=_MONTHISH,
    ),
    rule(
        "date range",
        rf"\b{_MONTH}\s{_DAY}{_END}{DASH}{_LAST}(?:,?\s{_YEAR})?{AFTER}",
        _month_days,
        near=_MONTHISH,
    ),
    rule(
        "date range",
        rf"(?<![\w.,/-])(?P<the>the\s)?{_DAY}{_END}{DASH}{_LAST}\s(?:of\s)?{_MONTH}"
        rf"(?:,?\s{_YEAR}{AFTER})?(?!\w)",
        _days_month,
        near=_MONTHISH,
    ),
    rule(
        "date",
        rf"\b{_MONTH}\s{_DAY}{_END}(?!\d|,\d\d\d\b|[.:/]\d|\s?%|-[A-Za-z])(?:,?\s?{_YEAR}{AFTER})?(?!\w)",
        _month_day,
        near=_MONTHISH,
    ),
    rule(
        "date",
        rf"(?<![\w.,/-])(?P<the>[Tt]he\s)?{_DAY}{_END}\s(?:of\s)?{_MONTH}"
        rf"(?:(?P<comma>,?)\s?{_YEAR}{AFTER})?(?!\w)",
        _day_month,
        near=_MONTHISH,
    ),
    rule(
        "range of months",
        rf"(?<![\w-])(?P<month>{_ANY})[-–](?P<until>{_ANY})(?![\w-])",
        lambda match: f"{_month(match['month'])} to {_month(match['until'])}",
        near=r"[a-z.][-–][A-Z]",
    ),
    rule(
        "range of weekdays",
        rf"(?<![\w-])(?P<day>{'|'.join(DAYS)})\.?[-–](?P<until>{'|'.join(DAYS)})\b\.?",
        lambda match: f"{DAYS[match['day']]} to {DAYS[match['until']]}",
        near=r"[a-z.][-–][A-Z]",
    ),
    rule(
        "range of weekdays",
        r"(?<=day)[-–](?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)",
        " to ",
        near="[-–]",
    ),
    rule(
        "date",
        rf"(?<![\w-])(?P<month>march|may|mar)\s{_DAY}(?:(?:st|nd|rd|th)|{_END}(?=,?\s[12]\d\d\d\b)|{_BARE})"
        rf"(?:,?\s{_YEAR}{AFTER})?(?!\w)",
        _month_day,
        near=r"\bma[ry]",
    ),
    rule(
        "date",
        rf"(?<![\w.,/-])(?P<the>[Tt]he\s)?{_DAY}{_END}\s(?:of\s)?(?P<month>march|may|mar)"
        rf"(?:(?P<comma>,?)\s{_YEAR}{AFTER}|{_BARE})(?!\w)",
        _day_month,
        near=r"\bma[ry]",
    ),
    rule("month", rf"\b(?P<month>(?:{_SHORT})\.)(?=\s\d)", _month_alone, near=_MONTHISH),
    rule(
        "numbers with slashes",
        r"(?<![\w/.-])(?!24/7/365)\d{1,4}/\d{1,4}/\d{1,4}(?![\w/]|[.-]\d)",
        lambda match: " slash ".join(map(number, match.group().split("/"))),
        near=r"\d/\d",
    ),
    rule(
        "month",
        rf"\b(?P<month>(?:{_SHORT}|{_SHORT.upper()}|(?i:{_SAFE_SHORT}))\b\.?)(?=,?\s(?:1\d|20)\d\d\b|\s?['’]\d\d\b)",
        _month_alone,
        near=_MONTHISH,
    ),
    rule(
        "months",
        rf"\b(?P<month>(?:{_FULL}|{_SHORT})\b\.?)\s(?P<word>to|through|until)\s(?P<until>(?:{_FULL}|{_SHORT})\b)"
        r"(?:\.(?!\s*$))?(?!\s\d)",
        lambda match: f"{_month(match['month'])} {match['word']} {_month(match['until'])}",
        near=_MONTHISH,
    ),
    rule(
        "month",
        r"(?:(?<=\b(?:in|by|of|on|to)\s)|(?<=\b(?:and|mid)[\s-]))(?P<month>(?:Jan|Feb|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)(?=\s|$|,)"
        r"(?!\s?\d)",
        _month_alone,
        near=r"(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.",
    ),
    rule(
        "month",
        r"\b(?P<month>(?:Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\.)(?=\s[a-z])",
        _month_alone,
        near=r"(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.",
    ),
    rule(
        "month",
        r"(?:(?<=\b(?:from|last|next|this|late)\s)|(?<=\b(?:since|until|early)\s)|(?<=\bthrough\s))(?P<month>(?:Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\.)(?=\s|$|,)"
        r"(?!\s?\d)",
        _month_alone,
        near=r"(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.",
    ),
    rule(
        "month",
        rf"\b(?P<month>(?:{_SHORT})\.)(?=\s(?:and|or|to|through|until)\s(?:{_SHORT}|{_FULL}))",
        _month_alone,
        near=_MONTHISH,
    ),
    rule(
        "weekday",
        rf"\b(?P<day>{'|'.join(DAYS)})\.(?=,?\s(?:\w|\d))",
        lambda match: DAYS[match["day"]],
        near=r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
    ),
    rule(
        "weekday",
        rf"(?:(?<=\bon\s)|(?<=\band\s)|(?<=\bevery\s)|(?<=\bor\s)|(?<=\blast\s)|(?<=\bnext\s))"
        rf"(?P<day>{'|'.join(DAYS)})\.(?!\w)",
        lambda match: DAYS[match["day"]] + ("." if match.end() == len(match.string) else ""),
        near=r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)",
    ),
    rule(
        "weekday",
        rf"\b(?P<day>{'|'.join(DAYS)})\b(?=,?\s(?:\d|(?:{_FULL}|{_SHORT})\b\.?\s\d))",
        lambda match: DAYS[match["day"]],
        near=_DAYISH,
    ),
)
