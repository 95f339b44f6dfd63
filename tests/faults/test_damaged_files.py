"""What disks do to files: cut, emptied, overwritten, a bit flipped, gone."""

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty_shows import episodes, is_whole, make, paracast, start_show
from PIL import Image

from paracast import config
from paracast.episode.manifests import COPY
from paracast.episode.shelf import Shelf
from paracast.errors import PublishError, ShelfError
from paracast.pipeline.editing import Edit, edit_episode, rename_episode
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.outcome import Outcome
from paracast.pipeline.publishing import Publication, publish

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "emptied": lambda _: b"",
    "binary": lambda data: os.urandom(len(data)),
    "zeros": lambda data: bytes(len(data)),
    "without its GUID": lambda data: data.replace(b'"guid"', b'"gujd"'),
}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = start_show(tmp_path_factory.mktemp("made") / "show")
    make(folder)
    return folder


@pytest.fixture
def show(made_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made_once, tmp_path / "show")


def manifest_of(show: Path) -> Path:
    (path,) = (show / "episodes").glob("*/episode.json")
    return path


def flip(path: Path, *, silently: bool = False) -> None:
    """Flip one bit in the middle of a file; silently: as disks do, without a new time."""
    facts, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    if silently:
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def sent(show: Path, host: Path, *, force: bool = False) -> None:
    publish(config.load(show), Publication(str(host), force=force), lambda _: None)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_manifest_is_mended_with_its_guid_by_whatever_comes_next(
    show: Path, damage: Callable[[bytes], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    made, manifest = make(show).episode, manifest_of(show)
    whole = manifest.read_bytes()
    manifest.write_bytes(damage(whole))
    assert episodes(show) == (made,)
    with caplog.at_level(logging.WARNING):
        write_feed(config.load(show))
    assert manifest.read_bytes() == whole
    assert f"{manifest} was damaged" in caplog.text
    assert make(show).outcome is Outcome.UNCHANGED
    assert is_whole(show)


def test_a_manifest_that_is_gone_comes_back_with_its_guid(show: Path) -> None:
    made, manifest = make(show).episode, manifest_of(show)
    manifest.unlink()
    assert make(show).episode.guid == made.guid
    assert len(episodes(show)) == 1
    assert is_whole(show)


@pytest.mark.parametrize("damage", [bytes, lambda data: data[:99], None])
def test_a_damaged_copy_of_a_manifest_is_written_anew(
    show: Path, damage: Callable[[bytes], bytes] | None
) -> None:
    make(show)
    copy = manifest_of(show).with_name(COPY)
    whole = copy.read_bytes()
    if damage:
        copy.write_bytes(damage(whole))
    else:
        copy.unlink()  # as in shows of earlier versions
    write_feed(config.load(show))
    assert copy.read_bytes() == whole


def test_a_manifest_that_is_lost_with_its_copy_stops_the_feed_and_the_message_says_what_helps(
    show: Path,
) -> None:
    make(show)
    feed, manifest = show / "episodes" / "feed.xml", manifest_of(show)
    before, whole = feed.read_bytes(), manifest.read_bytes()
    for name in ("episode.json", COPY):
        manifest.with_name(name).write_bytes(whole[:100])
    with pytest.raises(ShelfError, match="damaged") as caught:
        write_feed(config.load(show))
    assert "Put a copy of it back" in caught.value.remedy
    assert feed.read_bytes() == before
    manifest.write_bytes(whole)
    assert make(show).outcome is Outcome.UNCHANGED
    assert manifest.with_name(COPY).read_bytes() == whole


@pytest.mark.parametrize("silently", [True, False], ids=["silently", "with a new time"])
@pytest.mark.parametrize("ending", [".mp3", ".vtt", ".srt", ".transcript.json", ".chapters.json"])
def test_a_flipped_bit_in_an_episodes_file_is_mended_by_making_it_again(
    show: Path,
    ending: str,
    silently: bool,  # noqa: FBT001  a case
) -> None:
    made = make(show).episode
    (path,) = (show / "episodes" / made.folder).glob(f"*{ending}")
    whole = path.read_bytes()
    flip(path, silently=silently)
    again = make(show)
    assert again.outcome is Outcome.UPDATED
    assert (again.episode.guid, again.episode.revision) == (made.guid, made.revision)
    assert path.read_bytes() == whole
    assert make(show).outcome is Outcome.UNCHANGED
    assert is_whole(show)


@pytest.mark.parametrize("silently", [True, False], ids=["silently", "with a new time"])
def test_damaged_bytes_are_not_published_and_what_the_message_says_mends_them(
    show: Path,
    silently: bool,  # noqa: FBT001  a case
    tmp_path: Path,
) -> None:
    made, host = make(show).episode, tmp_path / "host"
    flip(show / "episodes" / made.folder / made.transcripts[0].name, silently=silently)
    with pytest.raises(PublishError, match=made.transcripts[0].name) as caught:
        sent(show, host)
    assert "paracast make ARTICLE" in caught.value.remedy
    assert not host.exists() or not list(host.rglob("*.*"))
    make(show)
    sent(show, host)
    there = host / made.folder / made.enclosure.name
    assert there.read_bytes() == (show / "episodes" / made.folder / there.name).read_bytes()


def test_what_people_have_stays_as_it_was_when_it_is_damaged_here(
    show: Path, tmp_path: Path
) -> None:
    made, host = make(show).episode, tmp_path / "host"
    sent(show, host)
    name = f"{made.folder}/{made.enclosure.name}"
    whole = (host / name).read_bytes()
    flip(show / "episodes" / name)
    with pytest.raises(PublishError):
        sent(show, host)
    assert (host / name).read_bytes() == whole


def test_who_forces_it_publishes_a_file_that_was_edited_by_hand(show: Path, tmp_path: Path) -> None:
    made, host = make(show).episode, tmp_path / "host"
    name = f"{made.folder}/{made.transcripts[0].name}"
    flip(show / "episodes" / name)
    sent(show, host, force=True)
    assert (host / name).read_bytes() == (show / "episodes" / name).read_bytes()


def test_an_edit_takes_no_damaged_file_for_what_it_is_to_be(show: Path) -> None:
    made = make(show).episode
    path = show / "episodes" / made.folder / made.enclosure.name
    flip(path)
    setup = config.load(show)
    with pytest.raises(ShelfError, match=r"mp3 is damaged") as caught:
        edit_episode("1", Edit(title="Ships"), setup)
    assert "paracast make" in caught.value.remedy
    with pytest.raises(ShelfError, match=r"mp3 is damaged"):
        rename_episode("1", "Ships", setup)
    make(show)
    assert edit_episode("1", Edit(title="Ships"), setup).guid == made.guid
    assert is_whole(show)


@pytest.mark.parametrize("damage", [bytes, lambda data: data[:5000], None])
def test_a_damaged_poster_is_drawn_anew(
    show: Path, damage: Callable[[bytes], bytes] | None
) -> None:
    make(show)
    (poster,) = (show / "episodes").glob("artwork-*.jpg")
    whole = poster.read_bytes()
    if damage:
        poster.write_bytes(damage(whole))
    else:
        flip(poster, silently=True)
    write_feed(config.load(show))
    assert poster.read_bytes() == whole


def test_a_poster_that_is_whole_is_not_drawn_again(show: Path) -> None:
    make(show)
    (poster,) = (show / "episodes").glob("artwork-*.jpg")
    before = poster.stat().st_ino, poster.stat().st_mtime_ns
    write_feed(config.load(show))
    assert (poster.stat().st_ino, poster.stat().st_mtime_ns) == before


def test_damaged_artwork_of_the_shows_own_is_put_there_again(show: Path) -> None:
    Image.new("RGB", (1400, 1400), "navy").save(show / "own.png")
    settings = show / "paracast.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[show]\n", '[show]\nartwork = "own.png"\n', 1), "utf-8")
    make(show)
    (artwork,) = (show / "episodes").glob("artwork-*.png")
    flip(artwork)
    write_feed(config.load(show))
    assert artwork.read_bytes() == (show / "own.png").read_bytes()


