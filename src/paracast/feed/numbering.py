"""The episodes of a show → the number that each has in the feed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count

from paracast.episode.model import Episode
from paracast.episode.show import Show


def numbers_of(show: Show, episodes: Sequence[Episode]) -> Mapping[str, int]:
    """Return each episode's number by its GUID; 0: it has none.

    In a serial show every full episode must have one (Apple, Podcast RSS feed requirements,
    `itunes:episode`). Those that were made before the show was serial get, from the oldest on,
    the numbers of their season that no other episode has.

    Args:
        show: the series.
        episodes: the newest first.
    """
    numbers = {episode.guid: episode.number for episode in episodes}
    if show.type != "serial":
        return numbers
    taken = defaultdict[int, set[int]](set)
    for episode in episodes:
        taken[episode.season].add(episode.number)
    free = {season: _free(used) for season, used in taken.items()}
    for episode in reversed(episodes):
        if episode.kind == "full" and not episode.number:
            numbers[episode.guid] = next(free[episode.season])
    return numbers


def _free(used: Collection[int]) -> Iterator[int]:
    return (number for number in count(1) if number not in used)
