"""An Episode ↔ `episode.json`, the manifest in its folder."""

import msgspec

from paracast.episode.model import SCHEMA, Episode
from paracast.episode.naming import is_plain
from paracast.errors import ShelfError

NAME = "episode.json"
_LONGEST = 2**48  # samples: two centuries

_REMEDY = (
    "Put a copy of it back; its GUID stands in feed.xml too. Without any, remove its folder and "
    "make its article again: apps then show it as another episode."
)


class DamagedError(ShelfError):
    """A manifest is not what paracast wrote."""


def to_manifest(episode: Episode) -> bytes:
    """Write an episode as indented JSON; the same episode gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(episode), indent=2) + b"\n"


def from_manifest(data: bytes, where: str) -> Episode:
    """Read an episode back.

    Args:
        data: the manifest.
        where: what to call it in an error.

    Raises:
        DamagedError: it is damaged.
        ShelfError: it is of another schema, or has a key that nobody knows.
    """
    try:
        episode = msgspec.json.decode(data.decode(), type=Episode)  # unknown keys are UTF-8 too
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedError(f"{where} is damaged: {error}.", remedy=_REMEDY) from error
    if not 1 <= episode.schema <= SCHEMA:
        raise ShelfError(
            f"{where} has schema {episode.schema}, and this paracast knows {SCHEMA} at most.",
            remedy="Install the paracast that made it, or a newer one.",
        )
    if wrong := _wrong_in(episode):
        raise DamagedError(f"{where} is damaged: {wrong}.", remedy=_REMEDY)
    if to_manifest(episode) == data:
        return episode  # as nearly all are: nothing in it is unknown
    unknown = _unknown_keys(msgspec.json.decode(data), msgspec.to_builtins(episode))
    if unknown:
        raise ShelfError(
            f"{where} has an unknown key: {unknown[0]}.",
            remedy="Remove what was written into it, or put a copy of it back.",
        )
    return episode


def _wrong_in(episode: Episode) -> str:
    """Say what types cannot: somebody else may have written it."""
    names = (episode.folder, *episode.formerly, *(file.name for file in episode.files))
    if strange := [name for name in names if not is_plain(name)]:
        return f"{strange[0]!r} is no name of a file beside it"
    if None in {episode.published.tzinfo, episode.updated.tzinfo}:
        return "a time of it has no time zone"
    if episode.sound.rate <= 0:
        return "its sound has no sample rate"
    chapters = (place for one in episode.chapters for place in (one.start, one.end))
    places = (episode.sound.length, *chapters, *(one.start for one in episode.mentions))
    is_odd = any(not 0 <= place <= _LONGEST for place in places)
    return "a place in its sound is before it, or beyond all reason" if is_odd else ""


def _unknown_keys(written: object, known: object, path: str = "") -> list[str]:
    """Name what was written but not understood."""
    if isinstance(written, dict) and isinstance(known, dict):
        return [
            name
            for key, value in written.items()
            for name in (
                _unknown_keys(value, known[key], f"{path}{key}.")
                if key in known
                else [f"{path}{key}"]
            )
        ]
    if isinstance(written, list) and isinstance(known, list):
        return [
            name
            for one, other in zip(written, known, strict=True)
            for name in _unknown_keys(one, other, path)
        ]
    return []
