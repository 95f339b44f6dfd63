"""Fractions: with a stroke or as one sign, a whole number before them, a unit behind."""

import re

from paracast.script.spoken.english.calendar import MONTHS
from paracast.script.spoken.english.numbers import amount, cardinal, number, ordinal, plural, year
from paracast.script.spoken.english.unit_names import UNITS
from paracast.script.spoken.english.units import one_of, several
from paracast.script.spoken.patterns import any_of
from paracast.script.spoken.rules import Rule, rule

_SIGNS = {
    "½": "a half",
    "¼": "a quarter",
    "¾": "three quarters",
    "⅓": "a third",
    "⅔": "two thirds",
    "⅕": "a fifth",
    "⅖": "two fifths",
    "⅗": "three fifths",
    "⅘": "four fifths",
    "⅙": "a sixth",
    "⅚": "five sixths",
    "⅛": "an eighth",
    "⅜": "three eighths",
    "⅝": "five eighths",
    "⅞": "seven eighths",
}
_DENOMINATORS = {2: "half", 4: "quarter"}
_LARGEST_PART, _IMPROPER = 100, 10  # denominators of a proper and of an improper fraction
_ODDS = 1000  # from here on nothing but a fraction is written so
_ENDING = r"(?:st|nd|rd|ths?|ST|ND|RD|THS?)?"
_MINUS = r"(?P<minus>(?<![\w.,)/%])[-−])?"
_UNIT = (
    rf"(?:(?P<gap>[\s-]?)(?:(?P<unit>{any_of(UNITS)})(?![\w’'/²³&]|[.]\w)"
    r"(?:(?<=[a-z])\.(?=\s[a-z]|[,;)]))?|(?P<percent>%)))?"
)
_SIGN = f"[{''.join(_SIGNS)}]"


def _with_unit(match: re.Match[str], said: str) -> str:
    minus = "minus " if match["minus"] else ""
    if match["percent"]:
        return f"{minus}{said} percent"
    if not match["unit"]:
        return minus + said
    name = UNITS[match["unit"]]
    alone = not match["whole"] or match["gap"] == "-"
    return f"{minus}{said} {one_of(name) if alone else several(name)}"


def _fraction(match: re.Match[str]) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    if not _is_fraction(over, under):
        return None
    name = _DENOMINATORS.get(under, ordinal(match["under"]))
    said = f"{cardinal(over)} {name if over == 1 else plural(name)}"
    if match["whole"]:
        said = f"{number(match['whole'])} and {_after_whole(said)}"
    return _with_unit(match, said)


def _is_fraction(over: int, under: int) -> bool:
    if 0 < over < under:
        return under <= _LARGEST_PART or under >= _ODDS or over == 1
    return 1 < under <= _IMPROPER and over > 0


def _after_whole(said: str) -> str:
    if said.startswith("one "):
        said = said.removeprefix("one ")
        return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    return said


def _sign_fraction(match: re.Match[str]) -> str:
    said = _SIGNS[match["part"]]
    if match["whole"]:
        return _with_unit(match, f"{number(match['whole'])} and {said}")
    return _with_unit(match, re.sub(r"^an? ", "one ", said))


def _month(match: re.Match[str]) -> str:
    return f"{MONTHS[int(match['month']) - 1]} {year(match['year'])}"


def _over(match: re.Match[str]) -> str:
    said = f"{amount(match['over'])} over {amount(match['under'])}"
    return f"{said} {UNITS['mmHg']}" if match["pressure"] else said


RULES: tuple[Rule, ...] = (
    rule(
        "month of a year",
        r"(?<![\w.,/:$£€-])(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\w/-]|[.,]\d)",
        _month,
        near="/",
    ),
    rule(
        "fraction",
        rf"{_MINUS}(?<![\w.,/:$£€])(?<!\w-)(?:(?P<whole>\d{{1,4}})[\s-])?"
        rf"(?P<over>\d{{1,9}})[/⁄](?P<under>\d{{1,9}}){_ENDING}(?![\w/]|[.,]\d){_UNIT}",
        _fraction,
        near="[/⁄]",
    ),
    rule(
        "fraction",
        r"(?<![\w.,/:$£€-])(?P<over>\d{1,9})/(?P<under>\d{1,9})(?![\w/]|[.,]\d)(?P<pressure>\s?mm\s?Hg\b)?",
        _over,
        near="/",
    ),
    rule(
        "fraction",
        rf"{_MINUS}(?<![\w.,])(?:(?P<whole>\d{{1,9}})[\s-]?)?(?P<part>{_SIGN}){_UNIT}",
        _sign_fraction,
        near=_SIGN,
    ),
)
