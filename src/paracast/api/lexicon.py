"""A show's pronunciations: brought in from a file, and traced in what was made."""

from pathlib import Path
from typing import TYPE_CHECKING

from paracast.api.show import Show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paracast.config.lexicon import Added
    from paracast.pipeline.pronouncing import Affected


def import_lexicon(file: str | Path, show: Show) -> "Added":
    """Add the entries of a W3C pronunciation lexicon to the show's, which keeps all that it holds.

    Raises:
        ConfigError: the file or the lexicon cannot be read, or an entry is wrong.
        ShelfError: the lexicon cannot be written.
    """
    from paracast.config.lexicon import add_entries
    from paracast.config.pls import read_pls

    return add_entries(lexicon_file(show), read_pls(Path(file)))


def lexicon_file(show: Show) -> Path:
    """Return where a show's own pronunciations lie, if it has any."""
    from paracast.config.lexicon import NAME

    return show.folder / NAME


def affected_episodes(show: Show) -> "Iterator[Affected]":
    """Find the episodes whose words are said otherwise now than when they were made.

    Raises:
        ShelfError: a manifest or a transcript is damaged.
    """
    from paracast.pipeline.pronouncing import affected

    return affected(show.setup)
