"""What a shell offers to complete: voices, episodes and targets, read from the show's folder.

A person waits at each press of a key, so nothing of the pipeline is imported, and what cannot be
read is not offered.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

_SETTINGS = "paracast.toml"
_DATE = len("2026-01-31-")
_SCHEMES = ("s3://", "sftp://", "rsync+ssh://", "git+https://", "git+ssh://")


def complete_voice(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Offer the show's profiles, each with what it is."""
    show = _show(ctx)
    folder = show / "voices" if show else _shipped()
    files = sorted(folder.glob("*.toml")) if folder else []
    tables = ((path.stem, _table(path)) for path in files)
    return [
        (name, str(table.get("description", "")))
        for name, table in tables
        if "engine" in table and name.startswith(incomplete)
    ]


def complete_episode(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the folders of episodes, the newest first; or, as they are typed, their bare names."""
    show = _show(ctx)
    if show is None:
        return []
    dated = sorted(_folders(show / "episodes"), reverse=True)
    offered = dated if incomplete[:1].isdigit() or not incomplete else [n[_DATE:] for n in dated]
    return list(_beginning(offered, incomplete))


def complete_target(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the show's target, folders that are there, and how other targets begin."""
    show = _show(ctx)
    settings = _table(show / _SETTINGS).get("publish", {}) if show else {}
    own = [str(settings["target"])] if isinstance(settings, dict) and "target" in settings else []
    return list(_beginning([*own, *_folders_at(incomplete), *_SCHEMES], incomplete))


def complete_engine(incomplete: str) -> list[str]:
    """Offer the installed engines."""
    from importlib.metadata import entry_points

    names = sorted(entry_points(group="paracast.engines").names)
    return list(_beginning(names, incomplete))


def _beginning(names: Iterable[str], start: str) -> Iterator[str]:
    return (name for name in names if name.startswith(start))


def _show(ctx: typer.Context) -> Path | None:
    """Return the folder that was named, or the nearest one upward that holds a show."""
    if named := ctx.params.get("show"):
        return Path(named)
    with suppress(OSError):  # this folder may have gone
        here = Path.cwd()
        return next((f for f in (here, *here.parents) if (f / _SETTINGS).is_file()), None)
    return None


def _shipped() -> Path | None:
    from paracast import ConfigError, starter_voices

    with suppress(ConfigError):
        return starter_voices()
    return None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _folders(folder: Path) -> Iterator[str]:
    with suppress(OSError):
        for entry in os.scandir(folder):
            if not entry.name.startswith(".") and (Path(entry.path) / "episode.json").is_file():
                yield entry.name


def _folders_at(start: str) -> Iterator[str]:
    """List the folders that a path which is being typed may go on to."""
    above = start[: start.rfind("/") + 1]
    with suppress(OSError):
        for path in sorted(Path(above or ".").iterdir()):
            if path.is_dir() and not path.name.startswith("."):
                yield f"{above}{path.name}/"
