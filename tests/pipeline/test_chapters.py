import json
import re
from concurrent.futures import Executor
from itertools import pairwise
from pathlib import Path

import mutagen
import pytest
from one_at_a_time import make_episode
from PIL import Image

from paracast import config
from paracast.article import read_article
from paracast.episode.model import Chapter, Episode
from paracast.errors import ArticleError
from paracast.feed.notes import notes_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.making import make_file
from paracast.pipeline.outcome import Outcome
from paracast.pipeline.speaking import open_studio
from paracast.script import ReadingOptions, ScriptOptions, write_script

PROSE = "The harbour was quiet that morning, and nobody had seen a boat since the frost. " * 8
ARTICLE = f"""# Boats come home

{PROSE}

The mayor read it out. She quoted [the long report](https://example.com/report) twice.

## [The winter](https://example.com/winter)

![Ice on the quay](ice.png)

{PROSE} Again [the report](https://example.com/report).[^1]

### A remark

It was cold.

## The thaw

{PROSE} It lists [every net](https://example.com/nets).

[^1]: See [a note](https://example.com/note) that nobody hears.
"""


@pytest.fixture
def show(show: Path) -> Path:
    (show / "article.md").write_text(ARTICLE)
    Image.new("RGB", (800, 600), "lightblue").save(show / "ice.png")
    return show


def make(show: Path, executor: Executor) -> tuple[Episode, Outcome]:
    studio = open_studio(config.load(show, voice="tone:a440"), executor)
    made = make_episode(Commission(str(show / "article.md")), studio, tell_nobody)
    return made.episode, made.outcome


def folder_of(show: Path, episode: Episode) -> Path:
    return show / "episodes" / episode.folder


def chapters_name(episode: Episode) -> str:
    assert episode.chapter_file
    return episode.chapter_file.name


def seconds(chapter: Chapter, episode: Episode) -> float:
    return chapter.start / episode.sound.rate


def test_chapters_follow_the_headings_and_cover_the_episode(show: Path, executor: Executor) -> None:
    episode, _ = make(show, executor)
    chapters = episode.chapters
    assert [c.title for c in chapters] == ["Boats come home", "The winter", "The thaw"]
    assert chapters[0].start == 0
    assert all(one.end == two.start for one, two in pairwise(chapters))
    assert chapters[-1].end == episode.sound.length
    assert [c.url for c in chapters] == ["", "https://example.com/winter", ""]


def test_the_tag_the_file_and_the_notes_tell_the_same_chapters(
    show: Path, executor: Executor
) -> None:
    episode, _ = make(show, executor)
    folder = folder_of(show, episode)
    starts = [seconds(chapter, episode) for chapter in episode.chapters]
    assert all(start.is_integer() for start in starts)
    tags = mutagen.File(folder / episode.enclosure.name).tags
    told = json.loads((folder / chapters_name(episode)).read_text())["chapters"]
    stamps = re.findall(r"<li>(\d\d):(\d\d):(\d\d) ([^<]+)</li>", notes_of(episode))
    in_tag = [(c.start_time / 1000, c.sub_frames["TIT2"].text[0]) for c in tags.getall("CHAP")]
    in_file = [(chapter["startTime"], chapter["title"]) for chapter in told]
    in_notes = [(int(h) * 3600 + int(m) * 60 + int(s), title) for h, m, s, title in stamps]
    known = [(s, c.title) for s, c in zip(starts, episode.chapters, strict=True)]
    assert sorted(in_tag) == in_file == in_notes == known
    winter = next(c.sub_frames for c in tags.getall("CHAP") if "WXXX:" in c.sub_frames)
    assert winter["WXXX:"].url == told[1]["url"] == "https://example.com/winter"


def test_a_chapter_begins_in_the_second_before_its_heading(show: Path, executor: Executor) -> None:
    episode, _ = make(show, executor)
    (path,) = folder_of(show, episode).glob("*.transcript.json")
    cues = {cue["body"]: cue["startTime"] for cue in json.loads(path.read_text())["sentences"]}
    for chapter in episode.chapters[1:]:
        assert 0 <= cues[chapter.title] - seconds(chapter, episode) < 1


