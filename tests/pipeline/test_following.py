from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from servers import Page, Site, serving

from paracast import config
from paracast.article.entries import Entry, Feed
from paracast.article.options import FetchOptions
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError
from paracast.pipeline.batch import Batch, Result
from paracast.pipeline.editing import remove_episode
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.following import (
    Choice,
    conclude,
    follow,
    plan_following,
    steps_of,
)
from paracast.pipeline.notebook import Memory, Remembered
from paracast.pipeline.outcome import Outcome
from paracast.pipeline.setup import Setup
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.workers.executors import processes
from paracast.pipeline.workers.staffing import Staff
from paracast.units import Digest

HERE = FetchOptions(allow_private=True, timeout_seconds=5)
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
ALL = Choice()
WORDS = "Seven boats came home before noon. "


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving({}) as one:
        yield one


def rss(*items: str) -> bytes:
    listed = "".join(f"<item>{one}</item>" for one in items)
    return f'<rss version="2.0"><channel><title>News</title>{listed}</channel></rss>'.encode()


def item(number: int, text: str = WORDS, link: str = "") -> str:
    """Return an entry without a link, so that its description is the article."""
    date = format_datetime(FIRST + timedelta(days=number))
    return (
        f"<title>Tale {number}</title><guid isPermaLink='false'>tale-{number}</guid>"
        f"<pubDate>{date}</pubDate><description>{escape(f'<p>{text}</p>')}</description>"
        + (f"<link>{link}</link>" if link else "")
    )


def batch_of(setup: Setup, executor: Executor) -> Batch:
    studio = open_studio(setup, executor)
    return Batch(Staff(setup, 2, lambda: studio), lambda _: nullcontext(tell_nobody))


def run(show: Path, executor: Executor, locator: str, choice: Choice = ALL) -> list[Result[Entry]]:
    setup = config.load(show, voice="tone:a440")
    plan = plan_following(locator, setup, choice, HERE)
    if not plan.steps:
        conclude(plan, setup)
        return []
    return list(follow(plan, HERE, batch_of(setup, executor)))


def episodes(show: Path) -> tuple[Episode, ...]:
    return Shelf(show / "episodes").episodes()


def files(show: Path) -> dict[Path, tuple[int, int]]:
    found = (path for path in show.rglob("*") if path.is_file() and path.name != ".lock")
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


def outcomes(followed: list[Result[Entry]]) -> list[str]:
    return [one.made.outcome.value if one.made else "failed" for one in followed]


def test_fifty_entries_become_fifty_episodes_once_and_an_edited_one_is_updated(
    show: Path, site: Site, executor: Executor
) -> None:
    items = [item(number, f"Tale of {number} nets.") for number in range(50, 0, -1)]
    site.pages["/feed"] = Page(rss(*items), type="application/rss+xml")
    assert outcomes(run(show, executor, site.url("/feed"))) == ["made"] * 50
    made = episodes(show)
    assert [episode.title for episode in made] == [f"Tale {n}" for n in range(50, 0, -1)]
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == 50

    before = files(show)
    assert run(show, executor, site.url("/feed")) == []
    assert files(show) == before

    items[20] = item(30, "Tale of thirty torn nets.")
    site.pages["/feed"] = Page(rss(*items), type="application/rss+xml")
    (edited,) = run(show, executor, site.url("/feed"))
    assert edited.made
    assert edited.made.outcome is Outcome.UPDATED
    assert [episode.guid for episode in episodes(show)] == [episode.guid for episode in made]
    assert edited.made.episode.guid == made[20].guid


