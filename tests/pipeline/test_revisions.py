"""Other bytes get another address; the episode stays the same one."""

import json
from concurrent.futures import Executor
from pathlib import Path

import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.episode.model import Episode
from paracast.episode.numbering import Asked
from paracast.episode.shelf import Shelf
from paracast.errors import UsageError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.speaking import open_studio

LASTING = {"episode.json", ".episode.json", "index.html", "reading.js"}
ENDINGS = ("chapters.json", "mp3", "srt", "transcript.json", "vtt")


@pytest.fixture
def show(show: Path) -> Path:
    write(show, "noon")
    return show


def write(show: Path, word: str, name: str = "boats") -> None:
    (show / f"{name}.md").write_text(f"# {name.capitalize()} 2026\n\nThey came home at {word}.\n")


def make(show: Path, executor: Executor, name: str = "boats", asked: Asked | None = None) -> Made:
    setup = config.load(show, voice="tone:a440")
    commission = Commission(str(show / f"{name}.md"), asked=asked or Asked())
    made = make_episode(commission, open_studio(setup, executor), tell_nobody)
    write_feed(setup)
    return made


def files(show: Path, episode: Episode) -> list[str]:
    folder = show / "episodes" / episode.folder
    return sorted(path.name for path in folder.iterdir() if path.name not in LASTING)


def named(stem: str) -> list[str]:
    return [f"{stem}.{ending}" for ending in ENDINGS]


def test_other_sound_is_a_new_name_for_all_files_in_the_same_folder_under_the_same_guid(
    show: Path, executor: Executor
) -> None:
    first = make(show, executor).episode
    assert files(show, first) == named("boats-2026")
    for word, stem in (("midnight", "boats-2026-2"), ("noon", "boats-2026-3")):
        write(show, word)
        made = make(show, executor)
        assert made.outcome is Outcome.UPDATED
        assert files(show, made.episode) == named(stem)
        assert (made.episode.guid, made.episode.folder) == (first.guid, first.folder)
    assert f"{first.folder}/boats-2026-3.mp3" in (show / "episodes" / "feed.xml").read_text()


def test_the_same_bytes_keep_their_name(show: Path, executor: Executor) -> None:
    first = make(show, executor).episode
    (show / "episodes" / first.folder / "boats-2026.vtt").unlink()
    again = make(show, executor)
    assert again.outcome is Outcome.UPDATED
    assert again.episode.enclosure == first.enclosure
    assert files(show, again.episode) == named("boats-2026")


def serial(show: Path, season: int = 0) -> None:
    settings = f'[show]\ntitle = "Reads"\ntype = "serial"\nseason = {season}\n'
    (show / "paracast.toml").write_text(settings)


def test_episodes_of_a_serial_show_are_numbered_by_season_and_keep_their_numbers(
    show: Path, executor: Executor
) -> None:
    serial(show, season=1)
    for name in ("boats", "nets"):
        write(show, "noon", name)
    numbers = [make(show, executor, name).episode.number for name in ("boats", "nets")]
    assert numbers == [1, 2]
    serial(show, season=2)
    write(show, "noon", "salt")
    salt = make(show, executor, "salt").episode
    assert (salt.season, salt.number) == (2, 1)
    write(show, "midnight")
    again = make(show, executor).episode
    assert (again.season, again.number) == (1, 1)


def test_the_tag_tells_season_and_number(show: Path, executor: Executor) -> None:
    import mutagen

    episode = make(show, executor, asked=Asked(season=2, number=7)).episode
    tags = mutagen.File(show / "episodes" / episode.folder / episode.enclosure.name).tags
    assert (tags["TPOS"].text, tags["TRCK"].text) == (["2"], ["7"])


def test_asking_for_another_place_in_the_show_updates_an_unchanged_article(
    show: Path, executor: Executor
) -> None:
    first = make(show, executor)
    asked = Asked("bonus", season=3)
    moved = make(show, executor, asked=asked)
    assert moved.outcome is Outcome.UPDATED
    assert moved.reused == moved.paragraphs
    assert (moved.episode.kind, moved.episode.season) == ("bonus", 3)
    assert moved.episode.guid == first.episode.guid
    assert make(show, executor, asked=asked).outcome is Outcome.UNCHANGED
    assert make(show, executor).outcome is Outcome.UNCHANGED


def test_a_number_that_another_episode_has_is_refused_before_anything_is_spoken(
    show: Path, executor: Executor
) -> None:
    make(show, executor, asked=Asked(number=1))
    write(show, "noon", "nets")
    with pytest.raises(UsageError, match="number 1 already"):
        make(show, executor, "nets", asked=Asked(number=1))
    assert len(Shelf(show / "episodes").episodes()) == 1


def test_the_manifest_counts_revisions(show: Path, executor: Executor) -> None:
    make(show, executor)
    write(show, "midnight")
    episode = make(show, executor).episode
    manifest = json.loads((show / "episodes" / episode.folder / "episode.json").read_text())
    assert manifest["revision"] == episode.revision == 2
