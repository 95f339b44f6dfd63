"""What making an article came to."""

from dataclasses import dataclass
from enum import StrEnum

from paracast.episode.model import Episode
from paracast.episode.tombstones import Tombstone
from paracast.speech.profile import VoiceProfile


class Outcome(StrEnum):
    """What making did."""

    MADE = "made"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Made:
    """An episode on the shelf, and how it came there.

    Attributes:
        reader: who speaks the article.
        paragraphs: how many it has.
        reused: how many of them were spoken before and kept.
        failures: names of the rules that failed on it.
        removed: an earlier episode of the article, which a user removed.
    """

    episode: Episode
    outcome: Outcome
    reader: VoiceProfile
    paragraphs: int
    reused: int
    failures: tuple[str, ...] = ()
    removed: Tombstone | None = None
