"""A Show and its episodes → RSS 2.0 with what podcast apps and directories read.

Sources: RSS 2.0; Apple, "Podcast RSS feed requirements"; PSP-1 (Podcast Standards Project); the
Podcasting 2.0 namespace; RFC 5005 where a feed is divided.
"""

from collections.abc import Mapping, Sequence
from email.utils import format_datetime

from lxml import etree

from paracast.episode.model import Episode
from paracast.episode.show import Show
from paracast.feed.channel import add_channel
from paracast.feed.elements import HISTORY, NAMES, Element, add
from paracast.feed.items import Surroundings, add_item
from paracast.feed.numbering import numbers_of
from paracast.feed.options import FeedOptions
from paracast.feed.paging import FEED, Page, pages_of


def render_feed(
    show: Show, episodes: Sequence[Episode], *, artwork_name: str, pages: bool = False
) -> bytes:
    """Write one feed of all episodes: `render_documents` without a limit."""
    written = render_documents(
        show, episodes, FeedOptions(), artwork_name=artwork_name, pages=pages
    )
    return written[FEED]


def render_documents(
    show: Show,
    episodes: Sequence[Episode],
    options: FeedOptions,
    *,
    artwork_name: str,
    pages: bool = False,
) -> Mapping[str, bytes]:
    """Write a feed and its archives: a pure function, so the same again is the same to the byte.

    Args:
        show: the series, with its guid if it has been assigned one.
        episodes: the newest first; so are they in a serial show's feed, which apps sort themselves.
        options: how the feed is divided.
        artwork_name: the show's image, as it lies beside the feed.
        pages: whether each episode's folder has a page to link to.

    Returns:
        Documents by name: the archives, the oldest first, and `feed.xml` as the last. That is the
        order to put them in place, so that none names another that is not there.

    Raises:
        ConfigError: the show has a category, a licence or a rule that directories do not know.
    """
    around, numbers = Surroundings(show, artwork_name, pages), numbers_of(show, episodes)
    return {
        page.name: _document(page, around, numbers) for page in pages_of(episodes, options.limit)
    }


def _document(page: Page, around: Surroundings, numbers: Mapping[str, int]) -> bytes:
    divided = page.is_archive or page.previous
    rss = etree.Element("rss", nsmap=NAMES | HISTORY if divided else NAMES, version="2.0")
    channel = etree.SubElement(rss, "channel")
    add_channel(channel, around.show, around.artwork_name, page.name)
    _add_history(channel, page, around.show.address)
    if page.episodes:
        newest = max(episode.updated for episode in page.episodes)
        add(channel, "lastBuildDate", format_datetime(newest))
    for episode in page.episodes:
        add_item(etree.SubElement(channel, "item"), episode, numbers[episode.guid], around)
    etree.indent(rss)
    written: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _add_history(channel: Element, page: Page, address: str) -> None:
    """Add how one gets from a document to the others (RFC 5005, section 4).

    Archives do not lead to the next: the last one would change whenever another follows.
    """
    if page.is_archive:
        add(channel, "fh:archive")
        add(channel, "atom:link", href=address + FEED, rel="current")
    if page.previous:
        add(channel, "atom:link", href=address + page.previous, rel="prev-archive")
