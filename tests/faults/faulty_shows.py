"""Shows that something happens to, and whether they are whole afterwards."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import feedparser
from one_at_a_time import make_episode

from paracast import config
from paracast.check import Severity, check_folder
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.outcome import Made
from paracast.pipeline.speaking import open_studio

VOICE = "tone:a440"
ARTICLE = "# Boats come home\n\nSeven boats came home before noon.\n\nNobody expected it.\n"
URL = "https://example.org/reads"


def start_show(folder: Path) -> Path:
    """Begin a show with one article, of which nothing is made yet."""
    config.init_show(folder, title="Harbour Reads", url=URL)
    (folder / "boats.md").write_text(ARTICLE, "utf-8")
    return folder


def make(show: Path, article: str = "boats.md") -> Made:
    """Make an article's episode as the command does, in this process."""
    with ThreadPoolExecutor(1) as executor:
        studio = open_studio(config.load(show, voice=VOICE), executor)
        made = make_episode(Commission(str(show / article)), studio, tell_nobody)
    write_feed(studio.setup)
    return made


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "paracast", *map(str, arguments)]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    plain = {"NO_COLOR": "1", "COLUMNS": "200", "PYTHONWARNINGS": "error"}
    return {**os.environ, **plain, **more}


def paracast(
    *arguments: str | Path, wrapped: Sequence[str] = (), more: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own.

    Args:
        arguments: its own.
        wrapped: a program that runs it.
        more: of the environment.
    """
    return subprocess.run(
        [*wrapped, *command(*arguments)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=environment(more or {}),
    )


def episodes(show: Path) -> tuple[Episode, ...]:
    return Shelf(show / "episodes").episodes()


def is_whole(show: Path) -> bool:
    """Tell whether a show is all that it should be: every file, the feed, nothing half done."""
    folder = show / "episodes"
    shelf = Shelf(folder)
    made = shelf.episodes()
    parsed = feedparser.parse((folder / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert {entry.id for entry in parsed.entries} == {episode.guid for episode in made}
    assert not [file for episode in made for file in shelf.damaged(episode)]
    assert not [path for path in folder.iterdir() if path.name.startswith((".new", ".old"))]
    found = check_folder(folder, deep=True)
    assert not [one for one in found if one.rule.severity is Severity.ERROR]
    return True
