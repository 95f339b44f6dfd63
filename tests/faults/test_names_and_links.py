"""Titles and file names of every kind, and links that lead in circles."""

import json
import os
import re
from pathlib import Path

import pytest
from faulty_shows import episodes, is_whole, make, paracast, start_show
from hypothesis import given
from hypothesis import strategies as st

from paracast.article.folders import opened
from paracast.episode.naming import folder_name, slug_of, stem_of
from paracast.pipeline.outcome import Outcome

RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)( *\..*)?", re.IGNORECASE)
LONGEST = 255 - len("-1000.transcript.json") - len(".12345678")  # bytes, with what is put around it

TITLES = {
    "of Windows": "CON",
    "of Windows with an ending": "aux.",
    "ending in dots and spaces": "The end . . . ",
    "of signs that Windows refuses": '<>:"|?*\\/',
    "of 255 bytes of emoji": "🚢" * 63 + "abc",
    "of 255 characters of Hebrew": "ספינות שבות הביתה " * 14 + "אבג",
    "of 255 characters that stand over others": "e\u0301\u0323" * 85,
    "of right-to-left marks": "\u202eboats\u202c \u200f\u2067home\u2069",
    "of one sign": "…",
    "in many cases": "ONE Title, ÉTÉ ŒUVRE ß",
}
FILES = (
    "con.md",
    "aux..md",
    "a:b|c?.md",
    "new\nline.md",
    "-rf.md",
    " .md",
    "🚢" * 60 + ".md",
    "e\u0301.md",
    "é.md",
)


def is_fit_for_windows(name: str) -> bool:
    """Tell whether NTFS and exFAT take a name (Microsoft, Naming Files, Paths, and Namespaces)."""
    return bool(
        re.fullmatch(r"[a-z0-9-]+", name)
        and not RESERVED.fullmatch(name)
        and len(name.encode()) <= LONGEST
    )


@given(st.text())
def test_every_title_makes_a_name_that_every_system_takes(title: str) -> None:
    slug = slug_of(title)
    assert is_fit_for_windows(slug)
    assert slug == slug_of(slug)
    assert is_fit_for_windows(stem_of(slug, 1000))
    assert not RESERVED.fullmatch(f"{slug}.mp3")


@pytest.mark.parametrize("title", [*TITLES.values(), "COM1", "lpt9.txt", "NUL.tar.gz", "Conin$"])
def test_titles_that_are_names_of_devices_make_none(title: str) -> None:
    assert is_fit_for_windows(slug_of(title))


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_an_episode_of_any_title_is_whole(tmp_path: Path, title: str) -> None:
    show = start_show(tmp_path / "show")
    (show / "boats.md").write_text(f"# {title}\n\nSeven boats came home.\n", "utf-8")
    made = make(show)
    assert is_fit_for_windows(made.episode.folder)
    assert is_whole(show)
    for path in (show / "episodes").rglob("*"):
        assert not set(path.name) & set('<>:"|?*\\')
        assert not path.name.endswith((".", " "))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_an_article_may_lie_in_a_file_of_any_name(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    for number, name in enumerate(FILES):
        (show / name).write_text(f"# Boat\n\nIt is number {number}.\n", "utf-8")
    (show / os.fsdecode(b"latin-\xe9.md")).write_text("# Boat\n\nIt came last.\n", "utf-8")
    folders = [make(show, name).episode.folder for name in (*FILES, os.fsdecode(b"latin-\xe9.md"))]
    assert len(set(folders)) == len(FILES) + 1
    assert all(map(is_fit_for_windows, folders))
    assert make(show, FILES[0]).outcome is Outcome.UNCHANGED
    assert is_whole(show)


def test_titles_that_differ_in_case_only_share_no_folder(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    for name, title in (("a.md", "BOATS"), ("b.md", "boats"), ("c.md", "Boáts")):
        (show / name).write_text(f"# {title}\n\nThis is {name}.\n", "utf-8")
        make(show, name)
    folders = [episode.folder.casefold() for episode in episodes(show)]
    assert len(set(folders)) == 3
    assert is_whole(show)


def test_a_folder_name_begins_with_the_day_in_utc() -> None:
    from datetime import datetime

    late = datetime.fromisoformat("2026-10-25T23:30:00+00:00")
    assert folder_name("Boats", late) == "2026-10-25-boats"


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """Return a folder of articles with links that lead back to it, to each other, and nowhere."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "boats.md").write_text("# Boats\n\nThey came home.\n", "utf-8")
    (folder / "self").symlink_to(folder)
    (folder / "up").symlink_to("..")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")
    (folder / "gone.md").symlink_to("nothing.md")
    return folder


def test_links_in_a_folder_of_articles_lead_in_no_circle(circle: Path) -> None:
    assert opened([str(circle)], recursive=True) == [str(circle / "boats.md")]


@pytest.mark.parametrize("name", ["loop.md", "one.md"])
def test_an_article_that_is_a_link_to_itself_is_an_error_with_a_remedy(
    circle: Path, name: str, tmp_path: Path
) -> None:
    show = start_show(tmp_path / "show")
    done = paracast("make", circle / name, "--show", show)
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize("where", ["show", "episodes", "settings"])
def test_a_show_that_is_a_link_to_itself_is_an_error_with_a_remedy(
    tmp_path: Path, where: str
) -> None:
    show = tmp_path / "show"
    if where == "show":
        show.symlink_to(show)
    else:
        start_show(show)
        path = show / ("episodes" if where == "episodes" else "paracast.toml")
        path.rename(tmp_path / "aside")
        path.symlink_to(path)
    article = tmp_path / "boats.md"
    article.write_text("# Boats\n\nThey came home.\n", "utf-8")
    done = paracast("make", article, "--show", show, "--voice", "tone:a440")
    assert done.returncode in {2, 3, 7}, done.stderr
    assert "Traceback" not in done.stderr
    assert 2 <= len(done.stderr.strip().splitlines()) <= 3


def test_circles_within_the_episodes_folder_harm_nobody(tmp_path: Path) -> None:
    show = start_show(tmp_path / "show")
    made = make(show).episode
    folder = show / "episodes"
    (folder / "again").symlink_to(folder)
    (folder / made.folder / "up").symlink_to("..")
    (folder / "loop").symlink_to("loop")
    make(show)
    assert is_whole(show)
    done = paracast("publish", tmp_path / "host", "--show", show)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "host").rglob("*.mp3"))) == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_show_may_lie_where_no_name_is_unicode(tmp_path: Path) -> None:
    show = start_show(tmp_path / os.fsdecode(b"show-\xe9"))
    given = ("--show", show)
    made = paracast("make", show / "boats.md", *given, "--voice", "tone:a440", "--json")
    assert made.returncode == 0, made.stderr
    assert Path(json.loads(made.stdout)["mp3"]).is_file()
    for words in (("episodes",), ("check", show), ("publish", show / "host", *given)):
        done = paracast(*words, *(given if words == ("episodes",) else ()))
        assert done.returncode == 0, done.stderr
    assert is_whole(show)
