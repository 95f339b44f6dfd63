"""An episode → its notes: a little HTML that directories show as the description."""

from html import escape

from paracast.episode.model import Chapter, Episode
from paracast.episode.transcript import clock
from paracast.units import to_milliseconds

DISCLOSURE = "Read aloud by a synthetic voice."
"""What the metadata of each episode must tell (Apple Podcasts, content guidelines)."""

LONGEST = 4000
"""Bytes of a description (Apple, Podcast RSS feed requirements)."""

_FEWEST_CHAPTERS = 3  # Apple reads time stamps from three on


def notes_of(episode: Episode) -> str:
    """Return the summary, the source, time stamps of the chapters, and the disclosure.

    Never longer than `LONGEST` bytes: the summary is the first to give way, then chapters.
    """
    ending = f"{_credit(episode)}<p>{DISCLOSURE}</p>"
    listed = _stamps(episode, LONGEST - len(ending.encode()))
    room = LONGEST - len((listed + ending).encode())
    return _paragraph(episode.description, room) + listed + ending


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
    written, items = "<ul></ul>", ""
    for chapter in episode.chapters:
        items += f"<li>{_stamp(chapter, episode)} {escape(chapter.title)}</li>"
        if len(items.encode()) + len("<ul></ul>") > room:
            break
        written = f"<ul>{items}</ul>"
    return written


def _stamp(chapter: Chapter, episode: Episode) -> str:
    return clock(to_milliseconds(chapter.start, episode.sound.rate), ".").partition(".")[0]
