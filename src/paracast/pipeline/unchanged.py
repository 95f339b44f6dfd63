"""An article as it was fetched → its episode, if making it would change nothing.

To know that from the article's words takes reading it, writing its script and choosing its cast.
Where all that goes into them is the same to the byte as last time, the answer is too: it is kept
in the store by their digest. Without the store, or with another version of anything, it is found
out anew.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, unquote_to_bytes

import msgspec

from paracast.article.source import Source
from paracast.episode.shelf import Shelf
from paracast.files import digest_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.setup import Setup
from paracast.pipeline.software import software
from paracast.speech.profile import VoiceProfile
from paracast.speech.registry import find_engine
from paracast.speech.store import Kind, Store
from paracast.units import Digest

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|tiff?|avif)", re.IGNORECASE)
_AROUND = re.compile(r"""[()<>"'\n]""")  # what may stand before a picture's name
_LONGEST = 1000  # characters of a name with its folders


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is heard, and what the engine called itself and the voice's data."""

    voice: VoiceProfile
    engine_version: str


@dataclass(frozen=True, slots=True)
class Proof:
    """That an article, read and cast with certain settings, comes to a certain recipe.

    Attributes:
        recipe: of the episode that making led to.
        voices: everybody who is heard, the reader first.
        paragraphs: how many the episode has.
        failures: names of the rules that failed.
    """

    recipe: Digest
    voices: tuple[Heard, ...]
    paragraphs: int
    failures: tuple[str, ...]


def unchanged(source: Source, commission: Commission, setup: Setup) -> Made | None:
    """Return the episode that making the article would lead to, if it is there; else None.

    Raises:
        ShelfError: a manifest is damaged or cannot be read.
    """
    proof = _proof(setup, proof_key(source, commission, setup))
    if proof is None or any(_version(said.voice) != said.engine_version for said in proof.voices):
        return None
    shelf = Shelf(setup.episodes)
    known = shelf.made_from(source.identity)
    if known is None or known.recipe != proof.recipe or not commission.asked.fits(known):
        return None
    if shelf.damaged(known):
        return None
    return Made(
        known,
        Outcome.UNCHANGED,
        proof.voices[0].voice,
        proof.paragraphs,
        reused=proof.paragraphs,
        failures=proof.failures,
    )


def keep_proof(proof: Proof, key: Digest, store: Store) -> None:
    """Keep what an article came to, for the next time.

    Args:
        proof: what it came to.
        key: its `proof_key` from before it was read: a file may have changed since.
        store: keeps it.
    """
    store.put(key, msgspec.json.encode(proof, enc_hook=_written), Kind.ARTICLE)


def _proof(setup: Setup, key: Digest) -> Proof | None:
    with suppress(msgspec.DecodeError):
        if kept := setup.store.get(key, Kind.ARTICLE):
            return msgspec.json.decode(kept, type=Proof, dec_hook=_read)
    return None


def proof_key(source: Source, commission: Commission, setup: Setup) -> Digest:
    """Digest all that an article's reading, script, cast, sound and tags are made from."""
    parts = (
        "unchanged",
        software(),
        digest_of(source.data),
        [source.identity, source.name, source.ending, source.url, source.charset],
        source.media_type,
        _pictures(source),
        (commission.title, commission.author),
        (setup.show, setup.voice, setup.voices, setup.cast, setup.voice_asked),
        (setup.script, setup.reading, setup.casting, setup.audio, setup.sound),
        setup.lexicons,
        sound_digests(setup),
        file_digest(setup.folder / setup.show.artwork) if setup.show.artwork else "",
    )
    return digest_of(msgspec.json.encode(parts, enc_hook=_written))


def _pictures(source: Source) -> list[tuple[str, int, int]]:
    """Name the state of every file beside the article that it may show as a picture.

    What looks like an image's name anywhere in it counts: too many are no harm, one too few is.
    """
    if source.folder is None:
        return []
    text = source.data.decode("utf-8", "replace")
    names = set[str]()
    for ending in _ENDING.finditer(text):
        before = text[max(0, ending.start() - _LONGEST) : ending.start()]
        found = _AROUND.split(before)[-1] + ending[0]
        names |= {unquote(found), unquote(found.split()[-1])}
    states = list[tuple[str, int, int]]()
    for name in sorted(names):
        with suppress(OSError, ValueError):
            state = (source.folder / name).stat()
            states.append((name, state.st_mtime_ns, state.st_size))
    return states


def sound_digests(setup: Setup) -> list[Digest]:
    """Digest the show's own sounds; one that is asked for and not there is not as good as none."""
    return [
        (file_digest(setup.folder / name) or Digest("missing")) if name else Digest("")
        for name in setup.sound.files
    ]


def file_digest(path: Path) -> Digest:
    """Digest a file; one that is not there has an empty digest."""
    return digest_of(path.read_bytes()) if path.is_file() else Digest("")


def _version(voice: VoiceProfile) -> str:
    return find_engine(voice.engine, voice.folder).version(voice.asks(""))


def _written(value: object) -> str:
    if isinstance(value, Path):
        return quote(bytes(value))  # its name need not be Unicode
    raise NotImplementedError(value)


def _read(kind: type, value: Any) -> Any:  # noqa: ANN401  msgspec's signature
    if issubclass(kind, Path):
        return Path(os.fsdecode(unquote_to_bytes(value)))
    raise NotImplementedError(kind)
