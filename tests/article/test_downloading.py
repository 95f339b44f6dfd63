"""Files from the web, gone on with where they broke off."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hosts import Host, hosting
from servers import Page, dripping, serving, talking

from paracast.article.downloading import download, forget
from paracast.article.options import FetchOptions
from paracast.errors import ArticleError

HERE = FetchOptions(allow_private=True, timeout_seconds=5)
DATA = bytes(range(256)) * 4000


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with hosting({"/a.mp3": DATA}) as one:
        yield one


def test_a_file_is_fetched_once(host: Host, tmp_path: Path) -> None:
    for _ in range(2):
        download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA
    assert host.asked == [("/a.mp3", "")]
    forget(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_what_breaks_off_is_gone_on_with_at_once(host: Host, tmp_path: Path) -> None:
    host.breaking = (2, 300_000)
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA
    assert [asked for _, asked in host.asked] == ["", "bytes=300000-", "bytes=600000-"]
    assert host.sent["/a.mp3"] == len(DATA)


def test_what_breaks_off_for_good_is_gone_on_with_by_the_next_run(
    host: Host, tmp_path: Path
) -> None:
    host.breaking = (9, 100_000)
    with pytest.raises(ArticleError):
        download(host.url("/a.mp3"), tmp_path / "a", HERE)
    host.breaking = (0, 0)
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA
    assert host.sent["/a.mp3"] == len(DATA)


def test_a_file_that_has_changed_meanwhile_is_fetched_from_its_beginning(
    host: Host, tmp_path: Path
) -> None:
    host.breaking = (9, 100_000)
    with pytest.raises(ArticleError):
        download(host.url("/a.mp3"), tmp_path / "a", HERE)
    host.breaking, host.files["/a.mp3"] = (0, 0), DATA[::-1]
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA[::-1]


def test_a_host_without_ranges_sends_all_of_it_again(host: Host, tmp_path: Path) -> None:
    host.has_ranges, host.breaking = False, (1, 100_000)
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA


def test_a_file_that_was_cut_on_disk_is_not_taken_for_whole(host: Host, tmp_path: Path) -> None:
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    (tmp_path / "a").write_bytes(DATA[:10])
    download(host.url("/a.mp3"), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == DATA


def test_another_address_is_another_file(host: Host, tmp_path: Path) -> None:
    host.files["/b.mp3"] = b"other"
    for path in ("/a.mp3", "/b.mp3"):
        download(host.url(path), tmp_path / "a", HERE)
    assert (tmp_path / "a").read_bytes() == b"other"


def test_redirects_are_followed_a_bounded_number_of_times(host: Host, tmp_path: Path) -> None:
    page = Page(status=302, headers={"Location": host.url("/a.mp3")})
    with serving({"/go": page, "/round": Page(status=301, headers={"Location": "/round"})}) as site:
        download(site.url("/go"), tmp_path / "a", HERE)
        with pytest.raises(ArticleError, match="more than 5 times"):
            download(site.url("/round"), tmp_path / "b", HERE)
    assert (tmp_path / "a").read_bytes() == DATA


def test_what_is_not_public_or_not_there_or_too_large_is_refused(
    host: Host, tmp_path: Path
) -> None:
    with pytest.raises(ArticleError, match="no address of the public internet"):
        download(host.url("/a.mp3"), tmp_path / "a", FetchOptions())
    with pytest.raises(ArticleError, match="404"):
        download(host.url("/none.mp3"), tmp_path / "a", HERE)
    with pytest.raises(ArticleError, match=r"larger than 0\.1 MB"):
        download(host.url("/a.mp3"), tmp_path / "a", replace(HERE, largest_bytes=100_000))


def test_a_server_that_falls_silent_or_drips_is_left(tmp_path: Path) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nabc"
    hasty = replace(HERE, timeout_seconds=0.1)
    for talk in (dripping(start, b"", 5), dripping(start, b"x", 0.02)):
        with talking(talk) as url, pytest.raises(ArticleError):
            download(url, tmp_path / "a", hasty)
