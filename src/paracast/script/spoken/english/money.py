"""Money: the amount is said before its currency, whatever the writing."""

import re
from string import ascii_letters

from paracast.script.spoken.english.currencies import (
    CODES,
    PERIODS,
    PLURALS,
    SCALE_WORDS,
    SCALES,
    SIGNS,
)
from paracast.script.spoken.english.numbers import amount, cardinal, is_one, number, plural
from paracast.script.spoken.patterns import DASH, NUMBER, any_of
from paracast.script.spoken.rules import Rule, rule

_NAMES = {**SIGNS, **CODES}
_SIGN = any_of(SIGNS)
_CODE = any_of(CODES)
_SUFFIX = rf"(?i:{any_of(SCALES)})(?![\w’'])"
_WORD = rf"(?i:{SCALE_WORDS})"
_SCALE = rf"(?:[\s-]?(?P<scale>{_WORD}s?\b)|\s?(?P<suffix>{_SUFFIX}))?"
_RATE = r"(?:\s?/\s?(?P<rate>sq ft|[A-Za-z]+\b))?"
_MINUS = r"(?P<minus>(?<![\w.)])[-−–+]\s?)?"
_HEAD = rf"{_MINUS}(?<![\w$£€])(?:(?P<code>US|{_CODE})\s?)?(?P<sign>{_SIGN})\s?"
_NOT_A_NOUN = (
    rf"(?!(?:{SCALE_WORDS}|and|or|to|a|an|the|per|in|on|for|of|at|by|from|as|is|was|were|are|that|which|who|when|if|but"
    r"|with|over|under|after|before|each|more|less|or|plus|off|into|through|until|since|because|so"
    r"|than|would|could|will|may|has|had|have|he|she|it|they|we|i|you|his|her|this|these)\b)"
)
_THINGS = (
    r"(?:budget|deal|gift|bill|project|investment|loan|fund|fine|grant|contract|package|plan|company"
    r"|business|industry|economy|program|programme|house|home|prize|settlement|bailout|tax|note|coin"
    r"|debt|market|lawsuit|ransom|donation|fee|price tag|offer|takeover|merger|stake|bond)s?\b"
)
_NOUN = rf"(?:(?P<noun>(?=\s{_THINGS})))?"


def _scaled(match: re.Match[str]) -> str:
    known = match.groupdict()
    scale = (known.get("scale") or "").lower() or SCALES.get(
        (known.get("suffix") or "").lower(), ""
    )
    return f" {scale}" if scale else ""


def _name(match: re.Match[str]) -> tuple[str, str]:
    known = match.groupdict()
    code = (known.get("after") or known.get("code") or "").strip()
    if code == "US":
        return SIGNS["US$"]
    return _NAMES[code or known["sign"]]


def _many(one: str) -> str:
    return PLURALS.get(one) or plural(one)


def _exact(written: str, names: tuple[str, str]) -> str:
    """Say an amount without a scale: whole money, and hundredths where there are such."""
    one, cent = names
    whole, _, fraction = written.partition(".")
    if not fraction.strip("0"):
        return f"{amount(whole)} {one if is_one(whole) else _many(one)}"
    if len(fraction) > 2 or not cent:  # noqa: PLR2004  cents have two digits
        return f"{amount(written)} {_many(one)}"
    cents = int(fraction.ljust(2, "0"))
    small = f"{cardinal(cents)} {cent if cents == 1 else _many(cent)}"
    if not whole.strip("0,"):
        return small
    return f"{amount(whole)} {one if is_one(whole) else _many(one)} and {small}"


def _sign(match: re.Match[str]) -> str:
    known = match.groupdict()
    minus = (known.get("minus") or known.get("inner") or "").strip()
    return {"": "", "+": "plus "}.get(minus, "minus ")


def _rate(match: re.Match[str]) -> str:
    written = match["rate"]
    if not written:
        return ""
    period = PERIODS.get(written) or PERIODS.get(written.lower()) or written.lower()
    return f" {period}" if period == "each" else f" per {period}"


def _single(match: re.Match[str]) -> str:
    scale, names = _scaled(match), _name(match)
    if not scale:
        return _sign(match) + _exact(match["amount"], names) + _rate(match)
    one = names[0] if match.groupdict().get("noun") is not None else _many(names[0])
    return f"{_sign(match)}{number(match['amount'])}{scale} {one}{_rate(match)}"


def _adjective(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}{number(match['amount'])}{_scaled(match)} {_name(match)[0]} "


def _each(match: re.Match[str]) -> str:
    scale, (one, _) = _scaled(match), _name(match)
    named = one if is_one(match["amount"]) and not scale else _many(one)
    return f"{number(match['amount'])}{scale} {named} "


