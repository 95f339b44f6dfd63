import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pages import RATE, SHOW, episode, shelved, site

from paracast.episode.heard import Heard
from paracast.episode.model import Chapter, Episode, Mention, Source
from paracast.episode.show import Funding, Show
from paracast.site import page_url
from paracast.site.assets import Assets
from paracast.site.links import app_links, web_url
from paracast.site.rendering import Context, Neighbours, render_episode
from paracast.units import Digest, LanguageTag, Milliseconds, Samples

HOSTILE = '"><script>bad()</script><img src=x onerror=bad()> \u202e'
LINKED = episode(
    1,
    chapters=(
        Chapter(Samples(0), Samples(60 * RATE), "Start"),
        Chapter(Samples(60 * RATE), Samples(120 * RATE), "Thaw"),
    ),
    source=Source("", Digest("t"), "a", "https://example.net/a", "The Gull", date(2026, 1, 2)),
    mentions=(
        Mention(Samples(1500), "nets", "https://example.net/nets"),
        Mention(Samples(2500), "trap", "javascript:bad()"),
    ),
)


def pages(folder: Path, made: Episode = LINKED, show: Show = SHOW) -> list[html.HtmlElement]:
    """Return the show's page, and the episode's."""
    one = shelved(folder, made, ["The sea rose.", "It fell."], ["paragraph", "heading"])
    site(folder, show)
    places = (folder / "index.html", folder / one.folder / "index.html")
    return [
        html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        for path in places
    ]


def content(page: html.HtmlElement, name: str) -> str:
    (found,) = page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return str(found)


