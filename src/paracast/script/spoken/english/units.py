"""Measures: a number and a unit, ranges of them, sizes, and percentages."""

import re

from paracast.script.spoken.english.numbers import cardinal, is_one, number, plural
from paracast.script.spoken.english.unit_names import SMALL, UNITS
from paracast.script.spoken.patterns import BEFORE, DASH, NUMBER, any_of
from paracast.script.spoken.rules import Rule, rule

_LIST = any_of(UNITS)
_UNIT = (
    rf"(?P<unit>(?:{_LIST}|in(?=\.\s[a-z]))(?P<power>[²³23](?!\d))?"
    rf"(?:/(?P<per>{any_of({**UNITS, **SMALL})})(?P<perpower>[²³23](?!\d))?)?)"
)
_POWERS = {"²": "square ", "2": "square ", "³": "cubic ", "3": "cubic "}
_AFTER_TIME = {"²": " squared", "2": " squared", "³": " cubed", "3": " cubed"}
_SIGN = r"(?P<sign>(?<![\w.)])[-−–+])?"
_QUOTATION = 400  # characters; no quotation that matters is longer
_NEAR_UNIT = r"\d[\s‑-]?[^\W\d_]|\d\s?[°º℃℉]"
_NOT_UNIT = r"(?![\w’'²³\[%]|/\w|-\d)"
_ONE_OF = r"(?P<before>\b(?:[Aa]n?|another|per|every|each)\s)"
_NO_NOUN = (
    r"(?!\s(?:of|and|or|to|in|at|on|from|for|a|an|the|per|is|was|away|long|wide|high|tall|deep)\b)"
)


def _named(match: re.Match[str], *, many: bool) -> str:
    written = match["unit"]
    name = UNITS.get(written)
    if name is None:
        base = written.partition("/")[0]
        if match["power"]:
            base = base[:-1]
        one = "inch" if base == "in" else UNITS[base]
        name = _POWERS.get(match["power"] or "", "") + one
    said = several(name) if many else name
    if written not in UNITS and match["per"]:
        per = SMALL.get(match["per"]) or UNITS[match["per"]]
        squared = _AFTER_TIME if match["per"] in SMALL else _POWERS
        power = squared.get(match["perpower"] or "", "")
        said += f" per {per}{power}" if match["per"] in SMALL else f" per {power}{per}"
    return said


def several(name: str) -> str:
    """Return the name of several of a unit: `degrees Celsius`, `miles per hour`."""
    if " per " in name or " of " in name or name.endswith("horsepower"):
        return name
    if name.startswith("degree"):
        return name.replace("degree", "degrees", 1)
    return plural(name)


def one_of(name: str) -> str:
    """Return the name of one of a unit: `degree Celsius`, `mile per hour`."""
    return (
        re.sub(r"^(\w+)s (?=per )", r"\1 ", name).replace("foots", "foot").replace("feet", "foot")
    )


def _signed(match: re.Match[str]) -> str:
    return {"": "", "+": "plus "}.get(match["sign"] or "", "minus ")


def _measure(match: re.Match[str]) -> str:
    one = is_one(match["amount"])
    said = _named(match, many=not one)
    return f"{_signed(match)}{number(match['amount'])} {one_of(said) if one else said}"


def _adjective(match: re.Match[str]) -> str:
    said = number(match["amount"])
    return f"{match.groupdict().get('before') or ''}{said} {_named(match, many=False)}"


def _range(match: re.Match[str]) -> str:
    return f"{number(match['low'])} to {number(match['high'])} {_named(match, many=True)}"


def _percent(match: re.Match[str]) -> str:
    return f"{_signed(match)}{number(match['amount'])} percent"


def _percent_range(match: re.Match[str]) -> str:
    return f"{number(match['low'])} to {number(match['high'])} percent"


def _feet(match: re.Match[str]) -> str:
    inches = match["inches"]
    said = f"{cardinal(int(match['feet']))} foot"
    return f"{said} {number(inches)}" if inches else said


def _inches(match: re.Match[str]) -> str | None:
    if match.string.count('"', max(0, match.start() - _QUOTATION), match.end() - 1) % 2:
        return None  # it closes a quotation
    adjective = re.search(r"\b[Aa]n?\s$", match.string[max(0, match.start() - 3) : match.start()])
    return f"{number(match['amount'])} inch{'' if adjective or is_one(match['amount']) else 'es'}"


def _by(match: re.Match[str]) -> str:
    return f"{number(match['first'])} by {number(match['second'])}" + (
        f" by {number(match['third'])}" if match["third"] else ""
    )


def _times(match: re.Match[str]) -> str:
    return f"{number(match['amount'])} times"


def _per(match: re.Match[str]) -> str:
    per = SMALL.get(match["per"]) or UNITS[match["per"]]
    return f"{number(match['amount'])} per {per}"


