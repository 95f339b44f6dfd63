"""A Show and its episodes → RSS."""

from typing import TYPE_CHECKING, Any

from paracast.feed.checking import refuse_unfit
from paracast.feed.options import FeedOptions
from paracast.feed.paging import FEED, advice, is_archive

if TYPE_CHECKING:
    from paracast.feed.rendering import render_documents, render_feed

__all__ = [
    "FEED",
    "FeedOptions",
    "advice",
    "is_archive",
    "refuse_unfit",
    "render_documents",
    "render_feed",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  what it is depends on the name
    """Load what writes XML once it is asked for: settings are checked without it."""
    if name not in __all__:
        raise AttributeError(name)
    from paracast.feed import rendering

    return getattr(rendering, name)
