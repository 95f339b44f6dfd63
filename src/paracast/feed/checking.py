"""What a show says of itself, checked for what no type can state."""

import re
from collections.abc import Iterator

from paracast.episode.show import Show
from paracast.errors import ConfigError
from paracast.feed.categories import grouped
from paracast.feed.frequency import frequency_of
from paracast.feed.licensing import licence_of
from paracast.feed.wording import LONGEST, LONGEST_NAME, LONGEST_VALUE, size

_URL = re.compile(r"https?://[^\s/?#<>\"]+[^\s<>\"]*\Z")
_MAIL = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+\Z")


def refuse_unfit(show: Show, where: str) -> None:
    """Refuse a show whose feed no directory would take.

    Args:
        show: as its settings tell it.
        where: what to call them in an error.

    Raises:
        ConfigError: an address, a length, a category, a licence or a rule is wrong.
    """
    for key, url in _addresses(show):
        if url and not _URL.match(url):
            raise ConfigError(
                f"[show] {key} in {where} is {url!r}.", remedy="Write an address: https://…"
            )
    if show.email and not _MAIL.match(show.email):
        raise ConfigError(
            f"[show] email in {where} is {show.email!r}.", remedy="Write it as name@example.org."
        )
    for key, length, most, unit in _lengths(show):
        if length > most:
            raise ConfigError(
                f"[show] {key} in {where} has {length:,} {unit}.",
                remedy=f"Directories take {most:,} at most: shorten it.",
            )
    _refuse_nameless(show, where)
    grouped(show.categories)
    if show.update_frequency:
        frequency_of(show.update_frequency)
    if show.license:
        licence_of(show.license, show.license_url)


def _addresses(show: Show) -> Iterator[tuple[str, str]]:
    yield from (("link", show.link), ("license_url", show.license_url), ("moved_to", show.moved_to))
    for person in show.persons:
        yield from (("persons", person.img), ("persons", person.href))
    for funding in show.funding:
        yield "funding", funding.url


def _lengths(show: Show) -> Iterator[tuple[str, int, int, str]]:
    yield "description", size(show.description), LONGEST, "bytes"
    for key in ("title", "author", "copyright", "email", "verify"):
        yield key, len(getattr(show, key)), LONGEST_VALUE, "characters"
    yield "license", len(show.license), LONGEST_NAME, "characters"
    for person in show.persons:
        for said in (person.name, person.role, person.group):
            yield "persons", len(said), LONGEST_NAME, "characters"
    for funding in show.funding:
        yield "funding", len(funding.text), LONGEST_NAME, "characters"


def _refuse_nameless(show: Show, where: str) -> None:
    if not all(person.name.strip() for person in show.persons):
        raise ConfigError(
            f"[show] persons in {where} has somebody without a name.",
            remedy='Write { name = "Jane Doe" }.',
        )
    if not all(funding.url for funding in show.funding):
        raise ConfigError(
            f"[show] funding in {where} leads nowhere.", remedy='Write { url = "https://…" }.'
        )
    if not show.categories:
        raise ConfigError(
            f"[show] category in {where} is empty.", remedy='Write one, such as "News".'
        )
    if show.license_url and not show.license:
        raise ConfigError(
            f"[show] license_url in {where} has no license beside it.",
            remedy="Name the licence too: [show] license.",
        )
