"""What users do with episodes that are made."""

import io
import json
import subprocess
import sys
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import mutagen
import pytest
import soundfile
from one_at_a_time import make_episode
from PIL import Image
from shelves import FRAMES, put

from paracast import config
from paracast.episode.manifests import write_manifest
from paracast.episode.model import Episode
from paracast.episode.numbering import Asked
from paracast.episode.shelf import Shelf
from paracast.errors import ShelfError, UsageError
from paracast.files import digest_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.editing import Edit, edit_episode, remove_episode, rename_episode
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio

ARTICLE = "# Boats\n\nThey came home at noon.\n\n![Ice](ice.png)\n"


def make(show: Path, executor: Executor) -> Made:
    setup = config.load(show, voice="tone:a440")
    commission = Commission(str(show / "boats.md"))
    return make_episode(commission, open_studio(setup, executor), tell_nobody)


@pytest.fixture
def made(show: Path, executor: Executor) -> Episode:
    (show / "boats.md").write_text(ARTICLE)
    Image.new("RGB", (80, 60), "lightblue").save(show / "ice.png")
    return make(show, executor).episode


def edit(show: Path, wanted: str = "1", asked: Asked | None = None, **what: Any) -> Episode:  # noqa: ANN401  whatever an Edit has
    return edit_episode(wanted, Edit(asked=asked or Asked(), **what), config.load(show))


def folder_of(show: Path, episode: Episode) -> Path:
    return show / "episodes" / episode.folder


def tags_of(show: Path, episode: Episode) -> Any:  # noqa: ANN401  mutagen has no types
    return mutagen.File(folder_of(show, episode) / episode.enclosure.name).tags


def picture(path: Path, size: int = 1400, mode: str = "RGB") -> Path:
    Image.new(mode, (size, size), "red").save(path)
    return path


def test_another_title_is_told_everywhere_and_the_sound_stays(show: Path, made: Episode) -> None:
    new = edit(show, title="Ships & <sails>")
    folder = folder_of(show, new)
    assert (new.guid, new.folder, new.revision) == (made.guid, made.folder, 2)
    assert tags_of(show, new)["TIT2"] == ["Ships & <sails>"]
    assert new.chapter_file
    assert json.loads((folder / new.chapter_file.name).read_text())["title"] == "Ships & <sails>"
    assert "Ships &amp; &lt;sails&gt;" in (show / "episodes" / "feed.xml").read_text()
    pages = {"index.html", "reading.js"}
    assert {path.name for path in folder.iterdir()} - pages == {
        "episode.json",
        ".episode.json",
        *(file.name for file in new.files),
    }
    assert {file.name.split(".")[0] for file in (new.enclosure, *new.transcripts)} == {"boats-2"}
    heard, _ = soundfile.read(folder / new.enclosure.name)
    assert len(heard) == made.sound.length
    assert Shelf(show / "episodes").is_complete(new)


def test_a_users_words_stay_when_the_article_is_made_again(
    show: Path, made: Episode, executor: Executor
) -> None:
    day = datetime(2025, 3, 4, tzinfo=UTC)
    own = picture(show / "own.png", mode="RGBA")
    edit(show, title="Ships", description="Of ships.", published=day, artwork=own)
    assert make(show, executor).outcome is Outcome.UNCHANGED
    (show / "boats.md").write_text(ARTICLE.replace("noon", "midnight"))
    again = make(show, executor)
    assert again.outcome is Outcome.UPDATED
    new = again.episode
    assert (new.title, new.description, new.published) == ("Ships", "Of ships.", day)
    assert new.guid == made.guid
    assert tags_of(show, new)["TIT2"] == ["Ships"]
    assert new.artwork
    assert Shelf(show / "episodes").is_complete(new)
    cover = Image.open(io.BytesIO(tags_of(show, new).getall("APIC")[0].data))
    assert cover.getpixel((300, 300))[0] > 200  # type: ignore[index]  # a colour of three parts