def test_both_pages_allow_nothing_but_files_of_their_own(tmp_path: Path) -> None:
    for page in pages(tmp_path):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert not page.xpath("//@style | //style | //*[@onclick or @onload or @onerror]")
        for script in page.xpath("//script[not(@src)]"):
            assert script.get("type") == "application/json"
        loaded = page.xpath(
            "//script/@src | //img/@src | //audio/@src"
            " | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        assert loaded
        assert not [one for one in loaded if re.match(r"[a-z]+:|//", one)]


def test_a_length_is_told_as_the_feed_and_the_commands_tell_it(tmp_path: Path) -> None:
    nearly = replace(LINKED.sound, length=Samples(119 * RATE + RATE * 3 // 4))
    listing, page = pages(tmp_path, replace(LINKED, sound=nearly))
    assert page.xpath("string(//*[@id='length'])") == "2:00"
    assert "2:00" in [one.text for one in listing.xpath("//span")]


def test_pages_tell_others_where_they_are_by_whole_addresses(tmp_path: Path) -> None:
    listing, page = pages(tmp_path)
    assert content(listing, "og:url") == "https://example.org/show/index.html"
    assert content(page, "og:url") == page_url(SHOW, LINKED)
    assert content(page, "og:url") == f"https://example.org/show/{LINKED.folder}/index.html"
    assert content(page, "og:audio") == f"https://example.org/show/{LINKED.folder}/tale.mp3"
    assert content(page, "og:title") == "Tale 1"
    assert content(page, "og:image").startswith("https://example.org/show/assets/art-")
    assert content(page, "twitter:card") == "summary"
    for one in (listing, page):
        (feed,) = one.xpath("//link[@rel='alternate' and @type='application/rss+xml']/@href")
        assert feed == "https://example.org/show/feed.xml"


def test_only_links_to_the_web_lead_anywhere(tmp_path: Path) -> None:
    page = pages(tmp_path)[1]
    links = page.xpath("//a/@href")
    assert "https://example.net/nets" in links
    assert "https://example.net/a" in links
    assert not [link for link in links if "bad()" in link]


@pytest.mark.parametrize(
    "url",
    ["javascript:bad()", "JaVaScRiPt:bad()", " javascript:bad()", "java\nscript:bad()",
     "data:text/html,bad", "vbscript:bad", "file:///etc/passwd", "", "nets.html", "//host/a", "http://[bad"],
)  # fmt: skip
def test_an_address_that_is_none_of_the_webs_leads_nowhere(url: str) -> None:
    assert web_url(url) == ""


def test_addresses_of_the_web_are_kept_as_they_are() -> None:
    for url in ("https://example.net/a?b=c#d", "HTTP://example.net", "mailto:jo@example.net"):
        assert web_url(url) == url


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    made = replace(
        LINKED,
        title=HOSTILE,
        author=HOSTILE,
        description=HOSTILE,
        chapters=tuple(replace(one, title=HOSTILE) for one in LINKED.chapters),
        source=Source("", Digest("t"), HOSTILE, "javascript:bad()", HOSTILE),
        mentions=(Mention(Samples(0), HOSTILE, f"https://example.net/{HOSTILE}"),),
    )
    show = replace(
        SHOW,
        title=HOSTILE,
        author=HOSTILE,
        description=HOSTILE,
        copyright=HOSTILE,
        funding=(Funding("javascript:bad()", HOSTILE), Funding("https://example.net/", HOSTILE)),
    )
    for page in pages(tmp_path, made, show):
        assert not page.xpath("//img[@onerror] | //script[contains(text(), '<script')]")
        assert len(page.xpath("//script[not(@src)]")) == 1
        assert not page.xpath("//a[starts-with(@href, 'javascript')]")
        assert page.xpath("string(//h1)") == HOSTILE


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_a_sentence_stands_on_the_page_as_it_was_written(text: str) -> None:
    context = Context(SHOW, Assets("assets/a.css", "assets/a.jpg", (), ()))
    heard = [Heard(Milliseconds(0), Milliseconds(900), text, "paragraph")]
    page = html.fromstring(
        render_episode(context, LINKED, heard, Neighbours(), Digest("0")).decode()
    )
    (sentence,) = page.xpath("//span[@id='s0']")
    assert (sentence.text or "") == text.rstrip()
    assert not list(sentence)


def test_an_episode_is_marked_with_its_own_language_and_direction(tmp_path: Path) -> None:
    arabic = replace(LINKED, language=LanguageTag("ar"), title="البحر")
    listing, page = pages(tmp_path, arabic)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    (player,) = page.xpath("//section[@class='player']")
    assert (player.get("lang"), player.get("dir")) == ("en", "ltr")
    assert (listing.get("lang"), listing.get("dir")) == ("en", "ltr")
    assert listing.xpath("//h3/@lang") == ["ar"]
    assert listing.xpath("//p[@class='summary']/@dir") == ["rtl"]


def test_a_show_in_another_language_speaks_it(tmp_path: Path) -> None:
    listing, page = pages(tmp_path, LINKED, replace(SHOW, language=LanguageTag("de-AT")))
    assert "Abonnieren" in listing.text_content()
    assert "Kapitel" in page.text_content()
    assert page.xpath("//section[@class='player']/@lang") == ["de"]


def test_apps_are_opened_by_schemes_of_their_own() -> None:
    assert {link.app: link.url for link in app_links(SHOW)} == {
        "Apple Podcasts": "podcast://example.org/show/feed.xml",
        "AntennaPod": "antennapod-subscribe://example.org/show/feed.xml",
        "Overcast": "overcast://x-callback-url/add?url=https%3A%2F%2Fexample.org%2Fshow%2Ffeed.xml",
        "Pocket Casts": "pktc://subscribe/example.org/show/feed.xml",
    }


@pytest.mark.parametrize("url", ["http://localhost:8000/", "http://127.0.0.1/", "http://[::1]:80/"])
def test_no_app_is_offered_for_a_show_that_only_this_machine_reaches(url: str) -> None:
    assert app_links(replace(SHOW, url=url)) == ()


def test_a_private_shows_pages_are_kept_out_of_searches_and_tell_nobody_their_address(
    tmp_path: Path,
) -> None:
    for page in pages(tmp_path, LINKED, replace(SHOW, private="a-secret-that-is-long")):
        assert content(page, "robots") == "noindex"
        assert content(page, "referrer") == "no-referrer"


def test_without_scripts_the_sound_has_controls_and_the_text_is_whole(tmp_path: Path) -> None:
    page = pages(tmp_path)[1]
    (audio,) = page.xpath("//audio")
    assert audio.get("controls") is not None
    assert audio.get("src") == "tale.mp3"
    assert page.xpath("//div[@class='controls']/@hidden")
    assert " ".join(page.xpath("string(//article)").split()) == "The sea rose. It fell."
    assert page.xpath("//nav[@class='chapters']//a/@href") == ["tale.mp3#t=0", "tale.mp3#t=60"]


def test_headings_are_in_order_and_every_part_has_a_name(tmp_path: Path) -> None:
    for page in pages(tmp_path):
        levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(two - one <= 1 for one, two in pairwise(levels))
        assert len(page.xpath("//main")) == 1


def test_what_an_episode_is_to_its_show_is_told(tmp_path: Path) -> None:
    made = replace(LINKED, kind="trailer", season=2, number=3)
    for page in pages(tmp_path, made):
        kicker = " ".join(page.xpath("string(//p[@class='kicker'])").split())
        assert kicker == "Trailer Season 2 · Episode 3 · 2 January 2026 · 2:00"
