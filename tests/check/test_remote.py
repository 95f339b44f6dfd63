"""A feed on a server: paracast's own is silent, and a simple one is told what it lacks."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty import begin
from serving import Server, started

from paracast.check import check_url


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("remote") / "show"
    begin(folder)
    earlier = time.time() - 60  # of what is seconds old a server tells no date
    for path in (folder / "episodes").rglob("*"):
        os.utime(path, (earlier, earlier))
    with started(folder) as running:
        yield running


@pytest.fixture(scope="module")
def simple(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the same feed with Python's own server, which knows no ranges."""
    root = tmp_path_factory.mktemp("simple")
    shutil.copytree(server.show / "episodes", root / "show")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/show/"
    feed = root / "show" / "feed.xml"
    feed.write_text(
        feed.read_text("utf-8").replace("https://example.org/harbour/", address), "utf-8"
    )
    command = ["-m", "http.server", "--bind", "127.0.0.1", "--directory", str(root), str(port)]
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"{address}feed.xml"
    process.kill()
    process.wait()


def test_our_own_server_has_all_that_directories_ask_for(server: Server) -> None:
    assert check_url(f"{server.address}feed.xml") == ()


def test_a_simple_server_is_told_what_it_lacks(simple: str) -> None:
    named = {finding.rule.name for finding in check_url(simple)}
    assert named == {"server-ranges", "server-cors", "server-gzip", "server-type"}  # of SubRip


def test_a_server_that_is_not_there_is_one_finding() -> None:
    (finding,) = check_url("http://127.0.0.1:9/feed.xml")
    assert finding.rule.name == "server-unreachable"


def test_a_page_that_is_no_feed_is_one_finding(server: Server) -> None:
    (page,) = server.episodes.glob("2*/*.vtt")
    (finding,) = check_url(server.address + page.relative_to(server.episodes).as_posix())
    assert finding.rule.name == "feed-malformed"


def test_a_page_names_its_feed_which_is_to_be_checked_instead(server: Server) -> None:
    (finding,) = check_url(f"{server.address}index.html")
    assert finding.rule.name == "feed-page"
    assert finding.seen.endswith(f"{server.address}feed.xml")


def paracast(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "paracast", "check", *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_tells_people_and_its_exit_code_tells_programs(
    server: Server, tmp_path: Path, simple: str
) -> None:
    good = paracast("--show", server.show)
    assert (good.returncode, good.stdout) == (0, "Nothing is wrong.\n")
    copy = tmp_path / "episodes"
    shutil.copytree(server.show / "episodes", copy)
    next(copy.glob("2*/*.vtt")).unlink()
    bad = paracast(copy, "--quick")
    assert bad.returncode == 11
    assert "file-missing" in bad.stdout
    assert bad.stdout.endswith("1 error\n")
    told = json.loads(paracast(copy / "feed.xml", "--json").stdout)
    assert [(one["rule"], one["severity"]) for one in told] == [("file-missing", "error")]
    assert paracast(simple).returncode == 11
    assert paracast(tmp_path / "nowhere").returncode == 2


def test_of_one_rule_a_few_findings_are_printed_and_the_others_counted(
    server: Server, tmp_path: Path
) -> None:
    copy = tmp_path / "episodes"
    shutil.copytree(server.show / "episodes", copy)
    feed = copy / "feed.xml"
    item = '<item><title>Boats \x9b31m</title><guid isPermaLink="false">g</guid></item>'
    text = feed.read_text("utf-8").replace("</channel>", f"{item * 9}</channel>")
    feed.write_text(text, "utf-8")
    told = paracast(copy, "--quick")
    assert told.stdout.count("There is no enclosure.") == 5
    assert "… and 4 times more: episode-without-enclosure" in told.stdout
    assert "\x9b" not in told.stdout
    listed = json.loads(paracast(copy, "--quick", "--json").stdout)
    assert sum(one["rule"] == "episode-without-enclosure" for one in listed) == 9
    before = tmp_path / "before.xml"
    before.write_text(text.replace(">g<", ">h<"), "utf-8")
    assert "episode-lost" in paracast(copy, "--quick", "--against", before).stdout
    assert paracast(copy, "--against", tmp_path / "none.xml").returncode == 2