def test_other_formats_of_the_sound_get_the_new_name_too(show: Path, executor: Executor) -> None:
    settings = show / "paracast.toml"
    settings.write_text(settings.read_text().replace("[audio]\n", "[audio]\nopus = 32\n#"))
    (show / "boats.md").write_text("# Boats\n\nThey came home.")
    made = make(show, executor).episode
    new = edit(show, title="Ships")
    assert [file.name for file in new.alternates] == ["boats-2.opus"]
    assert new.alternates[0].digest == made.alternates[0].digest
    assert Shelf(show / "episodes").is_complete(new)


def test_what_the_tag_does_not_tell_changes_no_name(show: Path, made: Episode) -> None:
    new = edit(show, asked=Asked("bonus"))
    assert new.kind == "bonus"
    assert new.enclosure == made.enclosure


def test_an_edit_that_changes_nothing_writes_nothing(show: Path, made: Episode) -> None:
    edit(show)
    before = {path: path.stat().st_ino for path in folder_of(show, made).iterdir()}
    assert edit(show) == made
    assert {path: path.stat().st_ino for path in folder_of(show, made).iterdir()} == before


def test_an_episodes_own_artwork_is_a_jpeg_named_by_its_content(show: Path, made: Episode) -> None:
    own = picture(show / "own.png", mode="RGBA")
    new = edit(show, artwork=own)
    assert new.artwork
    assert new.guid == made.guid
    assert new.artwork.name == f"artwork-{new.artwork.digest[:8]}.jpg"
    with Image.open(folder_of(show, new) / new.artwork.name) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1400, 1400))
    back = edit(show, without_artwork=True)
    assert back.artwork is None
    assert not list(folder_of(show, back).glob("artwork-*"))
    assert back.revision == 3


@pytest.mark.parametrize(("size", "word"), [(1399, "1399 × 1399"), (3001, "3001 × 3001")])
def test_artwork_that_no_directory_takes_is_refused(
    show: Path, made: Episode, size: int, word: str
) -> None:
    with pytest.raises(UsageError, match=word):
        edit(show, artwork=picture(show / "own.png", size))
    assert Shelf(show / "episodes").episodes() == (made,)


def test_what_is_no_picture_is_refused(show: Path, made: Episode) -> None:
    for name in ("boats.md", "none.png"):
        with pytest.raises(UsageError, match=name):
            edit(show, artwork=show / name)
    with pytest.raises(UsageError, match="title"):
        edit(show, title=" ")
    assert Shelf(show / "episodes").episodes() == (made,)


def test_a_damaged_chapters_file_is_an_error_and_nothing_is_lost(show: Path, made: Episode) -> None:
    assert made.chapter_file
    (folder_of(show, made) / made.chapter_file.name).write_text("[1]")
    with pytest.raises(ShelfError, match=r"chapters\.json is damaged"):
        edit(show, title="Ships")
    assert Shelf(show / "episodes").episodes() == (made,)


def test_a_renamed_episode_is_the_same_one_at_another_address(
    show: Path, made: Episode, executor: Executor
) -> None:
    new = rename_episode("boats", "Ships at Sea!", config.load(show))
    assert new.folder.endswith("-ships-at-sea")
    assert new.enclosure.name == "ships-at-sea.mp3"
    assert (new.guid, new.formerly, new.revision) == (made.guid, (made.folder,), 1)
    assert new.enclosure.digest == made.enclosure.digest
    assert not folder_of(show, made).exists()
    assert f"{new.folder}/ships-at-sea.mp3" in (show / "episodes" / "feed.xml").read_text()
    assert make(show, executor).outcome is Outcome.UNCHANGED
    with pytest.raises(UsageError, match="is or was called"):
        rename_episode("1", "Boats", config.load(show))


