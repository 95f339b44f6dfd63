"""A long-running show is checked while one waits."""

import os
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from faulty import begin

from paracast.check import check_folder

EPISODES = 1000
SECONDS = 2.0  # of a processor


def multiply(show: Path, episodes: int) -> None:
    """Make many episodes of a show's one: links to its files, with manifests of their own."""
    feed, made = show / "feed.xml", next(show.glob("2*"))
    text = feed.read_text("utf-8")
    item = re.search(r"<item>.*</item>", text, re.DOTALL)
    guid = re.search(r"<guid[^>]*>([^<]*)", text)
    assert item
    assert guid
    items = []
    for number in range(episodes):
        folder, one = show / f"{made.name}-{number}", f"{guid[1]}-{number}"
        folder.mkdir()
        for path in made.iterdir():
            if path.name != "episode.json":
                os.link(path, folder / path.name)
        told = (made / "episode.json").read_text("utf-8")
        told = told.replace(guid[1], one).replace(f'"{made.name}"', f'"{folder.name}"')
        (folder / "episode.json").write_text(told, "utf-8")
        date = format_datetime(datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=number))
        new = item[0].replace(guid[1], one).replace(f"{made.name}/", f"{folder.name}/")
        items.append(re.sub(r"<pubDate>[^<]*", f"<pubDate>{date}", new))
    feed.write_text(text.replace(item[0], "".join(items)), "utf-8")


@pytest.mark.slow
def test_a_thousand_episodes_take_less_than_two_seconds(tmp_path: Path) -> None:
    show = begin(tmp_path / "show")
    multiply(show, EPISODES)
    begun = time.process_time()
    found = check_folder(show, deep=False)
    taken = time.process_time() - begun
    assert [finding.rule.name for finding in found] == ["feed-large"]
    assert taken < SECONDS
