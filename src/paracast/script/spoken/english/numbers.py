"""Numbers → English words, over num2words; American style, without "and"."""

import re
from functools import lru_cache

_HUNDRED, _THOUSAND, _TEN = 100, 1000, 10
_FIRST_YEAR, _LAST_YEAR = 1010, 2099
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 21  # digits of a number with commas; longer ones are read one by one
_LONGEST_BARE = 9  # digits of one without: longer ones identify and do not count
_IRREGULAR = {"foot": "feet", "inch": "inches", "penny": "pence", "half": "halves"}
_KEPT = ("hertz", "percent", "won", "yen", "yuan", "baht", "rand", "Celsius", "Fahrenheit", "lux")


@lru_cache(4096)
def cardinal(number: int) -> str:
    """Say a whole number: 350 is "three hundred fifty"."""
    from num2words import num2words

    said: str = num2words(number, lang="en")
    return _plain(said)


@lru_cache(4096)
def _ordinal(number: int) -> str:
    from num2words import num2words

    said: str = num2words(number, to="ordinal", lang="en")
    return _plain(said)


def _plain(said: str) -> str:
    return said.replace(" and ", " ").replace(",", "").replace("-", " ")


def ordinal(text: str) -> str:
    """Say a place in a row: 21 is "twenty first"."""
    plain = text.replace(",", "")
    return _ordinal(int(plain)) if len(plain) <= _LONGEST else f"{digits(plain)} th"


def digits(text: str) -> str:
    """Say each digit by itself."""
    return " ".join(_DIGITS[int(digit)] for digit in text if digit.isdecimal())


def number(text: str) -> str:
    """Say a number as it is written: `1,234`, `.25`, `7.8`, `−4`, `007`."""
    sign = {"-": "minus ", "−": "minus ", "–": "minus ", "+": "plus "}.get(text[:1], "")
    whole, point, fraction = text.lstrip("-−–+").partition(".")
    said = _whole(whole)
    if point and fraction:
        return (
            f"{sign}{said} point {digits(fraction)}" if said else f"{sign}point {digits(fraction)}"
        )
    return sign + said


def _whole(text: str) -> str:
    plain = re.sub(r"\D", "", text)
    if not plain:
        return ""
    longest = _LONGEST_BARE if plain == text else _LONGEST
    if len(plain) > longest or (plain.startswith("0") and len(plain) > 1):
        return digits(plain)
    return cardinal(int(plain))


def amount(text: str) -> str:
    """Say what is counted: a long number has a size, and zeros after the point say nothing."""
    whole, _, fraction = text.partition(".")
    plain = re.sub(r"\D", "", whole)
    grouped = f"{int(plain):,}" if plain and len(plain) <= _LONGEST else whole
    return number(f"{grouped}.{fraction}" if fraction.strip("0") else grouped)


@lru_cache(4096)
def pairs(number: int) -> str:
    """Say three or four digits as years and street numbers are: 1984, 1905, 2134, 380."""
    century, rest = divmod(number, _HUNDRED)
    if number < _HUNDRED or (number >= _THOUSAND and number % _THOUSAND < _TEN):
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < _TEN else ''}{cardinal(rest)}"


def year(text: str) -> str:
    """Say a year, of two digits too: `1984`, `2009`, `05`."""
    if len(text) == 2 and text.startswith("0"):  # noqa: PLR2004  two digits
        return f"oh {digits(text[1])}"
    return pairs(int(text))


def is_year(text: str) -> bool:
    """Tell whether four digits are likely to name a year."""
    return len(text) == 4 and _FIRST_YEAR <= int(text) <= _LAST_YEAR  # noqa: PLR2004  four digits


def decade(text: str) -> str:
    """Say a decade: 1980 is "nineteen eighties", 80 is "eighties", 1900 "nineteen hundreds"."""
    return plural(pairs(int(text)))


def plural(noun: str) -> str:
    """Return the plural of a noun or of a number in words."""
    *head, last = noun.split(" ")
    if last.endswith(_KEPT):
        return noun
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("y") and last[-2:-1] not in set("aeiou"):
        last = f"{last[:-1]}ies"
    else:
        last += "es" if last.endswith(("x", "s", "ch", "sh")) else "s"
    return " ".join((*head, last))


def is_one(text: str) -> bool:
    """Tell whether a written number takes a noun in the singular."""
    return re.fullmatch(r"0*1(?:\.0*)?", text) is not None


def spelled(letters: str) -> str:
    """Say letters by their names: joined, or a voice takes A for the article.

    Dots tell a voice best that they are letters; hyphens leave an A at the end unstressed.
    """
    plain = [letter.upper() for letter in letters if letter.isalnum()]
    return ("." if "A" in plain else "-").join(plain)
