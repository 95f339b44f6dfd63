"""English: the token classes in the order in which they may claim text."""

from paracast.script.spoken import universal
from paracast.script.spoken.english import (
    abbreviations,
    addresses,
    dates,
    money,
    names,
    phones,
    places,
    quantities,
    romans,
    symbols,
    times,
    units,
    years,
)
from paracast.script.spoken.rules import Rule

RULES: tuple[Rule, ...] = (
    *universal.INVISIBLE,
    *addresses.RULES,
    *universal.NOTE_MARKS,
    *universal.BRACKETS,
    *names.FORMULAS,
    *money.RULES,
    *phones.RULES,
    *places.RULES,
    *dates.RULES,
    *years.RULES,
    *times.RULES,
    *years.YEARS,
    *abbreviations.RULES,
    *romans.RULES,
    *quantities.SCALED,
    *units.RULES,
    *symbols.ARITHMETIC,
    *quantities.RULES,
    *names.RULES,
    *symbols.RULES,
    *universal.SYMBOLS,
    *universal.EMPHASIS,
    *universal.DASHES,
    *quantities.LEFT,
)
