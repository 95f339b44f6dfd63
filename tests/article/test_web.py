import gzip
import ipaddress
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import Internet, Page, Site, dripping, serving, talking

from paracast import __version__
from paracast.article.address import parse_address
from paracast.article.answers import BusyError, seconds_until
from paracast.article.asking import ask
from paracast.article.connecting import is_public
from paracast.article.options import FetchOptions
from paracast.article.source import fetch
from paracast.article.web import fetch_url
from paracast.errors import ArticleError

HERE = FetchOptions(allow_private=True, timeout_seconds=5)
PUBLIC = "93.184.216.34"
TALE = "<html><body><p>Seven boats came home before noon.</p></body></html>"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name.upper()}_PROXY", raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/": Page(TALE.encode())}) as one:
        yield one


def refusal(url: str, options: FetchOptions = HERE) -> str:
    with pytest.raises(ArticleError) as caught:
        fetch(url, options)
    assert caught.value.remedy
    assert "\n" not in caught.value.message
    return caught.value.message


def redirect(to: str, status: int = 302) -> Page:
    return Page(status=status, headers={"Location": to})


# What is had


def test_a_page_is_fetched_with_its_type_and_charset_and_by_our_name(site: Site) -> None:
    site.pages["/tale"] = Page(TALE.encode(), type='Text/HTML; Charset="UTF-8"')
    source = fetch(site.url("/tale"), HERE)
    assert source.data == TALE.encode()
    assert (source.media_type, source.charset, source.ending) == ("text/html", "UTF-8", ".html")
    assert source.url == source.name == site.url("/tale")
    assert site.asked[0][1]["User-Agent"] == f"paracast/{__version__}"
    assert site.asked[0][1]["Host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize(
    ("path", "media_type", "ending"),
    [
        ("/a", "application/xhtml+xml", ".xhtml"),
        ("/a.md", "text/plain", ".md"),
        ("/a.html", "text/plain", ""),
        ("/a", "text/markdown", ".md"),
        ("/a", "application/rss+xml", ".xml"),
        ("/a", "application/epub+zip", ".epub"),
        ("/a.epub?x=1", "application/octet-stream", ".epub"),
        ("/a.htm", "", ".htm"),
        ("/a", "application/pdf", ".pdf"),
    ],
)
def test_what_a_reader_may_read_is_let_through(
    site: Site, path: str, media_type: str, ending: str
) -> None:
    site.pages[path] = Page(b"words", type=media_type)
    source = fetch(site.url(path), HERE)
    assert (source.media_type, source.ending) == (media_type, ending)


def test_redirects_are_followed_and_the_last_address_names_the_article(site: Site) -> None:
    for number in range(5):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}", status=301 + number % 3)
    site.pages["/5"] = Page(TALE.encode())
    source = fetch(site.url("/0"), HERE)
    assert source.url == site.url("/5")
    assert source.identity == fetch(site.url("/5"), HERE).identity


def test_compressed_and_chunked_bodies_arrive_as_they_were(site: Site) -> None:
    site.pages["/z"] = Page(gzip.compress(TALE.encode()), headers={"Content-Encoding": "gzip"})
    assert fetch(site.url("/z"), HERE).data == TALE.encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nSeve\r\n2\r\nn!\r\n0\r\n\r\n"
    )
    with talking(lambda accepted: accepted.sendall(answer)) as url:
        assert fetch(url, HERE).data == b"Seven!"


def test_a_page_that_has_not_changed_since_is_not_sent_again(site: Site) -> None:
    site.pages["/"] = Page(TALE.encode(), headers={"ETag": '"one"', "Last-Modified": "Mon"})
    first = ask(site.url(), HERE)
    assert first is not None
    assert (first.etag, first.modified) == ('"one"', "Mon")
    assert ask(site.url(), HERE, headers={"If-None-Match": first.etag}) is None


