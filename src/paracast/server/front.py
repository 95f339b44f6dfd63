"""A show that has no pages of its own → one that lists its episodes and its feed."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from paracast.episode.model import Episode
from paracast.episode.show import Show

if TYPE_CHECKING:
    from jinja2 import Template

POLICY: Final = (
    "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may load: sound, and nothing else (W3C, Content Security Policy 3)."""


def front_page(show: Show, episodes: Sequence[Episode]) -> str:
    """Write the page.

    Args:
        show: with the address at which it is asked for.
        episodes: the newest first.
    """
    return _template().render(show=show, episodes=episodes, address=f"{show.address}feed.xml")


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("paracast.server", "pages"), autoescape=True, undefined=StrictUndefined
    )
    pages.filters["path"] = quote
    pages.filters["clock"] = _clock
    return pages.get_template("front.html")


def _clock(episode: Episode) -> str:
    minutes, seconds = divmod(round(episode.sound.seconds), 60)
    return f"{minutes}:{seconds:02}"
