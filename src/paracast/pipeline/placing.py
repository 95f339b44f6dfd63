"""A programme and what is known of it → an episode's files, in place."""

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version as version_of
from pathlib import Path
from urllib.parse import quote

from paracast import __version__
from paracast.article import Article
from paracast.audio.programme import Programme
from paracast.episode import chapters
from paracast.episode.model import (
    VERSIONED,
    Chapter,
    Episode,
    MediaFile,
    Mention,
    Sound,
    Source,
)
from paracast.episode.naming import folder_name, slug_of
from paracast.episode.notes import summary_of
from paracast.episode.pictures import Picture
from paracast.episode.shelf import Shelf, Stage
from paracast.episode.tags import TagFacts, id3_tag
from paracast.episode.timeline import chapters_of, mentions_of
from paracast.files import replacing
from paracast.pipeline.alternating import write_alternates
from paracast.pipeline.casting import Cast
from paracast.pipeline.setup import Setup
from paracast.pipeline.transcribing import TRANSCRIPTS, transcribe
from paracast.script import Entry, Lexicon, Script
from paracast.units import Digest


@dataclass(frozen=True, slots=True)
class Recording:
    """An article, its script, who speaks it, and the programme that it became.

    Attributes:
        reused: how many of its utterances were spoken before and kept.
        pictures: what became of the article's own.
    """

    article: Article
    script: Script
    cast: Cast
    programme: Programme
    reused: int = 0
    pictures: Mapping[Path, Picture] = field(default_factory=dict)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The segments on the timeline."""
        files = {path: picture.file for path, picture in self.pictures.items()}
        return chapters_of(self.script, self.programme, files)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The article's links on the timeline."""
        return mentions_of(self.script.utterances, self.programme)

    @property
    def sound(self) -> Sound:
        """What was measured on the encoded sound."""
        programme = self.programme
        return Sound(
            programme.encoding.rate, programme.length, programme.loudness, programme.true_peak
        )

    def mp3(self, setup: Setup, thumbnail: bytes, published: datetime) -> Iterator[bytes]:
        """Yield the tagged MP3: the tag comes first, so that nothing is written twice."""
        facts = TagFacts(
            title=self.article.title,
            author=self.article.author or setup.show.author,
            show=setup.show.title,
            description=summary_of(self.article),
            language=self.article.language,
            published=published,
            rate=self.programme.encoding.rate,
            length=self.programme.length,
            chapters=self.chapters,
            artwork=thumbnail,
            source_url=self.article.credits.url,
            pictures={picture.file.name: picture.data for picture in self.pictures.values()},
        )
        yield id3_tag(facts)
        yield from self.programme.stream()


@dataclass(frozen=True, slots=True)
class Identity:
    """What an episode is made from, and what else decides how it sounds and reads."""

    source: Source
    recipe: Digest


@dataclass(frozen=True, slots=True)
class Delivery:
    """What else belongs into an episode's folder.

    Attributes:
        thumbnail: the show's artwork for the tag.
    """

    setup: Setup
    thumbnail: bytes


def put_on_shelf(recording: Recording, identity: Identity, delivery: Delivery) -> Episode:
    """Write an episode's folder; an episode of the same article gives up its place and its GUID.

    Raises:
        ShelfError: the folder cannot be written.
    """
    setup = delivery.setup
    shelf = Shelf(setup.episodes)
    with shelf.opened():
        others = shelf.episodes()
        known = shelf.find(identity.source)
        published = known.published if known else _now_after(others)
        name = (
            known.folder
            if known
            else shelf.free_name(folder_name(recording.article.title, published))
        )
        with shelf.stage(name) as stage:
            slug = (
                known.enclosure.name.removesuffix(".mp3")
                if known
                else slug_of(recording.article.title)
            )
            mp3 = recording.mp3(setup, delivery.thumbnail, published)
            enclosure = stage.write(f"{slug}.mp3", "audio/mpeg", mp3)
            transcripts = _transcripts(recording, stage, slug)
            folder_url = f"{setup.show.address}{quote(name)}/"
            chapter_file = _chapters(recording, stage, slug, folder_url)
            episode = Episode(
                guid=known.guid if known else str(uuid.uuid4()),
                folder=name,
                title=recording.article.title,
                author=recording.article.author,
                language=recording.article.language,
                description=summary_of(recording.article),
                published=published,
                updated=datetime.now(UTC).replace(microsecond=0),
                source=identity.source,
                recipe=identity.recipe,
                sound=recording.sound,
                enclosure=enclosure,
                transcripts=transcripts,
                chapter_file=chapter_file,
                chapters=recording.chapters,
                voices=tuple(voice.name for voice in recording.cast.voices),
                left_out=dict(Counter(left.reason for left in recording.script.left_out)),
                versions=_versions(),
                account=recording.script.account.summary(),
                lexicon=applied(recording.script, setup.lexicon_of(recording.cast.reader)),
                mentions=recording.mentions,
                alternates=write_alternates(stage, enclosure, setup.audio),
            )
            stage.finish(episode)
    return episode


def applied(script: Script, lexicon: Lexicon) -> tuple[Entry, ...]:
    """Return the entries that say something of a script, those that win first."""
    used = {
        finding.entry
        for said in script.utterances
        for finding in lexicon.findings(said.form.written, said.language, said.passages)
    }
    return tuple(entry for entry in lexicon.entries if entry in used)


def write_mp3(path: Path, recording: Recording, setup: Setup, thumbnail: bytes) -> None:
    """Write one tagged MP3 outside any show.

    Raises:
        ShelfError: it cannot be written.
    """
    with replacing(path) as file:
        for piece in recording.mp3(setup, thumbnail, datetime.now(UTC)):
            file.write(piece)


def _transcripts(recording: Recording, stage: Stage, slug: str) -> tuple[MediaFile, ...]:
    said = recording.script.utterances
    turns = [recording.cast.turns(utterance) for utterance in said]
    texts = transcribe(said, recording.programme, turns)
    return tuple(
        stage.write(f"{slug}.{name}", kind, [text])
        for (name, kind), text in zip(TRANSCRIPTS, texts, strict=True)
    )


def _chapters(recording: Recording, stage: Stage, slug: str, folder_url: str) -> MediaFile:
    """Write the chapters, and those pictures that they show."""
    made, rate = recording.chapters, recording.programme.encoding.rate
    shown = {chapter.picture for chapter in made}
    for picture in recording.pictures.values():
        if picture.file in shown:
            stage.write(picture.file.name, picture.file.type, [picture.data])
    listed = chapters.to_json(made, rate, recording.article.title, folder_url)
    return stage.write(f"{slug}.chapters.json", "application/json+chapters", [listed.encode()])


def _now_after(others: tuple[Episode, ...]) -> datetime:
    """Return now, or a second after the newest episode: apps sort by it."""
    now = datetime.now(UTC).replace(microsecond=0)
    return max([now, *(other.published + timedelta(seconds=1) for other in others[:1])])


def _versions() -> dict[str, str]:
    return {"paracast": __version__} | {name: version_of(name) for name in VERSIONED}
