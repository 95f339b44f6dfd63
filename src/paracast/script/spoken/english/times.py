"""Times of day, with their zones; durations in digits; ratios."""

import re

from paracast.script.spoken.english.numbers import cardinal, digits, number, spelled
from paracast.script.spoken.patterns import BEFORE, DASH
from paracast.script.spoken.rules import Rule, rule

_LAST_HOUR, _LAST_MINUTE, _NOON, _TEN = 24, 59, 12, 10
_ZONES = (
    r"(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|WES?T|A[EWC][SD]T|IST|JST|KST|HKT|SGT|MSK|NZ[SD]T"
    r"|AK[SD]T|HST)"
)
_DOTTED = r"(?:[eEcCmMpP]\.[sSdD]\.[tT]\.?|G\.M\.T\.?)"
_ZONE = rf"(?:\s(?P<zone>{_ZONES}\b|{_DOTTED}))?"
_HALF = r"(?:\s?(?P<half>[aApP]\.?\s?[mM]\b\.?))"
_CLOCK = r"(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))?"
_BOOKS = (
    r"(?:Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Ezra|Job"
    r"|Psalms?|Proverbs|Isaiah|Jeremiah|Ezekiel|Daniel|Hosea|Micah|Matthew|Mark|Luke|John|Acts|Romans"
    r"|Corinthians|Galatians|Ephesians|Philippians|Colossians|Timothy|Titus|Hebrews|James|Peter|Jude"
    r"|Revelation|Quran|Surah)"
)
_LONE_STOP = re.compile(r"\s*$|\s+[“\"‘(]?[A-Z]")


def _clock(hour: str, minute: str | None, *, half: bool) -> str | None:
    hours, minutes = int(hour), int(minute or 0)
    if hours > _LAST_HOUR or minutes > _LAST_MINUTE:
        return None
    if minutes:
        return f"{cardinal(hours)} {'oh ' if minutes < _TEN else ''}{cardinal(minutes)}"
    if half:
        return cardinal(hours)
    return f"{cardinal(hours)} {'o’clock' if hours <= _NOON else 'hundred'}"


def _halved(written: str | None) -> str:
    return f" {written[0].upper()}-M" if written else ""


def _stop(match: re.Match[str]) -> str:
    """Keep a full stop that ends the sentence as well as an abbreviation."""
    ends = match.group().endswith(".") and _LONE_STOP.match(match.string, match.end())
    return "." if ends else ""


def _time(match: re.Match[str]) -> str | None:
    said = _clock(match["hour"], match["minute"], half=bool(match["half"]))
    if said is None:
        return None
    zone = f" {spelled(match['zone'])}" if match["zone"] else ""
    return f"{said}{_halved(match['half'])}{zone}{_stop(match)}"


def _time_range(match: re.Match[str]) -> str | None:
    first = _clock(match["from_hour"], match["from_minute"], half=True)
    last = _clock(match["hour"], match["minute"], half=True)
    if first is None or last is None:
        return None
    zone = f" {spelled(match['zone'])}" if match["zone"] else ""
    said = f"{first}{_halved(match['from_half'])} to {last}{_halved(match['half'])}"
    return f"{said}{zone}{_stop(match)}"


def _duration(match: re.Match[str]) -> str:
    parts = ((match[name], name) for name in ("hour", "minute", "second"))
    said = [
        f"{cardinal(int(count))} {name}{'' if int(count) == 1 else 's'}"
        for count, name in parts
        if count and int(count)
    ]
    return " ".join(said) or "zero seconds"


def _minutes(match: re.Match[str]) -> str:
    """Say a runner's time, to parts of a second: `3:59.4`."""
    second = match["second"]
    said = digits(second) if second.startswith("0") else cardinal(int(second))
    return f"{cardinal(int(match['minute']))} {said} point {digits(match['part'])}"


def _military(match: re.Match[str]) -> str | None:
    hour, minute = match["hour"] or match["early"], match["minute"] or match["past"]
    if int(hour) > _LAST_HOUR or int(minute) > _LAST_MINUTE:
        return None
    said = f"{'oh ' if hour.startswith('0') else ''}{cardinal(int(hour))}"
    rest = cardinal(int(minute)) if int(minute) >= _TEN else f"oh {cardinal(int(minute))}"
    return f"{said} {'hundred' if not int(minute) else rest}"


def _stamp(match: re.Match[str]) -> str | None:
    said = _clock(match["hour"], match["minute"], half=False)
    zone = " U-T-C" if match["zone"] else ""
    return f" at {said}{zone}" if said else None


