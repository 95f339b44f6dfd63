"""Titles, abbreviations, Roman numerals, and what is written with signs but said in words."""

import re

from paracast.script.spoken.numbers import cardinal, ordinal
from paracast.script.spoken.rules import Rule, rule

_TITLES = {
    "Mr": "Mister",
    "Mrs": "Missus",
    "Ms": "Miz",
    "Mx": "Mix",
    "Dr": "Doctor",
    "Prof": "Professor",
    "Sen": "Senator",
    "Rep": "Representative",
    "Gov": "Governor",
    "Gen": "General",
    "Lt": "Lieutenant",
    "Col": "Colonel",
    "Maj": "Major",
    "Capt": "Captain",
    "Cmdr": "Commander",
    "Adm": "Admiral",
    "Sgt": "Sergeant",
    "Cpl": "Corporal",
    "Rev": "Reverend",
    "Hon": "Honorable",
    "Pres": "President",
    "Supt": "Superintendent",
    "Msgr": "Monsignor",
}
_PLURAL_TITLES = {
    "Sens": "Senators",
    "Reps": "Representatives",
    "Drs": "Doctors",
    "Profs": "Professors",
}
_ABBREVIATIONS = {
    "i.e.": "that is",
    "e.g.": "for example",
    "etc.": "et cetera",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "dept.": "department",
    "Dept.": "Department",
    "est.": "established",
    "a.k.a.": "also known as",
    "et al.": "and others",
    "cf.": "compare",
    "ca.": "circa",
    "Jr.": "Junior",
    "Sr.": "Senior",
    "Inc.": "Incorporated",
    "Ltd.": "Limited",
    "Corp.": "Corporation",
    "Co.": "Company",
    "Bros.": "Brothers",
    "Mt.": "Mount",
    "Ft.": "Fort",
    "Ave.": "Avenue",
    "Blvd.": "Boulevard",
    "Rd.": "Road",
    "w/": "with",
    "w/o": "without",
    "and/or": "and or",
    "n.b.": "note well",
    "p.s.": "P S",
}
_BEFORE_NUMBERS = {
    "No.": "number",
    "Nos.": "numbers",
    "no.": "number",
    "Vol.": "volume",
    "vol.": "volume",
    "Fig.": "figure",
    "fig.": "figure",
    "Ch.": "chapter",
    "ch.": "chapter",
    "pp.": "pages",
    "p.": "page",
    "Sec.": "section",
    "Art.": "article",
    "#": "number",
    "№": "number",
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_COUNTED = (
    r"World War|Chapter|Part|Volume|Book|Act|Scene|Phase|Type|Class|Title|Article|Section|Appendix"
    r"|Super Bowl|Grade|Stage|Level|Mark|Rocky|Star Wars Episode|Episode|Apollo|Schedule|Category"
)
_REIGNED = (
    r"King|Queen|Pope|Emperor|Tsar|Czar|Prince|Saint|Henry|Louis|George|Edward|Elizabeth|Charles|James"
    r"|William|Richard|Philip|Napoleon|Catherine|Peter|John|Paul|Benedict|Pius|Leo|Francis|Mary|Alexander"
    r"|Nicholas|Frederick|Wilhelm|Otto|Ramses|Ptolemy|Ivan|Gregory|Innocent|Clement|Urban|Harald|Felipe"
)


def _value(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def _counted(match: re.Match[str]) -> str:
    return f"{match['noun']} {cardinal(_value(match['numeral']))}"


def _reigned(match: re.Match[str]) -> str:
    return f"{match['name']} the {ordinal(_value(match['numeral']))}"


def _century(match: re.Match[str]) -> str:
    return ordinal(_value(match["numeral"]))


def _spelled(match: re.Match[str]) -> str:
    return " ".join(letter for letter in match.group() if letter.isalpha())


def _listed(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


RULES: tuple[Rule, ...] = (
    rule(
        "title",
        rf"\b(?P<title>{'|'.join(_TITLES)})\.(?=\s?[A-Z“\"])",
        lambda match: _TITLES[match["title"]],
    ),
    rule("title", r"\bMs\b(?!\.)(?=\s[A-Z])", "Miz"),
    rule(
        "title",
        rf"\b(?P<title>{'|'.join(_PLURAL_TITLES)})\.(?=\s[A-Z])",
        lambda match: _PLURAL_TITLES[match["title"]],
    ),
    rule("saint or street", r"\bSt\.(?=\s(?!and\b|in\b|on\b)[A-Z])", "Saint"),
    rule("saint or street", r"(?<=[A-Za-z]\s)St\b\.?(?=[\s,.]|$)(?!\s[A-Z])", "Street"),
    rule(
        "before a number",
        rf"(?<!\w)(?P<short>{_listed(_BEFORE_NUMBERS)})\s?(?=\d|[IVX]+\b)",
        lambda match: f"{_BEFORE_NUMBERS[match['short']]} ",
    ),
    rule(
        "abbreviation",
        r"(?<!\w)(?:i\.\s?e\.|e\.\s?g\.),?",
        lambda match: "that is," if match.group().startswith("i") else "for example,",
    ),
    rule(
        "abbreviation at the end",
        r"(?<!\w)(?P<short>etc\.|et al\.|Jr\.|Sr\.|Inc\.|Ltd\.|Corp\.|Co\.|Bros\.)"
        r"(?=[”\"’)]*(?:\s[A-Z]|\s*$))",
        lambda match: f"{_ABBREVIATIONS[match['short']]}.",
    ),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?P<short>{_listed(_ABBREVIATIONS)})(?!\w)",
        lambda match: _ABBREVIATIONS[match["short"]],
    ),
    rule("initialism", r"\b(?:[A-Z]\.){2,}(?=[”\"’)]*\s*$)", lambda match: f"{_spelled(match)}."),
    rule("initialism", r"\b(?:[A-Z]\.){2,}(?!\w)", _spelled),
    rule("initial", r"\b(?P<letter>[A-Z])\.(?=\s[A-Z](?:\.|[a-z]))", r"\g<letter>"),
    rule("Roman numeral", rf"\b(?P<noun>{_COUNTED})s?\s(?P<numeral>{_NUMERAL})\b", _counted),
    rule("Roman numeral", rf"\b(?P<name>{_REIGNED})\s(?P<numeral>{_NUMERAL})(?!\.?\w)\b", _reigned),
    rule("Roman numeral", rf"\b(?P<numeral>{_NUMERAL})(?:th|st|nd|rd)?(?=\s[Cc]entur)", _century),
    rule("chemistry", r"\bCO(?:2|₂)", "C O two"),
    rule("chemistry", r"\bH(?:2|₂)O\b", "H two O"),
    rule("square", r"(?<=\w)²", " squared"),
    rule("square", r"(?<=\w)³", " cubed"),
    rule("ampersand", r"(?<=\s)&(?=\s)", "and"),
    rule("ampersand", r"(?<=[a-z])&(?=[a-z])", " and "),
    rule("equals", r"(?<=\s)=(?=\s)", "equals"),
    rule("plus", r"(?<=\w\s)\+(?=\s\w)", "plus"),
    rule("plus or minus", r"±\s?", "plus or minus "),
    rule("less or more", r"(?<=\w\s)<(?=\s\w)", "is less than"),
    rule("less or more", r"(?<=\w\s)>(?=\s\w)", "is more than"),
    rule("sharp", r"\b(?P<letter>[CF])#(?!\w)", r"\g<letter> sharp"),
    rule("ellipsis", r"(?<=\w)(?:…|\.\.\.)(?=\w)", "… "),
)
