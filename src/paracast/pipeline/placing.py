"""A programme and what is known of it → an episode's files, in place."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from urllib.parse import quote

from paracast import __version__
from paracast.article import Article
from paracast.audio.programme import Programme
from paracast.episode import chapters
from paracast.episode.artwork import thumbnail_of
from paracast.episode.model import (
    VERSIONED,
    Chapter,
    Episode,
    MediaFile,
    Mention,
    Sound,
    Source,
)
from paracast.episode.naming import slug_of
from paracast.episode.numbering import ANYWHERE, Asked, standing_of
from paracast.episode.pictures import Picture
from paracast.episode.shelf import Shelf, Stage
from paracast.episode.tags import TagFacts, id3_tag
from paracast.episode.timeline import chapters_of, mentions_of
from paracast.files import replacing
from paracast.pipeline.alternating import write_alternates
from paracast.pipeline.casting import Cast
from paracast.pipeline.particulars import (
    Particulars,
    alone,
    free_date,
    kept_particulars,
    new_particulars,
)
from paracast.pipeline.revising import Revision, write_revision
from paracast.pipeline.setup import Setup
from paracast.pipeline.slots import AT_ONCE, Slot
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

    def mp3(self, setup: Setup, told: Particulars, thumbnail: bytes) -> Iterator[bytes]:
        """Yield the tagged MP3: the tag comes first, so that nothing is written twice."""
        facts = TagFacts(
            title=told.title,
            author=self.article.author or setup.show.author,
            show=setup.show.title,
            description=told.description,
            language=self.article.language,
            published=told.published,
            rate=self.programme.encoding.rate,
            length=self.programme.length,
            chapters=self.chapters,
            artwork=thumbnail,
            source_url=self.article.credits.url,
            pictures={picture.file.name: picture.data for picture in self.pictures.values()},
            season=told.standing.season,
            number=told.standing.number,
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
        asked: where the user wants the episode to stand in the show.
        slot: when it comes in, among others.
    """

    setup: Setup
    thumbnail: bytes
    asked: Asked = ANYWHERE
    slot: Slot = AT_ONCE


def put_on_shelf(recording: Recording, identity: Identity, delivery: Delivery) -> Episode:
    """Write an episode's folder; an episode of the same article gives up its place and its GUID.

    Raises:
        ShelfError: the folder cannot be written.
        UsageError: another episode has the number that was asked for.
    """
    article, shelf = recording.article, Shelf(delivery.setup.episodes)
    delivery.slot.wait()
    with shelf.opened():
        others = shelf.episodes()
        known = shelf.find(identity.source, others)
        promise = None if known else shelf.promised(identity.source.identity)
        asked = delivery.asked.over(promise) if promise else delivery.asked
        standing = standing_of(asked, delivery.setup.show, known, others)
        if known:
            told, artwork = kept_particulars(article, standing, known), _own_artwork(shelf, known)
        else:
            slot = delivery.slot.published
            published = promise.published if promise else free_date(slot, others)
            told, artwork = new_particulars(article, standing, shelf, promise, published), b""
        with shelf.stage(told.folder) as stage:
            filling = _Filling(recording, identity, delivery, told, stage)
            episode = filling.episode(filling.revision(known, artwork))
            stage.finish(episode)
    return episode


def _own_artwork(shelf: Shelf, known: Episode) -> bytes:
    """Read an episode's own artwork; empty: it has none."""
    return shelf.read(known, known.artwork) if known.artwork else b""


@dataclass(frozen=True, slots=True)
class _Filling:
    """An episode's folder while its files are written."""

    recording: Recording
    identity: Identity
    delivery: Delivery
    told: Particulars
    stage: Stage

    def revision(self, known: Episode | None, artwork: bytes) -> Revision:
        """Write the MP3, and the artwork that its tag shows in small."""
        if self.told.artwork:
            self.stage.write(self.told.artwork.name, self.told.artwork.type, [artwork])
        thumbnail = thumbnail_of(artwork) if artwork else self.delivery.thumbnail
        mp3 = self.recording.mp3(self.delivery.setup, self.told, thumbnail)
        return write_revision(self.stage, mp3, known, slug_of(self.told.title))

    def episode(self, revision: Revision) -> Episode:
        """Write all else, and return what is known of it."""
        recording, told = self.recording, self.told
        reader = recording.cast.reader
        return Episode(
            guid=told.guid,
            folder=told.folder,
            title=told.title,
            author=recording.article.author,
            language=recording.article.language,
            description=told.description,
            published=told.published,
            updated=datetime.now(UTC).replace(microsecond=0),
            source=self.identity.source,
            recipe=self.identity.recipe,
            sound=recording.sound,
            enclosure=revision.enclosure,
            transcripts=self._transcripts(revision.stem),
            chapter_file=self._chapters(revision.stem),
            chapters=recording.chapters,
            voices=tuple(voice.name for voice in recording.cast.voices),
            left_out=dict(Counter(left.reason for left in recording.script.left_out)),
            versions=_versions(),
            account=recording.script.account.summary(),
            lexicon=applied(recording.script, self.delivery.setup.lexicon_of(reader)),
            mentions=recording.mentions,
            kind=told.standing.kind,
            season=told.standing.season,
            number=told.standing.number,
            artwork=told.artwork,
            edited=told.edited,
            alternates=write_alternates(self.stage, revision.enclosure, self.delivery.setup.audio),
            revision=revision.number,
            formerly=told.formerly,
        )

    def _transcripts(self, stem: str) -> tuple[MediaFile, ...]:
        said = self.recording.script.utterances
        turns = [self.recording.cast.turns(utterance) for utterance in said]
        texts = transcribe(said, self.recording.programme, turns)
        return tuple(
            self.stage.write(f"{stem}.{name}", kind, [text])
            for (name, kind), text in zip(TRANSCRIPTS, texts, strict=True)
        )

    def _chapters(self, stem: str) -> MediaFile:
        """Write the chapters, and those pictures that they show."""
        made, rate = self.recording.chapters, self.recording.programme.encoding.rate
        shown = {chapter.picture for chapter in made}
        for picture in self.recording.pictures.values():
            if picture.file in shown:
                self.stage.write(picture.file.name, picture.file.type, [picture.data])
        folder_url = f"{self.delivery.setup.show.address}{quote(self.told.folder)}/"
        listed = chapters.to_json(made, rate, self.told.title, folder_url)
        return self.stage.write(f"{stem}.chapters.json", chapters.TYPE, [listed])


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
    told = alone(recording.article)
    with replacing(path) as file:
        for piece in recording.mp3(setup, told, thumbnail):
            file.write(piece)


def _versions() -> dict[str, str]:
    return {"paracast": __version__} | {name: version_of(name) for name in VERSIONED}
