"""Which software this is."""

from importlib.metadata import version

from paracast import __version__
from paracast.episode.model import VERSIONED


def versions() -> dict[str, str]:
    """Return the version of paracast, and those of the packages that decide how an episode is."""
    return {"paracast": __version__, **{package: version(package) for package in VERSIONED}}