def test_letters_beyond_ascii_in_an_address_arrive(site: Site) -> None:
    site.pages["/caf%C3%A9?q=%C3%BC"] = Page(b"here", type="text/plain")
    assert fetch(site.url("/café?q=ü"), HERE).data == b"here"
    site.pages["/to"] = redirect("/café?q=ü".encode().decode("latin-1"))
    assert fetch(site.url("/to"), HERE).data == b"here"


# What an address is


def identity(url: str) -> str:
    return parse_address(url).lasting


@pytest.mark.parametrize(
    "same",
    [
        "HTTPS://Example.ORG/a?b=1",
        "https://example.org:443/a?b=1#part",
        "https://example.org/a?utm_source=x&b=1&fbclid=2",
        "https://example.org/a?b=1&gclid=3&utm_medium=y",
        " https://example.org/a?b=1& ",
    ],
)
def test_how_a_reader_came_to_an_address_is_no_part_of_it(same: str) -> None:
    assert identity(same) == "https://example.org/a?b=1"


@pytest.mark.parametrize(
    "other",
    ["http://example.org/a?b=1", "https://example.org/A?b=1", "https://example.org/a?b=2",
     "https://example.org:444/a?b=1", "https://www.example.org/a?b=1"],
)  # fmt: skip
def test_other_addresses_are_other_articles(other: str) -> None:
    assert identity(other) != "https://example.org/a?b=1"


@given(st.text(min_size=1, max_size=40))
def test_taking_any_text_apart_ends_in_an_address_or_one_message(text: str) -> None:
    for url in (text, f"http://{text}", f"http://example.org/{text}"):
        with suppress(ArticleError):
            address = parse_address(url)
            assert str(address).isascii()
            assert parse_address(str(address)) == address


def test_names_beyond_ascii_are_looked_up_as_the_internet_writes_them() -> None:
    assert parse_address("http://bücher.example/").host == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/a", "fetches no ftp address"),
        ("file:///etc/passwd", "fetches no file address"),
        ("http:///a", "no address that can be fetched"),
        ("http://example.org:port/", "no address that can be fetched"),
        ("http://[::1/", "no address that can be fetched"),
        ("https://jo:secret@example.org/", "carries a name or a password"),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_asked(url: str, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        fetch_url(url)
    assert words in caught.value.message
    assert "secret" not in caught.value.message


# Which machines may be asked


ANYWHERE = "0.0.0.0"  # noqa: S104  refused, and bound to by nobody
PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    ANYWHERE, "255.255.255.255", "224.0.0.1", "224.0.1.1", "240.0.0.1", "192.0.0.8", "198.18.0.1",
    "192.0.2.1", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "fe80::1",
    "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1", "2002:7f00:1::", "2001:0:1::",
    "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b:1::1",
]  # fmt: skip


@pytest.mark.parametrize("ip", PRIVATE)
def test_addresses_that_are_not_the_public_internets_are_known(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip", [PUBLIC, "1.1.1.1", "::ffff:1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_addresses_of_the_public_internet_are_known(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]",
     "[::ffff:127.0.0.1]", ANYWHERE, "localhost.", "169.254.169.254"],
)  # fmt: skip
def test_machines_of_ones_own_are_not_asked_however_they_are_written(site: Site, host: str) -> None:
    message = refusal(site.url(host=host), FetchOptions(timeout_seconds=3))
    assert "no address of the public internet" in message or "no machine" in message
    assert site.asked == []


def test_the_remedy_names_the_option_that_allows_it(site: Site) -> None:
    with pytest.raises(ArticleError) as caught:
        fetch(site.url())
    assert "--allow-private" in caught.value.remedy


