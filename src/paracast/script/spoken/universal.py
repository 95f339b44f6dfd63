"""Rules of every language: what is no word anywhere."""

from paracast.script.spoken.rules import Rule, rule

NOTE_MARKS: tuple[Rule, ...] = (
    rule(
        "footnote mark",
        r"(?<=[\w.,;:!?”’\"'])(?:\s?\[(?:\d{1,3}|[a-z]|citation needed)\])+(?!\()",
        "",
    ),
    rule("footnote mark", r"(?:(?<=[a-z]{2})|(?<=[.,;:!?%”\"]))[*†‡]+(?=[\s.,;:!?]|$)", ""),
    rule("footnote mark", r"(?:(?<=[a-z]{2})|(?<=[.,;:!?”\"]))[¹²³⁰⁴-⁹]+", ""),
)
"""Marks that point to notes nobody hears."""

SYMBOLS: tuple[Rule, ...] = (
    rule("symbol", r"[©®™†‡•◦▪■□●○★☆→←↑↓⇒➡✓✔✗✘]\ufe0f?\s?", ""),
    rule(
        "emoji",
        "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u200d\ufe0f]+\\s?",
        "",
    ),
)
"""Signs that are drawn and not said."""

DASHES: tuple[Rule, ...] = (
    rule("dash is a pause", r"(?<=\S)\s?(?:—|--+)\s?(?=\S)", " — "),
    rule("dash is a pause", r"(?<=[^\W\d])–(?=[^\W\d])", " — "),
)

BRACKETS: tuple[Rule, ...] = (
    rule("editorial bracket", r"\[(?=[^\[\]]{1,80}\])", ""),
    rule("editorial bracket", r"(?<=[^\W_]|[.,;!?’”…])\]", ""),
)
"""`[t]he` is "the"; `[Mexican Foreign] Secretary` is said whole."""

RULES: tuple[Rule, ...] = (*NOTE_MARKS, *BRACKETS, *SYMBOLS, *DASHES)
