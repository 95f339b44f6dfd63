"""A page for a show that has none of its own: its episodes, and where to subscribe."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from paracast.episode.model import Episode
from paracast.episode.show import Show

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="alternate" type="application/rss+xml" href="feed.xml">
<title>{title}</title>
<h1>{title}</h1>
<p>Subscribe: <a href="feed.xml">{address}feed.xml</a></p>
<ul>
{episodes}
</ul>
</html>
"""


def front_page(show: Show, episodes: Sequence[Episode]) -> str:
    """Write a plain page.

    Args:
        show: with the address at which it is asked for.
        episodes: the newest first.
    """
    listed = (
        f'<li><a href="{quote(episode.folder)}/{quote(episode.enclosure.name)}">'
        f"{escape(episode.title)}</a></li>"
        for episode in episodes
    )
    return _PAGE.format(
        language=escape(show.language),
        title=escape(show.title),
        address=escape(show.address),
        episodes="\n".join(listed),
    )
