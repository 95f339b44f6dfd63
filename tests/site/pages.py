"""Shelves with episodes of given words, made without any voice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from paracast.episode.artwork import Artwork, artwork_of
from paracast.episode.manifest import to_manifest
from paracast.episode.model import Chapter, Episode, MediaFile, Sound, Source, TimedSentence, Word
from paracast.episode.shelf import Shelf
from paracast.episode.show import Show
from paracast.episode.transcript import to_json
from paracast.site import WrittenSite, write_site
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples

RATE = Hertz(1000)
SHOW = Show("Harbour Reads", author="Jo Doe", url="https://example.org/show/")
WORD = 400  # milliseconds


def timed(texts: Sequence[str]) -> tuple[TimedSentence, ...]:
    """Time sentences evenly, word by word."""
    at, sentences = 0, list[TimedSentence]()
    for text in texts:
        words = list[Word]()
        for piece in text.split(" "):
            words.append(Word(f"{piece} ", Samples(at), Samples(at + WORD)))
            at += WORD
        words[-1] = replace(words[-1], text=words[-1].text.rstrip())
        sentences.append(tuple(words))
    return tuple(sentences)


def episode(days: int, **told: object) -> Episode:
    """Return an episode of two minutes; the more days, the newer."""
    day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
    made = Episode(
        guid=f"guid-{days}",
        folder=f"{day:%Y-%m-%d}-tale-{days}",
        title=f"Tale {days}",
        author="Jane Roe",
        language=LanguageTag("en"),
        description=f"What happened on day {days}.",
        published=day,
        updated=day,
        source=Source("", Digest("text"), f"{days}.md"),
        recipe=Digest("r"),
        sound=Sound(RATE, Samples(120 * RATE), Lufs(-16.0), Decibels(-1.2)),
        enclosure=MediaFile("tale.mp3", "audio/mpeg", 3, Digest("e")),
        transcripts=(),
        chapter_file=MediaFile("tale.chapters.json", "application/json+chapters", 3, Digest("c")),
        chapters=(Chapter(Samples(0), Samples(120 * RATE), f"Tale {days}"),),
        voices=("narrator",),
        left_out={},
        versions={},
    )
    return replace(made, **told)  # type: ignore[arg-type]  # a test's own words


def shelved(
    folder: Path, made: Episode, texts: Sequence[str], roles: Sequence[str] = ()
) -> Episode:
    """Put an episode on a shelf with what it says; each sentence opens what its role tells."""
    shelf = Shelf(folder)
    openings = {number: role for number, role in enumerate(roles) if role}
    written = "".join(to_json(timed(texts), RATE, openings)).encode()
    with shelf.opened(), shelf.stage(made.folder) as stage:
        file = stage.write("tale.transcript.json", "application/json", [written])
        made = replace(made, transcripts=(file,))
        stage.write("tale.mp3", "audio/mpeg", [b"mp3"])
        stage.finish(made)
    return made


def laid(folder: Path, made: Episode, transcript: bytes) -> None:
    """Put an episode into a folder as fast as the disk takes it."""
    place = folder / made.folder
    place.mkdir()
    file = MediaFile("tale.transcript.json", "application/json", len(transcript), Digest("d"))
    (place / file.name).write_bytes(transcript)
    (place / "episode.json").write_bytes(to_manifest(replace(made, transcripts=(file,))))


def artwork(show: Show) -> Artwork:
    return artwork_of(show, Path())


def site(folder: Path, show: Show = SHOW) -> WrittenSite:
    """Write the pages of a shelf."""
    shelf = Shelf(folder)
    with shelf.opened():
        return write_site(show, shelf.episodes(), shelf, artwork(show))
