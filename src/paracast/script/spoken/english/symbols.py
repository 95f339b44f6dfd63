"""Signs that are said as words."""

import re

from paracast.script.spoken.english.numbers import number
from paracast.script.spoken.patterns import NUMBER
from paracast.script.spoken.rules import Rule, rule

_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PAIRS = {
    "and/or": "and or",
    "he/she": "he or she",
    "she/he": "she or he",
    "his/her": "his or her",
    "her/his": "her or his",
    "him/her": "him or her",
    "s/he": "he or she",
    "either/or": "either or",
    "n/a": "not applicable",
    "N/A": "not applicable",
    "yes/no": "yes or no",
    "AC/DC": "A-C D-C",
    "TCP/IP": "T-C-P I-P",
    "HIV/AIDS": "H-I-V AIDS",
}
_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "Δ": "delta",
    "ε": "epsilon",
    "θ": "theta",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "σ": "sigma",
    "Σ": "sigma",
    "τ": "tau",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Ω": "omega",
}
_SIGNS = {
    "≠": "is not equal to",
    "≤": "is at most",
    "≥": "is at least",
    "≈": "is about",
    "÷": "divided by",
    "×": "times",
    "=": "equals",
    "+": "plus",
}


def _power(match: re.Match[str]) -> str:
    written = (match["raised"] or match["caret"] or "").translate(_POWERS)
    named = {"2": "squared", "3": "cubed"}.get(written)
    return f" {named}" if named else f" to the power of {number(written)}"


def _minus(match: re.Match[str]) -> str:
    return f"{_operand(match['first'])} minus {_operand(match['second'])}"


def _operand(written: str) -> str:
    return written if written.isalpha() else number(written)


def _sign(match: re.Match[str]) -> str:
    before = "" if match.string[match.start() - 1 : match.start()].isspace() else " "
    after = "" if match.string[match.end() : match.end() + 1].isspace() else " "
    return before + _SIGNS[match.group()] + after


ARITHMETIC: tuple[Rule, ...] = (
    rule(
        "power",
        r"(?<=[\w)])(?:(?P<raised>⁻?[⁰¹²³⁴-⁹]{1,5})|\^(?P<caret>-?\d{1,5}))(?!\d)",
        _power,
        near="[⁰¹²³⁴-⁹⁻^]",
    ),
    rule(
        "minus",
        rf"(?<![\w.,-])(?P<first>{NUMBER}|[A-Za-z])\s?[-−–]\s?(?P<second>{NUMBER}|[A-Za-z])(?=\s?=)",
        _minus,
        near="=",
    ),
)
"""What must come before numbers are counts and ranges."""

RULES: tuple[Rule, ...] = (
    rule(
        "words with a slash",
        rf"(?<![\w/])(?P<pair>{'|'.join(_PAIRS)})(?![\w/])",
        lambda m: _PAIRS[m["pair"]],
        near="/",
    ),
    rule("slash", r"(?<=[A-Za-z])/(?=[A-Za-z])|(?<=[a-z]\s)/(?=\s[A-Za-z])", " slash ", near="/"),
    rule("slash", r"(?<=\d)/(?=[\s,.]|$)", " slash", near="/"),
    rule("slash", r"(?<=\d)/(?=[A-Za-z])", " slash ", near="/"),
    rule("times", r"(?<![\w)\s])×\s?(?=\d)", "times ", near="×"),
    rule("times", r"(?<=\d)\*(?=\d)", " times ", near=r"\*"),
    rule("times", r"(?<=\d\s)\*(?=\s\d)", "times", near=r"\*"),
    rule("divided by", r"(?<=\d\s)/(?=\s\d)", "divided by", near="/"),
    rule("minus", r"(?<=[\w)]\s)−(?=\s[\w(])|(?<=\w)−(?=\w)", " minus ", near="−"),
    rule("section", r"§§\s?", "sections ", near="§"),
    rule("section", r"§\s?(?=[\w])|§(?=\W)", "section ", near="§"),
    rule("paragraph", r"¶\s?(?=\w)", "paragraph ", near="¶"),
    rule("copyright", r"©\s?(?=\d|[A-Z])", "copyright ", near="©"),
    rule("plus or minus", r"±\s?", "plus or minus ", near="±"),
    rule("less or more", r"(?<=[\w)]\s)<(?=\s[\w(.-])", "is less than", near="[<>≤≥]"),
    rule("less or more", r"(?<=[\w)]\s)>(?=\s[\w(.-])", "is greater than", near="[<>≤≥]"),
    rule("less or more", r"(?<![\w<])<\s?(?=[\d.])", "less than ", near="[<>≤≥]"),
    rule("less or more", r"(?<![\w>=-])>\s?(?=\d)", "more than ", near="[<>≤≥]"),
    rule("less or more", r"(?<![\w])≤\s?(?=\d)", "at most ", near="[<>≤≥]"),
    rule("less or more", r"(?<![\w])≥\s?(?=\d)", "at least ", near="[<>≤≥]"),
    rule("less or more", r"(?<=\w)<(?=[\d.])", " is less than ", near="<"),
    rule("about", r"(?<![\w/~])[~≈∼]\s?(?=[\d$£€])", "about ", near="[~≈∼]"),
    rule("at", r"(?<=\s)@(?=\s)", "at", near="@"),
    rule("at", r"(?<=\w\s)@(?=\d)", "at ", near="@"),
    rule("ampersand", r"(?<=\s)&(?=\s)", "and", near="&"),
    rule("ampersand", r"(?<=[a-z])&(?=[a-z])", " and ", near="&"),
    rule("ampersand", r"(?<=[a-z°º])&(?=[A-Z])", " and ", near="&"),
    rule(
        "arithmetic",
        r"(?<=[\w)])[≠≤≥≈÷×=](?=[\w(−-])|(?<=[\w)]\s)[≠≤≥≈÷×=](?=\s[\w(−-])",
        _sign,
        near="[≠≤≥≈÷×=]",
    ),
    rule("plus", r"(?<=[\w)])\+(?=[\w(])|(?<=[\w)]\s)\+(?=\s?[\w(])", _sign, near=r"\+"),
    rule("plus", r"\bC\+\+(?!\w)", "C plus plus", near=r"\+"),
    rule("plus", r"(?<=[\w%])\+(?=[\s,.;:!?)”’\"'-]|$)", " plus", near=r"\+"),
    rule("plus", r"(?<=[a-z]\s)\+(?=[,.;)]|$)", "plus", near=r"\+"),
    rule("root", r"√\s?(?=[\d(])", "the square root of ", near="√"),
    rule("infinity", r"∞", "infinity", near="∞"),
    rule(
        "Greek letter",
        rf"(?<![^\W\d_])[{''.join(_GREEK)}](?![^\W\d_])",
        lambda m: _GREEK[m.group()],
        near="[Α-ω]",
    ),
    rule("sharp", r"\b(?P<letter>[A-GJ])#(?!\w)", r"\g<letter> sharp", near="#"),
    rule("ellipsis", r"(?<=\w)(?:…|\.\.\.)(?=\w)", "… ", near=r"…|\.\.\."),
)