def test_a_name_is_looked_up_once_and_what_was_judged_is_what_is_connected_to(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = Internet({"rebinding.example": [PUBLIC, "127.0.0.1"]})
    net.install(monkeypatch)
    url = site.url(host="rebinding.example")
    assert fetch(url, FetchOptions()).data == TALE.encode()
    assert (net.looked_up, net.connected) == (["rebinding.example"], [PUBLIC])
    assert site.asked[0][1]["Host"] == f"rebinding.example:{site.port}"
    assert "127.0.0.1, which is no address" in refusal(url, FetchOptions())
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize("inside", ["127.0.0.1", "inside.example", "[::ffff:10.0.0.1]"])
def test_a_redirect_into_the_private_network_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    net = Internet({"news.example": [PUBLIC], "inside.example": ["10.0.0.1"]})
    net.install(monkeypatch)
    site.pages["/out"] = redirect(site.url(host=inside))
    message = refusal(site.url("/out", host="news.example"), FetchOptions())
    assert "no address of the public internet" in message
    assert net.connected == [PUBLIC]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://example.org/", "data:text/html,hi"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, to: str) -> None:
    site.pages["/out"] = redirect(to)
    assert f"fetches no {to.partition(':')[0]} address" in refusal(site.url("/out"))


def test_a_name_that_nobody_knows_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    Internet({"none.example": ["not an ip!"]}).install(monkeypatch)
    assert "no machine called none.example" in refusal("http://none.example/")


def test_a_machine_that_does_not_answer_is_one_sentence() -> None:
    with serving({}) as gone:
        url = gone.url()
    assert "does not answer" in refusal(url)


def test_where_a_proxy_is_set_nothing_is_fetched_unless_private_addresses_are_allowed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
    site.pages["http://news.example/tale"] = Page(b"by proxy", type="text/plain")
    assert "A proxy would fetch" in refusal("http://news.example/tale", FetchOptions())
    assert site.asked == []
    assert fetch("http://news.example/tale", HERE).data == b"by proxy"
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert fetch(site.url(), HERE).data == TALE.encode()


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:9", "https://127.0.0.1:9", "http://jo:secret@127.0.0.1:9"]
)
def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    message = refusal("http://news.example/")
    assert "a kind that paracast does not use" in message
    assert "secret" not in message


# Certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "both.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out cert.pem"
    )
    subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)
    made.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return made


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving({"/": Page(TALE.encode())}, tls) as one:
        yield one


def test_a_server_that_nobody_vouches_for_is_refused(secure_site: Site) -> None:
    message = refusal(secure_site.url(host="localhost"))
    assert "cannot show that it is localhost: self-signed certificate" in message
    assert secure_site.asked == []


def test_a_server_that_an_authority_vouches_for_by_name_is_asked(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch(secure_site.url(host="localhost"), HERE).data == TALE.encode()
    assert "cannot show that it is 127.0.0.1" in refusal(secure_site.url())


def test_a_server_without_tls_behind_https_is_one_sentence(site: Site) -> None:
    url = site.url().replace("http:", "https:")
    assert "cannot show that it is 127.0.0.1" in refusal(url)


# What is refused of the answer


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "answers 401: it asks for a name and a password"),
        (402, "answers 402: the page is for paying readers"),
        (403, "answers 403: it does not give the page to programs"),
        (404, "answers 404: there is no such page"),
        (410, "answers 410: the page is gone for good"),
        (429, "answers 429: it has been asked too often"),
        (500, "answers 500: it has a fault of its own"),
        (503, "answers 503: it has a fault of its own"),
        (204, "answers 204: it sends no page"),
        (302, "answers 302: it sends no page"),
        (418, "answers 418: it sends no page"),
    ],
)
def test_each_status_is_one_sentence(site: Site, status: int, words: str) -> None:
    site.pages["/s"] = Page(status=status)
    assert words in refusal(site.url("/s"))


@pytest.mark.parametrize(
    ("media_type", "words"),
    [
        ("audio/mpeg", "is sound of type audio/mpeg"),
        ("video/mp4", "is a video of type video/mp4"),
        ("image/png", "is an image of type image/png"),
        ("application/zip", "is a file of type application/zip"),
        ("application/json", "is a file of type application/json"),
        ("application/octet-stream", "is a file of type application/octet-stream"),
        ("text/css", "is a file of type text/css"),
    ],
)
def test_what_is_no_article_is_refused_by_its_type(site: Site, media_type: str, words: str) -> None:
    site.pages["/media"] = Page(b"ID3", type=media_type)
    assert words in refusal(site.url("/media"))


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.pages["/round"] = redirect("/round")
    assert "sends us on more than 5 times" in refusal(site.url("/round"))
    assert len(site.asked) == 6


