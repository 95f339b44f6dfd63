"""Counts, ranges, scores, fractions, ordinals and telephone numbers."""

import re

from paracast.script.spoken.english.currencies import SCALES
from paracast.script.spoken.english.numbers import (
    amount,
    cardinal,
    number,
    ordinal,
    pairs,
    plural,
)
from paracast.script.spoken.patterns import AFTER, BEFORE, NUMBER
from paracast.script.spoken.rules import Rule, numeric, rule

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
_SPORT = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|los[st](?:es|ing)?|loss(?:es)?|beat(?:s|en|ing)?|defeat\w*|victor\w*|dr[ae]w\w*|tied?"
    r"|led|leads?|leading|trail\w*|records?|vot\w+|ruling|decision|scor\w+|final|skid|streak|match\w*|upset"
    r"|set|rout\w*|edged|downed|topped|game|games|season|play\w*|homer?|goals?|halftime|overtime|fell|past|run"
    r"|over|improved|majority|team\w*|league|conference|start\w*|finish\w*|advantage|series)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:ages?|aged|pages?|between|from|chapters?|grades?|verses?|lines?|for|about)\s$"
)
_COUNTED = re.compile(r"\s(?:year|percent|day|minute|hour|week|month|mile|people|times|inch|feet)")
_NEAR = 40  # characters around a score in which a word of sport must stand


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    if _is_score(match):
        return f"{number(low)} {number(high)}"
    return f"{number(low)} to {number(high)}"


def _is_score(match: re.Match[str]) -> bool:
    """Tell a score from a range: it does not rise, or words of sport stand near it."""
    low, high, dash = match["low"], match["high"], match["dash"].strip()
    if not float(low.replace(",", "")) < float(high.replace(",", "")):
        return True
    before, after = match.string[: match.start()][-9:], match.string[match.end() :][:9]
    if _COUNTING.search(before) or _COUNTED.match(after):
        return False
    small = max(len(low), len(high)) <= 3 and dash != "—"  # noqa: PLR2004  scores have no thousands
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return small and dash == "-" and _SPORT.search(around) is not None


def _record(match: re.Match[str]) -> str:
    return " ".join(number(part) for part in re.findall(r"\d+", match.group()))


def _fraction(match: re.Match[str]) -> str | None:
    over, under = int(match["over"]), int(match["under"])
    proper = 0 < over < under <= _LARGEST_PART
    if not proper and not (1 < under <= _IMPROPER and over):
        return None
    name = _DENOMINATORS.get(under, ordinal(match["under"]))
    said = f"{cardinal(over)} {name if over == 1 else plural(name)}"
    if not match["whole"]:
        return said
    return f"{number(match['whole'])} and {_after_whole(said)}"


def _after_whole(said: str) -> str:
    if said.startswith("one "):
        said = said.removeprefix("one ")
        return f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
    return said


def _sign_fraction(match: re.Match[str]) -> str:
    said = _SIGNS[match["part"]]
    if match["whole"]:
        return f"{number(match['whole'])} and {said}"
    return re.sub(r"^an? ", "one ", said)


def _over(match: re.Match[str]) -> str:
    return f"{amount(match['over'])} over {amount(match['under'])}"


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(match["amount"])


def _plain(match: re.Match[str]) -> str:
    return number(match.group())


def _round(match: re.Match[str]) -> str:
    zeros = match.group().count("0")
    return {1: "tens", 2: "hundreds", 3: "thousands"}.get(zeros, "tens of thousands")


def _scaled(match: re.Match[str]) -> str:
    return f"{number(match['amount'])} {SCALES[(match['sure'] or match['likely']).lower()]}"


def _airliner(match: re.Match[str]) -> str:
    kind = match["kind"] or match["model"]
    return pairs(int(match["amount"] or match["after"])) + (f" {number(kind)}" if kind else "")


def _in_pairs(match: re.Match[str]) -> str:
    return pairs(int(match["amount"]))


_COUNTABLE = (
    r"(?:people|users|viewers|customers|jobs|copies|homes|households|votes|barrels|followers|subscribers|members"
    r"|visitors|views|downloads|children|women|men|migrants|refugees|workers|employees|tons|tonnes|passengers"
    r"|players|cars|vehicles|units|shares|tests|doses|deaths|cases|listeners|readers|years)"
)
_FRACTION_END = r"(?:st|nd|rd|th|ST|ND|RD|TH)?"

