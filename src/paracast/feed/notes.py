"""An episode → its notes: a little HTML that directories show as the description."""

from html import escape

from paracast.episode.model import Episode
from paracast.episode.transcript import clock
from paracast.units import Samples, to_milliseconds

DISCLOSURE = "Read aloud by a synthetic voice."
"""What the metadata of each episode must tell (Apple Podcasts, content guidelines)."""

LONGEST = 4000
"""Bytes of a description (Apple, Podcast RSS feed requirements)."""

_FEWEST_CHAPTERS = 3  # Apple and Spotify read time stamps from three on
_LINE = 200  # bytes of the summary: what lists of episodes show of one
_LINKS = "<p>Links:</p><ul>{}</ul>"


def notes_of(episode: Episode) -> str:
    """Return the summary, time stamps of the chapters, the links, the source, the disclosure.

    Never longer than `LONGEST` bytes: the summary is the first to give way, down to a line, then
    the last links, then the chapters. These are told all or not at all: apps take what they find
    here for the whole.
    """
    ending = f"{_credit(episode)}<p>{DISCLOSURE}</p>"
    room = LONGEST - len(ending.encode())
    stamps = _stamps(episode, room)
    room -= len(stamps.encode())
    line = len(_paragraph(episode.description, min(room, _LINE)).encode())
    links = _links(episode, room - line)
    room -= len(links.encode())
    return _paragraph(episode.description, room) + stamps + links + ending


def _credit(episode: Episode) -> str:
    """Say whose article it is, and where it can be read."""
    source = episode.source
    if not source.url:
        return f"<p>Source: {escape(source.name)}</p>" if source.name else ""
    link = f'<a href="{escape(source.url)}">{escape(episode.title)}</a>'
    by = f" by {escape(episode.author)}" if episode.author else ""
    site = f", {escape(source.site)}" if source.site else ""
    day = f", {source.published.day} {source.published:%B %Y}" if source.published else ""
    return f"<p>Source: {link}{by}{site}{day}</p>"


def _paragraph(text: str, room: int) -> str:
    if not text:
        return ""
    words = text.split(" ")
    while words:
        more = "" if len(words) == text.count(" ") + 1 else " …"
        written = f"<p>{escape(' '.join(words))}{more}</p>"
        if len(written.encode()) <= room:
            return written
        words = words[: len(words) * 9 // 10]
    return ""


def _stamps(episode: Episode, room: int) -> str:
    if len(episode.chapters) < _FEWEST_CHAPTERS:
        return ""
    items = (
        f"<li>{_clock(chapter.start, episode)} {escape(chapter.title)}</li>"
        for chapter in episode.chapters
    )
    written = f"<ul>{''.join(items)}</ul>"
    return written if len(written.encode()) <= room else ""


def _links(episode: Episode, room: int) -> str:
    """List the links; their times come last, as lines that begin with one are taken for chapters.

    Source: Spotify for Creators, "Creating and managing chapters".
    """
    listed, left = "", room - len(_LINKS.format("").encode())
    for mention in episode.mentions:
        link = f'<a href="{escape(mention.url)}">{escape(mention.words)}</a>'
        item = f"<li>{link} ({_clock(mention.start, episode)})</li>"
        size = len(item.encode())
        if size <= left and mention.url != episode.source.url:
            listed, left = listed + item, left - size
    return _LINKS.format(listed) if listed else ""


def _clock(position: Samples, episode: Episode) -> str:
    """Write a time as `hh:mm:ss`, the one form that all apps take for what it is."""
    return clock(to_milliseconds(position, episode.sound.rate), ".").partition(".")[0]
