"""An MP3 → the same frames behind another tag."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from paracast.episode.model import Episode
from paracast.episode.show import Show
from paracast.episode.tags import TagFacts, id3_tag
from paracast.errors import ShelfError

_HEADER = 10  # bytes, of a tag and of its footer (ID3v2.4 sections 3.1 and 3.4)
_FOOTER = 0x10
_OLD_TAG = 128  # bytes of an ID3v1 tag, at the file's end
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


def frames_of(file: BinaryIO) -> tuple[int, int]:
    """Return where an MP3's frames begin, and where they end, in bytes."""
    length = file.seek(0, 2)
    file.seek(max(0, length - _OLD_TAG))
    end = length - _OLD_TAG if file.read(3) == b"TAG" else length
    begin = 0
    while begin < end:
        file.seek(begin)
        head = file.read(_HEADER)
        if len(head) < _HEADER or not head.startswith(b"ID3"):
            break
        size = sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(head[6:10]))
        begin += _HEADER + size + (_HEADER if head[5] & _FOOTER else 0)
    return min(begin, end), end
