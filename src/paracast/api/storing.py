"""What was spoken and kept, for all of a user's shows."""

from paracast.speech.store import Store


def open_store() -> Store:
    """Return what keeps what was spoken: in `PARACAST_STORE`, else in the user's cache."""
    from paracast import config

    return Store(config.store_folder())
