"""What a script is: what will be said, in which order, with which pauses."""

from dataclasses import dataclass, field
from enum import StrEnum

from paracast.article.model import LeftOut, Span
from paracast.units import LanguageTag, Milliseconds


class Role(StrEnum):
    """What an utterance is in the episode."""

    TITLE = "title"
    INTRO = "intro"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    TABLE = "table"
    OUTRO = "outro"


@dataclass(frozen=True, slots=True)
class Edit:
    """A rule's replacement of a stretch of the written text.

    Attributes:
        written: the stretch, in characters of the written text.
        spoken: what is said instead; may be empty.
        rule: the name of the rule that decided it.
    """

    written: Span
    spoken: str
    rule: str


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """Written text, and how it is said: the edits are ordered and do not overlap.

    The map between both is carried, not guessed: so captions show the written words.

    Attributes:
        failures: names of rules that failed; the text is said as it stands there.
    """

    written: str
    edits: tuple[Edit, ...] = ()
    failures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text as words, as an engine receives it."""
        pieces: list[str] = []
        position = 0
        for edit in self.edits:
            pieces += (self.written[position : edit.written.start], edit.spoken)
            position = edit.written.end
        return "".join((*pieces, self.written[position:]))

    def spoken_position(self, written_position: int) -> int:
        """Return where in `text` a position of the written text is said.

        A position inside an edit is where that edit's words begin.
        """
        shift = 0
        for edit in self.edits:
            if written_position < edit.written.end:
                return min(written_position, edit.written.start) + shift
            shift += len(edit.spoken) - (edit.written.end - edit.written.start)
        return written_position + shift


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one synthesis call says: the unit of synthesis, of encoding and of reuse.

    Attributes:
        form: the article's own words and their spoken form.
        sentences: spans of the written words, in order; each becomes a cue.
        pause: the silence after it.
    """

    role: Role
    form: SpokenForm
    sentences: tuple[Span, ...]
    language: LanguageTag
    pause: Milliseconds


@dataclass(frozen=True, slots=True)
class Segment:
    """A titled stretch of the script; becomes a chapter."""

    title: str
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """An article as it will be said.

    Attributes:
        left_out: all that will not be heard, the article's own list included.
    """

    title: str
    language: LanguageTag
    segments: tuple[Segment, ...]
    left_out: tuple[LeftOut, ...] = field(default=())

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Every utterance of every segment, in order."""
        return tuple(u for segment in self.segments for u in segment.utterances)
