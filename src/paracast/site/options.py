"""What a user decides of the show's pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """`[site]` of `paracast.toml`.

    Attributes:
        enabled: whether the pages are written together with the feed.
    """

    enabled: bool = True