def test_what_was_removed_is_not_made_again_even_if_it_is_edited(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/feed"] = Page(rss(item(1), item(2, "Nets.")), type="application/rss+xml")
    run(show, executor, site.url("/feed"))
    remove_episode("Tale 1", config.load(show))
    assert run(show, executor, site.url("/feed")) == []
    site.pages["/feed"] = Page(rss(item(1, "Edited."), item(2, "Nets.")))
    assert run(show, executor, site.url("/feed")) == []
    (show / "episodes" / ".following.json").unlink()
    assert outcomes(run(show, executor, site.url("/feed"))) == ["unchanged"]
    assert [episode.title for episode in episodes(show)] == ["Tale 2"]


def test_a_feed_that_has_not_changed_is_not_sent_again_once_all_is_done(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/feed"] = Page(rss(item(1), item(2, "Nets.")), headers={"ETag": '"a"'})
    run(show, executor, site.url("/feed"), Choice(limit=1))
    run(show, executor, site.url("/feed"))
    assert [headers.get("If-None-Match") for _, headers in site.asked] == [None, None]
    assert run(show, executor, site.url("/feed")) == []
    assert site.asked[-1][1]["If-None-Match"] == '"a"'


def test_an_episode_that_is_gone_is_made_again_though_the_feed_has_not_changed(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/feed"] = Page(rss(item(1)), headers={"ETag": '"a"'})
    run(show, executor, site.url("/feed"))
    (episode,) = episodes(show)
    (show / "episodes" / episode.folder / episode.enclosure.name).unlink()
    assert outcomes(run(show, executor, site.url("/feed"))) == ["updated"]
    assert episodes(show)[0].guid == episode.guid


def test_without_its_notes_a_show_gets_no_episode_twice(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/feed"] = Page(rss(item(1), item(2, "Nets.")))
    site.pages["/feed?utm_source=mail"] = site.pages["/feed"]
    run(show, executor, site.url("/feed"))
    notes = show / "episodes" / ".following.json"
    for damage in (notes.unlink, lambda: notes.write_bytes(b'{"feeds": 7')):
        damage()
        followed = run(show, executor, site.url("/feed?utm_source=mail"))
        assert outcomes(followed) == ["unchanged", "unchanged"]
    assert len(episodes(show)) == 2
    assert site.url() not in notes.read_text()


def test_a_short_entry_is_read_from_its_page_under_the_entrys_title(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/tale"] = Page(f"<html><body><p>{WORDS * 30}</p></body></html>".encode())
    site.pages["/feed"] = Page(rss(item(1, "Seven boats …", link=site.url("/tale"))))
    (followed,) = run(show, executor, site.url("/feed"))
    assert followed.made
    assert followed.made.episode.title == "Tale 1"
    assert followed.made.paragraphs > 1
    run(show, executor, site.url("/feed"))
    assert [path for path, _ in site.asked] == ["/feed", "/tale", "/feed"]


def test_a_bad_entry_does_not_stop_the_rest_and_is_tried_again(
    show: Path, site: Site, executor: Executor
) -> None:
    bad = item(1, "…", link=site.url("/gone"))
    site.pages["/feed"] = Page(rss(item(2), bad), headers={"ETag": '"a"'})
    failed, made = run(show, executor, site.url("/feed"))
    assert failed.error
    assert "answers 404" in failed.error.message
    assert made.made
    site.pages["/gone"] = Page(f"<html><body><p>{WORDS * 9}</p></body></html>".encode())
    assert outcomes(run(show, executor, site.url("/feed"))) == ["made"]


def test_a_file_is_a_feed_too(show: Path, executor: Executor) -> None:
    (show / "news.xml").write_bytes(rss(item(1)))
    assert outcomes(run(show, executor, str(show / "news.xml"))) == ["made"]
    assert run(show, executor, str(show / "news.xml")) == []


def test_what_was_made_is_in_the_feed_and_remembered_when_the_run_is_stopped(
    show: Path, site: Site, executor: Executor
) -> None:
    site.pages["/feed"] = Page(rss(*(item(number) for number in range(20, 0, -1))))
    setup = config.load(show, voice="tone:a440")
    plan = plan_following(site.url("/feed"), setup, Choice(), HERE)
    with processes(2) as own:
        stopped = follow(plan, HERE, batch_of(setup, own))
        first = next(stopped)
        stopped.close()
    made = episodes(show)
    assert 0 < len(made) < 20
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == len(made)
    rest = run(show, executor, site.url("/feed"))
    assert first.subject.title not in {one.subject.title for one in rest}
    assert len(episodes(show)) == 20


def test_what_is_no_feed_is_an_error(show: Path, site: Site) -> None:
    site.pages["/"] = Page(b"<html><head><title>News</title></head></html>")
    with pytest.raises(ArticleError, match="is a web page"):
        plan_following(site.url(), config.load(show, voice="tone:a440"), Choice(), HERE)


# The plan


def entry(number: int, digest: str = "d", *, dated: bool = True) -> Entry:
    published = FIRST + timedelta(days=number) if dated else None
    name = f"Tale {number}"
    return Entry(Digest(str(number)), Digest(digest), name, "", "", published, "", is_whole=True)


FEED = Feed("News", tuple(entry(number) for number in range(5)))


def told(memory: Memory, choice: Choice, shelf: set[str], feed: Feed = FEED) -> list[str]:
    return [f"{s.entry.title} {s.news}" for s in steps_of(feed, memory, choice, shelf)]


def remembered(*numbers: int, digest: str = "d") -> Memory:
    return Memory(entries={str(n): Remembered(Digest(digest), guid=f"guid {n}") for n in numbers})


def test_limit_takes_the_newest_and_counts_those_that_are_known() -> None:
    assert told(Memory(), Choice(limit=2), set()) == ["Tale 3 new", "Tale 4 new"]
    assert told(remembered(4), Choice(limit=2), {"guid 4"}) == ["Tale 3 new"]
    assert len(told(Memory(), Choice(limit=99), set())) == 5


def test_since_takes_that_day_and_later_and_what_has_no_date() -> None:
    since = Choice(since=FIRST + timedelta(days=3))
    assert told(Memory(), since, set()) == ["Tale 3 new", "Tale 4 new"]
    undated = Feed("News", (entry(1, dated=False),))
    assert told(Memory(), since, set(), undated) == ["Tale 1 new"]


def test_known_entries_are_left_and_changed_or_incomplete_ones_are_read() -> None:
    shelf = {f"guid {number}" for number in range(5)}
    assert told(remembered(0, 1, 2, 3, 4), Choice(), shelf) == []
    assert told(remembered(0, 1, 2, 3, 4), Choice(), shelf - {"guid 2"}) == ["Tale 2 changed"]
    assert len(told(remembered(0, 1, 2, 3, 4, digest="old"), Choice(), shelf)) == 5
