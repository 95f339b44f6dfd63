"""Money: the amount is said before its currency, whatever the writing."""

import re

from paracast.script.spoken.numbers import cardinal, is_one, number
from paracast.script.spoken.patterns import DASH, NUMBER
from paracast.script.spoken.rules import Rule, rule

_CURRENCIES = {
    "US$": ("US dollar", "US dollars", "cent"),
    "A$": ("Australian dollar", "Australian dollars", "cent"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent"),
    "NZ$": ("New Zealand dollar", "New Zealand dollars", "cent"),
    "HK$": ("Hong Kong dollar", "Hong Kong dollars", "cent"),
    "S$": ("Singapore dollar", "Singapore dollars", "cent"),
    "R$": ("real", "reais", "centavo"),
    "$": ("dollar", "dollars", "cent"),
    "£": ("pound", "pounds", "penny"),
    "€": ("euro", "euros", "cent"),
    "¥": ("yen", "yen", ""),
    "₹": ("rupee", "rupees", "paisa"),
    "₽": ("ruble", "rubles", "kopek"),
    "₩": ("won", "won", ""),
    "₪": ("shekel", "shekels", "agora"),
    "₺": ("lira", "lira", "kurus"),
    "₿": ("bitcoin", "bitcoins", ""),
    "Rs": ("rupee", "rupees", "paisa"),
}
_CODES = {
    "USD": "US dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
    "CHF": "Swiss francs",
    "CAD": "Canadian dollars",
    "AUD": "Australian dollars",
    "CNY": "yuan",
    "INR": "rupees",
}
_CENTS = {"penny": "pence", "agora": "agorot", "paisa": "paise", "kurus": "kurus"}
_SCALES = {
    "k": "thousand",
    "K": "thousand",
    "m": "million",
    "M": "million",
    "mn": "million",
    "mln": "million",
    "b": "billion",
    "B": "billion",
    "bn": "billion",
    "Bn": "billion",
    "tn": "trillion",
    "trn": "trillion",
}
_SIGN = "|".join(re.escape(sign) for sign in _CURRENCIES)
_SCALE_WORD = "hundred|thousand|million|billion|trillion|crore|lakh"
_SCALE = rf"(?:\s?(?P<scale>(?:{_SCALE_WORD})\b|(?:{'|'.join(_SCALES)})\b))?"
_NOUN = (
    r"(?P<noun>(?=\s(?:budget|deal|gift|bill|project|investment|loan|fund|fine|grant|contract|package"
    r"|plan|company|business|industry|economy|program|programme|house|home|prize|settlement|bailout"
    r"|tax|aid|check|cheque|note)s?\b))?"
)


def _scaled(match: re.Match[str]) -> str:
    scale = match["scale"]
    return f" {_SCALES.get(scale, scale)}" if scale else ""


def _single(match: re.Match[str]) -> str | None:
    one, many, cent = _CURRENCIES[match["sign"].replace(" ", "")]
    amount, scale = match["amount"], _scaled(match)
    whole, _, fraction = amount.partition(".")
    if not scale and len(fraction) == 2 and cent:  # noqa: PLR2004  cents have two digits
        return _with_cents(whole, fraction, (one, many, cent))
    if match["noun"] is not None and scale:
        return f"{number(amount)}{scale} {one}"
    return f"{number(amount)}{scale} {one if not scale and is_one(amount) else many}"


def _with_cents(whole: str, fraction: str, names: tuple[str, str, str]) -> str:
    one, many, cent = names
    cents = int(fraction)
    said = [f"{number(whole)} {one if is_one(whole) else many}"] if whole.strip("0,") else []
    if cents:
        plural = _CENTS.get(cent, f"{cent}s")
        said.append(f"{cardinal(cents)} {cent if cents == 1 else plural}")
    return " and ".join(said) or f"zero {many}"


def _adjective(match: re.Match[str]) -> str:
    one, _, _ = _CURRENCIES[match["sign"]]
    scale = match["scale"]
    scaled = f" {_SCALES.get(scale, scale)}" if scale else ""
    return f"{number(match['amount'])}{scaled} {one} "


def _range(match: re.Match[str]) -> str:
    _, many, _ = _CURRENCIES[match["sign"]]
    return f"{number(match['low'])} to {number(match['high'])}{_scaled(match)} {many}"


def _coded(match: re.Match[str]) -> str:
    return f"{number(match['amount'])}{_scaled(match)} {_CODES[match['code']]}"


def _cents(match: re.Match[str]) -> str:
    amount = match["amount"]
    return f"{number(amount)} {'cent' if is_one(amount) else 'cents'}"


def _pence(match: re.Match[str]) -> str:
    return f"{number(match['amount'])} {'penny' if is_one(match['amount']) else 'pence'}"


_HEAD = rf"(?<![\w$£€])(?P<sign>{_SIGN})\s?"

RULES: tuple[Rule, ...] = (
    rule(
        "money range",
        rf"{_HEAD}(?P<low>{NUMBER}){DASH}(?:{_SIGN})?(?P<high>{NUMBER}){_SCALE}(?![\w])",
        _range,
    ),
    rule(
        "money",
        rf"{_HEAD}(?P<amount>{NUMBER})[-‑](?:(?P<scale>{_SCALE_WORD})[-‑\s])?(?=[a-z])",
        _adjective,
    ),
    rule("money", rf"{_HEAD}(?P<amount>{NUMBER}){_SCALE}{_NOUN}(?![\w]|[.,]\d)", _single),
    rule(
        "money",
        rf"(?<![\w.,])(?P<amount>{NUMBER}){_SCALE}\s?(?P<code>{'|'.join(_CODES)})\b",
        _coded,
    ),
    rule(
        "money", rf"\b(?P<code>{'|'.join(_CODES)})\s?(?P<amount>{NUMBER}){_SCALE}(?![\w])", _coded
    ),
    rule(
        "money",
        rf"(?<![\w.,])(?P<amount>{NUMBER}){_SCALE}\s?(?P<sign>[€£¥₹])(?P<noun>$^)?(?!\w)",
        _single,
    ),
    rule("money", rf"(?<![\w.,])(?P<amount>{NUMBER})\s?¢", _cents),
    rule("money", r"(?<![\w.,£])(?P<amount>\d+)p\b(?!\.)", _pence),
)
