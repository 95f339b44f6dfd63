"""Titles, abbreviations and initials."""

import re

from paracast.script.spoken.english.numbers import number, spelled
from paracast.script.spoken.english.short_forms import (
    ABBREVIATIONS,
    AT_END,
    BEFORE_NUMBERS,
    TITLES,
)
from paracast.script.spoken.patterns import NUMBER, any_of
from paracast.script.spoken.rules import Rule, rule

_STARTER = (
    r"(?:The|He|She|It|They|We|In|But|And|A|An|His|Her|Its|Their|This|That|These|Those|There|When|While|If|As"
    r"|At|On|For|After|Before|Since|So|Now|Then|What|Who|How|Why|You|I|One|Some|Many|Most|No|Yes|Not|Or)\b"
)
_ENDING = r"[”\"’)\]]*(?:\s*$|\s+[“\"‘(]?" + _STARTER + ")"
_ENDS = re.compile(_ENDING)


def _stop(match: re.Match[str]) -> str:
    """Keep the full stop of an abbreviation where it ends the sentence too."""
    ends = match.group().endswith(".") and _ENDS.match(match.string, match.end())
    return "." if ends else ""


def _at_end(match: re.Match[str]) -> str:
    return AT_END[match["short"]] + _stop(match)


def _spelled(match: re.Match[str]) -> str:
    return spelled(match["letters"]) + (match["many"] or "") + _stop(match)


def _numbered(match: re.Match[str]) -> str:
    said = number(match["amount"])
    range_end = f" to {number(match['last'])}" if match["last"] else ""
    return f"{BEFORE_NUMBERS[match['short']]} {said}{range_end}"


def _example(match: re.Match[str]) -> str:
    return "that is," if match.group()[0] in "iI" else "for example,"


_LETTER = r"\b[A-Za-z]\."
_TITLE = any_of(TITLES)

RULES: tuple[Rule, ...] = (
    rule(
        "title",
        rf"\b(?P<title>{_TITLE})\.(?=\s?[A-Z“\"‘']|\s1st\b|-(?:elect|designate)\b)(?!\s[XYZ]\b)",
        lambda m: TITLES[m["title"]],
        near=r"\.",
    ),
    rule(
        "title",
        rf"\b(?:(?P<wed>Mrs?|Ms|Messrs)\.(?=\s(?:and|or|&)\s)"
        rf"|(?P<title>{_TITLE})\.(?=\s(?:and|&)\s(?:Mrs?|Ms|Dr)\b))",
        lambda m: TITLES[m["wed"] or m["title"]],
        near=r"[a-z]\.\s(?:and|or|&)",
    ),
    rule(
        "title",
        r"\b(?P<title>Mr|Mrs|Ms|Dr|Prof)\b(?=\s[A-Z][a-z])",
        lambda m: TITLES[m["title"]],
        near=r"\b(?:M[rs]|Dr|Prof)",
    ),
    rule("title", r"\bSec\.(?=\s(?:of|for)\s|\s[A-Z][a-z]{2})", "Secretary", near=r"Sec\."),
    rule("title", r"\bRt\.\s(?=Hon\b)", "Right ", near=r"Rt\."),
    rule("mount", r"\bMt(?=\s[A-Z])", "Mount", near=r"\bMt\b"),
    rule("saint", r"\bSts\.(?=\s[A-Z])", "Saints", near=r"Sts\."),
    rule(
        "saint", r"\bSt\b\.?(?=\s(?!And\b|In\b|On\b)[A-Z][a-zé’']|-[A-Z])", "Saint", near=r"\bSt\b"
    ),
    rule(
        "before a number",
        rf"(?<![\w&])(?P<short>{any_of(BEFORE_NUMBERS)})\s?(?P<amount>{NUMBER})(?:[-–](?P<last>{NUMBER}))?(?![\w]|[.,]\d|-\d|\.\w)",
        _numbered,
        near=r"[.#№]\s?\d",
    ),
    rule(
        "before a number",
        rf"(?<![\w&])(?P<short>{any_of(BEFORE_NUMBERS)})\s?(?=\d|[IVX]{{2,}}\b|[VX]\b)",
        lambda match: f"{BEFORE_NUMBERS[match['short']]} ",
        near=r"[.#№]\s?[\dIVX]",
    ),
    rule("abbreviation", r"(?<!\w)(?:[Ii]\.\s?e\.|[Ee]\.\s?g\.),?", _example, near=r"[ieIE]\."),
    rule(
        "abbreviation",
        r"(?<=[\w.]\s)v\.(?=\s(?:the\s)?[A-Z])|(?<=[a-z]\s)v(?=\s[A-Z][a-z])",
        "versus",
        near=r"\bv\b",
    ),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?P<short>{any_of(AT_END)})(?!\w)",
        _at_end,
        near=r"\.|\b(?:[JS]r|PhD|Ltd)\b",
    ),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?P<short>{any_of(ABBREVIATIONS)})(?!\w)",
        lambda match: ABBREVIATIONS[match["short"]],
        near=r"\.|\b(?:vs|aka)\b|[wbc]/|'[nl]",
    ),
    rule(
        "initialism",
        r"(?<![\w.])(?P<letters>(?:[A-Za-z]\.){2,10})(?P<many>)(?!\w)",
        _spelled,
        near=_LETTER,
    ),
    rule(
        "initialism",
        r"(?<![\w.])(?P<letters>(?:[A-Z]\.){1,10}[A-Z])(?P<many>s)?(?![\w.]*\w)\.?",
        _spelled,
        near=_LETTER,
    ),
    rule(
        "initialism",
        r"(?<![\w.])(?P<letters>(?:[A-Z]\.){2,10})(?P<many>s)(?!\w)",
        _spelled,
        near=_LETTER,
    ),
    rule(
        "initial",
        r"(?<![\w.’'])(?P<letters>[A-Z](?:\.\s[A-Z]){0,4})\.(?P<many>)(?=\s[A-Z][a-z’'])(?!\s"
        + _STARTER
        + ")",
        _spelled,
        near=_LETTER,
    ),
)
