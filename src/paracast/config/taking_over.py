"""A show as it was elsewhere → the settings of a new show here."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any

from paracast.config.loading import NAME, load
from paracast.config.starting import init_show
from paracast.config.tables import quoted
from paracast.episode.show import Show
from paracast.errors import ConfigError
from paracast.files import replacing

_ARTWORK = "artwork.jpg"


def start_from(show: Show, folder: Path, *, url: str = "", artwork: bytes = b"") -> None:
    """Start a show in a folder with the settings that it had elsewhere.

    Args:
        show: what its feed told.
        folder: where; it is made if need be.
        url: where its episodes will be reachable.
        artwork: a JPEG; empty: one is drawn from the title.

    Raises:
        ShelfError: there is a show already, or the folder cannot be written.
        ConfigError: the settings are not such as a show may have.
    """
    init_show(folder, title=show.title, url=url)
    path = folder / NAME
    values = settings_of(show)
    if artwork:
        values["artwork"] = quoted(_ARTWORK)
        with replacing(folder / _ARTWORK) as file:
            file.write(artwork)
    text = with_settings(path.read_text("utf-8"), values)
    with replacing(path) as file:
        file.write(text.encode())
    try:
        load(folder)
    except ConfigError:
        path.unlink()  # so that it can be started in another way
        raise


def settings_of(show: Show) -> dict[str, str]:
    """Return the keys of `[show]` that are not what they are by default, as TOML."""
    return {
        one.name: _toml(getattr(show, one.name))
        for one in fields(show)
        if one.name not in {"title", "url"} and getattr(show, one.name) != _default(one)
    }


def with_settings(text: str, values: Mapping[str, str]) -> str:
    """Put keys into the `[show]` table of a new show's settings, in the place of their examples.

    Args:
        text: as `init_show` writes it.
        values: as TOML, by their keys.
    """
    head, table, rest = text.partition("[show]\n")
    show, mark, others = rest.partition("\n[")
    for key, value in values.items():
        line = f"{key} = {value}"
        example = re.search(rf"^(?:# )?{key} = .*$", show, re.MULTILINE)
        if example:
            show = show[: example.start()] + line + show[example.end() :]
        else:
            show = f"{show}\n{line}"
    return head + table + show + mark + others


def _default(one: "Field[Any]") -> object:
    return None if one.default is MISSING else one.default


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if is_dataclass(value):
        told = ((one, getattr(value, one.name)) for one in fields(value))
        pairs = [f"{one.name} = {_toml(what)}" for one, what in told if what != _default(one)]
        return f"{{ {', '.join(pairs)} }}"
    return quoted(value) if isinstance(value, str) else str(value)
