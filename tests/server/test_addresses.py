import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.episode.guid import is_loopback
from paracast.server.addresses import Listening, base_of

LOCAL = ("192.168.1.7", 8000)
HERE = Listening(host="0.0.0.0", secret="")  # noqa: S104  what phones reach


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LocalHost:8000",
        "pod.localhost",
        "127.0.0.1:1",
        "[::1]:8000",
        "192.168.1.7:8000",
        "10.1.2.3",
        f"{socket.gethostname()}:8000",
        f"{socket.gethostname().partition('.')[0]}.local",
    ],
)
def test_this_machine_is_asked_by_its_names_and_by_any_number(host: str) -> None:
    assert base_of(host, LOCAL, HERE) == f"http://{host.lower()}/"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost:80:80",
        "localhost:99999",
        "local host",
        "localhost/",
        "user@localhost",
        "localhost#",
        'localhost"><script>',
        "[::1",
        "[evil]",
        "[127.0.0.1",
        "١٢٧.0.0.1",
        "x" * 300,
    ],
)
def test_no_other_name_is_answered(host: str) -> None:
    assert base_of(host, LOCAL, HERE) is None


@given(st.text())
def test_whatever_a_host_says_no_sign_of_it_gets_into_xml_or_html(host: str) -> None:
    assert not set(base_of(host, LOCAL, HERE) or "") & set("<>\"'& \r\n\\")


def test_who_names_no_host_asked_the_number_that_was_reached() -> None:
    assert base_of(None, LOCAL, HERE) == "http://192.168.1.7:8000/"
    assert base_of(None, ("fe80::1", 80), HERE) == "http://[fe80::1]:80/"


def test_the_host_that_the_user_gave_is_a_name_of_this_machine() -> None:
    assert base_of("pod.example:1", LOCAL, Listening("pod.example")) == "http://pod.example:1/"


def test_behind_a_proxy_all_are_told_the_proxys_address() -> None:
    shown = Listening(url="https://pod.example.net/show/")
    for host in ("pod.example.net", "127.0.0.1:8000"):
        assert base_of(host, LOCAL, shown) == "https://pod.example.net/show/"
    assert base_of("evil.example", LOCAL, shown) is None


def test_a_secret_stands_in_every_address() -> None:
    listening = Listening(port=8001, secret="s3cret")  # noqa: S106  nobody's
    assert listening.address("localhost") == "http://localhost:8001/s3cret/"
    assert listening.address("::1") == "http://[::1]:8001/s3cret/"
    assert Listening(url="https://a.example/b/").address("x") == "https://a.example/b/"


@pytest.mark.parametrize(
    ("host", "alone"),
    [("localhost", True), ("127.9.9.9", True), ("::1", True), ("::", False), ("pod.lan", False)],
)
def test_only_this_machine_reaches_loopback(host: str, *, alone: bool) -> None:
    assert is_loopback(host) is alone
    assert Listening(host).is_open is not alone


def test_one_asks_here_by_localhost_and_from_the_network_by_a_number() -> None:
    assert Listening().names() == ("localhost",)
    assert Listening("192.168.1.7").names() == ("192.168.1.7",)
    assert HERE.names()[0] == "localhost"
