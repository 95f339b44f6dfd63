"""Everything that a show brings to the making of an episode."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from paracast.audio.options import AudioOptions, SoundOptions
from paracast.episode.show import Show
from paracast.feed.options import FeedOptions
from paracast.publish.options import PublishOptions
from paracast.script.lexicon import NO_LEXICON, Lexicon
from paracast.script.options import NOBODY_CAST, CastingOptions, ReadingOptions, ScriptOptions
from paracast.site.options import SiteOptions
from paracast.speech.profile import VoiceProfile
from paracast.speech.store import Store

SHARED = ""
"""The name under which the pronunciations of the whole show stand."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A show's folder, its settings and its voices.

    Attributes:
        folder: holds `paracast.toml`, `voices/` and `episodes/`.
        voice: the profile that speaks.
        voices: every profile of the show by name.
        store: keeps what was spoken, for all shows of this user.
        voice_asked: whether the user named the voice for this run: then it speaks every language.
        casting: the rules that give other voices to parts of an article.
        cast: every profile that a rule names, by that name.
        publish: where the show is published.
        lexicons: the pronunciations of each voice that has its own, and `SHARED` ones.
    """

    folder: Path
    show: Show
    voice: VoiceProfile
    voices: Mapping[str, VoiceProfile]
    script: ScriptOptions
    reading: ReadingOptions
    audio: AudioOptions
    sound: SoundOptions
    store: Store
    voice_asked: bool = False
    casting: CastingOptions = NOBODY_CAST
    cast: Mapping[str, VoiceProfile] = field(default_factory=dict)
    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    feed: FeedOptions = field(default_factory=FeedOptions)
    publish: PublishOptions = field(default_factory=PublishOptions)
    site: SiteOptions = field(default_factory=SiteOptions)

    @property
    def lexicon(self) -> Lexicon:
        """How the voice that speaks says certain words."""
        return self.lexicon_of(self.voice)

    def lexicon_of(self, voice: VoiceProfile) -> Lexicon:
        """Return how a voice says certain words: its own entries come before the show's."""
        return self.lexicons.get(voice.name) or self.lexicons.get(SHARED, NO_LEXICON)

    @property
    def episodes(self) -> Path:
        """Where what is made goes."""
        return self.folder / "episodes"
