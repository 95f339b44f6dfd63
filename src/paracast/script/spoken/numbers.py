"""Numbers → English words, over num2words; American style, without "and"."""

from decimal import Decimal
from functools import cache

_HUNDRED, _THOUSAND = 100, 1000
_FIRST_YEAR, _LAST_YEAR = 1100, 2099
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 21  # digits; longer ones are read one by one


@cache
def cardinal(number: int) -> str:
    """Say a whole number: 350 is "three hundred fifty"."""
    from num2words import num2words

    if len(str(abs(number))) > _LONGEST:
        return digits(str(abs(number)))
    said: str = num2words(number, lang="en")
    return said.replace(" and ", " ").replace(",", "").replace("-", " ")


@cache
def ordinal(number: int) -> str:
    """Say a place in a row: 21 is "twenty first"."""
    from num2words import num2words

    said: str = num2words(number, to="ordinal", lang="en")
    return said.replace(" and ", " ").replace(",", "").replace("-", " ")


def digits(text: str) -> str:
    """Say each digit by itself."""
    return " ".join(_DIGITS[int(digit)] for digit in text if digit.isdecimal())


def number(text: str) -> str:
    """Say a number as it is written: `1,234`, `.25`, `7.8`, `−4`."""
    plain = text.replace(",", "").replace("\u2009", "").replace(" ", "")
    sign = "minus " if plain[:1] in {"-", "−"} else ""
    whole, point, fraction = plain.lstrip("-−+").partition(".")
    said = cardinal(int(whole)) if whole else "zero"
    return f"{sign}{said} point {digits(fraction)}" if point and fraction else sign + said


def year(number: int) -> str:
    """Say a year: 1984 is "nineteen eighty four", 1905 "nineteen oh five", 2009 a number."""
    century, rest = divmod(number, _HUNDRED)
    if not _FIRST_YEAR <= number <= _LAST_YEAR or number % _THOUSAND < 10:  # noqa: PLR2004  2000-2009
        return cardinal(number)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"  # noqa: PLR2004


def is_year(number: int) -> bool:
    """Tell whether four digits are likely to name a year."""
    return _FIRST_YEAR <= number <= _LAST_YEAR


def decade(number: int) -> str:
    """Say a decade: 1980 is "nineteen eighties", 80 is "eighties", 1900 "nineteen hundreds"."""
    said = year(number) if number >= _HUNDRED else cardinal(number)
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


def is_one(text: str) -> bool:
    """Tell whether a written number takes a noun in the singular."""
    return Decimal(text.replace(",", "") or "0") == 1
