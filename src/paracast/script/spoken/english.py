"""English: the token classes in the order in which they may claim text."""

from paracast.script.spoken import addresses, dates, money, quantities, universal, words
from paracast.script.spoken.rules import Rule

RULES: tuple[Rule, ...] = (
    *addresses.RULES,
    *universal.NOTE_MARKS,
    *universal.BRACKETS,
    *universal.SYMBOLS,
    *money.RULES,
    *words.RULES,
    *dates.RULES,
    *quantities.RULES,
    *universal.DASHES,
)
