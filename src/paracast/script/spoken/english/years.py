"""Years, eras and decades."""

import re

from paracast.script.spoken.english.numbers import cardinal, decade, is_year, pairs, year
from paracast.script.spoken.patterns import DASH
from paracast.script.spoken.rules import Rule, rule

_BORN = {
    "b.": "born",
    "d.": "died",
    "r.": "reigned",
    "fl.": "flourished",
    "c.": "circa",
    "ca.": "circa",
}
_ERA = r"\s?(?P<era>B\.?C\.?E\.?|B\.?C\.?|C\.?E\.?|A\.?D\.?)(?![\w])"
_COUNTED = (
    r"(?:people|men|women|children|dollars|euros|pounds|miles|kilomet|met(?:er|re)|feet|foot|inches|yards"
    r"|troops|soldiers|workers|employees|tons|tonnes|votes|jobs|homes|houses|seats|years|days|weeks"
    r"|months|hours|minutes|million|billion|thousand|km|kg|mph|kph|m|ft|lbs?|mg|g|cm|mm|MW|kW|GB|MB|TB"
    r"|MHz|ppm|acres|hectares|square|cubic|pages|words|points|copies|cars|members|students|pupils|times"
    r"|degrees|calories|cases|deaths|rooms|species|stores|shares|units|barrels|gallons|liters|litres"
    r"|participants|patients|items|migrants|refugees|others|times|or so|more|fewer|[a-z]+ people|%)"
)


def _range(match: re.Match[str]) -> str | None:
    first, last = match["first"], match["last"]
    if not is_year(first) or (len(last) == len(first) and not int(first) < int(last)):
        return None
    return f"{year(first)} to {year(last)}"


def _season(match: re.Match[str]) -> str | None:
    first, last = match["first"], match["last"]
    if not is_year(first) or int(last[-2:]) != (int(first) + 1) % 100:
        return None
    return f"{year(first)} {year(last)}"


def _one(match: re.Match[str]) -> str | None:
    return year(match["year"]) if is_year(match["year"]) else None


def _eventful(match: re.Match[str]) -> str:
    said = pairs(int(match["year"])) if match["year"] else ""
    return f"{_BORN[match['what']]} {said}"


def _era(match: re.Match[str]) -> str:
    letters = "-".join(letter for letter in match["era"] if letter.isalpha())
    stop = "." if match["era"].endswith(".") and match.end() == len(match.string) else ""
    return f"{_in_era(match['year'])} {letters}{stop}"


def _anno_domini(match: re.Match[str]) -> str:
    return f"A-D {_in_era(match['year'])}"


def _in_era(written: str) -> str:
    plain = written.replace(",", "")
    return pairs(int(plain)) if len(plain) in {3, 4} else cardinal(int(plain))


def _decade(match: re.Match[str]) -> str:
    written = match["decade"]
    if len(written) == 4 and int(written) >= _PRESENT and match.group()[4] != "s":  # noqa: PLR2004  four digits
        before = match.string[max(0, match.start() - 6) : match.start()]
        if not _OF_DECADES.search(before):
            return f"{year(written)}’s"
    return decade(written)


def _decades(match: re.Match[str]) -> str:
    return f"{decade(match['decade'])} to {decade(match['last'])}"


_PRESENT = 2000
_OF_DECADES = re.compile(r"(?:the|arly|mid|late)[\s-]$")
"""Before 2020's: where they stand, a decade is meant, and elsewhere what is of that year."""
_NEAR_DECADE = r"0['’]?s(?![^\W\d])"
_DECADE = r"(?<![\w.,])(?P<decade>(?:1\d|20)\d0)['’]?s"

RULES: tuple[Rule, ...] = (
    rule(
        "range of years",
        rf"(?<![\w.,$£€/-])(?P<first>\d{{4}}){DASH}(?P<last>\d{{4}}|\d\d)(?![\w/-]|[.,:]\d)(?!\s?[%°=])",
        _range,
        near=r"\d{4}\s?[-‐-―−]",
    ),
    rule(
        "season",
        r"(?<![\w.,$£€/-])(?P<first>\d{4})/(?P<last>\d{4}|\d\d)(?![\w/-])",
        _season,
        near=r"\d{4}/",
    ),
    rule(
        "range of decades",
        rf"{_DECADE}{DASH}['’‘]?(?P<last>(?:(?:1\d|20)\d|[1-9])0)['’]?s\b",
        _decades,
        near=_NEAR_DECADE,
    ),
    rule("decade", rf"{_DECADE}\b", _decade, near=_NEAR_DECADE),
    rule("decade", r"(?<!\w)['’‘](?P<decade>[1-9]0)['’]?s\b", _decade, near=_NEAR_DECADE),
    rule("decade", r"(?<![\w.,$£€])(?P<decade>[1-9]0)['’]?s\b", _decade, near=_NEAR_DECADE),
    rule(
        "year of an event",
        r"(?<![\w.])(?P<what>b\.|d\.|r\.|fl\.|c\.|ca\.)"
        r"(?:\s?(?P<year>\d{3,4})(?![\w]|,\d|\s?[-–]\s?\d)|\s(?=\d{3,4}\s?[-–]))",
        _eventful,
        near=r"\b(?:[bdrc]|fl|ca)\.",
    ),
    rule(
        "era",
        rf"(?<![\w.,-])(?P<year>\d{{1,2}},\d{{3}}|\d{{1,5}}){_ERA}",
        _era,
        near=r"\b(?:[ABC]\.?[CDE])",
    ),
    rule("era", r"\bA\.?D\.?\s(?P<year>\d{1,4})(?!\w)", _anno_domini, near=r"\bA\.?D"),
    rule(
        "year",
        r"(?<![\w’'‘])['’‘](?P<year>\d\d)(?![\w’'%])",
        lambda m: year(m["year"]),
        near=r"['’‘]\d",
    ),
)

YEARS: tuple[Rule, ...] = (
    rule(
        "year",
        r"(?<=\byear\s)(?P<year>\d{4})(?![\w/%°:+=×-]|[.,]\d)",
        lambda m: year(m["year"]),
        near=r"(?<=r\s)\d{4}\b",
    ),
    rule(
        "year",
        r"(?<![\w.,$£€/#:+=×-])(?P<year>\d{4})(?![\w/%°+=×]|[.,:]\d|-\d|[-–]\w)"
        rf"(?!\s{_COUNTED}(?!\w))",
        _one,
        near=r"\b\d{4}(?!\d)",
    ),
    rule(
        "year",
        r"(?<=[A-Za-z][-–])(?P<year>(?:1[1-9]|20)\d\d)(?![\w/%°]|[.,]\d|-\w)",
        _one,
        near=r"(?<=[A-Za-z][-–])\d",
    ),
    rule(
        "year",
        r"(?<![\w.,$£€/#:-])(?P<year>(?:1[1-9]|20)\d\d)(?=-[a-z])",
        _one,
        near=r"\d{4}-[a-z]",
    ),
)
"""Four digits by themselves: after times, which have four digits too."""
