import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.article import Article, Block, BlockKind, appended
from paracast.episode.guid import is_example, is_public, is_this_machine, podcast_guid
from paracast.episode.naming import slug_of
from paracast.episode.notes import summary_of
from paracast.units import LanguageTag


@given(st.text(max_size=600))
def test_any_title_makes_a_name_that_every_system_takes(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug_of(title))
    assert len(slug_of(title)) <= 70


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Boats come home!", "boats-come-home"),
        ("Café Zoë — naïve?", "cafe-zoe-naive"),
        ("Новости гавани", "novosti-gavani"),
        ("", "episode"),
        ("🙂" * 0 + "…", "episode"),
        ("Con", "episode-con"),
    ],
)
def test_names_are_readable(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("https://podnews.net/rss/", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
        ("http://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    ],
)
def test_the_podcast_guid_follows_the_namespaces_algorithm(url: str, guid: str) -> None:
    """The vectors are those of the Podcasting 2.0 namespace."""
    assert podcast_guid(url) == guid


def test_a_summary_ends_with_a_sentence() -> None:
    text = "The harbour was quiet that morning. " * 30
    blocks = (
        Block(BlockKind.HEADING, appended("Winter")),
        Block(BlockKind.PARAGRAPH, appended(text)),
    )
    summary = summary_of(Article("T", LanguageTag("en"), blocks))
    assert len(summary) <= 400
    assert summary.endswith("morning.")


@pytest.mark.parametrize(
    "url", ["https://podnews.net/rss", "http://203.0.113.7.example/", "https://a.org:8443/x"]
)
def test_an_address_that_the_world_reaches_is_public(url: str) -> None:
    assert is_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://192.168.1.5:8000/",
        "http://[::1]/",
        "http://pi.local/",
        "http://nas/",
        "http://[broken",
        "",
    ],
)
def test_an_address_that_many_machines_have_is_not_public(url: str) -> None:
    assert not is_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://LOCALHOST./",
        "http://pod.localhost/",
        "http://127.9.9.9/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0:8000/",
    ],
)
def test_an_address_that_leads_everybody_to_themselves_is_this_machines(url: str) -> None:
    assert is_this_machine(url)
    assert not is_public(url)


@pytest.mark.parametrize(
    "url",
    ["http://192.168.1.5/", "http://pi.local/", "https://localhost.example/", "http://[x", ""],
)
def test_an_address_of_another_machine_is_not_this_ones(url: str) -> None:
    assert not is_this_machine(url)


@pytest.mark.parametrize(
    ("url", "example"),
    [
        ("https://example.org/reads/", True),
        ("https://www.example.com/", True),
        ("https://pod.example/", True),
        ("https://pod.test/", True),
        ("https://counterexample.org/", False),
        ("https://example.org.uk/", False),
    ],
)
def test_addresses_that_documents_use_are_known(url: str, *, example: bool) -> None:
    assert is_example(url) is example
