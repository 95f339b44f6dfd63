"""Numbers → English words, over num2words; American style, without "and"."""

from decimal import Decimal
from functools import lru_cache

_HUNDRED, _THOUSAND = 100, 1000
_FIRST_YEAR, _LAST_YEAR = 1100, 2099
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LONGEST = 21  # digits; the library knows few names beyond, and a listener none
_REMEMBERED = 4096  # numbers


def cardinal(number: int) -> str:
    """Say a whole number: 350 is "three hundred fifty"."""
    return _worded(number, "cardinal")


def ordinal(number: int) -> str:
    """Say a place in a row: 21 is "twenty first"."""
    return _worded(number, "ordinal")


@lru_cache(_REMEMBERED)
def _worded(number: int, form: str) -> str:
    from num2words import num2words

    said: str = num2words(number, to=form, lang="en")
    return said.replace(" and ", " ").replace(",", "").replace("-", " ")


def digits(text: str) -> str:
    """Say each digit by itself."""
    return " ".join(_DIGITS[int(digit)] for digit in text if digit.isdecimal())


def number(text: str) -> str:
    """Say a number as it is written: `1,234`, `.25`, `7.8`, `−4`, `007`."""
    plain = text.replace(",", "").replace(" ", "")
    sign = "minus " if plain[:1] in {"-", "−"} else ""
    whole, _, fraction = plain.lstrip("-−+").partition(".")
    said = [_whole(whole)] if whole else []
    return sign + " ".join([*said, "point", digits(fraction)] if fraction else said)


def _whole(text: str) -> str:
    by_digit = len(text) > _LONGEST or (len(text) > 1 and text.startswith("0"))
    return digits(text) if by_digit else cardinal(int(text))


def place(text: str) -> str:
    """Say an ordinal's number as it is written: `1,000`."""
    plain = text.replace(",", "")
    return ordinal(int(plain)) if len(plain) <= _LONGEST else digits(plain)


def year(number: int) -> str:
    """Say a year: 1984 is "nineteen eighty four", 1905 "nineteen oh five", 2009 a number."""
    century, rest = divmod(number, _HUNDRED)
    if number < _THOUSAND or number % _THOUSAND < 10:  # noqa: PLR2004  2000 to 2009
        return cardinal(number)
    return f"{cardinal(century)} {two_digits(rest) if rest else 'hundred'}"


def two_digits(number: int) -> str:
    """Say the last two digits of a year or the minutes of an hour: 5 is "oh five"."""
    return f"{'oh ' if number < 10 else ''}{cardinal(number)}"  # noqa: PLR2004  one digit


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
