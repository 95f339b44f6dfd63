"""One TOML file → every stage's options."""

from paracast.config.loading import (
    NAME,
    default_setup,
    find_show,
    load,
    profile_files,
    read_profile,
    store_folder,
    with_voice,
)
from paracast.config.starting import init_show
from paracast.config.taking_over import start_from

__all__ = [
    "NAME",
    "default_setup",
    "find_show",
    "init_show",
    "load",
    "profile_files",
    "read_profile",
    "start_from",
    "store_folder",
    "with_voice",
]