def test_links_are_mentioned_once_where_their_sentence_begins(
    show: Path, executor: Executor
) -> None:
    episode, _ = make(show, executor)
    assert [(m.words, m.url) for m in episode.mentions] == [
        ("the long report", "https://example.com/report"),
        ("The winter", "https://example.com/winter"),
        ("every net", "https://example.com/nets"),
    ]
    (path,) = folder_of(show, episode).glob("*.transcript.json")
    cues = {cue["body"]: cue["startTime"] for cue in json.loads(path.read_text())["sentences"]}
    begins = [
        cues["She quoted the long report twice."],
        cues["The winter"],
        cues["It lists every net."],
    ]
    found = [mention.start / episode.sound.rate for mention in episode.mentions]
    assert found == pytest.approx(begins, abs=0.001)


def test_a_picture_beside_the_article_is_its_chapters_picture(
    show: Path, executor: Executor
) -> None:
    path = show / "paracast.toml"
    here = "http://localhost:8000/"
    path.write_text(path.read_text().replace(here, "https://example.org/reads/"))
    episode, _ = make(show, executor)
    folder = folder_of(show, episode)
    picture = episode.chapters[1].picture
    assert picture is not None
    data = (folder / picture.name).read_bytes()
    assert len(data) == picture.length
    with Image.open(folder / picture.name) as image:
        assert (image.format, image.size) == ("JPEG", (600, 450))
    tags = mutagen.File(folder / episode.enclosure.name).tags
    assert [c.sub_frames["APIC:"].data for c in tags.getall("CHAP") if len(c.sub_frames) == 3] == [
        data
    ]
    told = json.loads((folder / chapters_name(episode)).read_text())["chapters"]
    assert [chapter.get("img") for chapter in told] == [
        None,
        f"https://example.org/reads/{episode.folder}/{picture.name}",
        None,
    ]


def test_another_picture_or_another_link_updates_the_episode(
    show: Path, executor: Executor
) -> None:
    first, _ = make(show, executor)
    assert make(show, executor)[1] is Outcome.UNCHANGED
    Image.new("RGB", (800, 600), "navy").save(show / "ice.png")
    second, outcome = make(show, executor)
    assert outcome is Outcome.UPDATED
    assert first.chapters[1].picture != second.chapters[1].picture
    assert len(list(folder_of(show, second).glob("picture-*.jpg"))) == 1
    (show / "article.md").write_text(ARTICLE.replace(".com/nets", ".com/salt"))
    third, outcome = make(show, executor)
    assert outcome is Outcome.UPDATED
    assert third.mentions[-1].url == "https://example.com/salt"


def test_a_damaged_picture_is_told_before_anything_is_spoken(
    show: Path, executor: Executor
) -> None:
    (show / "ice.png").write_bytes((show / "ice.png").read_bytes()[:100])
    with pytest.raises(ArticleError, match=r"ice\.png"):
        make(show, executor)
    assert not list((show / "episodes").glob("*/episode.json"))


def test_one_file_outside_any_show_bears_its_chapters_pictures_too(
    show: Path, executor: Executor, tmp_path: Path
) -> None:
    studio = open_studio(config.default_setup(voice="tone:a440"), executor)
    commission = Commission(str(show / "article.md"))
    make_file(commission, studio, tmp_path / "out.mp3", tell_nobody)
    chapters = mutagen.File(tmp_path / "out.mp3").tags.getall("CHAP")
    assert sum("APIC:" in chapter.sub_frames for chapter in chapters) == 1


def test_headings_that_are_not_said_still_begin_segments(show: Path) -> None:
    article = read_article(str(show / "article.md"))
    script = write_script(article, ScriptOptions(), ReadingOptions(headings="leave out"), show="S")
    titles = [segment.title for segment in script.segments]
    assert titles == ["Boats come home", "The winter", "A remark", "The thaw"]
    assert "The thaw" not in {said.form.written for said in script.utterances}


def test_a_picture_without_words_is_no_text_that_is_left_out(show: Path) -> None:
    (show / "article.md").write_text(ARTICLE.replace("![Ice on the quay]", "![]"))
    script = write_script(read_article(str(show / "article.md")), ScriptOptions(), show="S")
    assert script.pictures == ((show / "ice.png").resolve(),)
    assert all(left.text for left in script.left_out)
