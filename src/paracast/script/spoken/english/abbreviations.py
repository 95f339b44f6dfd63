"""Titles, abbreviations and initials."""

import re

from paracast.script.spoken.english.numbers import number, spelled
from paracast.script.spoken.patterns import NUMBER, any_of
from paracast.script.spoken.rules import Rule, rule

_TITLES = {
    "Mr": "Mister",
    "Mrs": "Missus",
    "Ms": "Miz",
    "Mx": "Mix",
    "Messrs": "Messieurs",
    "Mme": "Madame",
    "Mlle": "Mademoiselle",
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
    "Cdr": "Commander",
    "Adm": "Admiral",
    "Brig": "Brigadier",
    "Sgt": "Sergeant",
    "Cpl": "Corporal",
    "Pvt": "Private",
    "Pfc": "Private First Class",
    "Spc": "Specialist",
    "Det": "Detective",
    "Insp": "Inspector",
    "Rev": "Reverend",
    "Fr": "Father",
    "Hon": "Honorable",
    "Pres": "President",
    "Amb": "Ambassador",
    "Atty": "Attorney",
    "Asst": "Assistant",
    "Supt": "Superintendent",
    "Secy": "Secretary",
    "Br": "Brother",
    "Msgr": "Monsignor",
    "Ald": "Alderman",
    "Sens": "Senators",
    "Reps": "Representatives",
    "Govs": "Governors",
    "Gens": "Generals",
    "Drs": "Doctors",
    "Profs": "Professors",
}
_ABBREVIATIONS = {
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "Approx.": "Approximately",
    "dept.": "department",
    "Dept.": "Department",
    "govt.": "government",
    "Govt.": "Government",
    "Intl.": "International",
    "Int'l": "International",
    "Nat'l": "National",
    "Natl.": "National",
    "Assn.": "Association",
    "Ass'n": "Association",
    "Univ.": "University",
    "Inst.": "Institute",
    "Bros.": "Brothers",
    "est.": "established",
    "Est.": "Established",
    "a.k.a.": "also known as",
    "aka": "also known as",
    "cf.": "compare",
    "viz.": "namely",
    "incl.": "including",
    "excl.": "excluding",
    "max.": "maximum",
    "avg.": "average",
    "temp.": "temperature",
    "misc.": "miscellaneous",
    "esp.": "especially",
    "resp.": "respectively",
    "orig.": "originally",
    "Mt.": "Mount",
    "Mts.": "Mountains",
    "Ft.": "Fort",
    "Pt.": "Point",
    "Ste.": "Sainte",
    "w/": "with",
    "w/o": "without",
    "b/c": "because",
    "c/o": "care of",
    "n.b.": "note well",
    "N.B.": "Note well",
    "P.S.": "P-S",
    "Esq.": "Esquire",
}
_AT_END = {
    "etc.": "et cetera",
    "et al.": "et al",
    "Jr.": "Junior",
    "Jr": "Junior",
    "Sr.": "Senior",
    "Sr": "Senior",
    "Inc.": "Inc",
    "Ltd.": "Limited",
    "Ltd": "Limited",
    "Corp.": "Corp",
    "Corps.": "Corps",
    "Co.": "Company",
    "Cos.": "Companies",
    "Ph.D.": "P-H-D",
    "Ph.D": "P-H-D",
    "Ph.D.s": "P-H-Ds",
    "PhD": "P-H-D",
}
"""Those that may end a sentence: then their full stop stays."""
_BEFORE_NUMBERS = {
    "No.": "number",
    "Nos.": "numbers",
    "no.": "number",
    "nos.": "numbers",
    "Nr.": "number",
    "Vol.": "volume",
    "vol.": "volume",
    "Vols.": "volumes",
    "Fig.": "figure",
    "Figs.": "figures",
    "fig.": "figure",
    "figs.": "figures",
    "Ch.": "chapter",
    "ch.": "chapter",
    "chap.": "chapter",
    "Chap.": "chapter",
    "pp.": "pages",
    "p.": "page",
    "Pt.": "part",
    "pt.": "part",
    "Sec.": "section",
    "sec.": "section",
    "Sect.": "section",
    "Art.": "article",
    "art.": "article",
    "para.": "paragraph",
    "Op.": "opus",
    "op.": "opus",
    "Ep.": "episode",
    "ep.": "episode",
    "Eq.": "equation",
    "eq.": "equation",
    "Rm.": "room",
    "Apt.": "apartment",
    "Ste.": "suite",
    "Rte.": "route",
    "Rt.": "route",
    "Hwy.": "highway",
    "Bldg.": "building",
    "Ext.": "extension",
    "ext.": "extension",
    "Gr.": "grade",
    "Jct.": "junction",
    "Tel.": "telephone",
    "tel.": "telephone",
    "#": "number",
    "№": "number",
    "№.": "number",
}
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
    return _AT_END[match["short"]] + _stop(match)


def _spelled(match: re.Match[str]) -> str:
    return spelled(match["letters"]) + (match["many"] or "") + _stop(match)


def _numbered(match: re.Match[str]) -> str:
    said = number(match["amount"])
    range_end = f" to {number(match['last'])}" if match["last"] else ""
    return f"{_BEFORE_NUMBERS[match['short']]} {said}{range_end}"


def _example(match: re.Match[str]) -> str:
    return "that is," if match.group()[0] in "iI" else "for example,"


_LETTER = r"\b[A-Za-z]\."
_TITLE = any_of(_TITLES)

RULES: tuple[Rule, ...] = (
    rule(
        "title",
        rf"\b(?P<title>{_TITLE})\.(?=\s?[A-Z“\"‘']|\s1st\b|-(?:elect|designate)\b)(?!\s[XYZ]\b)",
        lambda m: _TITLES[m["title"]],
        near=r"\.",
    ),
    rule(
        "title",
        r"\b(?P<title>Mrs?|Ms|Messrs)\.(?=\s(?:and|or|&)\s)",
        lambda m: _TITLES[m["title"]],
        near=r"M(?:rs?|s|essrs)\.",
    ),
    rule(
        "title",
        r"\b(?P<title>Mr|Mrs|Ms|Dr|Prof)\b(?=\s[A-Z][a-z])",
        lambda m: _TITLES[m["title"]],
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
        rf"(?<![\w&])(?P<short>{any_of(_BEFORE_NUMBERS)})\s?(?P<amount>{NUMBER})(?:[-–](?P<last>{NUMBER}))?(?![\w]|[.,]\d|-\d|\.\w)",
        _numbered,
        near=r"[.#№]\s?\d",
    ),
    rule(
        "before a number",
        rf"(?<![\w&])(?P<short>{any_of(_BEFORE_NUMBERS)})\s?(?=\d|[IVX]{{2,}}\b|[VX]\b)",
        lambda match: f"{_BEFORE_NUMBERS[match['short']]} ",
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
        rf"(?<![\w.])(?P<short>{any_of(_AT_END)})(?!\w)",
        _at_end,
        near=r"\.|\b(?:[JS]r|PhD|Ltd)\b",
    ),
    rule(
        "abbreviation",
        rf"(?<![\w.])(?P<short>{any_of(_ABBREVIATIONS)})(?!\w)",
        lambda match: _ABBREVIATIONS[match["short"]],
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
