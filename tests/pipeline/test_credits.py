"""Whose article it was is kept, and told wherever the episode is."""

from concurrent.futures import Executor
from pathlib import Path

import feedparser
import mutagen
import pytest
from one_at_a_time import make_episode

from paracast import config
from paracast.article import Article, appended, read_article
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.feeding import write_feed
from paracast.pipeline.making import make_episode_of
from paracast.pipeline.speaking import Studio, open_studio

PAGE = """<!doctype html><html lang="en-GB"><head><title>Boats come home | The Quay</title>
<meta property="og:site_name" content="The Quay"><meta name="author" content="Jo Doe">
<meta property="article:published_time" content="2026-02-17T08:00:00Z">
<meta property="og:image" content="/boat.jpg">
<link rel="canonical" href="https://quay.example/boats?a=1&amp;b=2"></head><body><article>
<h1>Boats come home</h1>
<p>Seven boats came home before noon, and the whole town stood on the quay to see them.</p>
<p>“Nobody expected it,” said the mayor, who had &lt;not&gt; been told and was late herself.</p>
</article></body></html>"""
URL = "https://quay.example/boats?a=1&b=2"


@pytest.fixture
def studio(show: Path, executor: Executor) -> Studio:
    return open_studio(config.load(show, voice="tone:a440"), executor)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "boats.html"
    path.write_text(PAGE)
    return path


def test_the_source_is_linked_and_credited_in_tags_notes_feed_and_manifest(
    studio: Studio, page: Path
) -> None:
    episode = make_episode(Commission(str(page)), studio, tell_nobody).episode
    write_feed(studio.setup)
    folder = studio.setup.episodes
    (entry,) = feedparser.parse(folder / "feed.xml").entries
    assert entry.link.endswith(f"/{episode.folder}/")  # its page, which links the source
    assert '<a href="https://quay.example/boats?a=1&amp;b=2">Boats come home</a>' in entry.summary
    assert "by Jo Doe, The Quay, 17 February 2026" in entry.summary
    tags = mutagen.File(folder / episode.folder / episode.enclosure.name).tags
    assert (str(tags["TPE1"]), tags["WOAS"].url, str(tags["TLAN"])) == ("Jo Doe", URL, "eng")
    (kept,) = Shelf(folder).episodes()
    assert (kept.source.url, kept.source.site) == (URL, "The Quay")
    assert str(kept.source.published) == "2026-02-17"
    assert kept.source.image == "https://quay.example/boat.jpg"


def test_the_manifest_keeps_what_became_of_every_character(studio: Studio, page: Path) -> None:
    episode = make_episode(Commission(str(page)), studio, tell_nobody).episode
    counted = sum(n for reasons in episode.account.values() for n in reasons.values())
    assert counted == len(read_article(str(page)).source)
    assert "unexplained" not in episode.account


def test_an_article_of_which_words_would_be_lost_is_not_made(studio: Studio, page: Path) -> None:
    article = read_article(str(page))
    losing = Article(
        title=article.title,
        language=article.language,
        blocks=article.blocks[:1],
        source_name="boats.html",
        source=article.source,
        heading=appended(article.title),
    )
    with pytest.raises(ArticleError) as caught:
        make_episode_of(losing, studio, tell_nobody)
    assert "of boats.html is not accounted for" in caught.value.message
    assert "--report" in caught.value.remedy
    assert not Shelf(studio.setup.episodes).episodes()


def test_an_address_that_is_none_is_not_linked(studio: Studio, page: Path) -> None:
    page.write_text(PAGE.replace("https://quay.example/boats?a=1&amp;b=2", "javascript:alert(1)"))
    make_episode(Commission(str(page)), studio, tell_nobody)
    write_feed(studio.setup)
    feed = (studio.setup.episodes / "feed.xml").read_text()
    assert "javascript:" not in feed
