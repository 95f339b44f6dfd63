"""A show here, and as others have it."""

from paracast.api.show import Show


def is_ahead(show: Show) -> bool:
    """Tell whether others have the feed, and not as it is now."""
    from paracast.check import PUBLISHED

    published = show.feed.with_name(PUBLISHED)
    return published.is_file() and published.read_bytes() != show.feed.read_bytes()


def is_at_home(show: Show) -> bool:
    """Tell whether nobody else could listen: the show's address is this machine's."""
    from paracast.episode.guid import is_this_machine

    return is_this_machine(show.setup.show.url)