def _coordinates(match: re.Match[str]) -> str:
    sides = {"N": "north", "S": "south", "E": "east", "W": "west"}
    said = f"{number(match['degrees'])} degrees {number(match['minutes'])} minutes"
    seconds = f" {number(match['seconds'])} seconds" if match["seconds"] else ""
    side = f" {sides[match['side']]}" if match["side"] else ""
    return said + seconds + side


RULES: tuple[Rule, ...] = (
    rule(
        "percent range",
        rf"{BEFORE}(?P<low>{NUMBER})\s?%?{DASH}(?P<high>{NUMBER})\s?(?:%|percent\b|per cent\b)",
        _percent_range,
        near=r"%|per\s?cent",
    ),
    rule(
        "percent",
        rf"{_SIGN}(?:(?<![\w.,$£€/])|(?<=%/))(?P<amount>{NUMBER})(?:\s?%|pc\b)",
        _percent,
        near=r"%|\dpc\b",
    ),
    rule("percent", r"(?<![^\s(])%(?![^\s.,;)])", "percent", near="%"),
    rule(
        "coordinates",
        r"(?<![\w.])(?P<degrees>\d{1,3})\s?°\s?(?P<minutes>\d{1,2})\s?[′'’](?:\s?(?P<seconds>\d{1,2})\s?[″\"”])?"
        r"\s?(?P<side>[NSEW]\b)?",
        _coordinates,
        near="°",
    ),
    rule(
        "feet and inches",
        rf"{BEFORE}(?P<feet>\d{{1,2}})\s?ft\.?,?\s(?P<inches>1[01]|\d)\s?in\b\.?",
        lambda m: f"{number(m['feet'])} feet {number(m['inches'])} inches",
        near=_NEAR_UNIT,
    ),
    rule(
        "unit range",
        rf"{BEFORE}(?P<low>{NUMBER})(?:\s?(?P<lowunit>{_LIST}))?(?:{DASH}|\sto\s)(?P<high>{NUMBER})[\s-]?{_UNIT}{_NOT_UNIT}",
        _range,
        near=_NEAR_UNIT,
    ),
    rule(
        "size",
        rf"{BEFORE}(?P<first>{NUMBER})(?:\s[x×]\s|[x×])(?P<amount>{NUMBER})\s?{_UNIT}{_NOT_UNIT}",
        lambda m: f"{number(m['first'])} by {number(m['amount'])} {_named(m, many=True)}",
        near=r"\d\s?[x×]",
    ),
    rule(
        "unit", rf"{BEFORE}(?P<amount>{NUMBER})[-‑]{_UNIT}{_NOT_UNIT}", _adjective, near=_NEAR_UNIT
    ),
    rule("unit", rf"{BEFORE}(?P<amount>{NUMBER}){_UNIT}(?=-[a-z])", _adjective, near=_NEAR_UNIT),
    rule(
        "unit",
        rf"{_ONE_OF}(?P<amount>{NUMBER})\s?(?!h\b){_UNIT}{_NOT_UNIT}(?=\s[A-Za-z]){_NO_NOUN}",
        _adjective,
        near=_NEAR_UNIT,
    ),
    rule(
        "unit",
        rf"{_SIGN}(?<![\w.,/$£€:+])(?P<amount>{NUMBER})\s?(?!s\b){_UNIT}(?:(?<=[a-z])\.(?=\s[a-z]|[,;)]))?{_NOT_UNIT}",
        _measure,
        near=_NEAR_UNIT,
    ),
    rule(
        "per unit",
        rf"{BEFORE}(?P<amount>{NUMBER})/(?P<per>{_LIST})(?!\w)",
        _per,
        near=r"\d/[A-Za-z]",
    ),
    rule(
        "feet and inches",
        r"(?<![\w.])(?P<feet>\d{1,2})['′’]\s?-?(?P<inches>1[01]|\d)(?:[\"″”]|''|’’)?(?![\w'’])",
        _feet,
        near=r"\d['′’]",
    ),
    rule(
        "size",
        rf"{BEFORE}(?P<first>{NUMBER})\s?[x×]\s?(?P<second>{NUMBER})(?:\s?[x×]\s?(?P<third>{NUMBER}))?"
        r"(?!\w)(?!\s?=)",
        _by,
        near=r"\d\s?[x×]",
    ),
    rule(
        "feet and inches",
        rf"{BEFORE}(?P<feet>\d{{1,2}})['′’](?=\s(?:tall|high|wide|long|deep)\b)",
        lambda m: f"{cardinal(int(m['feet']))} feet",
        near=r"\d['′’]\s",
    ),
    rule("multiple", rf"{BEFORE}(?P<amount>{NUMBER})[x×](?![\w-])", _times, near=r"\d[x×]"),
    rule(
        "inches",
        rf"{BEFORE}(?P<amount>{NUMBER})(?:[\"″]|'')(?=[\s,;-](?!said))",
        _inches,
        near=r"\d(?:[\"″]|'')",
    ),
)
