import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from paracast.episode.manifest import from_manifest, to_manifest
from paracast.episode.model import Chapter, Episode, MediaFile, Sound, Source
from paracast.episode.promises import Promise
from paracast.episode.promises import to_json as promises_to_json
from paracast.episode.shelf import Shelf
from paracast.episode.tombstones import to_json, tombstone_of
from paracast.errors import ShelfError
from paracast.units import Decibels, Digest, Hertz, LanguageTag, Lufs, Samples

FILE = MediaFile("a.mp3", "audio/mpeg", 3, Digest("d"))
EPISODE = Episode(
    guid="g",
    folder="2026-11-24-a",
    title="A — “quoted”",
    author="Jo",
    language=LanguageTag("en"),
    description="About.",
    published=datetime(2026, 11, 24, 12, tzinfo=UTC),
    updated=datetime(2026, 11, 24, 13, tzinfo=UTC),
    source=Source("place", Digest("text"), "a.txt"),
    recipe=Digest("r"),
    sound=Sound(Hertz(44100), Samples(44100), Lufs(-16.0), Decibels(-1.2)),
    enclosure=FILE,
    transcripts=(replace(FILE, name="a.vtt"),),
    chapter_file=replace(FILE, name="a.chapters.json"),
    chapters=(Chapter(Samples(0), Samples(44100), "A"),),
    voices=("narrator",),
    left_out={"byline": 1},
    versions={"paracast": "0"},
)


def put(shelf: Shelf, episode: Episode = EPISODE, content: bytes = b"mp3") -> None:
    with shelf.opened(), shelf.stage(episode.folder) as stage:
        for file in (
            *episode.transcripts,
            *filter(None, (episode.enclosure, episode.chapter_file)),
        ):
            stage.write(file.name, file.type, [content])
        stage.finish(episode)


def test_a_manifest_reads_back_as_it_was_written() -> None:
    assert from_manifest(to_manifest(EPISODE), "x") == EPISODE
    assert to_manifest(EPISODE) == to_manifest(from_manifest(to_manifest(EPISODE), "x"))


def test_a_manifest_of_the_first_schema_is_still_read() -> None:
    written = json.loads(to_manifest(EPISODE))
    del written["mentions"], written["chapters"][0]["url"], written["chapters"][0]["picture"]
    read = from_manifest(json.dumps(written | {"schema": 1}).encode(), "x")
    assert read == replace(EPISODE, schema=1)


def test_a_chapters_picture_is_one_of_the_episodes_files(tmp_path: Path) -> None:
    picture = replace(FILE, name="picture-1.jpg", type="image/jpeg")
    chapters = (replace(EPISODE.chapters[0], picture=picture),) * 2
    episode = replace(EPISODE, chapters=chapters)
    assert [file.name for file in episode.files].count("picture-1.jpg") == 1
    put(Shelf(tmp_path), episode)
    assert not Shelf(tmp_path).is_complete(episode)
    (tmp_path / EPISODE.folder / "picture-1.jpg").write_bytes(b"jpg")
    assert Shelf(tmp_path).is_complete(episode)
    assert from_manifest(to_manifest(episode), "x") == episode


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        to_manifest(EPISODE)[:-40],
        to_manifest(EPISODE).replace(b'"schema": 3', b'"schema": 99'),
        to_manifest(EPISODE).replace(b'"guid"', b'"giud"'),
        to_manifest(EPISODE).replace(b'"length": 3', b'"length": 3, "colour": 1', 1),
        b"\xff\xfe",
        to_manifest(EPISODE).replace(b'"length": 3', b'"length": 3, "\xff": 1', 1),
    ],
)
def test_a_damaged_or_foreign_manifest_is_an_error_that_names_it(data: bytes) -> None:
    with pytest.raises(ShelfError, match=r"a/episode\.json"):
        from_manifest(data, "a/episode.json")


def test_an_episode_appears_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "episodes")
    put(shelf)
    assert shelf.episodes() == (EPISODE,)
    assert shelf.is_complete(EPISODE)


