import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from published_shows import lying, put, untruths

from paracast import config
from paracast.check import PUBLISHED
from paracast.errors import PublishError, UsageError
from paracast.pipeline.publishing import (
    Compared,
    Publication,
    PublishEvent,
    Verified,
)
from paracast.pipeline.publishing import publish as put_out
from paracast.pipeline.setup import Setup
from paracast.publish.sending import Sending


def ignore(_event: PublishEvent) -> None:
    """Hear nothing of it."""


publish = partial(put_out, check=lambda _: ())
"""Without the check: the sounds here are a few bytes."""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A show with one episode, its artwork drawn."""
    folder = tmp_path_factory.mktemp("show")
    config.init_show(folder, title="Harbour Reads", url="https://example.org/harbour")
    put(folder / "episodes", "one", b"sound")
    publish(config.load(folder), Publication(str(folder / "host"), dry_run=True), ignore)
    return folder


@pytest.fixture
def setup(drawn: Path, tmp_path: Path) -> Setup:
    import shutil

    shutil.copytree(drawn, tmp_path / "show")
    return config.load(tmp_path / "show")


def test_a_show_is_published_with_a_feed_written_anew(setup: Setup, tmp_path: Path) -> None:
    (setup.episodes / "feed.xml").write_bytes(b"stale")
    changes = publish(setup, Publication(str(tmp_path / "host")), ignore)
    files = lying(tmp_path / "host")
    assert set(files) == {one.path for one in changes.uploads}
    assert untruths(files, setup.show.address) == []
    assert b"one/a.mp3" in files["feed.xml"]
    assert (setup.episodes / PUBLISHED).read_bytes() == files["feed.xml"]


def test_the_same_again_does_nothing(setup: Setup, tmp_path: Path) -> None:
    publication = Publication(str(tmp_path / "host"))
    publish(setup, publication, ignore)
    assert not publish(setup, publication, ignore)


def test_a_dry_run_tells_all_and_sends_nothing(setup: Setup, tmp_path: Path) -> None:
    events: list[PublishEvent] = []
    changes = publish(setup, Publication(str(tmp_path / "host"), dry_run=True), events.append)
    assert events == [Compared(changes)]
    assert [one.path for one in changes.uploads][-1] == "feed.xml"
    assert not (tmp_path / "host").exists()
    assert not (setup.episodes / PUBLISHED).exists()


def test_each_step_is_told_before_it_is_taken(setup: Setup, tmp_path: Path) -> None:
    events: list[PublishEvent] = []
    changes = publish(setup, Publication(str(tmp_path / "host")), events.append)
    assert events[1:] == [Sending(one.path, one.length) for one in changes.uploads]


def test_a_private_show_lies_below_its_secret(setup: Setup, tmp_path: Path) -> None:
    secret = "s" * 20
    private = replace(setup, show=replace(setup.show, private=secret))
    publish(private, Publication(str(tmp_path / "host")), ignore)
    assert [path.name for path in (tmp_path / "host").iterdir()] == [secret]
    assert untruths(lying(tmp_path / "host" / secret), private.show.address) == []


def test_the_settings_say_where_and_relative_to_the_show(setup: Setup) -> None:
    told = replace(setup, publish=replace(setup.publish, target="../host"))
    publish(told, Publication(), ignore)
    assert (setup.folder.parent / "host" / "feed.xml").exists()


def test_without_a_target_nothing_is_guessed(setup: Setup) -> None:
    with pytest.raises(UsageError, match="Nobody says where"):
        publish(setup, Publication(), ignore)


def test_a_show_is_not_published_into_its_own_episodes(setup: Setup) -> None:
    with pytest.raises(UsageError, match="already"):
        publish(setup, Publication(str(setup.episodes / "host")), ignore)


def test_a_show_is_not_published_among_its_own_settings(
    setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(setup.folder)
    with pytest.raises(UsageError, match="settings and voices"):
        publish(setup, Publication("."), ignore)
    assert not (setup.folder / "index.html").exists()


def test_a_key_in_an_endpoint_is_refused_and_not_repeated(setup: Setup) -> None:
    told = replace(setup, publish=replace(setup.publish, endpoint="https://key:secret@example.org"))
    with pytest.raises(UsageError) as caught:
        publish(told, Publication("s3://bucket"), ignore)
    assert "secret" not in caught.value.message + caught.value.remedy


def test_what_the_check_finds_is_refused_unless_forced(setup: Setup, tmp_path: Path) -> None:
    publication = Publication(str(tmp_path / "host"))
    with pytest.raises(PublishError, match=r"fault 4\. And 2 more"):
        publish(
            setup, publication, ignore, check=lambda _: [f"fault {number}." for number in range(7)]
        )
    assert not (tmp_path / "host").exists()
    forced = replace(publication, force=True)
    assert publish(setup, forced, ignore, check=lambda _: ["fault."])


def test_a_show_at_an_address_of_this_machine_is_refused(setup: Setup, tmp_path: Path) -> None:
    here = replace(setup, show=replace(setup.show, url="http://localhost:8000/"))
    with pytest.raises(PublishError, match="Nobody else could listen"):
        publish(here, Publication(str(tmp_path / "host")), ignore)
    assert publish(here, Publication(str(tmp_path / "host"), force=True), ignore)


def test_a_feed_that_names_what_is_not_there_is_refused_also_by_force(
    setup: Setup, tmp_path: Path
) -> None:
    (setup.episodes / "one" / "a.vtt").unlink()
    with pytest.raises(PublishError, match=r"one/a\.vtt is named in the feed"):
        publish(setup, Publication(str(tmp_path / "host"), force=True), ignore)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """Serve the folder that is published to."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_words: object) -> None:
            """Write no log."""

    (tmp_path / "host").mkdir()
    handler = partial(Quiet, directory=str(tmp_path / "host"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_whether_people_get_what_was_sent_is_asked_on_request(
    setup: Setup, tmp_path: Path, web: str
) -> None:
    there = replace(setup, show=replace(setup.show, url=web))
    publication = Publication(str(tmp_path / "host"), force=True, verify=True)
    events: list[PublishEvent] = []
    publish(there, publication, events.append)
    assert isinstance(events[-1], Verified)
    elsewhere = replace(setup, show=replace(setup.show, url=f"{web}elsewhere/"))
    with pytest.raises(PublishError, match="answers 404"):
        publish(elsewhere, publication, ignore)
    assert f"{web}elsewhere/".encode() in (setup.episodes / PUBLISHED).read_bytes()


def test_an_address_that_cannot_be_reached_is_said_once(setup: Setup, tmp_path: Path) -> None:
    nowhere = replace(setup, show=replace(setup.show, url="http://127.0.0.1:9/"))
    publication = Publication(str(tmp_path / "host"), force=True, verify=True)
    with pytest.raises(PublishError, match="cannot be reached") as caught:
        publish(nowhere, publication, ignore)
    assert caught.value.message.count("127.0.0.1") == 1


def test_a_show_that_the_check_finds_faulty_is_not_published(setup: Setup, tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="does not begin with an MP3 frame"):
        put_out(setup, Publication(str(tmp_path / "host")), ignore)
    assert not (tmp_path / "host" / "feed.xml").exists()
