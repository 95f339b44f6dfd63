"""Mistakes that people make: each is told in their words, with what to do instead."""

from pathlib import Path

import pytest
from plain_commands import paracast

from paracast import config
from paracast.cli.report import message_about
from paracast.errors import ParacastError

ARTICLE = "# Tide\n\nThe tide came in at noon, and nobody saw it.\n\nIt went again.\n"


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "reads"
    config.init_show(folder, title="Reads")
    (folder / "tide.md").write_text(ARTICLE, "utf-8")
    (folder / "arts").mkdir()
    (folder / "arts" / "empty.md").write_text("", "utf-8")
    (folder / "key.md").write_text("a" * 20_000, "utf-8")
    (folder / "not.pdf").write_bytes(b"%PDF-1.4\nnot really")
    return folder


@pytest.mark.parametrize(
    ("arguments", "message", "remedy"),
    [
        (
            "make tide.md -o tide.wav",
            "tide.wav would be an MP3 all the same.",
            "Name it so: tide.mp3",
        ),
        (
            "make tide.md --show paracast.toml",
            "paracast.toml is a file, and a show is a folder.",
            "Name it: --show .",
        ),
        (
            "make --from tide.md",
            "Nothing that the list tide.md names is there.",
            "If it is an article itself: paracast make tide.md",
        ),
        (
            "make arts/empty.md",
            "There is nothing to say in arts/empty.md.",
            "Give it a text with words.",
        ),
        ("make -", "There is nothing to say in standard input.", "Give it a text with words."),
        (
            "text key.md",
            "key.md holds nothing but words without an end, such as encoded data.",
            "Give it a text with words.",
        ),
        (
            "make tide.md --voice espeak:klingonish",
            "has no voice 'klingonish'",
            "paracast voices",
        ),
        ("init new --url example.org", "'example.org' is no web address.", "https://example.org"),
        ("publish tide.md --force", "a file stands there, or on the way.", "Name a folder."),
    ],
)
def test_a_mistake_is_told_once_with_what_to_do_instead(
    show: Path, arguments: str, message: str, remedy: str
) -> None:
    done = paracast(*arguments.split(), cwd=show)
    assert done.returncode not in {0, 1}
    told = done.stderr.splitlines()
    assert told[0].startswith("paracast: ")
    assert message in told[0]
    assert remedy in told[1]
    assert done.stderr.count("empty.md") <= 1
    assert not (show / "tide.wav").exists()
    assert not (show / "new").exists()


def test_a_pdf_that_is_none_is_told_of_in_our_words_only(show: Path) -> None:
    pytest.importorskip("pypdf")
    done = paracast("text", "not.pdf", cwd=show)
    assert done.stderr.startswith("paracast: not.pdf is a PDF that cannot be read")


def test_a_wrong_setting_is_named_as_it_stands_in_the_file(show: Path) -> None:
    path = show / "paracast.toml"
    path.write_text(
        path.read_text("utf-8").replace("[casting]", '[casting]\nlanguages = "es"'), "utf-8"
    )
    done = paracast("make", "tide.md", cwd=show)
    assert done.stderr.startswith("paracast: [casting] languages in ")
    assert "is wrong: expected a table, got text." in done.stderr


def test_an_edit_of_nothing_says_so(show: Path) -> None:
    assert paracast("make", "tide.md", "--voice", "tone:a440", cwd=show).returncode == 0
    done = paracast("episodes", "edit", "1", cwd=show)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Nothing was asked to be changed." in done.stderr


@pytest.mark.parametrize(
    ("about", "message", "told"),
    [
        ("a/b.md", "There is nothing in b.md.", "There is nothing in a/b.md."),
        ("a/b.md", "The sub.md is gone.", "a/b.md: The sub.md is gone."),
        ("https://a.example/feed", "It is no feed.", "https://a.example/feed: It is no feed."),
        ("a/b", "It is a PDF by b alone.", "a/b: It is a PDF by b alone."),
        ("-", "There is nothing in standard input.", "There is nothing in standard input."),
    ],
)
def test_a_message_names_its_article_once_and_in_full(about: str, message: str, told: str) -> None:
    assert message_about(ParacastError(message, remedy="Look."), about) == told
