"""A Show and its episodes → RSS."""

from paracast.feed.rendering import render_feed

__all__ = ["render_feed"]
