"""An episode to put into feeds."""

from dataclasses import replace
from datetime import UTC, datetime

from paracast.episode.model import Chapter, Episode, MediaFile, Mention, Sound, Source
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples


def file(name: str, kind: str) -> MediaFile:
    return MediaFile(name, kind, 3, Digest("d"))


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
