"""Addresses that pages may lead to, and those by which apps subscribe."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from paracast.episode.guid import is_this_machine
from paracast.episode.show import Show
from paracast.feed import FEED

_LEADING = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class AppLink:
    """An app, and the address that opens a feed in it."""

    app: str
    url: str


def web_url(url: str) -> str:
    """Return an address if it leads to the web or to a mailbox, else nothing.

    An article may name any scheme, and `javascript:` would run in our page.
    """
    try:
        return url if urlsplit(url.strip()).scheme.lower() in _LEADING else ""
    except ValueError:
        return ""


def feed_url(show: Show) -> str:
    """Return where the show's feed is reachable."""
    return show.address + FEED


def is_local(show: Show) -> bool:
    """Tell whether a show's address leads to this machine only: apps elsewhere cannot follow it."""
    return is_this_machine(show.url)


def app_links(show: Show) -> tuple[AppLink, ...]:
    """Return what opens the feed in apps: schemes of theirs, so nobody else is asked.

    Sources: Apple (`podcast:`); AntennaPod, "Subscribe link"; Overcast, "URL schemes"; Pocket
    Casts, "Linking to my show".
    """
    if is_local(show):
        return ()
    feed = feed_url(show)
    bare = feed.partition("://")[2]
    return (
        AppLink("Apple Podcasts", f"podcast://{bare}"),
        AppLink("AntennaPod", f"antennapod-subscribe://{bare}"),
        AppLink("Overcast", f"overcast://x-callback-url/add?url={quote(feed, safe='')}"),
        AppLink("Pocket Casts", f"pktc://subscribe/{bare}"),
    )
