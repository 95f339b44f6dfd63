import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import Server, serving, start_show

from paracast.server.opening import is_served, open_served

SECRET = b"nobody's business"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    show = start_show(tmp_path_factory.mktemp("reach") / "show")
    (show / "secret.txt").write_bytes(SECRET)
    with serving(show) as running:
        yield running
        assert running.failed == []


OUTSIDE = [
    "../secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "%2e%2e%2fsecret.txt",
    "%252e%252e%252fsecret.txt",
    "..%5csecret.txt",
    "..\\secret.txt",
    "%c0%ae%c0%ae/secret.txt",
    "%e0%80%ae%e0%80%ae/secret.txt",
    "./../secret.txt",
    "2026-11-24-boats-1/../../secret.txt",
    "2026-11-24-boats-1/%2e%2e/%2e%2e/secret.txt",
    "....//secret.txt",
    "..;/secret.txt",
    "SHOW/secret.txt",
    "/SHOW/secret.txt",
    "%2fSHOW/secret.txt",
    "file:SHOW/secret.txt",
    "../secret.txt%00.mp3",
    "secret.txt",
    "../secret.txt?feed.xml",
    "feed.xml/../../secret.txt",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_episodes_is_reached(server: Server, path: str) -> None:
    answer = server.get("/" + path.replace("SHOW", str(server.show)))
    assert answer.split()[1] in {b"404", b"400"}
    assert SECRET not in answer


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["..", ".", "", "/", "\\", "secret.txt", "2026-11-24-boats-1", "\0", "a"]),
        max_size=9,
    )
)
def test_no_path_whatever_leads_outside(server: Server, parts: list[str]) -> None:
    for path in ("/".join(parts), "".join(parts)):
        opened = open_served(server.episodes, path)
        if opened is not None:
            opened.file.close()
        assert opened is None


@pytest.mark.parametrize(
    "name",
    [
        *(".lock", ".guid", ".following.json", ".new-boats/boats.mp3", ".old-boats/boats.mp3"),
        *("removed.json", "README.md", "2026-11-24-boats-1/episode.json"),
        *("2026-11-24-boats-1/EPISODE.JSON", "2026-11-24-boats-1/.boats.mp3.x1y2z3"),
    ],
)
def test_what_paracast_keeps_to_itself_is_not_served(server: Server, name: str) -> None:
    path = server.episodes / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    assert server.ask(name).status == 404
    assert server.ask(name, Range="bytes=0-").status == 404


@pytest.mark.parametrize(
    "name", ["episode.json.", "episode.json ", "episode.json::$DATA", "a\\episode.json", "C:a.mp3"]
)
def test_no_system_is_asked_for_another_spelling_of_a_name(name: str) -> None:
    assert not is_served(name)


def test_links_lead_nowhere(server: Server) -> None:
    (server.episodes / "link.txt").symlink_to(server.show / "secret.txt")
    (server.episodes / "linked").symlink_to(server.show)
    (server.episodes / "circle").symlink_to("circle")
    (server.episodes / "inside.mp3").symlink_to(server.mp3)
    for path in ("link.txt", "linked/secret.txt", "linked/", "circle", "inside.mp3"):
        assert server.ask(path).status == 404
    hidden = server.episodes / "hard.json"
    hidden.symlink_to("2026-11-24-boats-1/episode.json")
    assert server.ask("hard.json").status == 404


def test_what_is_no_file_is_not_waited_for(server: Server) -> None:
    os.mkfifo(server.episodes / "pipe.mp3")
    assert server.ask("pipe.mp3").status == 404


def test_a_show_behind_a_link_is_served(server: Server, tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(server.show)
    with serving(tmp_path / "linked") as linked:
        assert linked.ask(linked.mp3).status == 200


def test_folders_are_not_listed(server: Server) -> None:
    for path in (server.folder, server.folder.rstrip("/"), f"{server.folder}/"):
        answer = server.ask(path)
        assert (answer.status, answer.data) == (404, b"There is nothing here.\n")


def test_a_folder_with_a_page_shows_it(server: Server) -> None:
    folder = server.episodes / "2026-page"
    folder.mkdir()
    (folder / "index.html").write_text("<p>Page")
    assert server.ask("2026-page/").data == b"<p>Page"
    moved = server.ask("2026-page")
    assert (moved.status, moved.headers["location"]) == (308, "2026-page/")


@pytest.mark.parametrize("name", ["a b.mp3", "ä.mp3", "100%.mp3", "a&b'.mp3", "a+b.mp3"])
def test_names_are_asked_for_as_addresses_write_them(server: Server, name: str) -> None:
    (server.episodes / name).write_bytes(b"sound")
    assert server.ask(quote(name)).data == b"sound"


@pytest.mark.parametrize("path", ["a" * 300, "a/" * 1500, "%ff%fe", "\u202eabc", "feed-1.xml"])
def test_what_is_not_there_is_plainly_not_found(server: Server, path: str) -> None:
    answer = server.ask(quote(path, safe="/%"))
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert str(server.show).encode() not in answer.data
