"""Numbers that identify: telephones, persons, networks, versions."""

import re

from paracast.script.spoken.english.numbers import amount, digits, number
from paracast.script.spoken.rules import Rule, rule

_EMERGENCY = r"(?:911|999|112|411|311|988)"


def _phone(match: re.Match[str]) -> str:
    plus = "plus " if match.group().startswith("+") else ""
    groups = re.findall(r"\d+|[A-Z]+", match.group())
    return plus + ", ".join(_phone_group(group) for group in groups)


def _phone_group(group: str) -> str:
    if group == "800":
        return "eight hundred"
    return digits(group) if group.isdecimal() else group


def _dotted(match: re.Match[str]) -> str:
    return " dot ".join(digits(part) for part in match.group().split("."))


def _version(match: re.Match[str]) -> str:
    return " point ".join(number(part) for part in match.group().split("."))


RULES: tuple[Rule, ...] = (
    rule(
        "phone number",
        r"(?<![\w.])(?:\+?1[-.\s])?(?:\(\d{3}\)[-.\s]?|\d{3}[-.\s])\d{3}[-.\s]\d{4}(?:-\d{2,4})?(?![\w-])",
        _phone,
        near=r"\d{3}[-.\s]\d{4}",
    ),
    rule(
        "phone number",
        r"(?<![\w.])1-[89]\d\d(?:-[A-Z\d]{1,7}){1,5}(?![\w-])",
        _phone,
        near=r"\b1-[89]",
    ),
    rule(
        "phone number",
        r"(?<![\w.])\+\d{1,3}(?:[-.\s]\(?\d{1,5}\)?){2,5}(?![\w-])",
        _phone,
        near=r"\+\d",
    ),
    rule(
        "phone number",
        r"(?<![\w.+-])(?:0\d{2,4}|\(0\d{2,4}\))[\s-]\d{3,4}[\s-]\d{3,4}(?![\w-])",
        _phone,
        near=r"\b0\d{2,4}\)?[\s-]",
    ),
    rule("phone number", r"(?<![\w.,$/-])\d{3}-\d{4}(?![\w-]|,\d)", _phone, near=r"\d{3}-\d{4}"),
    rule(
        "number of a person", r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w-])", _phone, near=r"\d-\d\d-\d"
    ),
    rule(
        "number of a thing",
        r"(?<![\w.-])\d{1,7}(?:-\d{1,7}){3,8}(?![\w-])",
        _phone,
        near=r"\d-\d{1,7}-\d",
    ),
    rule(
        "network address",
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)",
        _dotted,
        near=r"\d\.\d{1,3}\.\d",
    ),
    rule(
        "number",
        r"(?<![\w.,])[1-9]\d{0,2}(?:\.000){2,4}(?![\w]|\.\d)",
        lambda m: amount(m.group().replace(".", ",")),
        near=r"\d\.000\.",
    ),
    rule(
        "version",
        r"(?<![\w.,])\d{1,3}(?:\.\d{1,3}){2}(?![\w]|\.\d)",
        _version,
        near=r"\d\.\d{1,3}\.\d",
    ),
    rule(
        "phone number",
        rf"(?:(?<=\b[Dd]ial\s)|(?<=\b[Cc]all\s)){_EMERGENCY}(?!\w)"
        r"|(?<![\w.,$-])911(?=\s(?:call|dispatch|operator|emergency)\w*\b)",
        lambda match: digits(match.group()),
        near=r"\b(?:911|999|112|411|311|988)\b",
    ),
)
