"""What is said besides the article, and how long the pauses are."""

from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from msgspec import Meta

from paracast.units import Milliseconds

Pause: TypeAlias = Annotated[Milliseconds, Meta(ge=0, le=10_000)]


@dataclass(frozen=True, slots=True)
class Pauses:
    """The `[script.pauses]` table: milliseconds of silence after each kind of block."""

    title: Pause = Milliseconds(1000)
    heading: Pause = Milliseconds(800)
    paragraph: Pause = Milliseconds(600)
    quote: Pause = Milliseconds(700)
    list_item: Pause = Milliseconds(350)


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