def test_a_failure_while_filling_leaves_what_was_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    with pytest.raises(ZeroDivisionError), shelf.opened(), shelf.stage(EPISODE.folder) as stage:
        stage.write("a.mp3", "audio/mpeg", (bytes([1 // n]) for n in (1, 0)))
    assert shelf.episodes() == (EPISODE,)
    assert (tmp_path / EPISODE.folder / "a.mp3").read_bytes() == b"mp3"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".lock", EPISODE.folder]


def test_putting_an_episode_again_replaces_all_of_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    (tmp_path / EPISODE.folder / "stray").touch()
    put(shelf, replace(EPISODE, title="B"))
    assert [episode.title for episode in shelf.episodes()] == ["B"]
    assert not (tmp_path / EPISODE.folder / "stray").exists()


def test_the_same_article_is_known_by_its_place_and_by_its_words(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    assert shelf.find(Source("place", Digest("other words"), "b")) == EPISODE
    assert shelf.find(Source("elsewhere", Digest("text"), "b")) == EPISODE
    assert shelf.find(Source("", Digest("other words"), "b")) is None


def test_a_place_tells_more_than_words(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    other = replace(EPISODE, folder="b", guid="h", source=Source("there", Digest("mine"), "b"))
    put(shelf, other)
    assert shelf.find(Source("there", Digest("text"), "x")) == other


def test_a_missing_or_cut_file_makes_an_episode_incomplete(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    (tmp_path / EPISODE.folder / "a.vtt").write_bytes(b"v")
    assert not shelf.is_complete(EPISODE)
    (tmp_path / EPISODE.folder / "a.vtt").unlink()
    assert not shelf.is_complete(EPISODE)


def test_what_a_killed_run_left_behind_is_put_right(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    (tmp_path / EPISODE.folder).rename(tmp_path / f".old-{EPISODE.folder}")
    (tmp_path / ".new-half").mkdir()
    (tmp_path / ".new-half" / "a.mp3").touch()
    with shelf.opened():
        pass
    assert shelf.episodes() == (EPISODE,)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".lock", EPISODE.folder]


def test_the_newest_episode_comes_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    newer = replace(EPISODE, folder="b", published=datetime(2026, 12, 1, tzinfo=UTC))
    put(shelf, newer)
    assert shelf.episodes() == (newer, EPISODE)


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    assert shelf.free_name(EPISODE.folder) == f"{EPISODE.folder}-2"
    assert shelf.free_name("b") == "b"


def test_a_file_that_has_not_changed_is_not_written(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("feed.xml", b"one")
    before = (tmp_path / "feed.xml").stat().st_mtime_ns, (tmp_path / "feed.xml").stat().st_ino
    shelf.keep("feed.xml", b"one")
    assert (
        (tmp_path / "feed.xml").stat().st_mtime_ns,
        (tmp_path / "feed.xml").stat().st_ino,
    ) == before
    shelf.keep("feed.xml", b"two")
    assert (tmp_path / "feed.xml").read_bytes() == b"two"


@pytest.mark.skipif(os.name == "nt", reason="Windows words it otherwise")
def test_a_folder_that_cannot_be_made_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ShelfError) as caught:
        put(Shelf(tmp_path / "file" / "episodes"))
    assert caught.value.remedy


def test_the_manifest_tells_nobody_where_the_article_lay(tmp_path: Path) -> None:
    put(Shelf(tmp_path))
    manifest = json.loads((tmp_path / EPISODE.folder / "episode.json").read_text())
    assert "/" not in json.dumps(manifest["source"])


def test_names_that_an_episode_had_are_taken_for_ever(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf, replace(EPISODE, formerly=("b",)))
    assert shelf.free_name("b") == "b-2"
    with shelf.opened():
        shelf.remove(tombstone_of(EPISODE, EPISODE.updated))
    assert shelf.episodes() == ()
    assert shelf.free_name(EPISODE.folder) == f"{EPISODE.folder}-2"


def test_a_removal_that_was_killed_after_its_tombstone_is_finished(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    shelf.keep("removed.json", to_json([tombstone_of(EPISODE, EPISODE.updated)]))
    with shelf.opened():
        pass
    assert shelf.episodes() == ()
    assert [one.guid for one in shelf.removed()] == [EPISODE.guid]


def test_what_is_left_of_a_burial_that_was_cut_short_never_comes_back(tmp_path: Path) -> None:
    half = tmp_path / ".old-2026-01-01-gone"
    half.mkdir()
    (half / "gone.mp3").write_bytes(b"sound")  # its manifest went first
    with Shelf(tmp_path).opened():
        pass
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_a_folder_that_was_put_aside_for_another_name_gets_its_own_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    (tmp_path / EPISODE.folder).rename(tmp_path / ".old-renamed")
    with shelf.opened():
        pass
    assert (tmp_path / EPISODE.folder / "a.mp3").is_file()
    assert shelf.episodes() == (EPISODE,)


def test_a_removed_article_is_known_by_its_place_and_by_its_words(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    put(shelf)
    with shelf.opened():
        shelf.remove(tombstone_of(EPISODE, EPISODE.updated))
    for place, words in (("place", "x"), ("y", "text"), ("", "text")):
        assert shelf.removed_of(Source(place, Digest(words), "b"))
    assert shelf.removed_of(Source("", Digest(""), "b")) is None
    assert shelf.removed_of(Source("y", Digest("x"), "b")) is None


def test_a_promised_guid_is_given_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    promise = Promise("g", EPISODE.published, ("here", "there"))
    shelf.keep(".promised.json", promises_to_json([promise]))
    assert shelf.promised("there") == promise
    assert shelf.promised("elsewhere") is None
    put(shelf)
    assert shelf.promised("there") is None
    with shelf.opened():
        shelf.remove(tombstone_of(EPISODE, EPISODE.updated))
    assert shelf.promised("there") is None
