"""The files that an item names → what is wrong with them, each by itself and beside the others."""

import base64
import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from paracast.check import sources
from paracast.check.captions import Spoken, check_agreement, check_cues, read_transcript
from paracast.check.chaptering import (
    Listed,
    check_beside_tag,
    check_chapters,
    check_stamps,
    read_chapters,
)
from paracast.check.document import Item, all_of, find
from paracast.check.hosting import Hosting
from paracast.check.model import Finding, Severity, error, warning
from paracast.check.pictures import check_artwork
from paracast.check.sound import (
    Sound,
    check_heard,
    check_loudness,
    check_sound,
    header_of,
    sound_of,
)
from paracast.check.tagging import check_tag, listed_in, tags_of
from paracast.check.values import whole

_AGAIN = "Make the episode again, then: paracast feed"
GONE = error("file-missing", sources.RSS, _AGAIN)
_LENGTH = error("enclosure-length", f"{sources.RSS}, enclosure", "Write the feed: paracast feed")
_DURATION = warning("duration-wrong", sources.APPLE, "Write the feed anew: paracast feed")
_DIGEST = error("file-damaged", "the episode's manifest", _AGAIN)
_INTEGRITY = error("integrity", "W3C, Subresource Integrity, 3.1", "paracast feed")

ENDLESS = 1e9  # seconds: nobody knows how long it lasts
_ALGORITHMS = {"sha256", "sha384", "sha512"}
_SLACK = 1.0  # seconds: what rounding and an encoder's silence come to
_SUBRIP = "application/x-subrip"
KINDS = {
    **{kind: kind for kind in ("text/vtt", "application/json", _SUBRIP)},
    **dict.fromkeys(("application/srt", "text/srt"), _SUBRIP),
}


def check_files(item: Item, hosting: Hosting) -> Iterator[Finding]:
    """Check all that an item names, as far as it lies in the show's folder.

    Of an episode that came from another host, what its files are like is advice: it was published
    so, and nothing here would mend it. What is missing or damaged is wrong all the same.
    """
    path = hosting.path_of(item.url)
    known = hosting.known(path) if path is not None else None
    from_elsewhere = known is not None and not known[0].voices
    for finding in _check_files(item, hosting):
        kept = not from_elsewhere or finding.rule in {GONE, _LENGTH, _DIGEST, _INTEGRITY}
        yield finding if kept else _relaxed(finding)


def _check_files(item: Item, hosting: Hosting) -> Iterator[Finding]:
    path = hosting.path_of(item.url)
    seconds, tagged = float(whole(item.text("itunes:duration")) or 0), list[Listed]()
    if path is not None and not hosting.holds(path):
        yield GONE.at(item.place, f"{path.name[:80]} is not there.")
    elif path is not None:
        yield from _check_length(item, path)
        if item.enclosed("type") == "audio/mpeg" or path.suffix.lower() == ".mp3":
            seconds, tagged = yield from _check_mp3(item, path, hosting, seconds)
    yield from _check_transcripts(item, hosting, seconds or ENDLESS)
    yield from _check_chapter_file(item, hosting, seconds or ENDLESS, tagged)
    yield from _check_image(item, hosting)
    yield from _check_alternates(item, hosting)


def _check_mp3(
    item: Item, path: Path, hosting: Hosting, told: float
) -> Generator[Finding, None, tuple[float, list[Listed]]]:
    """Check an MP3; return how many seconds it lasts, and the chapters in its tag."""
    sound, place = sound_of(path) if hosting.deep else header_of(path), _at(item, path)
    seconds = sound.seconds if sound else told
    if told and abs(told - seconds) > _SLACK:
        yield _DURATION.at(item.place, f"{told:.0f} s are told; it has {seconds:.1f} s.")
    yield from check_sound(sound, place)
    yield from _heard(path, sound, hosting, place)
    tags = tags_of(path)
    if isinstance(tags, Finding):
        yield replace(tags, place=place)
        return seconds, []
    yield from check_tag(tags, seconds, place)
    return seconds, listed_in(tags)


def _at(item: Item, path: Path) -> str:
    return f"{item.place}, {path.name}"


def _relaxed(finding: Finding) -> Finding:
    return replace(finding, rule=replace(finding.rule, severity=Severity.ADVICE))