def test_a_bomb_of_zeros_is_refused_by_its_decoded_size(site: Site) -> None:
    bomb = gzip.compress(bytes(40_000_000), 1)
    site.pages["/bomb"] = Page(bomb, headers={"Content-Encoding": "gzip"})
    assert "is larger than 10 MB" in refusal(site.url("/bomb"))


@pytest.mark.parametrize("framing", [b"", b"Transfer-Encoding: chunked\r\n"])
def test_an_endless_body_is_refused(framing: bytes) -> None:
    def talk(accepted: object) -> None:
        accepted.sendall(b"HTTP/1.1 200 OK\r\n" + framing + b"\r\n")  # type: ignore[attr-defined]
        piece = b"word " * 20_000
        while True:
            accepted.sendall(b"%x\r\n%b\r\n" % (len(piece), piece) if framing else piece)  # type: ignore[attr-defined]

    with talking(talk) as url:
        assert "is larger than 10 MB" in refusal(url)


SLOW = {
    "nothing at all": dripping(b"", b"", 0.05),
    "headers drop by drop": dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", 0.05),
    "one endless header": dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y", 0.05),
    "only hints": dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
    "a body drop by drop": dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"word ", 0.05),
}


@pytest.mark.parametrize("manner", SLOW)
def test_a_slow_server_is_left_when_the_time_is_up(manner: str) -> None:
    began = time.monotonic()
    with talking(SLOW[manner]) as url:
        message = refusal(url, FetchOptions(allow_private=True, timeout_seconds=0.5))
    assert "took longer than 0.5 s" in message
    assert time.monotonic() - began < 1.5


def test_no_thread_outlives_a_slow_server() -> None:
    with talking(SLOW["a body drop by drop"]) as url:
        before = threading.active_count()
        refusal(url, FetchOptions(allow_private=True, timeout_seconds=0.3))
        ends = time.monotonic() + 2
        while threading.active_count() > before and time.monotonic() < ends:
            time.sleep(0.01)
        assert threading.active_count() <= before


def test_a_body_that_is_cut_off_is_not_taken_for_the_whole() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nSeven boats"
    with talking(lambda accepted: accepted.sendall(answer)) as url:
        assert "breaks off" in refusal(url)


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n",
     b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
     b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
)  # fmt: skip
def test_what_is_no_http_is_one_sentence(answer: bytes) -> None:
    with talking(lambda accepted: accepted.sendall(answer)) as url:
        assert "breaks off, or is no web page" in refusal(url)


def test_a_compression_that_nobody_asked_for_is_refused(site: Site) -> None:
    site.pages["/br"] = Page(b"\x0b\x02", headers={"Content-Encoding": "br"})
    assert "compressed as br" in refusal(site.url("/br"))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Fri, 27 Nov 2026 12:01:00 GMT", 60),
        ("Fri, 27 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999", 86_400),
        ("Fri, 27 Nov 2099 12:00:00 GMT", 86_400),
        ("soon", 0),
        ("-5", 0),
        ("²", 0),
        ("", 0),
    ],
)
def test_a_server_may_say_when_to_ask_again_by_seconds_or_a_date(
    header: str, seconds: float
) -> None:
    assert seconds_until(header, datetime(2026, 11, 27, 12, tzinfo=UTC)) == seconds


def test_what_a_server_says_of_when_to_ask_again_comes_with_the_error(site: Site) -> None:
    site.pages["/"] = Page(status=503, headers={"Retry-After": "90"})
    with pytest.raises(BusyError) as caught:
        fetch(site.url(), HERE)
    assert caught.value.seconds == 90
