"""`paracast import`, as users run it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosts import Host, hosting
from tones import tone

from paracast import config
from paracast.episode.guid import podcast_guid

PLAIN = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONWARNINGS": "error"}
PLAIN = {name: value for name, value in PLAIN.items() if not name.lower().endswith("_proxy")}


def item(host: Host, number: int, name: str) -> str:
    return (
        f"<item><title>Tale {number}</title><guid>old-{number}</guid>"
        f"<pubDate>0{number} Jan 2020 00:00:00 GMT</pubDate>"
        f'<enclosure url="{host.url(f"/{name}")}" type=""/></item>'
    )


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting({"/1.mp3": tone(2), "/2.mp3": tone(2)}) as one:
        one.types["/feed"] = "application/rss+xml"
        items = [item(one, 3, "gone.mp3"), item(one, 2, "2.mp3"), item(one, 1, "1.mp3")]
        silent = "<item><title>Note</title><guid>note</guid></item>"
        told = f"<title>Harbour Tales</title>{silent}{''.join(items)}"
        one.files["/feed"] = f'<rss version="2.0"><channel>{told}</channel></rss>'.encode()
        yield one


def run(host: Host, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "paracast", "import", host.url("/feed"), *options]
    return subprocess.run(
        [*command, "--allow-private"],
        cwd=folder,
        capture_output=True,
        text=True,
        env=PLAIN,
        check=False,
    )


def test_a_show_is_taken_over_into_a_folder_of_its_own_and_again_it_goes_on(
    host: Host, tmp_path: Path
) -> None:
    planned = run(host, tmp_path, "--dry-run")
    assert planned.stdout.count("Would take") == 3
    assert list(tmp_path.iterdir()) == []
    done = run(host, tmp_path)
    assert done.returncode == 4
    assert done.stdout.count("Took “Tale") == 2
    assert "Left “Note”: it has no sound." in done.stdout
    assert "gone.mp3 answers 404" in done.stderr
    assert "itunes:new-feed-url" in done.stderr
    assert "[show] url" in done.stderr
    show = tmp_path / "harbour-tales"
    assert 'title = "Harbour Tales"' in (show / "paracast.toml").read_text()
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == 2
    host.files["/gone.mp3"] = tone(2)
    again = run(host, tmp_path, "--json")
    assert again.returncode == 0, again.stderr
    told = [json.loads(line) for line in again.stdout.splitlines()]
    assert [one["guid"] for one in told if one["outcome"] == "taken"] == ["old-3"]
    assert again.stderr == ""


def test_whoever_told_the_address_is_not_asked_for_it(host: Host, tmp_path: Path) -> None:
    done = run(host, tmp_path, "--url", "https://podnews.net/harbour")
    assert "publish the show, so that it is at https://podnews.net/harbour/" in done.stderr
    assert "[show] url" not in done.stderr


def test_guids_alone_are_kept_without_a_sound(host: Host, tmp_path: Path) -> None:
    host.files["/feed"] = host.files["/feed"].replace(
        b"</guid><pub", b"</guid><link>https://a.example/</link><pub", 1
    )
    done = run(host, tmp_path, "--only-guids")
    assert done.returncode == 0, done.stderr
    assert "Kept the GUIDs of 1 episode of 4" in done.stdout
    assert not list((tmp_path / "harbour-tales").glob("episodes/*/"))


def test_settings_of_a_show_that_is_there_stay_and_its_old_guid_is_told(
    host: Host, tmp_path: Path
) -> None:
    config.init_show(tmp_path / "mine", title="Mine")
    before = (tmp_path / "mine" / "paracast.toml").read_bytes()
    done = run(host, tmp_path, "--show", "mine")
    assert (tmp_path / "mine" / "paracast.toml").read_bytes() == before
    assert len(list((tmp_path / "mine").glob("episodes/*/episode.json"))) == 2
    guid = podcast_guid(host.url("/feed"))
    assert f'write guid = "{guid}" in [show]' in done.stderr
    (tmp_path / "mine" / "paracast.toml").write_text(f'[show]\ntitle="Mine"\nguid="{guid}"\n')
    assert "identity" not in run(host, tmp_path, "--show", "mine").stderr
