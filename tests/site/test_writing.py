import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from pages import RATE, SHOW, episode, laid, shelved, site, timed

from paracast import config
from paracast.episode.shelf import Shelf
from paracast.episode.transcript import to_json
from paracast.errors import ShelfError
from paracast.pipeline.feeding import write_feed
from paracast.site.searching import from_script
from paracast.site.writing import in_order


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        shelved(tmp_path, episode(number), [f"It was day {number}.", "The sea was flat."])
    return tmp_path


def written(folder: Path) -> dict[str, int]:
    """Return each file's inode, by its place: a file that is written anew has another."""
    return {
        str(path.relative_to(folder)): path.stat().st_ino
        for path in folder.rglob("*")
        if path.suffix in {".html", ".js", ".css"} or path.parent.name == "assets"
    }


def changed(folder: Path, before: dict[str, int]) -> set[str]:
    return {place for place, inode in written(folder).items() if before.get(place) != inode}


def test_every_episode_has_a_page_and_the_show_one_that_leads_to_them(folder: Path) -> None:
    told = site(folder)
    assert told.path == folder / "index.html"
    assert told.written == 6
    page = told.path.read_text("utf-8")
    for made in Shelf(folder).episodes():
        assert f'href="{made.folder}/index.html"' in page
        assert (folder / made.folder / "index.html").is_file()
        assert (folder / made.folder / "reading.js").is_file()


def test_the_same_again_writes_nothing(folder: Path) -> None:
    site(folder)
    before = written(folder)
    assert site(folder).written == 0
    assert written(folder) == before


def test_unchanged_episodes_transcripts_are_not_read(folder: Path) -> None:
    site(folder)
    for path in folder.glob("*/tale.transcript.json"):
        path.write_text("damaged")
    assert site(folder).written == 0


def test_a_changed_episode_changes_its_page_its_neighbours_and_the_list(folder: Path) -> None:
    site(folder)
    before = written(folder)
    made = episode(2, title="The Second Tale")
    shelved(folder, made, ["It was another day."])
    assert site(folder).written == 4
    pages = {f"2026-01-0{day}-tale-{day - 1}/index.html" for day in (2, 3, 4)}
    assert {place for place in changed(folder, before) if place.endswith(".html")} == {
        *pages,
        "index.html",
    }


def test_a_new_episode_changes_the_page_of_the_one_before(folder: Path) -> None:
    site(folder)
    before = written(folder)
    shelved(folder, episode(5), ["Rain."])
    assert site(folder).written == 3
    assert "2026-01-05-tale-4/index.html" in changed(folder, before)
    assert "2026-01-04-tale-3/index.html" not in changed(folder, before)


def test_a_page_that_was_removed_or_is_somebody_elses_comes_back(folder: Path) -> None:
    site(folder)
    one, two, *_ = sorted(folder.glob("*/index.html"))
    one.unlink()
    two.write_text("<p>Mine now")
    sorted(folder.glob("*/reading.js"))[2].unlink()
    assert site(folder).written == 3
    assert "paracast-inputs" in two.read_text()


def test_another_title_of_the_show_changes_every_page(folder: Path) -> None:
    site(folder)
    assert site(folder, replace(SHOW, title="Pier Reads")).written == 6