def test_a_chapters_picture_moves_with_its_episode(show: Path) -> None:
    put(show, "guid-a", "Boats")
    setup = config.load(show)
    (episode,) = Shelf(setup.episodes).episodes()
    assert episode.chapter_file
    path = folder_of(show, episode) / episode.chapter_file.name
    address = f"{setup.show.address}{episode.folder}/picture.jpg"
    others = "https://example.com/picture.jpg"
    listed = [{"startTime": 0, "img": address}, {"startTime": 1, "img": others}]
    data = json.dumps({"version": "1.2.0", "chapters": listed}).encode()
    path.write_bytes(data)
    file = replace(episode.chapter_file, length=len(data), digest=digest_of(data))
    write_manifest(path.parent, replace(episode, chapter_file=file))
    new = rename_episode("1", "Ships", setup)
    assert new.chapter_file
    told = json.loads((folder_of(show, new) / new.chapter_file.name).read_text())
    assert [chapter["img"] for chapter in told["chapters"]] == [
        f"{setup.show.address}{new.folder}/picture.jpg",
        others,
    ]


def test_a_removed_episode_leaves_a_tombstone_and_its_name_and_guid_never_come_again(
    show: Path, made: Episode, executor: Executor
) -> None:
    remove_episode("boats", config.load(show))
    assert not folder_of(show, made).exists()
    assert "<item>" not in (show / "episodes" / "feed.xml").read_text()
    (kept,) = json.loads((show / "episodes" / "removed.json").read_text())
    assert (kept["guid"], kept["folder"], kept["title"]) == (made.guid, made.folder, "Boats")
    assert datetime.fromisoformat(kept["published"]) == made.published
    assert datetime.fromisoformat(kept["removed"]) <= datetime.now(UTC)
    again = make(show, executor)
    assert again.outcome is Outcome.MADE
    assert again.removed
    assert again.removed.guid == made.guid != again.episode.guid
    assert again.episode.folder == f"{made.folder}-2"


def test_damaged_tombstones_are_an_error_and_no_guid_is_risked(show: Path) -> None:
    put(show, "guid-a", "Boats")
    (show / "episodes" / "removed.json").write_text("[{")
    with pytest.raises(ShelfError, match=r"removed\.json is damaged"):
        remove_episode("1", config.load(show))


@pytest.mark.parametrize(
    "action", ["rename", "remove", pytest.param("edit", marks=pytest.mark.slow)]
)
def test_killed_before_any_change_of_the_disk_the_shelf_is_whole_and_it_can_be_done_again(
    show: Path, action: str
) -> None:
    put(show, "guid-a", "Boats")
    other = put(show, "guid-b", "Nets")
    write_feed(config.load(show))  # draws the artwork once for all turns
    program = Path(__file__).with_name("killed_at_every_step.py")
    done = subprocess.run(
        [sys.executable, program, show, action], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)
    assert len(steps) > 10
    last = steps[-1][1]
    seen = set()
    for found, again in steps:
        assert found["complete"]
        assert found["left"] == []
        guids = sorted(guid for guid, *_ in found["episodes"])
        assert guids == (["guid-b"] if found["removed"] else ["guid-a", "guid-b"])
        assert ["guid-b", other.folder, "Nets"] in found["episodes"]
        assert again | {"files": 0} == last | {"files": 0}
        assert again["in_feed"] == len(again["episodes"])
        seen.add(json.dumps(found["episodes"]))
    assert len(seen) == 2, "an episode is as it was, or as it is to be"


def test_frames_are_found_between_all_tags(tmp_path: Path) -> None:
    from paracast.audio.foreign import frames_of

    tag = b"ID3\x04\x00\x00" + bytes((0, 0, 1, 2)) + bytes(130)
    footed = b"ID3\x04\x00\x10" + bytes((0, 0, 0, 5)) + bytes(5) + b"3DI" + bytes(7)
    old = b"TAG" + bytes(125)
    for before in (b"", tag, tag + footed):
        for after in (b"", old):
            path = tmp_path / "a.mp3"
            path.write_bytes(before + FRAMES + after)
            with path.open("rb") as file:
                assert frames_of(file) == (len(before), len(before) + len(FRAMES))