@pytest.mark.parametrize("name", ["feed.xml", "index.html", "BOATS/index.html"])
def test_a_feed_or_a_page_that_is_cut_is_written_anew(show: Path, name: str) -> None:
    made = make(show).episode
    path = show / "episodes" / name.replace("BOATS", made.folder)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    write_feed(config.load(show))
    assert path.read_bytes() == whole


def test_one_bit_flipped_in_every_entry_of_the_store_changes_nothing_that_is_made(
    show: Path,
) -> None:
    (made,) = episodes(show)
    path = show / "episodes" / made.folder / made.enclosure.name
    before = path.read_bytes()
    for reused in (0, 4, 0):  # nothing kept, all kept, all of it damaged
        path.unlink()
        again = make(show)
        assert (again.outcome, again.reused) == (Outcome.UPDATED, reused)
        assert path.read_bytes() == before
        if reused:
            for entry in Path(os.environ["PARACAST_STORE"]).glob("*/*.kept"):
                flip(entry)
    assert is_whole(show)


def test_what_was_mended_is_told_in_the_terminal(show: Path) -> None:
    make(show)
    manifest = manifest_of(show)
    manifest.write_bytes(manifest.read_bytes()[:200])
    done = paracast("feed", "--show", show)
    assert done.returncode == 0, done.stderr
    assert "was damaged or gone; it was written anew from its copy" in done.stderr
    assert not Shelf(show / "episodes").damaged(episodes(show)[0])
