"""Readers of a show's own files, which may come from somebody, of its settings and its sound."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from article_readers import PART
from fuzzing import Reader, lying, text_of
from msgspec import DecodeError
from pages import SHOW, episode
from PIL import Image
from tones import tone

from paracast.audio import keeping as clips
from paracast.audio.foreign import counted
from paracast.audio.measuring import measured
from paracast.audio.mp3 import frame_bounds
from paracast.audio.options import Encoding
from paracast.check import Finding
from paracast.check.captions import cues_of
from paracast.check.chaptering import read_chapters
from paracast.check.pictures import picture_in
from paracast.check.sound import check_sound, header_of, sound_of
from paracast.check.tagging import check_tag, listed_in, tags_of
from paracast.check.values import is_address, whole
from paracast.config.lexicon import read_lexicon
from paracast.config.loading import load
from paracast.config.pls import entries_of
from paracast.episode import promises, tombstones
from paracast.episode.chapters import retold
from paracast.episode.heard import heard_in
from paracast.episode.manifest import from_manifest, to_manifest
from paracast.episode.pictures import draw_pictures
from paracast.episode.points import chapters_at, points_of
from paracast.feed import FeedOptions
from paracast.feed.rendering import render_documents
from paracast.pcm import Pcm
from paracast.pipeline.notebook import recall
from paracast.publish.record import read_record
from paracast.site.assets import Assets
from paracast.site.rendering import Context, Neighbours, render_episode
from paracast.site.searching import from_script
from paracast.speech import keeping as speeches
from paracast.speech.engine import Speech
from paracast.units import Digest, Hertz, KilobitsPerSecond, Milliseconds, Samples

_ROOT = Path(__file__).parents[2]
_SHOW = b'[show]\ntitle = "Boats"\nurl = "https://example.org/boats/"\n'
_TRANSCRIPT = (
    b'{"version":"1.0","segments":[{"startTime":0.5,"endTime":1,"body":"Boats"}],'
    b'"sentences":[{"startTime":0.5,"endTime":1,"body":"Boats","opens":"heading"}]}'
)
_CHAPTERS = b'{"version":"1.2.0","chapters":[{"startTime":0,"title":"Boats","toc":true,"img":"x"}]}'
_ASSETS = Assets("a.css", "a.jpg", ("a.js",), ("b.js",))


def _beside_show(name: str) -> Callable[[bytes], object]:
    """Return a function that loads a show in which a file has the bytes."""

    def read(data: bytes) -> object:
        def loaded(path: Path) -> object:
            folder = path.parents[len(Path(name).parts) - 1]
            if name != "paracast.toml":
                (folder / "paracast.toml").write_bytes(_SHOW)
            return load(folder)

        return lying(data, name, loaded)

    return read


def _files(pattern: str) -> Callable[[], list[bytes]]:
    return lambda: [path.read_bytes() for path in sorted(_ROOT.glob(pattern))]


def _manifest() -> list[bytes]:
    return [to_manifest(episode(1))]


def _made(data: bytes) -> object:
    """Write the feed and the page of an episode of which somebody else told all there is."""
    told, _, said = data.partition(PART)
    made = from_manifest(told, "episode.json")
    heard = heard_in(said or _TRANSCRIPT, "a.json")
    page = render_episode(Context(SHOW, _ASSETS), made, heard, Neighbours(made), Digest("d"))
    return page, render_documents(SHOW, [made], FeedOptions(), artwork_name="a.png", pages=True)


def _tombstones() -> list[bytes]:
    return [tombstones.to_json([tombstones.tombstone_of(episode(1), datetime.now(UTC))])]


def _promises() -> list[bytes]:
    promise = promises.Promise("guid", datetime(2026, 1, 1, tzinfo=UTC), ("identity",), season=2)
    return [promises.to_json([promise])]


def _remember(data: bytes) -> object:
    return lying(data, ".following.json", lambda path: recall(path.parent, "feed").conditions())


def _points(data: bytes) -> object:
    return chapters_at(points_of(data), Hertz(44_100), Samples(44_100 * 60))


def _cues(data: bytes) -> object:
    text = text_of(data)
    return [cues_of(text, kind) for kind in ("text/vtt", "application/x-subrip")]


def _captions() -> list[bytes]:
    return [
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Boats &amp; quays\n\nNOTE x\n",
        b"1\n00:00:01,000 --> 00:00:02,000\nBoats\n\n2\n00:00:03,000 --> 00:00:04,000\nhome\n",
    ]


def _sound(data: bytes) -> object:
    return lying(data, "a.mp3", lambda path: (_walk(path), header_of(path)))


def _walk(path: Path) -> object:
    return list(check_sound(sound_of(path), "a.mp3"))


def _tag(data: bytes) -> object:
    def read(path: Path) -> object:
        tags = tags_of(path)
        if isinstance(tags, Finding):
            return tags
        return listed_in(tags), list(check_tag(tags, 9.0, "a"))

    return lying(data, "a.mp3", read)


def _tagged() -> list[bytes]:
    from mutagen import id3

    out = io.BytesIO(tone(0.1))
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text="Boats"))
    inside = [id3.TIT2(encoding=3, text="One")]
    tags.add(id3.CHAP(element_id="c", start_time=0, end_time=9, sub_frames=inside))
    tags.add(id3.CTOC(element_id="t", flags=3, child_element_ids=["c"]))
    tags.add(id3.APIC(encoding=3, mime="image/png", type=3, data=_pictures()[0]))
    tags.save(out, v2_version=3)
    return [out.getvalue()]


def _pictures() -> list[bytes]:
    made = []
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"):
        out = io.BytesIO()
        Image.new("RGB", (9, 9), "navy").save(out, kind)
        made.append(out.getvalue())
    return made


def _picture(data: bytes) -> object:
    picture_in(io.BytesIO(data), deep=True)
    return lying(data, "a.png", lambda path: draw_pictures([path]))


def _quiet() -> Pcm:
    return Pcm(np.zeros(2_000, np.int16), Hertz(24_000))


def _clip() -> list[bytes]:
    from paracast.audio.clip import Mastering, master_clip
    from paracast.units import Decibels

    encoding = Encoding(Hertz(24_000), KilobitsPerSecond(48))
    mastering = Mastering(encoding, Decibels(0.0), Decibels(-1.0))
    pcm = _quiet()
    return [clips.to_bytes(master_clip(pcm, (), Milliseconds(0), mastering))]


def _speech() -> list[bytes]:
    return [speeches.to_bytes(Speech(_quiet(), ()))]


def _frames(data: bytes) -> object:
    return frame_bounds(data, Encoding(Hertz(44_100), KilobitsPerSecond(64)))


def _values(data: bytes) -> object:
    text = text_of(data)
    return whole(text), is_address(text)


SHOWS = (
    Reader(
        "settings",
        _beside_show("paracast.toml"),
        lambda: [_SHOW, *_files("paracast.toml")()],
        words=(b"[audio]\n", b"[casting]\n", b"[publish]\n", b"[sound]\n", b"[[", b"= 1e9\n"),
    ),
    Reader("profile", _beside_show("voices/narrator.toml"), _files("voices/*.toml")),
    Reader(
        "lexicon",
        lambda data: lying(data, "lexicon.toml", read_lexicon),
        _files("tests/golden/lexicon/*.toml"),
    ),
    Reader("pls", lambda data: entries_of(data, "a.pls"), _files("tests/config/pls/*.pls")),
    Reader("manifest", lambda data: from_manifest(data, "episode.json"), _manifest),
    Reader("made", _made, lambda: [_manifest()[0] + PART + _TRANSCRIPT]),
    Reader("tombstones", lambda data: tombstones.from_json(data, "removed.json"), _tombstones),
    Reader("promises", lambda data: promises.from_json(data, ".promised.json"), _promises),
    Reader(
        "notebook",
        _remember,
        lambda: [b'{"feeds":{"feed":{"etag":"x","entries":{}}}}'],
        refusals=(),
    ),
    Reader(
        "record", read_record, lambda: [b'{"a":{"length":1,"digest":"d","stamp":"s"}}'], refusals=()
    ),
    Reader("search-index", from_script, lambda: [b'[["a","b","c d"]]'], refusals=()),
    Reader("transcript", lambda data: heard_in(data, "a.json"), lambda: [_TRANSCRIPT]),
    Reader(
        "json-cues",
        lambda data: cues_of(text_of(data), "application/json"),
        lambda: [_TRANSCRIPT],
        refusals=(),
    ),
    Reader("cues", _cues, _captions, refusals=(), words=(b" --> ", b"WEBVTT\n\n", b"NOTE", b"<v ")),
    Reader("points", _points, lambda: [_CHAPTERS], refusals=()),
    Reader("chapters", read_chapters, lambda: [_CHAPTERS], refusals=()),
    Reader(
        "chapters-again", lambda data: retold(data, "Boats", ("x", "y"), "a"), lambda: [_CHAPTERS]
    ),
    Reader("values", _values, lambda: [b"https://[::1]:8/", b"123"], refusals=()),
    Reader("mp3", _sound, lambda: [tone(0.1), tone(0.1, rate=24_000, channels=2)], refusals=()),
    Reader("mp3-frames", _frames, lambda: [tone(0.1)]),
    Reader("mp3-header", lambda data: counted(io.BytesIO(data)).read(), lambda: [tone(0.1)]),
    Reader("mp3-heard", lambda data: lying(data, "a.mp3", measured), lambda: [tone(0.1)]),
    Reader("tag", _tag, _tagged, refusals=()),
    Reader("picture", _picture, _pictures),
    Reader("clip", clips.from_bytes, _clip, refusals=(DecodeError,)),
    Reader("speech", speeches.from_bytes, _speech, refusals=(DecodeError,)),
)
