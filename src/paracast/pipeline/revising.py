"""An episode's MP3 → in place, under a name that no other bytes of it ever had.

Directories and players keep what they fetched by its address (docs/decisions/0018).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from paracast.episode.model import Episode, MediaFile
from paracast.episode.naming import stem_of
from paracast.episode.shelf import Stage

MP3 = "audio/mpeg"


@dataclass(frozen=True, slots=True)
class Revision:
    """An MP3 as it lies in its folder.

    Attributes:
        number: which of the episode's MP3s it is, the first being 1.
        stem: what the names of the episode's files begin with.
    """

    enclosure: MediaFile
    number: int
    stem: str


def write_revision(
    stage: Stage, mp3: Iterable[bytes], known: Episode | None, slug: str
) -> Revision:
    """Write an MP3; where its bytes are others than before, all files get another name.

    Args:
        stage: the episode's folder.
        mp3: with its tag, piece by piece.
        known: the episode as it was in this folder; None: there was none.
        slug: what a new episode's files are called.
    """
    slug, number = (known.slug, known.revision) if known else (slug, 1)
    file = stage.write(f"{stem_of(slug, number)}.mp3", MP3, mp3)
    if known and file.digest != known.enclosure.digest:
        number += 1
        file = stage.rename(file, f"{stem_of(slug, number)}.mp3")
    return Revision(file, number, stem_of(slug, number))