def test_the_pages_are_the_same_wherever_they_are_written_and_in_whatever_order(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site(folder)
    other = tmp_path_factory.mktemp("other")
    for number in (3, 0, 4, 1, 2):
        shelved(other, episode(number), [f"It was day {number}.", "The sea was flat."])
        site(other)
    places = written(folder).keys()
    assert places == written(other).keys()
    for place in places:
        assert (folder / place).read_bytes() == (other / place).read_bytes(), place


def test_shared_files_that_no_page_names_are_removed_and_others_stay(folder: Path) -> None:
    site(folder)
    mine, old = folder / "assets" / "mine.css", folder / "assets" / "site-0123456789ab.css"
    mine.write_text("mine")
    old.write_text("old")
    before = {path.name for path in (folder / "assets").iterdir()}
    shelved(folder, episode(5), ["Rain."])
    site(folder)
    after = {path.name for path in (folder / "assets").iterdir()}
    assert mine.name in after
    assert old.name not in after
    assert len([name for name in after if name.startswith("search-")]) == 1
    assert len(before - after) == 2  # the old style, and the index before


def test_every_shared_file_that_a_page_names_is_there(folder: Path) -> None:
    site(folder)
    names = {f"assets/{path.name}" for path in (folder / "assets").iterdir()}
    pages = "".join(path.read_text("utf-8") for path in folder.rglob("*.html"))
    assert all(name in pages for name in names)


def test_the_index_knows_the_words_of_episodes_that_are_there_and_of_no_others(
    folder: Path,
) -> None:
    site(folder)
    gone = folder / "2026-01-02-tale-1"
    for path in gone.iterdir():
        path.unlink()
    gone.rmdir()
    shelved(folder, episode(2), ["Fog."])
    site(folder)
    (index,) = (folder / "assets").glob("search-*.js")
    known = from_script(index.read_bytes())
    assert len(known) == 4
    assert known["2026-01-03-tale-2"].words == " fog"
    assert known["2026-01-01-tale-0"].words == " 0 day flat it sea the was"


def test_a_damaged_index_is_made_anew(folder: Path) -> None:
    site(folder)
    (index,) = (folder / "assets").glob("search-*.js")
    good = index.read_bytes()
    index.write_text("paracastSearch([[1]]);\n")
    site(folder)
    (index,) = (folder / "assets").glob("search-*.js")
    assert index.read_bytes() == good


def test_a_damaged_transcript_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "2026-01-03-tale-2" / "tale.transcript.json").write_text("{}")
    with pytest.raises(ShelfError, match="2026-01-03-tale-2"):
        site(folder)


def test_an_episode_without_a_transcript_has_a_page_with_its_description(tmp_path: Path) -> None:
    made = shelved(tmp_path, episode(1), ["Fog."])
    manifest = tmp_path / made.folder / "episode.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"transcripts": []}))
    site(tmp_path)
    assert "What happened on day 1." in (tmp_path / made.folder / "index.html").read_text()


def test_a_serial_is_listed_from_its_beginning_and_another_show_from_its_end() -> None:
    newest_first = [episode(number, season=1 + number // 3) for number in (4, 3, 2, 1, 0)]
    assert in_order(SHOW, newest_first) == newest_first
    assert in_order(replace(SHOW, type="serial"), newest_first) == newest_first[::-1]
    numbered = [episode(1, number=1), episode(0, number=2)]
    assert in_order(replace(SHOW, type="serial"), numbered) == numbered


def test_a_show_without_episodes_says_so(tmp_path: Path) -> None:
    assert site(tmp_path).written == 1
    assert "No episodes yet." in (tmp_path / "index.html").read_text()


@pytest.mark.slow
def test_of_a_thousand_episodes_one_that_changed_is_written_in_two_seconds(tmp_path: Path) -> None:
    """The feed too; transcripts of five minutes of speech."""
    config.init_show(tmp_path / "reads", title="Harbour Reads", url="https://example.org/show")
    setup = config.load(tmp_path / "reads")
    texts = [f"The tide rose over the {n} stones of the pier and fell again." for n in range(60)]
    transcript = "".join(to_json(timed(texts), RATE)).encode()
    for days in range(1000):
        laid(setup.episodes, episode(days), transcript)
    write_feed(setup)
    shelved(setup.episodes, episode(500, title="Another tale"), texts)
    before = written(setup.episodes)
    began = time.perf_counter()
    write_feed(setup)
    assert time.perf_counter() - began < 2
    pages = [place for place in changed(setup.episodes, before) if place.endswith(".html")]
    assert len(pages) == 4
