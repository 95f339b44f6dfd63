"""Pieces of patterns that several token classes share."""

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
"""A whole number or a decimal, with or without commas."""

BEFORE = r"(?<![\w.,$£€¥/-])"
"""What may not stand before a number that is a word of its own."""

AFTER = r"(?![\w/]|[.,]\d|-\w)"
"""What may not follow it."""

DASH = r"\s?[-–—]\s?"
"""Between the ends of a range."""
