"""What is said besides the article, and how long the pauses are."""

from dataclasses import dataclass, field

from paracast.units import Milliseconds


@dataclass(frozen=True, slots=True)
class Pauses:
    """The `[script.pauses]` table: milliseconds of silence after each kind of block."""

    title: Milliseconds = Milliseconds(1000)
    heading: Milliseconds = Milliseconds(800)
    paragraph: Milliseconds = Milliseconds(600)
    quote: Milliseconds = Milliseconds(700)
    list_item: Milliseconds = Milliseconds(350)


@dataclass(frozen=True, slots=True)
class ScriptOptions:
    """The `[script]` table.

    Attributes:
        intro: said after the title; with `{title}` in it, it says the title itself. `{author}` and
            `{show}` are filled in too. Empty: nothing is said.
        outro: said after the last paragraph, filled in the same way.
        spoken_form: whether numbers, money, abbreviations… are rewritten as words.
    """

    intro: str = "This article is read by a synthetic voice."
    outro: str = ""
    spoken_form: bool = True
    pauses: Pauses = field(default_factory=Pauses)
