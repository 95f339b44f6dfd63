"""Names that mix letters and digits: models, programmes, formulas, compounds, initialisms."""

import re

from paracast.script.spoken.english.numbers import digits, number, pairs, plural, spelled
from paracast.script.spoken.rules import Rule, rule

_FORMULAS = (
    "CO2|H2O2|H2O|N2O|NO2|NOx|SO2|O2|O3|H2|N2|CH4|NH3|H2SO4|HNO3|CaCO3|C2H5OH|C6H12O6|UF6|SF6"
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_AS_WORDS = (
    "WHO|GOP|NYC|EPA|SEC|IPO|IMF|ACLU|NCAA|IRA|EV|IQ|ACA|IOC|OPCW|IAEA|DUP|AIG|UBS|UPS|ICC|AOC|UAE|FAQ|ALS"
    "|AP|VA|AG|PA|DOJ|DOE|DOD|EIA|ABC|IED|HIV|ICU|ECU|ISP|OAS|IAG|IEA|USPS"
)
_WORDS = {"WHO", "UPS", "SEC", "PA", "IRA", "ICE"}
_BESIDE = 30  # characters in which to look for the word beside one
_SHORT, _PAIRED = 2, (3, 4)  # letters that are spelled; digits that are said in pairs


def _digits_in_name(text: str, *, glued: bool) -> str:
    if text.startswith("0") or len(text) > max(_PAIRED):
        return digits(text) if text != "0" else "zero"
    if len(text) == max(_PAIRED) or (glued and len(text) == min(_PAIRED)):
        return pairs(int(text))
    return number(text)


def _compound(match: re.Match[str]) -> str:
    """Say the pieces of `F-16`, `i5-9300H`, `3-in-1`, `B-52s`, `PM2.5`, `COVID-19`."""
    pieces = re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+|-", match.group())
    said, before = "", ""
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        if piece == "-":
            follows = pieces[place + 1] if not last else ""
            said += "-" if _joins(before, follows) else " "
        elif piece[0].isdecimal():
            glued = before.isalpha() and before.isupper()
            words = number(piece) if "." in piece else _digits_in_name(piece, glued=glued)
            said += _gap(before) + words
        elif piece == "s" and last and before[:1].isdecimal():
            said = plural(said)
        else:
            name = _lettered(piece)
            said += ("" if before in {"", "-"} else " ") + name
        before = piece
    return said.strip()


def _gap(before: str) -> str:
    """Join a number to a letter, or a voice takes A for the article."""
    if before in {"", "-"}:
        return ""
    return "-" if len(before) == 1 and before.isupper() else " "


def _lettered(piece: str) -> str:
    return spelled(piece) if len(piece) == _SHORT and piece.isupper() else piece


def _joins(before: str, after: str) -> bool:
    return not (before[-1:].isdecimal() and after[:1].isdecimal())


def _formula(match: re.Match[str]) -> str:
    plain = match.group().translate(_SUBSCRIPTS)
    parts = re.findall(r"[A-Za-z]|\d+", plain)
    return "-".join(number(part) if part.isdecimal() else part.upper() for part in parts)


def _initialism(match: re.Match[str]) -> str | None:
    if match["letters"] in _WORDS and _shouts(match):
        return None
    return spelled(match["letters"])


def _shouts(match: re.Match[str]) -> bool:
    """Tell whether the words beside it are in capitals too: then so may a plain word be."""
    around = match.string[max(0, match.start() - _BESIDE) : match.start()]
    before = re.search(r"([^\W\d_]{2,})\W{1,3}$", around)
    after = re.match(r"\W{1,3}([^\W\d_]{2,})", match.string[match.end() : match.end() + _BESIDE])
    return any(word is not None and word[1].isupper() for word in (before, after))


def _section(match: re.Match[str]) -> str:
    said = " ".join(
        number(part) if part.isdecimal() else part.upper()
        for part in re.findall(r"\d+|\w", match["rest"])
    )
    return f"{pairs(int(match['amount']))} {said}{'s' if match['many'] else ''}"


FORMULAS: tuple[Rule, ...] = (
    rule(
        "formula",
        rf"(?<![\w-])(?:{_FORMULAS.translate(str.maketrans('0123456789', '₀₁₂₃₄₅₆₇₈₉'))})(?!\w)",
        _formula,
        near="[₀-₉]",
    ),
    rule(
        "formula",
        r"(?<![\w-])(?:[A-Z][a-z]?[₀-₉]*){1,8}(?<=[₀-₉])(?:[A-Z][a-z]?)?(?!\w)",
        _formula,
        near="[₀-₉]",
    ),
    rule(
        "formula",
        rf"(?<![\w-])(?:{_FORMULAS})(?<=[\dx])(?![\w.]*\d)(?!\w)|(?<![\w-])(?:H2O2?|H2SO4|UF6)(?!\w)",
        _formula,
        near=r"\b(?:[A-Z]{1,3}\d|NOx|H\d|CO\d|C\d|Ca)",
    ),
    rule(
        "section of law",
        r"(?<![\w.])(?P<amount>[45]0[1-9])(?P<rest>\([a-z]\)(?:\(\d\))?)(?P<many>s)?(?!\w)",
        _section,
        near=r"\d\(",
    ),
    rule(
        "wireless standard",
        r"(?<![\w.])802\.11(?=[a-z]{0,2}\b)",
        "eight oh two dot one one ",
        near=r"802\.",
    ),
)

RULES: tuple[Rule, ...] = (
    rule("name with a number", r"\bF/A-18(?=[A-Z]?\b)", "F-A-eighteen ", near="F/A"),
    rule(
        "name with a number",
        r"(?<![\w.])(?P<letters>[A-Z]{1,3})\.(?P<amount>\d{1,4})(?![\w]|\.\d)",
        lambda match: f"{match['letters']} {_digits_in_name(match['amount'], glued=True)}",
        near=r"[A-Z]\.\d",
    ),
    rule(
        "caliber",
        r"(?<![\w.,$£€/:-])\.(?P<amount>[1-9]\d{1,2})(?=[-\s](?:cal\b|calib|Magnum))",
        lambda match: pairs(int(match["amount"])),
        near=r"\.\d\d\d?[-\s][cM]a",
    ),
    rule(
        "number",
        r"(?<![\w.,$£€/:-])(?:\d{1,3}(?:,\d{3}){1,6}|\.\d{1,9})(?=-[a-z])",
        lambda m: number(m.group()),
        near=r"\d-[a-z]",
    ),
    rule(
        "name with a number",
        r"(?<![\w’'.,$£€¥#@/:+-])(?=[\w.-]{0,40}\d)(?=[\d.-]{0,40}[^\W\d_])[^\W_⁰¹²³⁴-⁹]{1,40}(?:(?:-|(?<=\d)\.(?=\d))[^\W_⁰¹²³⁴-⁹]{1,40}){0,8}(?![^\W⁰¹²³⁴-⁹]|@|-\w)",
        _compound,
        near=r"[^\W\d_]-?\d|\d-?[^\W\d_]",
    ),
    rule(
        "initialism said as a word",
        rf"(?<![\w.’'&@#/-])(?P<letters>{_AS_WORDS})(?![\w&@-]|[.]\w)",
        _initialism,
        near=r"[A-Z]{2}",
    ),
)
