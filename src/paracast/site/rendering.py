"""A show, its episodes and what they say → HTML. Every text of an article is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from paracast.episode.heard import Heard
from paracast.episode.model import Chapter, Episode, Mention
from paracast.episode.show import Show
from paracast.site.assets import Assets
from paracast.site.links import app_links, feed_url, web_url
from paracast.site.paragraphs import runs_of
from paracast.site.words import direction, words_in
from paracast.units import Digest, LanguageTag

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE = "index.html"
READING = "reading.js"
_SHORT = 200  # characters of a description that a preview shows
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Page:
    """What a page tells of itself.

    Attributes:
        inputs: the digest of all that it is made of.
        name: of what it is about.
        kind: as Open Graph has it.
        folder_url: where its folder will be reachable, with a slash at its end.
        root: the way from it to `episodes/`.
        art: its picture, as it names it.
        image: the same by its whole address.
        scripts: as seen from `episodes/`, in order.
    """

    inputs: Digest
    name: str
    title: str
    description: str
    language: LanguageTag
    kind: str
    folder_url: str
    root: str
    art: str
    image: str
    scripts: tuple[str, ...]

    @property
    def url(self) -> str:
        """Where it will be reachable."""
        return f"{self.folder_url}{PAGE}"


@dataclass(frozen=True, slots=True)
class Context:
    """What pages of a show have in common."""

    show: Show
    assets: Assets


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The episodes before and after one, by date."""

    older: Episode | None = None
    newer: Episode | None = None


def page_url(show: Show, episode: Episode) -> str:
    """Return where an episode's page will be reachable."""
    return f"{show.address}{quote(episode.folder)}/{PAGE}"


def render_list(
    context: Context, episodes: Sequence[Episode], search: str, inputs: Digest
) -> bytes:
    """Write the page of the whole show.

    Args:
        context: the show.
        episodes: in the order in which they are listed.
        search: the name of the index of what they say.
        inputs: the digest of all this.
    """
    show, assets = context.show, context.assets
    page = Page(
        inputs=inputs,
        name=show.title,
        title=show.title,
        description=_short(show.description or show.title),
        language=show.language,
        kind="website",
        folder_url=show.address,
        root="",
        art=assets.art,
        image=show.address + assets.art,
        scripts=assets.list_scripts,
    )
    return _render("index.html", context, page, episodes=episodes, search=search)


def render_episode(
    context: Context,
    episode: Episode,
    heard: Sequence[Heard],
    neighbours: Neighbours,
    inputs: Digest,
) -> bytes:
    """Write an episode's page.

    Args:
        context: the show.
        episode: what the page is about.
        heard: what it says.
        neighbours: the episodes that it leads to.
        inputs: the digest of all this.
    """
    page = _page_of(context, episode, inputs)
    return _render(
        "episode.html",
        context,
        page,
        episode=episode,
        runs=runs_of(heard),
        older=neighbours.older,
        newer=neighbours.newer,
        facts=_facts(context, episode),
    )


def _page_of(context: Context, episode: Episode, inputs: Digest) -> Page:
    show, assets = context.show, context.assets
    folder, own = quote(episode.folder), episode.artwork
    reading = f"{folder}/{READING}?{edition_of(episode)}"
    return Page(
        inputs=inputs,
        name=episode.title,
        title=f"{episode.title} · {show.title}",
        description=_short(episode.description or episode.title),
        language=episode.language,
        kind="article",
        folder_url=f"{show.address}{folder}/",
        root="../",
        art=quote(own.name) if own else f"../{assets.art}",
        image=show.address + (f"{folder}/{quote(own.name)}" if own else assets.art),
        scripts=(*assets.episode_scripts, reading),
    )


def edition_of(episode: Episode) -> str:
    """Return what changes whenever an episode's words or their times do."""
    return next((file.digest[:12] for file in episode.transcripts if is_json(file.type)), "")


def is_json(media_type: str) -> bool:
    """Tell whether a transcript is the one that has every word."""
    return media_type == "application/json"


def _facts(context: Context, episode: Episode) -> dict[str, object]:
    """Return what the player needs to know."""
    words = words_in(context.show.language)[1]
    return {
        "guid": episode.guid,
        "title": episode.title,
        "author": episode.author or context.show.author,
        "show": context.show.title,
        "seconds": _length_of(episode),
        "chapters": [
            {"start": _start_of(chapter, episode), "title": chapter.title}
            for chapter in episode.chapters
        ],
        "words": {"play": words.play, "pause": words.pause, "position_of": words.position_of},
    }


def _render(template: str, context: Context, page: Page, **told: object) -> bytes:
    language, words = words_in(context.show.language)
    text = (
        _pages()
        .get_template(template)
        .render(
            page=page,
            show=context.show,
            assets=context.assets,
            words=words,
            ui_language=language,
            feed=feed_url(context.show),
            apps=app_links(context.show),
            **told,
        )
    )
    return f"{text}\n".encode(errors="replace")


@cache
def _pages() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("paracast.site", "pages"), autoescape=True, undefined=StrictUndefined
    )
    pages.filters |= {
        "clock": _clock,
        "lasting": _lasting,
        "direction": direction,
        "length_of": _length_of,
        "start_of": _start_of,
        "web": web_url,
    }
    pages.tests["web"] = web_url
    return pages


def _length_of(episode: Episode) -> float:
    """Return seconds, whole where they are."""
    return _seconds(episode.sound.length, episode)


def _start_of(place: Chapter | Mention, episode: Episode) -> float:
    return _seconds(place.start, episode)


def _seconds(position: int, episode: Episode) -> float:
    seconds = round(position / episode.sound.rate, 3)
    return int(seconds) if seconds.is_integer() else seconds


def _clock(seconds: float) -> str:
    """Write a time as `m:ss` or `h:mm:ss`."""
    minutes, rest = divmod(int(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _lasting(seconds: float) -> str:
    """Write how long something lasts; a place in it is never told before it is reached."""
    return _clock(round(seconds))


def _short(text: str) -> str:
    """Return a text's beginning, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rpartition(' ')[0]} …"
