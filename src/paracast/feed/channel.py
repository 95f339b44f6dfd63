"""A Show → the channel of its feed: what directories and apps know of all its episodes."""

from urllib.parse import quote

from paracast import __version__
from paracast.episode.show import Person, Show
from paracast.feed.categories import grouped
from paracast.feed.elements import Element, add, truth
from paracast.feed.frequency import frequency_of
from paracast.feed.licensing import licence_of
from paracast.feed.wording import LONGEST, LONGEST_NAME, cut, legal


def add_channel(channel: Element, show: Show, artwork_name: str, name: str) -> None:
    """Add all that a channel tells, but its episodes.

    Args:
        channel: to add to.
        show: the series.
        artwork_name: its image, as it lies beside the feed.
        name: the document's.

    Raises:
        ConfigError: the show has a category, a licence or a rule that directories do not know.
    """
    link = show.link or show.address
    add(channel, "title", show.title)
    add(channel, "link").text = link
    add(channel, "description").text = _description(show)
    add(channel, "language", show.language)
    if show.copyright:
        add(channel, "copyright", show.copyright)
    add(channel, "generator", f"paracast {__version__}")
    add(channel, "atom:link", href=show.address + name, rel="self", type="application/rss+xml")
    _add_itunes(channel, show, artwork_name)
    image = add(channel, "image")
    add(image, "url").text = show.address + quote(artwork_name)
    add(image, "title", show.title)
    add(image, "link").text = link
    _add_podcast(channel, show)


def _description(show: Show) -> str:
    return cut(legal(show.description).strip() or legal(show.title).strip(), LONGEST)


def _add_itunes(channel: Element, show: Show, artwork_name: str) -> None:
    """Add Apple's elements; a private show's owner is nobody's business."""
    maker = show.author or show.title
    add(channel, "itunes:author", maker)
    add(channel, "itunes:type", show.type)
    add(channel, "itunes:explicit", truth(show.explicit))
    add(channel, "itunes:image", href=show.address + quote(artwork_name))
    for category, subcategories in grouped(show.categories).items():
        outer = add(channel, "itunes:category", text=category)
        for subcategory in subcategories:
            add(outer, "itunes:category", text=subcategory)
    if show.email and not show.private:
        owner = add(channel, "itunes:owner")
        add(owner, "itunes:name", maker)
        add(owner, "itunes:email", show.email)
    if show.private:
        add(channel, "itunes:block", "Yes")
    if show.complete:
        add(channel, "itunes:complete", "Yes")
    if show.moved_to:
        add(channel, "itunes:new-feed-url").text = show.moved_to


def _add_podcast(channel: Element, show: Show) -> None:
    """Add the elements of the Podcasting 2.0 namespace that somebody reads."""
    if show.guid:
        add(channel, "podcast:guid", show.guid)
    owner = "" if show.private else show.email
    add(channel, "podcast:locked", "yes" if show.locked else "no", owner=owner)
    if show.private:
        add(channel, "podcast:block", "yes")
    add(channel, "podcast:medium", "podcast")
    for person in show.persons:
        add_person(channel, person)
    for funding in show.funding:
        add(channel, "podcast:funding", funding.text[:LONGEST_NAME], url=funding.url)
    if show.license:
        licence = licence_of(show.license, show.license_url)
        add(channel, "podcast:license", licence.name, url=licence.url)
    _add_frequency(channel, show)
    add(channel, "podcast:txt", "true", purpose="ai-content")
    if show.verify and not show.private:
        add(channel, "podcast:txt", show.verify, purpose="applepodcastsverify")


def _add_frequency(channel: Element, show: Show) -> None:
    if show.complete:
        add(channel, "podcast:updateFrequency", "Complete", complete="true")
    elif show.update_frequency:
        frequency = frequency_of(show.update_frequency)
        add(channel, "podcast:updateFrequency", frequency.words, rrule=frequency.rule)


def add_person(parent: Element, person: Person) -> None:
    """Add somebody; what the namespace takes for granted is not said."""
    role, group = person.role.strip().lower(), person.group.strip().lower()
    add(
        parent,
        "podcast:person",
        person.name[:LONGEST_NAME],
        role="" if role == "host" else role,
        group="" if group == "cast" else group,
        img=person.img,
        href=person.href,
    )
