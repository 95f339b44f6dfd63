"""Pieces of patterns that several token classes share."""

import re
from collections.abc import Iterable

NUMBER = r"(?:\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
"""A whole number or a decimal, with or without commas (Indian grouping too)."""

BEFORE = r"(?<![\w.,$£€¥/:-])"
"""What may not stand before a number that is a word of its own."""

AFTER = r"(?![^\W⁰¹²³⁴-⁹]|/|[.,:]\d|-\w)"
"""What may not follow it."""

DASH = r"\s?[-‐-―−]\s?"
"""Between the ends of a range."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