RULES: tuple[Rule, ...] = (
    rule("fixed phrase", r"(?<![\w/])24/7(?:/365)?(?![\w/])", "twenty four seven", near="/"),
    rule("fixed phrase", r"(?<![\w/])9/11(?!/?\w)", "nine eleven", near="/"),
    rule("fixed phrase", r"(?<![\w/])7/7(?!/?\w)", "seven seven", near="/"),
    rule("fixed phrase", r"(?<![\w/])50/50(?!/?\w)", "fifty fifty", near="/"),
    rule("fixed phrase", r"(?<![\w/])20/20(?!/?\w)", "twenty twenty", near="/"),
    rule(
        "round number", r"(?<![\w.,])\$?10(?:00?|,00)?0?s(?=\sof\b)", _round, near=r"\b10[0,]*s\b"
    ),
    rule(
        "number with a scale",
        rf"{BEFORE}(?P<amount>{NUMBER})\s?(?:(?P<sure>bn|tn|mn|mln)\b|(?P<likely>m|k|K|M)(?=\s{_COUNTABLE}\b))",
        _scaled,
        near=r"\d\s?(?:bn|tn|mn|mln|[mkKM])\b",
    ),
    rule(
        "airliner",
        r"(?<![\w.,$-])(?P<amount>7\d7)(?:-(?P<kind>\d{1,4}))?(?=\s(?:Max|MAX|Dreamliner|NG|[Jj]umbo|jet)s?\b)"
        r"|(?<=\bBoeing\s)(?P<after>7\d7)(?:-(?P<model>\d{1,4}))?(?![\w,.-]*\d)",
        _airliner,
        near=r"\b7\d7\b",
    ),
    rule(
        "fraction",
        rf"(?<![\w.,/:$£€-])(?:(?P<whole>\d{{1,4}})[\s-])?(?P<over>\d{{1,2}})[/⁄](?P<under>\d{{1,3}}){_FRACTION_END}"
        r"(?![\w/]|[.,]\d)",
        _fraction,
        near="[/⁄]",
    ),
    rule(
        "fraction",
        r"(?<![\w.,/:$£€-])(?P<over>\d{1,9})/(?P<under>\d{1,9})(?![\w/]|[.,]\d)",
        _over,
        near="/",
    ),
    rule(
        "ordinal",
        r"(?<![\w.,$£€])(?P<amount>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th|ST|ND|RD|TH)\b",
        _ordinal,
        near=r"\d(?:st|nd|rd|th|ST|ND|RD|TH)\b",
    ),
    rule(
        "record",
        r"(?<![\w.,/:-])\d{1,3}(?:[-–]\d{1,3}){2,3}(?![\w-]|[.,]\d)",
        _record,
        near=r"\d[-–]\d{1,3}[-–]\d",
    ),
    rule(
        "range",
        rf"(?<![\w.,$£€¥/:+−-])(?P<low>{NUMBER})(?P<dash>\s?[‐-―−]\s?|-|\s-\s)(?P<high>{NUMBER})(?!\s?=|[\w%-]|[.,/:]\d)",
        _range,
        near=r"\d\s?[-‐-―−]",
    ),
    rule(
        "thousands by spaces",
        r"(?<![\w.,])[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]000){1,3}(?![\w,]|[ .]\d)"
        r"|(?<![\w.,])[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3}){1,3}(?![\w,]|[ .]\d)"
        r"|(?<![\w.,])[1-9]\d{0,2}(?: \d{3}){2,3}(?![\w,]|[ .]\d)",
        lambda match: amount(match.group()),
        near=r"\d[ \u00a0\u2009\u202f]\d{3}\b",
    ),
    rule(
        "name with a number",
        r"(?:(?<=\bFlight\s)|(?<=\bHighway\s)|(?<=\bRoute\s)|(?<=\bInterstate\s)"
        r"|(?<=\bRoom\s))(?P<amount>[1-9]\d{2})(?![\w,.]*\d)",
        _in_pairs,
        near=r"(?<=[a-z]\s)[1-9]\d\d\b",
    ),
    rule(
        "name with a number",
        r"(?:(?<=\b[A-Z]{3}\s)|(?<=\b[A-Z]{2}\s))(?P<amount>[1-9]\d{3})(?![\w,-]|\.\d)"
        r"|(?<![\w.,$£€/:-])[1-9]\d{3}(?=\s(?:[NSEW]\.?\s)?(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Place"
        r"|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct|Parkway|Highway|Square|Terrace)\b)",
        lambda match: pairs(int(match.group())),
        near=r"\b[1-9]\d{3}\b",
    ),
    numeric(
        "number",
        rf"(?<![\w.,/#:–-])(?P<sign>(?<![\w)])[-−+](?=[\d.]))?{NUMBER}{AFTER}",
        _plain,
    ),
    rule(
        "fraction",
        rf"(?<![\w.,])(?P<whole>\d{{1,9}})?\s?(?P<part>[{''.join(_SIGNS)}])",
        _sign_fraction,
        near=f"[{''.join(_SIGNS)}]",
    ),
    rule("number", r"(?<=\()\d{1,9}(?=\))", _plain, near=r"\(\d"),
)
