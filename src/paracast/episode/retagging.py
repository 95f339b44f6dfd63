"""An MP3 → the same frames behind another tag."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from paracast.audio.foreign import frames_of
from paracast.episode.model import Episode
from paracast.episode.show import Show
from paracast.episode.tags import TagFacts, id3_tag
from paracast.errors import ShelfError

_PIECE = 2**18  # bytes


def facts_of(
    episode: Episode, show: Show, thumbnail: bytes, pictures: Mapping[str, bytes]
) -> TagFacts:
    """Return what the tag of an episode on the shelf tells.

    Args:
        episode: as its manifest has it.
        show: its series.
        thumbnail: a JPEG of at most 600 pixels.
        pictures: the chapters' by their names.
    """
    return TagFacts(
        title=episode.title,
        author=episode.author or show.author,
        show=show.title,
        description=episode.description,
        language=episode.language,
        published=episode.published,
        rate=episode.sound.rate,
        length=episode.sound.length,
        chapters=episode.chapters,
        artwork=thumbnail,
        source_url=episode.source.url,
        pictures=pictures,
        season=episode.season,
        number=episode.number,
    )


def retagged(path: Path, facts: TagFacts) -> Iterator[bytes]:
    """Yield an MP3's frames behind a tag of ours; those that it had are left out.

    Raises:
        ShelfError: it cannot be read.
    """
    yield id3_tag(facts)
    try:
        with path.open("rb") as file:
            position, end = frames_of(file)
            file.seek(position)
            while position < end and (piece := file.read(min(_PIECE, end - position))):
                position += len(piece)
                yield piece
    except OSError as error:
        raise ShelfError(
            f"Cannot read {path}: {error.strerror}.", remedy="Make the episode again."
        ) from error