def _check_length(item: Item, path: Path) -> Iterator[Finding]:
    told, there = whole(item.enclosed("length")), path.stat().st_size
    if told is not None and told != there:
        yield _LENGTH.at(item.place, f"{told:,} bytes are told; {path.name} has {there:,}.")


def _heard(path: Path, sound: Sound | None, hosting: Hosting, place: str) -> Iterator[Finding]:
    known = hosting.known(path)
    if not hosting.deep:
        if known:
            yield from check_loudness(known[0].sound.loudness, known[0].sound.true_peak, place)
        return
    if known and _digest(path) != known[1].digest:
        yield _DIGEST.at(place, "Its bytes are not those that were made.")
    if sound and not sound.broken:  # decoders guess at what does not hang together
        yield from check_heard(path, place)


def _digest(path: Path, algorithm: str = "sha256") -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def _check_transcripts(item: Item, hosting: Hosting, seconds: float) -> Iterator[Finding]:
    found = list[tuple[Path, str, bytes]]()
    for transcript in all_of(item.element, "podcast:transcript"):
        path, kind = hosting.path_of(transcript.get("url", "")), transcript.get("type", "")
        if path is not None and not hosting.holds(path):
            yield GONE.at(item.place, f"{path.name[:80]} is not there.")
        elif path is not None and kind in KINDS:
            found.append((path, KINDS[kind], path.read_bytes()))
    if not hosting.deep and all(hosting.is_as_made(path, data) for path, _, data in found):
        return
    texts = list[Sequence[Spoken]]()
    for path, kind, data in found:
        cues = read_transcript(data, kind, _at(item, path))
        if isinstance(cues, Finding):
            yield cues
        else:
            yield from check_cues(cues, kind, seconds, _at(item, path))
            texts.append(cues)
    yield from check_agreement(texts, item.place)


def _check_chapter_file(
    item: Item, hosting: Hosting, seconds: float, tagged: Sequence[Listed]
) -> Iterator[Finding]:
    element = find(item.element, "podcast:chapters")
    path = hosting.path_of("" if element is None else element.get("url", ""))
    chapters: Sequence[Listed] | str = tagged
    if path is not None and not hosting.holds(path):
        yield GONE.at(item.place, f"{path.name[:80]} is not there.")
    elif path is not None:
        chapters = read_chapters(path.read_bytes())
        yield from check_chapters(chapters, seconds, _at(item, path))
    if not isinstance(chapters, str):
        yield from check_beside_tag(chapters, tagged, item.place)
        yield from check_stamps(item.text("description"), chapters, item.place)


def _check_image(item: Item, hosting: Hosting) -> Iterator[Finding]:
    image = find(item.element, "itunes:image")
    path = hosting.path_of("" if image is None else image.get("href", ""))
    if path is None or path.parent == hosting.folder:  # the show's, which is looked at once
        return
    if hosting.holds(path):
        yield from check_artwork(path, _at(item, path), deep=hosting.deep)
    else:
        yield GONE.at(item.place, f"{path.name[:80]} is not there.")


def _check_alternates(item: Item, hosting: Hosting) -> Iterator[Finding]:
    for alternate in all_of(item.element, "podcast:alternateEnclosure"):
        source, promise = find(alternate, "podcast:source"), find(alternate, "podcast:integrity")
        path = hosting.path_of("" if source is None else source.get("uri", ""))
        if path is None:
            continue
        told = whole(alternate.get("length", ""))
        if not hosting.holds(path):
            yield GONE.at(item.place, f"{path.name[:80]} is not there.")
        elif told is not None and told != path.stat().st_size:
            yield _LENGTH.at(
                item.place, f"{told:,} bytes are told; {path.name} has {path.stat().st_size:,}."
            )
        elif hosting.deep and promise is not None and promise.get("type") == "sri":
            algorithm = promise.get("value", "").partition("-")[0]
            if algorithm in _ALGORITHMS and promise.get("value") != _promise(path, algorithm):
                yield _INTEGRITY.at(item.place, f"{path.name} is not what its digest tells.")


def _promise(path: Path, algorithm: str) -> str:
    return f"{algorithm}-{base64.b64encode(bytes.fromhex(_digest(path, algorithm))).decode()}"
