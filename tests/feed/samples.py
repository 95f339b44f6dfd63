"""Shows and episodes to put into feeds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from paracast.episode.model import Chapter, Episode, MediaFile, Mention, Sound, Source
from paracast.episode.show import Funding, Person, Show
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples


def file(name: str, kind: str) -> MediaFile:
    return MediaFile(name, kind, 3, Digest("0123456789abcdef" * 4))


EPISODE = Episode(
    guid="g",
    folder="2026-11-24-a",
    title="A “quoted” & <odd> title",
    author="Jane Roe",
    language=LanguageTag("en"),
    description="It was quiet & cold.",
    published=datetime(2026, 11, 24, 12, tzinfo=UTC),
    updated=datetime(2026, 11, 24, 13, tzinfo=UTC),
    source=Source("place", Digest("text"), "a.txt"),
    recipe=Digest("r"),
    sound=Sound(Hertz(44100), Samples(44100 * 61), Lufs(-16.0), Decibels(-1.2)),
    enclosure=file("a.mp3", "audio/mpeg"),
    transcripts=(
        file("a.vtt", "text/vtt"),
        file("a.srt", "application/x-subrip"),
        file("a.transcript.json", "application/json"),
    ),
    chapter_file=file("a.chapters.json", "application/json+chapters"),
    chapters=(Chapter(Samples(0), Samples(44100 * 61), "A"),),
    voices=("narrator",),
    left_out={},
    versions={},
)

LINKED = replace(
    EPISODE,
    chapters=(
        Chapter(Samples(0), Samples(44100 * 65), "Start"),
        Chapter(Samples(44100 * 65), Samples(44100 * 130), "<Winter>", "https://example.com/#w"),
        Chapter(Samples(44100 * 130), Samples(44100 * 200), "Thaw"),
    ),
    mentions=(
        Mention(Samples(44100 * 42), "The <long> report", "https://example.com/a?b=c&d=e"),
        Mention(Samples(44100 * 131 + 999), "nets", "https://example.com/nets"),
    ),
)
"""One with chapters, and links of its article."""

SHOW = Show(
    title="Harbour & Reads",
    author="Jo Doe",
    description="About <boats>.",
    language=LanguageTag("en-GB"),
    url="https://example.org/show/",
    email="jo@example.org",
    category="News > Daily News",
    copyright="2026 Jo Doe",
    guid="0495cb90-b9d0-50ba-b94b-a40da5f73898",
)

FULL = replace(
    SHOW,
    link="https://example.org/",
    category=("Arts > Books", "Society & Culture > Documentary", "Arts > Design"),
    type="serial",
    season=2,
    license="CC-BY-4.0",
    persons=(
        Person("Jo Doe", href="https://example.org/jo"),
        Person("Ann Poe", "Editor", "Writing", "https://example.org/ann.jpg"),
    ),
    funding=(Funding("https://example.org/give?a=1&b=2"),),
    update_frequency="FREQ=WEEKLY;BYDAY=MO,TH",
    moved_to="https://example.com/new/feed.xml",
    verify="a1b2c3",
)
"""A show that says all that can be said."""

PRIVATE = replace(FULL, private="a-secret-of-many-letters", complete=True, locked=False)


def later(episode: Episode, days: int) -> Episode:
    """Return another episode like one, made days later."""
    return replace(
        episode,
        guid=f"{episode.guid}{days}",
        folder=f"{episode.folder}-{days}",
        title=f"Day {days}",
        published=episode.published + timedelta(days=days),
        updated=episode.updated + timedelta(days=days),
    )


def many(count: int, episode: Episode = LINKED) -> list[Episode]:
    """Return episodes like one, the newest first."""
    return [later(episode, days) for days in range(count, 0, -1)]


SEASON = (
    replace(
        later(LINKED, 3),
        season=2,
        number=1,
        source=replace(EPISODE.source, url="https://example.com/a?b=c&d=e", site="The Gazette"),
        artwork=file("artwork-12345678.png", "image/png"),
        alternates=(file("a.opus", "audio/ogg"),),
    ),
    replace(later(EPISODE, 2), kind="trailer", season=2, author="Jo Doe"),
    replace(later(EPISODE, 1), kind="bonus", author=""),
    replace(EPISODE, season=1, voices=()),
)
"""The newest first: a full episode, a season's trailer, a bonus, and one not made by us."""
