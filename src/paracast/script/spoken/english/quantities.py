"""Counts, ranges, scores, ordinals, and numbers that stand in names."""

import re

from paracast.script.spoken.english import fractions
from paracast.script.spoken.english.currencies import SCALES
from paracast.script.spoken.english.numbers import (
    amount,
    number,
    ordinal,
    pairs,
)
from paracast.script.spoken.patterns import AFTER, BEFORE, NUMBER
from paracast.script.spoken.rules import Rule, numeric, rule

_SPORT = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|los[st](?:es|ing)?|loss(?:es)?|beat(?:s|en|ing)?|defeat\w*|victor\w*|dr[ae]w\w*|tied?"
    r"|led|leads?|leading|trail\w*|records?|vot\w+|ruling|decision|scor\w+|final|skid|streak|match\w*|upset"
    r"|set|rout\w*|edged|downed|topped|game|games|season|play\w*|homer?|goals?|halftime|overtime|fell|past|run"
    r"|over|punch|sweep|pitch|count|improved|majority|team\w*|league|conference|start\w*|finish\w*|advantage|series)\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:ages?|aged|pages?|between|from|chapters?|grades?|verses?|lines?|for|about)\s$"
)
_COUNTED = re.compile(r"\s(?:year|percent|day|minute|hour|week|month|mile|people|times|inch|feet)")
_HUNDREDS = re.compile(r"[12][1-9]00")
"""Said as they are written: fifteen hundred meters."""
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
    before = match.string[max(0, match.start() - 9) : match.start()]
    if _COUNTING.search(before) or _COUNTED.match(match.string, match.end()):
        return False
    small = max(len(low), len(high)) <= 3 and dash != "—"  # noqa: PLR2004  scores have no thousands
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return small and dash == "-" and _SPORT.search(around) is not None


def _record(match: re.Match[str]) -> str:
    return " ".join(number(part) for part in re.findall(r"\d+", match.group()))


def _ordinal(match: re.Match[str]) -> str:
    return ordinal(match["amount"])


def _plain(match: re.Match[str]) -> str:
    written = match.group()
    return pairs(int(written)) if _HUNDREDS.fullmatch(written) else number(written)


def _left(match: re.Match[str]) -> str:
    said = " ".join(
        "point" if part == "." else number(part) for part in re.findall(r"[\d,]+|\.", match.group())
    )
    start, end = match.span()
    before, after = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    return f"{' ' if before.isalpha() else ''}{said}{' ' if after.isalpha() else ''}"


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

SCALED: tuple[Rule, ...] = (
    rule(
        "number with a scale",
        rf"{BEFORE}(?P<amount>{NUMBER})\s?(?:(?P<sure>bn|tn|mn|mln)\b|(?P<likely>m|k|K|M)(?=\s{_COUNTABLE}\b))",
        _scaled,
        near=r"\d\s?(?:bn|tn|mn|mln|[mkKM])\b",
    ),
)
"""Before units: 5m people are five million."""

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
        "airliner",
        r"(?<![\w.,$-])(?P<amount>7\d7)(?:-(?P<kind>\d{1,4}))?(?=\s(?:Max|MAX|Dreamliner|NG|[Jj]umbo|jet)s?\b)"
        r"|(?<=\bBoeing\s)(?P<after>7\d7)(?:-(?P<model>\d{1,4}))?(?![\w,.-]*\d)",
        _airliner,
        near=r"\b7\d7\b",
    ),
    *fractions.RULES,
    rule(
        "ordinal",
        r"(?<![\w.,$£€])(?P<amount>\d{1,3}(?:,\d{3})+|\d+)(?:(?:st|nd|rd|th|ST|ND|RD|TH)\b|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)",
        _ordinal,
        near=r"\d(?:(?:st|nd|rd|th|ST|ND|RD|TH)\b|[ˢⁿʳᵗ])",
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
        r"|(?<![\w.,$£€/:-])[1-9]\d{3}(?=\sblock\b)"
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
    rule("number", r"(?<=\()\d{1,9}(?=\))", _plain, near=r"\(\d"),
)

_GROUP = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40})"
LEFT: tuple[Rule, ...] = (
    numeric("number left over", rf"{_GROUP}(?:[.:/-]{_GROUP}){{0,9}}", _left),
    numeric("number left over", _GROUP, _left),  # where another rule has the end of the row
)
"""Behind all other rules: a voice may read digits in a way of its own."""