def _range(match: re.Match[str]) -> str:
    low, high, many = number(match["low"]), number(match["high"]), _many(_name(match)[0])
    return f"{low} {match['word']} {high}{_scaled(match)} {many}{_rate(match)}"


def _dashed(match: re.Match[str]) -> str:
    """Say a range: the currency twice where it is written twice, unless both share a scale."""
    names, scale, low = _name(match), _scaled(match), match["lowscale"]
    many = _many(names[0])
    if low:
        first = f"{number(match['low'])} {SCALES.get(low.lower(), low)} {many}"
    elif match["again"] and not scale:
        first = _exact(match["low"], names)
    else:
        first = number(match["low"])
    last = f"{number(match['high'])}{scale} {many}" if scale else _exact(match["high"], names)
    return f"{first} to {last}{_rate(match)}"


def _cents(match: re.Match[str]) -> str:
    return f"{amount(match['amount'])} {'cent' if is_one(match['amount']) else 'cents'}"


def _pence(match: re.Match[str]) -> str:
    return f"{amount(match['amount'])} {'penny' if is_one(match['amount']) else 'pence'}"


_NEAR_SIGN = f"[{''.join(dict.fromkeys(sign.strip(ascii_letters) for sign in SIGNS))}]"
_NEAR_CODE = rf"\b(?:{_CODE})(?![a-z])"
_AGAIN = r"(?P<again>(?P=sign))?\s?"
_END = r"(?![\w]|[.,]\d)"

RULES: tuple[Rule, ...] = (
    rule(
        "money range",
        rf"{_HEAD}(?P<low>{NUMBER})(?:\s?(?P<lowscale>{_WORD}\b|{_SUFFIX}))?{DASH}{_AGAIN}"
        rf"(?P<high>{NUMBER}){_SCALE}{_RATE}{_END}",
        _dashed,
        near=_NEAR_SIGN,
    ),
    rule(
        "money range",
        rf"{_HEAD}(?P<low>{NUMBER})\s(?P<word>to|(?:and|or)(?=\s(?P=sign)))\s{_AGAIN}(?P<high>{NUMBER})"
        rf"[\s-]?(?P<scale>{_WORD}\b){_RATE}{_END}",
        _range,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"{_HEAD}(?P<amount>{NUMBER})(?:[-‑\s]?(?P<scale>{_WORD})|(?P<suffix>{_SUFFIX}))?-"
        r"(?=(?:a|an|per)-)",
        _each,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"(?P<before>){_HEAD}(?P<amount>{NUMBER})(?:[-‑\s]?(?P<scale>{_WORD})|(?P<suffix>{_SUFFIX}))?"
        rf"[-‑](?!plus|ish|denominated|{_WORD}\b)(?=[a-z])",
        _adjective,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"(?P<before>){_HEAD}(?P<amount>{NUMBER})[-‑](?P<scale>{_WORD})\s(?=[a-z])",
        _adjective,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"(?P<before>\b[Aa]n?\s){_HEAD}(?P<amount>{NUMBER})"
        rf"(?:\s?(?P<scale>{_WORD})|(?P<suffix>{_SUFFIX}))?\s(?={_NOT_A_NOUN}[A-Za-z])",
        _adjective,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"{_HEAD}(?P<inner>[-−])?(?P<amount>{NUMBER}){_SCALE}(?P<after>\s(?:{_CODE})\b)?"
        rf"(?:\s(?:dollars|pounds|euros|bucks)\b)?{_RATE}{_NOUN}{_END}",
        _single,
        near=_NEAR_SIGN,
    ),
    rule(
        "money",
        rf"(?<![\w.,])(?P<amount>{NUMBER}){_SCALE}\s?(?P<code>{_CODE}){_RATE}(?!\w)",
        _single,
        near=_NEAR_CODE,
    ),
    rule(
        "money",
        rf"\b(?P<code>{_CODE})\s?(?P<amount>{NUMBER}){_SCALE}{_RATE}{_END}",
        _single,
        near=_NEAR_CODE,
    ),
    rule(
        "money",
        rf"(?<![\w.,])(?<!\d:)(?P<amount>{NUMBER}){_SCALE}\s?(?P<sign>[$€£¥₹₽₺₴₫฿]){_RATE}(?![\w\d])",
        _single,
        near=_NEAR_SIGN,
    ),
    rule("money", rf"(?<![\w.,])(?P<amount>{NUMBER})\s?¢", _cents, near="¢"),
    rule(
        "money",
        r"(?<![\w.,£])(?P<amount>(?!240|360|480|576|720)[1-9]\d{0,2})p\b(?!\.\w)",
        _pence,
        near=r"\dp\b",
    ),
    rule("money", r"(?<![^\s(])\$(?![^\s)])|(?<=[a-z])\$(?![\w$])", "dollar", near=r"\$"),
)
