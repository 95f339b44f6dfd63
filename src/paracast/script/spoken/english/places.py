"""States, provinces and streets in their short forms."""

import re

from paracast.script.spoken.english.numbers import digits, ordinal, pairs
from paracast.script.spoken.patterns import any_of
from paracast.script.spoken.rules import Rule, rule

_STATES = {
    "Alabama": "Ala. AL",
    "Alaska": "AK",
    "Arizona": "Ariz. AZ",
    "Arkansas": "Ark. AR",
    "California": "Calif. Cal. CA",
    "Colorado": "Colo. CO",
    "Connecticut": "Conn. CT",
    "Delaware": "Del. DE",
    "Florida": "Fla. FL",
    "Georgia": "Ga. GA",
    "Hawaii": "HI",
    "Idaho": "ID",
    "Illinois": "Ill. IL",
    "Indiana": "Ind. IN",
    "Iowa": "IA",
    "Kansas": "Kan. Kans. KS",
    "Kentucky": "Ky. KY",
    "Louisiana": "La. LA",
    "Maine": "ME",
    "Maryland": "Md. MD",
    "Massachusetts": "Mass. MA",
    "Michigan": "Mich. MI",
    "Minnesota": "Minn. MN",
    "Mississippi": "Miss. MS",
    "Missouri": "Mo. MO",
    "Montana": "Mont. MT",
    "Nebraska": "Neb. Nebr. NE",
    "Nevada": "Nev. NV",
    "New Hampshire": "N.H. NH",
    "New Jersey": "N.J. NJ",
    "New Mexico": "N.M. NM",
    "New York": "N.Y. NY",
    "North Carolina": "N.C. NC",
    "North Dakota": "N.D. ND",
    "Ohio": "OH",
    "Oklahoma": "Okla. OK",
    "Oregon": "Ore. Oreg. OR",
    "Pennsylvania": "Pa. Penn. PA",
    "Rhode Island": "R.I. RI",
    "South Carolina": "S.C. SC",
    "South Dakota": "S.D. SD",
    "Tennessee": "Tenn. TN",
    "Texas": "Tex. TX",
    "Utah": "UT",
    "Vermont": "Vt. VT",
    "Virginia": "Va. VA",
    "Washington": "Wash. WA",
    "West Virginia": "W.Va. WV",
    "Wisconsin": "Wis. WI",
    "Wyoming": "Wyo. WY",
    "D-C": "D.C. DC",
    "Puerto Rico": "P.R. PR",
    "Ontario": "Ont. ON",
    "Quebec": "Que. QC",
    "British Columbia": "B.C. BC",
    "Alberta": "Alta. AB",
    "Manitoba": "Man. MB",
    "Saskatchewan": "Sask. SK",
    "Nova Scotia": "N.S. NS",
    "New Brunswick": "N.B. NB",
}
_SHORT = {short: state for state, shorts in _STATES.items() for short in shorts.split(" ")} | {
    "W. Va.": "West Virginia"
}
_UNSTOPPED = [short[:-1] for short in _SHORT if short.endswith(".") and short.count(".") == 1]
_WORDS = ("QC", "PR", "IN", "OR", "ME", "OK", "HI", "OH", "MD", "PA", "MA", "ID", "ON", "AL", "LA")
"""Postal codes that are words, or letters after a person's name: only where an address goes on."""

_STATE = any_of(short for short in _SHORT if short not in _WORDS)
_CITY = r"(?:(?<=[a-z.],\s)|(?<=[A-Z]{3},\s))"
_PLACE = re.compile(r"(?:\b[A-Z][^\W\d_]*\.?|\d),\s$")
_AFTER_COMMA = r"(?<=,\s)[A-Z]"
_ADDRESS_GOES_ON = (
    r"(?=,?\s\d{5}(?:-\d{4})?(?!\d)|(?<!OK)(?<!HI)(?<!ME)(?<!QC)(?<!PR)\s*[.]?$|\s[@|–—(-]|\n)"
)
_STREETS = {
    "St": "Street",
    "Ave": "Avenue",
    "Av": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Dr": "Drive",
    "Ln": "Lane",
    "Pl": "Place",
    "Ct": "Court",
    "Hwy": "Highway",
    "Pkwy": "Parkway",
    "Sq": "Square",
    "Ter": "Terrace",
}
_SIDES = {"N": "North", "S": "South", "E": "East", "W": "West"}
_CORNERS = {"NW": "Northwest", "NE": "Northeast", "SW": "Southwest", "SE": "Southeast"}


