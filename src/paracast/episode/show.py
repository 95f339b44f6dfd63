"""What a show is: the series, and who makes it."""

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

import msgspec

from paracast.units import LanguageTag

ShowType: TypeAlias = Literal["episodic", "serial"]

Season: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=9999)]
"""The number of a season; 0: the show has none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the show (Podcasting 2.0 namespace, `person`).

    Attributes:
        name: at most 128 characters.
        role: what they do, in the words of the podcast taxonomy, such as `host` or `editor`.
        group: where that belongs: `cast`, `writing`, `administration`, …
        img: the address of their picture; empty: none.
        href: the address of their page; empty: none.
    """

    name: str
    role: str = "host"
    group: str = "cast"
    img: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Funding:
    """Where listeners can support the show (Podcasting 2.0 namespace, `funding`)."""

    url: str
    text: str = "Support the show"


@dataclass(frozen=True, slots=True)
class Show:
    """The series: one show, one feed.

    Attributes:
        url: where `episodes/` is reachable, with a slash at its end.
        private: the part of a private show's address that nobody can guess; empty: it is public.
        link: the show's page; empty means its address.
        email: the owner's, for the directories' ownership checks; may be empty.
        category: Apple's category, or `Category > Subcategory`; several: the first counts most.
        type: `serial` where episodes are to be heard in order, the first first.
        season: the season that new episodes belong to.
        guid: the show's podcast:guid once assigned; empty: that of its first public feed.
        artwork: a square JPEG or PNG, relative to the show's folder; empty means: drawn from the
            title.
        license: an SPDX identifier such as `cc-by-4.0`, or a name of your own with `license_url`.
        locked: whether other hosts must not take the show over.
        update_frequency: `daily`, `weekly`, `biweekly`, `monthly`, or a rule of RFC 5545 such as
            `FREQ=WEEKLY;BYDAY=MO,TH`; empty: nothing is told.
        complete: whether no episode will follow.
        moved_to: the feed's new address, once the show has moved away.
        verify: the code by which a directory makes sure that the show is yours.
    """

    title: str
    author: str = ""
    description: str = ""
    language: LanguageTag = LanguageTag("en")
    url: str = "http://localhost:8000/"
    private: str = ""
    link: str = ""
    email: str = ""
    category: str | tuple[str, ...] = "News"
    explicit: bool = False
    type: ShowType = "episodic"
    season: Season = 0
    copyright: str = ""
    license: str = ""
    license_url: str = ""
    guid: str = ""
    artwork: str = ""
    persons: tuple[Person, ...] = ()
    funding: tuple[Funding, ...] = ()
    locked: bool = True
    update_frequency: str = ""
    complete: bool = False
    moved_to: str = ""
    verify: str = ""

    @property
    def address(self) -> str:
        """Where `episodes/` is reachable; every address in the feed begins with it."""
        return f"{self.url}{self.private}/" if self.private else self.url

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories, the one that counts first."""
        return (self.category,) if isinstance(self.category, str) else self.category
