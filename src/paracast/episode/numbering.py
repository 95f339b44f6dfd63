"""Where an episode stands in its show: its kind, its season, and its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from paracast.episode.model import Episode, Kind
from paracast.episode.promises import Promise
from paracast.episode.show import Show
from paracast.errors import UsageError


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an episode stands (Apple, Podcast RSS feed requirements).

    Attributes:
        season: that it belongs to; 0: none.
        number: in its season, or in the show; 0: none.
    """

    kind: Kind = "full"
    season: int = 0
    number: int = 0

    @classmethod
    def of(cls, episode: Episode) -> "Standing":
        """Return where an episode stands."""
        return cls(episode.kind, episode.season, episode.number)


PLAIN = Standing()
"""A full episode without a season or a number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a user wants an episode to stand; None: nothing was said."""

    kind: Kind | None = None
    season: int | None = None
    number: int | None = None

    def fits(self, episode: Episode) -> bool:
        """Tell whether an episode stands there already."""
        return (
            self.kind in {None, episode.kind}
            and self.season in {None, episode.season}
            and self.number in {None, episode.number}
        )

    def over(self, promise: Promise) -> "Asked":
        """Return the same, with what the episode was elsewhere where nothing was said."""
        return Asked(
            self.kind or promise.kind,
            promise.season if self.season is None else self.season,
            promise.number if self.number is None else self.number,
        )


ANYWHERE = Asked()


def standing_of(
    asked: Asked, show: Show, known: Episode | None, others: Sequence[Episode]
) -> Standing:
    """Decide where an episode stands; what nobody asks to be changed stays as it was.

    A new one belongs to the show's season, and in a serial show it gets the next number. Trailers
    and bonus episodes get neither: with a number, they would belong to that episode.

    Args:
        asked: what the user says.
        show: the series.
        known: the episode as it is; None: it is new.
        others: all episodes of the show.

    Raises:
        UsageError: another episode has that number.
    """
    kind = asked.kind or (known.kind if known else "full")
    is_full = kind == "full"
    usual = known.season if known else show.season if is_full else 0
    season = usual if asked.season is None else asked.season
    rest = [other for other in others if known is None or other.guid != known.guid]
    if asked.number is not None:
        number = asked.number
    elif known and (known.kind, known.season) == (kind, season):
        number = known.number
    else:
        number = next_number(rest, season) if is_full and show.type == "serial" else 0
    standing = Standing(kind, season, number)
    if known is None or standing != Standing.of(known):
        _refuse_taken(standing, rest)
    return standing


def next_number(episodes: Sequence[Episode], season: int) -> int:
    """Return the number after the highest of a season.

    The feed gives those numbers that are free to episodes that have none: they are counted too.
    """
    numbers = [one.number for one in _full(episodes) if one.season == season]
    return 1 + max([len(numbers), *numbers])


def _refuse_taken(standing: Standing, others: Sequence[Episode]) -> None:
    if standing.kind != "full" or not standing.number:
        return
    for other in _full(others):
        if (other.season, other.number) == (standing.season, standing.number):
            raise UsageError(
                f"“{other.title}” has number {standing.number} already.",
                remedy=f"Give another: the next is {next_number(others, standing.season)}. "
                "Or give that episode another one first: paracast episodes edit",
            )


def _full(episodes: Sequence[Episode]) -> list[Episode]:
    return [episode for episode in episodes if episode.kind == "full"]
