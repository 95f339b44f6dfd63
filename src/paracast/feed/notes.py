"""An episode → its notes: a little HTML that directories show as the description.

Only `p`, `ul`, `li` and `a`: what Apple shows. Links lead to the web or to a mailbox.
"""

from dataclasses import dataclass
from html import escape

from paracast.episode.model import Episode, Mention
from paracast.episode.transcript import clock
from paracast.feed.wording import LONGEST, cut, escaped_size, is_safe, legal, size
from paracast.units import Samples, to_milliseconds

DISCLOSURE = "Read aloud by a synthetic voice."
"""What the metadata of each episode must tell (Apple Podcasts, content guidelines)."""

LONGEST_WHOLE = 20_000
"""Bytes of the notes that apps show which take more than a description: ours, nobody tells one."""

_FEWEST_CHAPTERS = 3  # Apple and Spotify read time stamps from three on
_LINE = 200  # bytes of the summary: what lists of episodes show of one
_NAME = 500  # bytes of whatever has a name: an author, a site, a link's words
_ADDRESS = 1500  # bytes of an address; longer ones are not linked
_LINKS = "<p>Links:</p><ul>{}</ul>"


@dataclass(frozen=True, slots=True)
class Notes:
    """What a feed tells of an episode.

    Attributes:
        description: what every app and directory takes.
        whole: all there is, where a description has no room for it; else empty.
    """

    description: str
    whole: str = ""


def notes_for(episode: Episode) -> Notes:
    """Write an episode's notes, and shorter ones beside them if need be."""
    whole = notes_of(episode, LONGEST_WHOLE)
    return Notes(whole) if size(whole) <= LONGEST else Notes(notes_of(episode), whole)


def notes_of(episode: Episode, room: int = LONGEST) -> str:
    """Return the summary, time stamps of the chapters, the links, the source, the disclosure.

    Never longer than `room` bytes: the summary is the first to give way, down to a line, then
    the last links, then the chapters. These are told all or not at all: apps take what they find
    here for the whole.
    """
    ending = _credit(episode) + (f"<p>{DISCLOSURE}</p>" if episode.voices else "")
    room -= size(ending)
    stamps = _stamps(episode, room)
    room -= size(stamps)
    line = size(_summary(episode, min(room, _LINE)))
    links = _links(episode, room - line)
    return _summary(episode, room - size(links)) + stamps + links + ending


def _said(text: str) -> str:
    """Return a name as HTML, on one line and of a bearable length."""
    return escape(cut(" ".join(legal(text).split()), _NAME, escaped_size))


def _credit(episode: Episode) -> str:
    """Say whose article it is, and where it can be read; what a user calls a file is theirs."""
    source = episode.source
    url = legal(source.url)
    if not is_safe(url):
        return ""
    link = _link(url, episode.title)
    by = f" by {_said(episode.author)}" if episode.author else ""
    site = f", {_said(source.site)}" if source.site else ""
    day = f", {source.published.day} {source.published:%B %Y}" if source.published else ""
    return f"<p>Source: {link or _said(episode.title)}{by}{site}{day}</p>"


def _link(url: str, words: str) -> str:
    """Write a link; nothing where its address is too long for notes."""
    href = escape(url)
    return f'<a href="{href}">{_said(words) or href}</a>' if len(href) <= _ADDRESS else ""


def _summary(episode: Episode, room: int) -> str:
    """Write the description, each of its lines a paragraph, as far as there is room."""
    written = ""
    for line in legal(episode.description).splitlines():
        words = " ".join(line.split())
        kept = cut(words, room - size("<p></p>") - size(written), escaped_size)
        written += f"<p>{escape(kept)}</p>" if kept else ""
        if kept != words:
            break
    return written


def _stamps(episode: Episode, room: int) -> str:
    if len(episode.chapters) < _FEWEST_CHAPTERS:
        return ""
    items = (
        f"<li>{_clock(chapter.start, episode)} {_said(chapter.title)}</li>"
        for chapter in episode.chapters
    )
    written = f"<ul>{''.join(items)}</ul>"
    return written if size(written) <= room else ""


def _links(episode: Episode, room: int) -> str:
    """List the links, as many as there is room for; what leads nowhere safe is passed over."""
    listed, left = "", room - size(_LINKS.format(""))
    for mention in episode.mentions:
        item = _mentioned(mention, episode)
        if item and size(item) <= left:
            listed, left = listed + item, left - size(item)
    return _LINKS.format(listed) if listed else ""


def _mentioned(mention: Mention, episode: Episode) -> str:
    """Write a link with its time last: lines that begin with one are taken for chapters.

    Source: Spotify for Creators, "Creating and managing chapters".
    """
    url = legal(mention.url)
    link = _link(url, mention.words) if is_safe(url) and url != episode.source.url else ""
    return f"<li>{link} ({_clock(mention.start, episode)})</li>" if link else ""


def _clock(position: Samples, episode: Episode) -> str:
    """Write a time as `hh:mm:ss`, the one form that all apps take for what it is."""
    return clock(to_milliseconds(position, episode.sound.rate), ".").partition(".")[0]