def _state(match: re.Match[str]) -> str | None:
    short, stop = match["short"], ""
    if short.isupper() and not _PLACE.search(
        match.string[max(0, match.start() - 40) : match.start()]
    ):
        return None
    if short.endswith(".") and re.match(
        r"\s*$|\s[“\"]?(?:The|He|She|It|They|We|In|But|A|I)\b",
        match.string[match.end() : match.end() + 9],
    ):
        stop = "."
    return _SHORT[short] + stop


def _party(match: re.Match[str]) -> str:
    short = match["short"]
    return f"{match['party']}, {_SHORT.get(short) or _SHORT.get(short + '.') or short}"


def _street(match: re.Match[str]) -> str:
    name = match["name"]
    said = ordinal(name[:-2]) if name[0].isdecimal() else name
    return f"{said} {_STREETS[match['short']]}{_stop(match)}"


def _stop(match: re.Match[str]) -> str:
    ends = re.match(rf"\s*$|\s[“\"‘]?{_STARTER}", match.string[match.end() : match.end() + 9])
    return "." if match.group().endswith(".") and ends else ""


def _house(match: re.Match[str]) -> str:
    return pairs(int(match["house"]))


_NAME = r"(?<![\w.,-])(?P<name>[A-Z][a-z]+|\d{1,3}(?:st|nd|rd|th))"
_STREET = rf"\b(?:{any_of(_STREETS)})\b"
_STARTER = r"(?:The|He|She|It|They|We|In|But|A|An|And|His|Her|This|That|There|Police|For|On|At)\b"

RULES: tuple[Rule, ...] = (
    rule(
        "state",
        rf"(?P<party>\b[DRI])-(?P<short>{any_of(_SHORT)}|{any_of(_UNSTOPPED)})(?=[)\s,;]|$)",
        _party,
        near=r"\b[DRI]-[A-Z]",
    ),
    rule("state", rf"{_CITY}(?P<short>{_STATE})(?![\w’'-])", _state, near=_AFTER_COMMA),
    rule(
        "state",
        rf"(?<=[a-z],\s)(?P<short>{any_of(_WORDS)})(?![\w’'-]){_ADDRESS_GOES_ON}",
        _state,
        near=_AFTER_COMMA,
    ),
    rule(
        "postal code",
        r"(?<=\b[A-Z]{2}\s)\d{5}(?:-\d{4})?(?![\w-])|(?<=\b[A-Z]{2},\s)\d{5}(?![\w-])|(?<=\bBox\s)\d{4,6}(?!\w)",
        lambda match: digits(match.group()),
        near=r"\b\d{4,6}\b",
    ),
    rule(
        "street",
        rf"(?<![\w.])(?P<house>\d{{3,4}})(?=\s(?:[NSEW]\.?\s)?(?:(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))\s){{1,3}}(?:{any_of(_STREETS)}|{any_of(_STREETS.values())})\b)",
        _house,
        near=r"\b\d{3,4}(?=\s[A-Z\d])",
    ),
    rule(
        "street",
        r"(?<=\d\s)(?P<side>[NSEW])\b\.?(?=\s(?:[A-Z][a-z]+|\d+(?:st|nd|rd|th))\s)",
        lambda match: _SIDES[match["side"]],
        near=r"(?<=\d\s)[NSEW]\b",
    ),
    rule(
        "street",
        r"(?:(?<=Avenue\s)|(?<=Street\s)|(?<=Ave\.\s)|(?<=St\.\s)|(?<=Ave\s)|(?<=St\s)|(?<=Road\s))"
        r"(?P<side>NW|NE|SW|SE)\b",
        lambda match: _CORNERS[match["side"]],
        near=r"\b[NS][EW]\b",
    ),
    rule(
        "street",
        rf"{_NAME}\s(?P<short>Ave|Av|Blvd|Rd|Ln|Hwy|Pkwy|Sq|Ter)\b\.?+(?!\w|\s\d)",
        _street,
        near=_STREET,
    ),
    rule(
        "street",
        r"\b(?P<short>Ave|Blvd|Pkwy|Hwy)\.(?!\w)",
        lambda match: _STREETS[match["short"]] + _stop(match),
        near=r"\b(?:Ave|Blvd|Pkwy|Hwy)\.",
    ),
    rule(
        "street",
        rf"{_NAME}\s(?P<short>St|Dr|Pl|Ct)\b\.?+(?=[\s,.;:)”\"]|$)(?!\s(?!{_STARTER})[A-Z“\"])",
        _street,
        near=_STREET,
    ),
)
