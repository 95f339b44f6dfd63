"""An Episode → its item in the feed."""

import base64
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import quote

from paracast.episode.model import Episode, MediaFile
from paracast.episode.show import Person, Show
from paracast.feed.channel import add_person
from paracast.feed.elements import Element, add, add_html, truth
from paracast.feed.notes import notes_for
from paracast.feed.wording import LONGEST_NAME, is_safe, legal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an item tells of its show.

    Attributes:
        artwork_name: the show's image, as it lies beside the feed.
        pages: whether each episode's folder has a page to link to.
    """

    show: Show
    artwork_name: str
    pages: bool


def add_item(item: Element, episode: Episode, number: int, around: Surroundings) -> None:
    """Add all that an item tells.

    Args:
        item: to add to.
        episode: whose item it is.
        number: of the episode; 0: it has none.
        around: what it takes from its show.
    """
    show, folder = around.show, f"{around.show.address}{quote(episode.folder)}/"
    add(item, "title", legal(episode.title).strip() or episode.folder)
    add(item, "link").text = _link(episode, folder, around)
    add(item, "guid", isPermaLink="false").text = legal(episode.guid)
    add(item, "pubDate", format_datetime(episode.published))
    notes = notes_for(episode)
    add_html(item, "description", notes.description)
    if notes.whole:
        add_html(item, "content:encoded", notes.whole)
    sound = episode.enclosure
    address, length = folder + quote(sound.name), str(sound.length)
    add(item, "enclosure", url=address, length=length, type=sound.type)
    _add_itunes(item, episode, number, around)
    _add_texts(item, episode, folder)
    _add_persons(item, episode, show)
    _add_alternates(item, episode, folder)
    if episode.voices:
        add(item, "podcast:txt", "true", purpose="ai-content")


def _link(episode: Episode, folder: str, around: Surroundings) -> str:
    """Return where an episode can be read: on its page, else at its source."""
    if around.pages:
        return folder
    url = legal(episode.source.url)
    return url if is_safe(url) else around.show.link or around.show.address


def _add_itunes(item: Element, episode: Episode, number: int, around: Surroundings) -> None:
    show, sound = around.show, episode.sound
    add(item, "itunes:duration", str(round(sound.seconds)))
    add(item, "itunes:author", episode.author or show.author or show.title)
    add(item, "itunes:explicit", truth(show.explicit))
    add(item, "itunes:episodeType", episode.kind)
    if episode.season:
        add(item, "itunes:season", str(episode.season))
    if number:
        add(item, "itunes:episode", str(number))
    own = episode.artwork
    image = f"{quote(episode.folder)}/{quote(own.name)}" if own else quote(around.artwork_name)
    add(item, "itunes:image", href=show.address + image)


def _add_texts(item: Element, episode: Episode, folder: str) -> None:
    for transcript in episode.transcripts:
        add(
            item,
            "podcast:transcript",
            url=folder + quote(transcript.name),
            type=transcript.type,
            language=episode.language,
            rel="captions" if transcript.type == "text/vtt" else "",
        )
    if chapters := episode.chapter_file:
        add(item, "podcast:chapters", url=folder + quote(chapters.name), type=chapters.type)


def _add_persons(item: Element, episode: Episode, show: Show) -> None:
    """Add who wrote the article; the list of an item replaces the show's, so that comes along."""
    author = legal(episode.author).strip()[:LONGEST_NAME]
    if author and author not in {person.name for person in show.persons}:
        for person in (*show.persons, Person(author, role="author", group="writing")):
            add_person(item, person)


def _add_alternates(item: Element, episode: Episode, folder: str) -> None:
    """Add the sound in all its formats, once there are several; the enclosure stays the default."""
    for file in (episode.enclosure, *episode.alternates) if episode.alternates else ():
        opus = file.name.endswith(".opus")
        outer = add(
            item,
            "podcast:alternateEnclosure",
            type=file.type,
            length=str(file.length),
            bitrate=str(_bitrate(file, episode)),
            lang=episode.language,
            title="Opus" if opus else "MP3",
            codecs="opus" if opus else "",
            default="true" if file is episode.enclosure else "",
        )
        add(outer, "podcast:source", uri=folder + quote(file.name))
        add(outer, "podcast:integrity", type="sri", value=_integrity(file))


def _bitrate(file: MediaFile, episode: Episode) -> int:
    """Return the average, in bits per second."""
    return round(file.length * 8 * episode.sound.rate / max(1, episode.sound.length))


def _integrity(file: MediaFile) -> str:
    """Write a digest as Subresource Integrity does (W3C, section 3.1)."""
    return f"sha256-{base64.b64encode(bytes.fromhex(file.digest)).decode()}"