def _ratio(match: re.Match[str]) -> str:
    return f"{number(match['first'])} to {number(match['second'])}"


def _verse(match: re.Match[str]) -> str:
    return f"{match['book']} {number(match['chapter'])} {number(match['verse'])}"


_NEAR_HALF = r"[aApP]\.?\s?[mM]\b"
_FROM = (
    r"(?P<from_hour>\d\d?)(?:[:.](?P<from_minute>[0-5]\d))?"
    r"(?:\s?(?P<from_half>[aApP]\.?\s?[mM]\b\.?))?"
)

RULES: tuple[Rule, ...] = (
    rule(
        "time range",
        r"(?:(?<=\bnoon)|(?<=\bmidnight))\s?[-–]\s?(?=\d)|(?<=[mM.])[-–](?=noon|midnight)",
        " to ",
        near=r"(?<=noon|ight)\s?[-–]|[-–](?=noon|midn)",
    ),
    rule(
        "time",
        r"(?<![\w:.,$£€])(?P<hour>1[0-2]|[1-9])\.(?P<minute>[0-5]\d)(?P<half>)(?P<zone>)"
        r"(?=\sin\sthe\s(?:morning|afternoon|evening)|\stonight\b)",
        _time,
        near=r"\d\.\d\d\s[it]",
    ),
    rule(
        "duration",
        r"(?<![\w:.,])(?P<hour>\d{1,2})\s?h\s?(?P<minute>[0-5]?\d)\s?m(?:in|ins)?\b"
        r"(?:\s?(?P<second>[0-5]?\d)\s?s\b)?",
        _duration,
        near=r"\dh|\d\sh\s",
    ),
    rule(
        "verse",
        rf"\b(?P<book>{_BOOKS})\s(?P<chapter>\d{{1,3}}):(?P<verse>\d{{1,3}})(?![\w:]|[.,]\d)",
        _verse,
        near=r"\d:\d",
    ),
    rule(
        "duration",
        r"(?<![\w:.])(?P<hour>\d\d?):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?:\.\d+)?(?![\w:])",
        _duration,
        near=r"\d:\d",
    ),
    rule(
        "duration",
        r"(?<![\w:.,$-])(?P<minute>\d{1,3}):(?P<second>[0-5]\d)\.(?P<part>\d{1,3})(?![\w:.])",
        _minutes,
        near=r"\d:\d",
    ),
    rule(
        "time range",
        rf"(?<![\w:.,$£€]){_FROM}{DASH}{_CLOCK}{_HALF}{_ZONE}(?!\w)",
        _time_range,
        near=_NEAR_HALF,
    ),
    rule(
        "time range",
        rf"(?<![\w:.])(?P<from_hour>\d\d?):(?P<from_minute>[0-5]\d)(?P<from_half>){DASH}"
        rf"(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?P<half>){_ZONE}(?![\w:])",
        _time_range,
        near=r"\d:\d",
    ),
    rule("time", rf"(?<![\w:.,$£€]){_CLOCK}{_HALF}{_ZONE}(?!\w)", _time, near=_NEAR_HALF),
    rule(
        "time",
        rf"(?<![\w:.])(?P<hour>\d\d?):(?P<minute>[0-5]\d)(?P<half>){_ZONE}(?![\w:]|\.\d)",
        _time,
        near=r"\d:\d",
    ),
    rule(
        "time",
        rf"(?<![\w:.,$-])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?=\s?(?:hrs|hours|{_ZONES})\b)"
        r"|(?<=\bat\s)(?P<early>0\d)(?P<past>[0-5]\d)(?![\w:]|[.,]\d)",
        _military,
        near=r"\b\d{4}(?=\s?[A-Zh])|\b0\d{3}\b",
    ),
    rule(
        "time zone",
        rf"(?:(?<=\d\s)|(?<=noon\s)|(?<=midnight\s))(?P<zone>{_ZONES})(?!\w)",
        lambda match: spelled(match["zone"]),
        near=r"(?<=[\dnt]\s)[A-Z]",
    ),
    rule(
        "time",
        r"(?<=-\d\d)T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,9})?)?(?P<zone>Z)?(?!\w)",
        _stamp,
        near=r"(?<=\d)T\d",
    ),
    rule(
        "ratio",
        rf"{BEFORE}(?P<first>\d{{1,4}}):(?P<second>\d{{1,4}})(?![\w:]|\.\d)",
        _ratio,
        near=r"\d:\d",
    ),
)
