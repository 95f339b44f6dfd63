"""What an optional extra would read."""

from paracast.errors import ArticleError


def missing(name: str, what: str) -> ArticleError:
    """Say that reading a format needs the extra that brings it."""
    return ArticleError(
        f"{name} is {what}, and what reads those is not installed.",
        remedy='Install it: pip install "paracast[documents]"',
    )
