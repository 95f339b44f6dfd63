"""Engines by name, found through entry points: ours and everybody else's."""

from difflib import get_close_matches
from importlib.metadata import entry_points
from pathlib import Path

from paracast.errors import SpeechError
from paracast.speech.engine import Engine, VoiceId

GROUP = "paracast.engines"
"""The entry-point group in which a package offers an engine."""


def engine_names() -> tuple[str, ...]:
    """Return the names of the installed engines, in alphabetical order; loads none."""
    return tuple(sorted(entry_points(group=GROUP).names))


def find_engine(name: str, folder: Path) -> Engine:
    """Load the engine of that name.

    Args:
        name: what a profile calls it.
        folder: holds the show's voices.

    Raises:
        SpeechError: no installed package offers it, or a package that it needs is missing.
    """
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise SpeechError(
            f"No engine {name!r}.", remedy=f"Installed engines: {', '.join(engine_names())}."
        )
    try:
        engine: Engine = next(iter(found)).load()(folder)
    except ImportError as error:
        raise SpeechError(
            f"The engine {name!r} needs a package that is not installed: {error.name}.",
            remedy="Install paracast with the extra that brings it, such as paracast[neural].",
        ) from error
    return engine


def no_such_voice(engine: Engine, voice: VoiceId) -> SpeechError:
    """Say that an engine lacks a voice, and which ones come near."""
    ids = [offered.id for offered in engine.voices()]
    near = get_close_matches(voice, ids, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return SpeechError(
        f"The engine {engine.name!r} has no voice {voice!r}.",
        remedy=f"{hint}List them: paracast voices --engine {engine.name}",
    )
