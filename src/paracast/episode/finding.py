"""What a user typed to name an episode → the episode, if there is only one that it can mean."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from paracast.episode.model import Episode
from paracast.episode.naming import undated
from paracast.errors import UsageError

_MOST = 8  # episodes that an error lists
_FEWEST = 4  # characters of a GUID: a word of fewer letters would hit one by chance

_Fits: TypeAlias = Callable[[Episode], bool]


def find_episode(wanted: str, episodes: Sequence[Episode]) -> Episode:
    """Return the episode that is meant; what names one more narrowly comes first.

    Args:
        wanted: its number in the list, its folder with the date or without, its GUID, the
            beginning of any of them, or a part of its title.
        episodes: the list, the newest first: that is number 1.

    Raises:
        UsageError: there is none, or several could be meant; it lists them.
    """
    if wanted.isdecimal() and 1 <= int(wanted) <= len(episodes):
        return episodes[int(wanted) - 1]
    words = wanted.strip().casefold()
    for fits in _ways(wanted.strip(), words) if words else ():
        found = [episode for episode in episodes if fits(episode)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _ambiguous(wanted, found)
    raise UsageError(f"There is no episode {wanted!r}.", remedy="List them: paracast episodes")


def _ways(name: str, words: str) -> tuple[_Fits, ...]:
    return (
        lambda e: name in {e.folder, e.guid},
        lambda e: undated(e.folder) == words,
        lambda e: e.title.casefold() == words,
        lambda e: e.folder.startswith(words) or _begins(e.guid, name),
        lambda e: undated(e.folder).startswith(words),
        lambda e: words in e.title.casefold(),
    )


def _begins(guid: str, name: str) -> bool:
    return len(name) >= _FEWEST and guid.startswith(name)


def _ambiguous(wanted: str, found: Sequence[Episode]) -> UsageError:
    listed = [f"{episode.folder}  “{episode.title}”" for episode in found[:_MOST]]
    more = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return UsageError(
        f"{wanted!r} could be {len(found)} episodes.",
        remedy="\n  ".join(["Say which:", *listed, *more]),
    )
