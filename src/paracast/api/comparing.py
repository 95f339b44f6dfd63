"""Auditions → one HTML page to listen to them side by side; it needs no network and no server."""

import base64
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from paracast.api.languages import language_name
from paracast.pipeline.auditioning import Audition

if TYPE_CHECKING:
    from jinja2 import Template


def render_comparison(auditions: Sequence[Audition], title: str) -> str:
    """Write the page: a card for each voice, its sample within the page itself."""
    return _template().render(title=title, auditions=auditions)


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("paracast.api", ""), autoescape=True, undefined=StrictUndefined
    )
    pages.filters["base64"] = lambda data: base64.b64encode(data).decode("ascii")
    pages.filters["language"] = language_name
    return pages.get_template("comparison.html")
