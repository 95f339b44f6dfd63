import os
from pathlib import Path

import pytest

from paracast.article.folders import ENDINGS, opened
from paracast.errors import ArticleError


def names(folder: Path, *, recursive: bool = False) -> list[str]:
    found = opened([str(folder)], recursive=recursive)
    return [Path(path).relative_to(folder).as_posix() for path in found]


def lay(folder: Path, *files: str) -> None:
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text("Words.")


def test_the_articles_of_a_folder_are_sorted_by_name_and_numbers_by_size(tmp_path: Path) -> None:
    lay(tmp_path, "chapter 10.md", "chapter 2.md", "Chapter 1.md", "b.txt", "A.txt")
    assert names(tmp_path) == ["A.txt", "b.txt", "Chapter 1.md", "chapter 2.md", "chapter 10.md"]


def test_every_ending_that_is_read_is_taken_and_no_other(tmp_path: Path) -> None:
    lay(tmp_path, *(f"a{ending.upper()}" for ending in ENDINGS), "a.mp3", "a.png", "a", "a.py")
    assert len(names(tmp_path)) == len(ENDINGS)


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", ".b.md", ".git/c.md")
    assert names(tmp_path, recursive=True) == ["a.md"]


def test_folders_in_it_are_looked_into_only_when_asked(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "part 10/a.md", "part 2/b.md", "part 2/more/c.md")
    assert names(tmp_path) == ["a.md"]
    assert names(tmp_path, recursive=True) == [
        "a.md",
        "part 2/b.md",
        "part 2/more/c.md",
        "part 10/a.md",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_that_lead_back_end_and_links_to_files_are_read(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert names(tmp_path, recursive=True) == ["a.md", "b.md"]


def test_what_is_no_folder_stays_what_it_is(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.md")
    locators = ["-", "https://example.org/", "none.md", "\0", str(tmp_path / "in")]
    assert opened(locators) == [*locators[:4], str(tmp_path / "in" / "a.md")]


def test_a_folder_without_articles_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    lay(tmp_path, "deeper/a.md", "song.mp3")
    with pytest.raises(ArticleError) as caught:
        opened([str(tmp_path)])
    assert "no article in the folder" in caught.value.message
    assert "--recursive" in caught.value.remedy


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    with pytest.raises(ArticleError, match="Cannot read the folder"):
        opened([str(tmp_path / "shut")])
