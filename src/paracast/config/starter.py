"""What a new show begins with: the voices of the show that ships with paracast."""

from pathlib import Path

from paracast.errors import ConfigError


def starter_voices() -> Path:
    """Return the folder of the shipped profiles.

    The package holds a copy that the build put there; in a checkout the repository's own folder
    is the one source.
    """
    package = Path(__file__).parents[1]
    for folder in (package / "starter" / "voices", package.parents[1] / "voices"):
        if (folder / "narrator.toml").is_file():
            return folder
    raise ConfigError(
        "The voices that ship with paracast are missing.", remedy="Install paracast again."
    )
