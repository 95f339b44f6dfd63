"""An article, and its episode as it was → what is told of the episode beside its sound."""

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from paracast.article import Article
from paracast.episode.model import Edited, Episode, MediaFile
from paracast.episode.naming import folder_name
from paracast.episode.notes import summary_of
from paracast.episode.numbering import PLAIN, Standing
from paracast.episode.promises import Promise
from paracast.episode.shelf import Shelf

_SECOND = timedelta(seconds=1)
_CLOCKS = timedelta(days=1)  # by how much one may have been wrong


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the tag, the manifest and the feed tell; `Episode` says what each is."""

    title: str
    description: str
    published: datetime
    standing: Standing = PLAIN
    guid: str = ""
    folder: str = ""
    edited: tuple[Edited, ...] = ()
    artwork: MediaFile | None = None
    formerly: tuple[str, ...] = ()


def alone(article: Article) -> Particulars:
    """Return what is told of an MP3 outside any show."""
    return Particulars(article.title, summary_of(article), datetime.now(UTC))


def new_particulars(
    article: Article,
    standing: Standing,
    shelf: Shelf,
    promise: Promise | None,
    published: datetime,
) -> Particulars:
    """Return what is told of a new episode; its GUID is assigned here, once, or was promised."""
    return Particulars(
        article.title,
        summary_of(article),
        published,
        standing,
        guid=promise.guid if promise else str(uuid.uuid4()),
        folder=shelf.free_name(folder_name(article.title, published)),
    )


def kept_particulars(article: Article, standing: Standing, known: Episode) -> Particulars:
    """Return what is told of an episode that is made anew; what a user worded stays."""
    return Particulars(
        known.title if "title" in known.edited else article.title,
        known.description if "description" in known.edited else summary_of(article),
        known.published,
        standing,
        guid=known.guid,
        folder=known.folder,
        edited=known.edited,
        artwork=known.artwork,
        formerly=known.formerly,
    )


def free_date(published: datetime | None, others: tuple[Episode, ...]) -> datetime:
    """Return that date, or now; or the next that no episode has: another batch may have taken it.

    The shelf must be open.
    """
    published = published or now_after(others)
    taken = {one.published for one in others}
    while published in taken:
        published += _SECOND
    return published


def now_after(others: tuple[Episode, ...]) -> datetime:
    """Return now, or a second after the newest episode: apps sort by it.

    Episodes that are dated more than a day ahead do not count: a clock that was set back is mended
    so, and a date that somebody chose is no measure of others.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    near = (one.published for one in others if one.published <= now + _CLOCKS)
    return max([now, *(published + _SECOND for published in near)])
