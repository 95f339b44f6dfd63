"""An article's file that was moved → its episode is that of the new place, and stays one."""

from dataclasses import replace

from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf, Stage
from paracast.pipeline.setup import Setup


def move(episode: Episode, identity: str, name: str, setup: Setup) -> None:
    """Let an episode be the article's at another place: an edit there updates it.

    Args:
        episode: of the same text.
        identity: the place's.
        name: what a person would call the article now.
        setup: the show's.

    Raises:
        ShelfError: the show cannot be written.
    """
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        known = next((one for one in shelf.episodes() if one.guid == episode.guid), None)
        if known and shelf.made_from(identity) is None:
            source = replace(known.source, identity=identity, name=name)
            Stage(shelf.folder / known.folder).finish(replace(known, source=source))
