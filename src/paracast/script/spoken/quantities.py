"""Counts, ranges, parts, units and ordinals."""

import re

from paracast.script.spoken.numbers import cardinal, digits, is_one, number, ordinal
from paracast.script.spoken.patterns import AFTER, BEFORE, DASH, NUMBER
from paracast.script.spoken.rules import Rule, rule

_UNITS = {
    "km": "kilometer",
    "m": "meter",
    "cm": "centimeter",
    "mm": "millimeter",
    "kg": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "ft": "foot",
    "mi": "mile",
    "yd": "yard",
    "ha": "hectare",
    "l": "liter",
    "L": "liter",
    "ml": "milliliter",
    "mL": "milliliter",
    "km²": "square kilometer",
    "km2": "square kilometer",
    "m²": "square meter",
    "m2": "square meter",
    "m³": "cubic meter",
    "sq ft": "square foot",
    "sq km": "square kilometer",
    "sq mi": "square mile",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kW": "kilowatt",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "KB": "kilobyte",
    "kB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "hrs": "hour",
    "hr": "hour",
    "mins": "minute",
    "min": "minute",
    "secs": "second",
    "sec": "second",
    "ms": "millisecond",
    "°": "degree",
}
_RATES = {
    "mph": "miles per hour",
    "km/h": "kilometers per hour",
    "kph": "kilometers per hour",
    "m/s": "meters per second",
    "mpg": "miles per gallon",
    "rpm": "revolutions per minute",
    "°C": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "Mbps": "megabits per second",
    "psi": "pounds per square inch",
}
_PLURALS = {
    "foot": "feet",
    "square foot": "square feet",
    "hertz": "hertz",
    "kilohertz": "kilohertz",
}
_UNIT = "|".join(sorted(map(re.escape, (*_RATES, *_UNITS)), key=len, reverse=True))
_FRACTIONS = {
    "½": "one half",
    "¼": "one quarter",
    "¾": "three quarters",
    "⅓": "one third",
    "⅔": "two thirds",
    "⅛": "one eighth",
    "⅜": "three eighths",
    "⅝": "five eighths",
    "⅞": "seven eighths",
}
_DENOMINATORS = {2: "half", 4: "quarter"}
_SMALL = 20  # the largest denominator that is said as a fraction


def _unit(amount: str, unit: str) -> str:
    if unit in _RATES:
        said = _RATES[unit]
        return said.replace("degrees", "degree", 1) if is_one(amount) else said
    one = _UNITS[unit]
    return one if is_one(amount) else _PLURALS.get(one, f"{one}s")


def _measure(match: re.Match[str]) -> str:
    sign = "minus " if match["sign"] else ""
    return f"{sign}{number(match['amount'])} {_unit(match['amount'], match['unit'])}"


def _measure_range(match: re.Match[str]) -> str:
    unit = _unit(match["high"], match["unit"])
    return f"{number(match['low'])} to {number(match['high'])} {unit}"


def _adjective(match: re.Match[str]) -> str:
    unit = match["unit"]
    return f"{number(match['amount'])} {_RATES.get(unit) or _UNITS[unit]}"


def _percent(match: re.Match[str]) -> str:
    sign = {"-": "minus ", "−": "minus ", "+": "plus "}.get(match["sign"] or "", "")
    return f"{sign}{number(match['amount'])} percent"


def _percent_range(match: re.Match[str]) -> str:
    return f"{number(match['low'])} to {number(match['high'])} percent"


def _range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if float(low.replace(",", "")) >= float(high.replace(",", "")):
        return None
    return f"{number(low)} to {number(high)}"


def _fraction(match: re.Match[str]) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    if not 0 < over < under <= _SMALL:
        return None
    name = _DENOMINATORS.get(under, ordinal(under))
    plural = "halves" if name == "half" else f"{name}s"
    said = f"{cardinal(over)} {name if over == 1 else plural}"
    whole = match["whole"]
    return f"{cardinal(int(whole))} and {said}" if whole else said


def _sign_fraction(match: re.Match[str]) -> str:
    whole, said = match["whole"], _FRACTIONS[match["part"]]
    if whole:
        return f"{number(whole)} and {said.replace('one ', 'a ', 1)}"
    return said


def _feet(match: re.Match[str]) -> str:
    return f"{cardinal(int(match['feet']))} foot {cardinal(int(match['inches']))}"


def _phone(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group())
    return ", ".join(digits(group) for group in groups)


RULES: tuple[Rule, ...] = (
    rule(
        "phone number", r"(?<![\w.])(?:\+?1[-.\s])?\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}(?!\w)", _phone
    ),
    rule("fixed phrase", r"(?<![\w/])24/7(?![\w/])", "twenty four seven"),
    rule("fixed phrase", r"(?<![\w/])9/11(?![\w/])", "nine eleven"),
    rule(
        "percent range",
        rf"{BEFORE}(?P<low>{NUMBER})%?{DASH}(?P<high>{NUMBER})\s?(?:%|percent\b|per cent\b)",
        _percent_range,
    ),
    rule("percent", rf"(?<![\w.,$])(?P<sign>[-+−])?(?P<amount>{NUMBER})\s?%(?!\w)", _percent),
    rule(
        "unit range",
        rf"{BEFORE}(?P<low>{NUMBER}){DASH}(?P<high>{NUMBER})\s?(?P<unit>{_UNIT})(?![\w’'])",
        _measure_range,
    ),
    rule("unit", rf"{BEFORE}(?P<amount>{NUMBER})-(?P<unit>{_UNIT})(?![\w’'])", _adjective),
    rule(
        "unit",
        rf"(?<![\w.,/])(?P<sign>[-−])?(?P<amount>{NUMBER})\s?(?P<unit>{_UNIT})(?![\w’'/²³])",
        _measure,
    ),
    rule("feet and inches", r"(?<!\w)(?P<feet>\d)['′](?P<inches>\d\d?)[\"″]?(?!\w)", _feet),
    rule(
        "fraction",
        r"(?<![\w.,/])(?:(?P<whole>\d+)\s)?(?P<over>\d\d?)/(?P<under>\d\d?)(?![\w/])",
        _fraction,
    ),
    rule(
        "fraction",
        rf"(?<![\w.,])(?P<whole>\d+)?\s?(?P<part>[{''.join(_FRACTIONS)}])",
        _sign_fraction,
    ),
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<amount>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b",
        lambda match: ordinal(int(match["amount"].replace(",", ""))),
    ),
    rule(
        "range",
        rf"{BEFORE}(?P<low>{NUMBER})(?:\s?[–—]\s?|-)(?P<high>{NUMBER})(?![\w%-]|[.,]\d)",
        _range,
    ),
    rule(
        "multiple",
        rf"{BEFORE}(?P<amount>{NUMBER})[x×](?!\w)",
        lambda m: f"{number(m['amount'])} times",
    ),
    rule(
        "thousands by spaces",
        r"(?<![\w.,])\d{1,3}(?: \d{3})+(?![\w.,]|\s\d)",
        lambda match: number(match.group().replace(" ", "")),
    ),
    rule(
        "number",
        rf"(?<![\w.,/#:–-])(?P<sign>[-−](?=\d))?(?P<amount>{NUMBER}){AFTER}",
        lambda match: number(match.group()),
    ),
    rule(
        "number", rf"(?<![\w.,/#:–-])(?P<amount>{NUMBER})(?=-[a-z])", lambda m: number(m["amount"])
    ),
)
