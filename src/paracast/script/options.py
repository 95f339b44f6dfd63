"""How each kind of block is read, what is said besides, and how long the pauses are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from paracast.units import Milliseconds

Pause: TypeAlias = Annotated[Milliseconds, Meta(ge=0, le=10_000)]
Spoken: TypeAlias = Literal["speak", "leave out"]
SpeakerNames: TypeAlias = Literal["speak", "first", "leave out"]
Announced: TypeAlias = Literal["speak", "announce", "leave out"]


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


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The `[reading]` table: what becomes of each kind of block.

    Attributes:
        quotes: block quotes; `announce` says “Quote” before and “End of quote” after.
        list_numbers: whether a numbered list's numbers are said.
        tables: `speak` says small ones row by row and announces larger ones.
        table_rows: the most rows of a table that is spoken, the heads' row not counted.
        table_columns: the most columns of one.
        code: `announce` says once that code is left out.
        images: `speak` says their alternative text.
        foreign: whether passages in another language are spoken by a voice of that language.
        speaker_names: of speakers in an interview who have a voice of their own; `first` says each
            name once.
        unexplained: the largest share of the source's characters, 0 to 1, that may be neither
            spoken, nor replaced by a rule, nor left out for a reason.
    """

    headings: Spoken = "speak"
    quotes: Announced = "speak"
    list_numbers: bool = True
    tables: Announced = "speak"
    table_rows: Annotated[int, Meta(ge=0)] = 5
    table_columns: Annotated[int, Meta(ge=1)] = 3
    code: Announced = "announce"
    images: Spoken = "leave out"
    captions: Spoken = "leave out"
    footnotes: Spoken = "leave out"
    foreign: bool = True
    speaker_names: SpeakerNames = "speak"
    unexplained: Annotated[float, Meta(ge=0, le=1)] = 0.0


@dataclass(frozen=True, slots=True)
class CastingOptions:
    """The `[casting]` table: rules that give voices to stretches of an article.

    Every voice is a profile's name, or `ENGINE:VOICE`. Where several rules fit, the narrowest wins:
    a language, who speaks, what kind of block it is, the section; and direct speech where none of
    these gives the paragraph to a voice.

    Attributes:
        headings: says the title and the headings.
        quotes: says block quotes.
        speech: says direct speech within a paragraph.
        languages: by language tag, who says an article or a passage in that language.
        sections: by heading, who says a section, its sections within included.
        speakers: by name, who says the words of a speaker in an interview.
        interview: given out, in the order of appearance, to speakers whom nobody named.
    """

    headings: str = ""
    quotes: str = ""
    speech: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    interview: tuple[str, ...] = ()

    @property
    def voices(self) -> tuple[str, ...]:
        """Every voice that a rule names, each once."""
        named = (
            *(self.headings, self.quotes, self.speech, *self.interview),
            *(*self.languages.values(), *self.sections.values(), *self.speakers.values()),
        )
        return tuple(dict.fromkeys(filter(None, named)))


NOBODY_CAST = CastingOptions()
"""One voice for all."""
