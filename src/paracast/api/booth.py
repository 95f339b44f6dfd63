"""Where articles are spoken: a show's settings and voices, or the ones that hold outside any."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from paracast import config
from paracast.pipeline.events import Tell, tell_nobody
from paracast.pipeline.workers.staffing import HERE, Workers

if TYPE_CHECKING:
    from paracast.api.making import Commissioned, MadeFile, Planned
    from paracast.api.voices import Comparison, Offer
    from paracast.article import Article
    from paracast.pcm import Pcm
    from paracast.pipeline.setup import Setup
    from paracast.script import Entry, Script, SpokenForm
    from paracast.speech.profile import VoiceProfile
    from paracast.units import LanguageTag


def unwatched(_name: str) -> AbstractContextManager[Tell]:
    """Open no display for the article of that name."""
    return nullcontext(tell_nobody)


@dataclass(frozen=True, slots=True)
class Booth:
    """What articles are spoken with: settings and voices. A show is one that keeps episodes too.

    Attributes:
        setup: the settings, the voices, and where they lie.
    """

    setup: "Setup"

    @staticmethod
    def outside(*, voice: str = "") -> "Booth":
        """Return what articles are made with outside any show.

        Args:
            voice: who speaks: a profile that ships with paracast, or `ENGINE:VOICE`.

        Raises:
            SpeechError: there is no such voice.
        """
        return Booth(config.default_setup(voice=voice))

    @staticmethod
    def around(folder: str | Path | None = None, *, voice: str = "") -> "Booth":
        """Open the show in a folder; None: the nearest one upward from here, else `outside`.

        Args:
            folder: holds `paracast.toml`.
            voice: speaks instead of the show's own: a profile's name, or `ENGINE:VOICE`.

        Raises:
            ConfigError: the show's settings are wrong.
            SpeechError: there is no such voice.
        """
        from paracast.api.show import Show

        found = folder or config.find_show(Path.cwd())
        return Show.open(found, voice=voice) if found else Booth.outside(voice=voice)

    def with_voice(self, voice: str) -> Self:
        """Return the same, spoken by a profile, or by `ENGINE:VOICE`.

        Raises:
            SpeechError: there is no such voice.
        """
        return replace(self, setup=config.with_voice(self.setup, voice))

    @property
    def title(self) -> str:
        """The show's; empty outside any show."""
        return self.setup.show.title

    @property
    def folder(self) -> Path:
        """Holds `paracast.toml`, `voices/`, `episodes/`; outside any show, where we work."""
        return self.setup.folder

    @property
    def advice(self) -> tuple[str, ...]:
        """What directories would rather have than this sound."""
        from paracast.audio.directories import advice

        return tuple(advice(self.setup.audio))

    def is_foreign(self, language: "LanguageTag") -> bool:
        """Tell whether another voice is looked for: the voice does not speak that language."""
        from paracast.speech.casting import speaks

        return not (self.setup.voice_asked or speaks(self.setup.voice, language))

    @property
    def voice(self) -> "VoiceProfile":
        """The profile that speaks."""
        return self.setup.voice

    @property
    def voices(self) -> Mapping[str, "VoiceProfile"]:
        """Every profile by its name."""
        return self.setup.voices

    @property
    def lexicon(self) -> "tuple[Entry, ...]":
        """The pronunciations that hold for the voice, its own before the show's."""
        return self.setup.lexicon.entries

    @property
    def sample(self) -> str:
        """What the voice says where nobody gives it words."""
        from paracast.pipeline.auditioning import language_of
        from paracast.speech.samples import sample_of

        return sample_of(language_of(self.setup.voice, self.setup))

    def read(self, article: "Commissioned") -> "tuple[Article, Script]":
        """Read an article and write its script: what would be said, and what becomes of the rest.

        Raises:
            ArticleError: it cannot be read, or holds nothing to say.
        """
        from paracast.api.making import read

        return read(article, self.setup)

    def plan(self, article: "Commissioned") -> "Planned":
        """Tell what would be made of an article, and how long it would last; nothing is spoken.

        Raises:
            ArticleError: it cannot be read, or holds nothing to say.
        """
        from paracast.api.making import planned

        return planned(article, self.setup)

    def make_file(
        self,
        article: "Commissioned",
        output: str | Path,
        *,
        tell: Tell = tell_nobody,
        workers: Workers = HERE,
    ) -> "MadeFile":
        """Make one MP3, with all that an episode has, outside any feed.

        Args:
            article: one that was read, or the file or the address of one.
            output: the MP3; what is there is replaced.
            tell: takes events while it is made.
            workers: who does the work.

        Raises:
            ArticleError: it cannot be read, or holds nothing to say.
            SpeechError: it could not be spoken.
            ShelfError: the file could not be written.
        """
        from paracast.api.making import make_mp3

        return make_mp3(article, Path(output), self.setup, tell, workers)

    def form(self, text: str) -> "SpokenForm":
        """Return how the voice says a text: $5 as five dollars, and names by the lexicon."""
        from paracast.pipeline.pronouncing import try_text

        return try_text(text, self.setup)

    def say(self, text: str, output: str | Path) -> "Pcm":
        """Say a text into a WAV file, as the engine gives it: not mastered.

        Raises:
            UsageError: there is nothing to say in it.
            SpeechError: the voice is missing, or made no sound.
            ShelfError: the file cannot be written.
        """
        from paracast.api.voices import say

        return say(text, Path(output), self.setup)

    def profiles(self, *, engine: str = "", language: str = "") -> "tuple[VoiceProfile, ...]":
        """Return the profiles of an engine, of a language such as `es`, or of both."""
        from paracast.api.voices import profiles

        return profiles(self.setup, engine, language)

    def offers(self, *, engine: str = "", language: str = "") -> "Iterator[Offer]":
        """Ask the installed engines, or the one that is named, for their voices.

        Raises:
            SpeechError: the engine that is named is missing, or cannot tell.
        """
        from paracast.api.voices import offers

        return offers(self.setup, engine, language)

    def compare(
        self,
        output: str | Path,
        names: Collection[str] = (),
        *,
        text: str = "",
        language: str = "",
        workers: Workers = HERE,
    ) -> "Comparison":
        """Write an HTML page with a sample of each voice, to listen to them side by side.

        Args:
            output: the page.
            names: profiles, or `ENGINE:VOICE`; empty: all profiles.
            text: what all of them say; empty: a sample in each one's language.
            language: only voices of it.
            workers: who does the work.

        Raises:
            UsageError: there is no such voice to compare.
            SpeechError: there is no voice of such a name.
            ShelfError: the page cannot be written.
        """
        from paracast.api.voices import compare, named

        chosen = named(names, language, self.setup)
        return compare(chosen, text, Path(output), self.setup, workers)
