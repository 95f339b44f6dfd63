"""What a script is: what will be said, in which order, with which pauses."""

from array import array
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import accumulate
from pathlib import Path

from paracast.article import LeftOut, Link, Passage, Places, Span
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
    CODE = "code"
    FIGURE = "figure"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    NOTICE = "notice"
    OUTRO = "outro"


@dataclass(frozen=True, slots=True)
class Edit:
    """A rule's replacement of a stretch of the written text.

    Attributes:
        written: the stretch, in characters of the written text.
        spoken: what is said instead; may be empty.
        rule: the name of the rule that decided it.
        phonemes: how an engine that takes phonemes says it, in IPA; empty: as it is spelled.
    """

    written: Span
    spoken: str
    rule: str
    phonemes: str = ""

    def moved(self, by: int) -> "Edit":
        """Return the edit as its stretch is counted from elsewhere."""
        return replace(self, written=self.written.moved(by))


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a stretch of a spoken text sounds.

    Attributes:
        span: the stretch, in characters of the spoken text.
        phonemes: in IPA.
    """

    span: Span
    phonemes: str


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

    @property
    def pronunciations(self) -> tuple[Pronunciation, ...]:
        """The stretches of `text` whose sound is known, in order."""
        found, shift = [], 0
        for edit in self.edits:
            start = edit.written.start + shift
            if edit.phonemes and edit.spoken:
                found.append(Pronunciation(Span(start, start + len(edit.spoken)), edit.phonemes))
            shift += len(edit.spoken) - (edit.written.end - edit.written.start)
        return tuple(found)

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

    def written_position(self, spoken_position: int) -> int:
        """Return where what is said at a position of `text` stands in the written text.

        A position inside an edit is where that edit's written words begin.
        """
        shift = 0
        for edit in self.edits:
            start = edit.written.start + shift
            if spoken_position < start:
                break
            if spoken_position < start + len(edit.spoken):
                return edit.written.start
            shift += len(edit.spoken) - (edit.written.end - edit.written.start)
        return spoken_position - shift


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one synthesis call says: the unit of synthesis, of encoding and of reuse.

    Attributes:
        form: the article's own words and their spoken form.
        sentences: spans of the written words, in order; each becomes a cue.
        pause: the silence after it.
        passages: stretches of the written words in another language than the utterance's, in order.
        places: where each of the written characters stood in the source.
        speeches: stretches of the written words that are direct speech, in order; only where a
            voice is cast for them.
        voice: the name of the voice that is cast for all of it; empty: whoever reads the article.
        speaker: the person whose words they are, in an interview; else empty.
        links: stretches of the written words that lead elsewhere, in order.
    """

    role: Role
    form: SpokenForm
    sentences: tuple[Span, ...]
    language: LanguageTag
    pause: Milliseconds
    passages: tuple[Passage, ...] = ()
    places: Places = field(default_factory=lambda: array("q"), repr=False)
    speeches: tuple[Span, ...] = ()
    voice: str = ""
    speaker: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A titled stretch of the script; becomes a chapter, or a part of one.

    Attributes:
        level: its heading's rank, 1 is the highest; 0 for what stands before all headings.
        address: where its heading leads on the web, else where it is; empty: nowhere.
        picture: the article's own file that is seen first in it.
    """

    title: str
    utterances: tuple[Utterance, ...]
    level: int = 0
    address: str = ""
    picture: Path | None = None


class Fate(StrEnum):
    """The three ends of a character, and the one that must not be."""

    SPOKEN = "spoken"
    REPLACED = "replaced"
    LEFT_OUT = "left out"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the source that have one fate.

    Attributes:
        why: the rule that replaced them, or the reason why they are left out; else empty.
    """

    span: Span
    fate: Fate
    why: str = ""

    @property
    def length(self) -> int:
        """How many characters they are."""
        return self.span.end - self.span.start


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a source: its stretches in order, without a gap."""

    stretches: tuple[Stretch, ...]

    @property
    def unexplained(self) -> float:
        """The share of the source's characters, 0 to 1, that nobody accounts for."""
        total = sum(stretch.length for stretch in self.stretches)
        lost = sum(s.length for s in self.stretches if s.fate is Fate.UNEXPLAINED)
        return lost / total if total else 0.0

    def summary(self) -> dict[str, dict[str, int]]:
        """Count characters by fate, and within each fate by rule or reason."""
        counted: dict[str, Counter[str]] = {}
        for stretch in self.stretches:
            counted.setdefault(stretch.fate.value, Counter())[stretch.why] += stretch.length
        return {fate: dict(counts.most_common()) for fate, counts in counted.items()}


@dataclass(frozen=True, slots=True)
class Script:
    """An article as it will be said.

    Attributes:
        left_out: all that will not be heard, the article's own list included.
        account: what becomes of every character of the source.
    """

    title: str
    language: LanguageTag
    segments: tuple[Segment, ...]
    left_out: tuple[LeftOut, ...] = ()
    account: Account = field(default_factory=lambda: Account(()))

    @property
    def utterances(self) -> tuple[Utterance, ...]:
        """Every utterance of every segment, in order."""
        return tuple(u for segment in self.segments for u in segment.utterances)

    @property
    def firsts(self) -> tuple[int, ...]:
        """With which utterance each segment begins."""
        return tuple(accumulate((len(s.utterances) for s in self.segments[:-1]), initial=0))

    @property
    def pictures(self) -> tuple[Path, ...]:
        """The article's own pictures that chapters may show, each once."""
        return tuple(dict.fromkeys(s.picture for s in self.segments if s.picture))

    @property
    def failures(self) -> tuple[str, ...]:
        """The rules that failed somewhere, each once; the text is said as it stands there."""
        return tuple(dict.fromkeys(f for u in self.utterances for f in u.form.failures))
