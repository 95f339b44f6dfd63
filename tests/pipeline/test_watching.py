"""Watching within this process: folders and feeds that change, and one set of workers for all."""

import errno
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

import pytest
from servers import Page, Site, serving

from paracast import config
from paracast.article.options import FetchOptions
from paracast.episode.model import Episode
from paracast.episode.shelf import Shelf
from paracast.errors import SpeechError, UsageError
from paracast.pipeline.batch import Result
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.publishing import Publication
from paracast.pipeline.setup import Setup
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.watch import retrying
from paracast.pipeline.watch.watched import Habits, watched_of
from paracast.pipeline.watch.watching import Happening, Means, Published, Trouble, Watching
from paracast.pipeline.workers.staffing import Staff

SETTLE = 0.2
PATIENCE = 20  # seconds
HERE = FetchOptions(allow_private=True, timeout_seconds=5)


@dataclass(slots=True)
class Watcher:
    """Somebody who watches in another thread, and what happened."""

    happened: "SimpleQueue[Happening | BaseException]" = field(default_factory=SimpleQueue)

    def run(self, watching: Watching) -> None:
        try:
            for news in watching.happenings():
                self.happened.put(news)
        except BaseException as error:  # noqa: BLE001  the test raises it
            self.happened.put(error)

    def next(self) -> str:
        """Return what happens next in a few words."""
        news = self.happened.get(timeout=PATIENCE)
        if isinstance(news, BaseException):
            raise news
        match news:
            case Published(changes):
                return f"published {len(changes.uploads)}"
            case Trouble(error, about):
                return f"trouble {Path(about).name} {error.message}"
            case Result(made=made) if made:
                return f"{made.outcome} {made.episode.title}"
            case _:
                subject = news.subject
                name = Path(subject).name if isinstance(subject, str) else subject.title
                return f"failed {name}"

    def next_ones(self, number: int) -> list[str]:
        return sorted(self.next() for _ in range(number))

    def has_nothing(self, seconds: float) -> bool:
        """Tell whether nothing happens for a while."""
        try:
            self.happened.put(self.happened.get(timeout=seconds))
        except Empty:
            return True
        return False


@dataclass(slots=True)
class Place:
    """A show, a folder that is watched, and what is watched beside it."""

    show: Path
    inbox: Path
    means: Means
    habits: Habits

    @contextmanager
    def watched(self, *more: str, recursive: bool = False) -> Iterator[Watcher]:
        stop, watcher = Event(), Watcher()
        habits = replace(self.habits, recursive=recursive)
        wanted = watched_of([str(self.inbox), *more], self.means.load())
        watching = Watching(wanted, habits, replace(self.means, stop=stop))
        thread = Thread(target=watcher.run, args=(watching,), daemon=True)
        thread.start()
        try:
            yield watcher
        finally:
            stop.set()
            thread.join(PATIENCE)
        assert not thread.is_alive()

    def write(self, name: str, title: str, words: str = "Seven boats came home.") -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {title}\n\n{words}\n", "utf-8")
        return path

    def episodes(self) -> dict[str, Episode]:
        return {one.title: one for one in Shelf(self.show / "episodes").episodes()}


def staffed(executor: Executor) -> Callable[[Setup], "nullcontext[Staff]"]:
    def staff(setup: Setup) -> "nullcontext[Staff]":
        return nullcontext(Staff(setup, 2, lambda: open_studio(setup, executor)))

    return staff


@pytest.fixture
def place(show: Path, tmp_path: Path, executor: Executor) -> Place:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    means = Means(
        load=partial(config.load, show, voice="tone:a440"),
        staff=staffed(executor),
        display=lambda _: nullcontext(lambda _: nullcontext(tell_nobody)),
    )
    return Place(show, inbox, means, Habits(settle=SETTLE, every=0.3, fetching=HERE))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving({}) as one:
        yield one


def test_what_is_there_is_made_and_what_comes_and_what_is_changed(place: Place) -> None:
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
        guid = place.episodes()["Boats"].guid
        place.write("nets.md", "Nets")
        assert watcher.next() == "made Nets"
        place.write("boats.md", "Boats", "Eight boats came home.")
        assert watcher.next() == "updated Boats"
        assert place.episodes()["Boats"].guid == guid
        assert "<item>" in (place.show / "episodes" / "feed.xml").read_text("utf-8")


def test_a_file_is_taken_only_when_nobody_has_written_it_for_a_while(place: Place) -> None:
    with place.watched() as watcher:
        path = place.write("long.md", "A long tale")
        for number in range(8):
            time.sleep(SETTLE / 2)
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nBoat {number} came home.\n")
        assert watcher.next() == "made A long tale"
        assert watcher.has_nothing(4 * SETTLE)
    (episode,) = place.episodes().values()
    transcript = next(f for f in episode.transcripts if f.type == "text/vtt")
    assert b"Boat 7" in Shelf(place.show / "episodes").read(episode, transcript)


def test_what_programs_keep_for_a_while_is_no_article(place: Place) -> None:
    for name in (".hidden.md", "~$report.docx", "a.md.part", "b.md.crdownload", "c.tmp", "d.md~"):
        place.write(name, "Passing")
    (place.inbox / "empty.md").touch()
    with place.watched() as watcher:
        assert watcher.has_nothing(5 * SETTLE)
        (place.inbox / "a.md.part").rename(place.inbox / "a.md")
        assert watcher.next() == "made Passing"


@pytest.mark.slow
def test_an_episode_follows_its_file_to_another_name_and_stays_when_it_is_removed(
    place: Place,
) -> None:
    path = place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
        guid = place.episodes()["Boats"].guid
        moved = path.rename(place.inbox / "ships.md")
        assert watcher.next() == "unchanged Boats"
        place.write("ships.md", "Ships", "Nine ships came home.")
        assert watcher.next() == "updated Ships"
        place.write("boats.md", "Other boats", "They are others.")
        assert watcher.next() == "made Other boats"
        moved.unlink()
        assert watcher.has_nothing(4 * SETTLE)
    assert place.episodes()["Ships"].guid == guid
    assert len(place.episodes()) == 2


@pytest.mark.slow
def test_a_copy_of_an_article_does_not_take_its_episode_away(place: Place) -> None:
    path = place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
        shutil.copy(path, place.inbox / "copy.md")
        assert watcher.next() == "unchanged Boats"
        place.write("boats.md", "Boats", "Eight boats came home.")
        assert watcher.next() == "updated Boats"
    assert len(place.episodes()) == 1


def test_a_bad_article_is_told_once_and_tried_again_when_it_has_changed(place: Place) -> None:
    path = place.inbox / "bad.md"
    path.write_text("\n\n", "utf-8")
    with place.watched() as watcher:
        assert watcher.next() == "failed bad.md"
        place.write("good.md", "Good")
        assert watcher.next() == "made Good"
        place.write("bad.md", "Better")
        assert watcher.next() == "made Better"


@pytest.mark.slow
def test_a_new_run_makes_only_what_changed_while_nobody_watched(place: Place) -> None:
    place.write("boats.md", "Boats")
    place.write("nets.md", "Nets")
    with place.watched() as watcher:
        assert watcher.next_ones(2) == ["made Boats", "made Nets"]
    place.write("nets.md", "Nets", "They are torn.")
    place.write("oars.md", "Oars")
    with place.watched() as watcher:
        assert watcher.next_ones(3) == ["made Oars", "unchanged Boats", "updated Nets"]


@pytest.mark.slow
def test_folders_in_it_are_watched_when_asked_and_never_what_is_made(place: Place) -> None:
    inbox = place.show
    (place.show / "voices").rename(place.show.parent / "voices")
    (place.show.parent / "voices").rename(place.show / ".voices")
    place = Place(place.show, inbox, place.means, place.habits)
    place.write("deep/er/boats.md", "Boats")
    with place.watched(recursive=True) as watcher:
        assert watcher.next() == "made Boats"
        place.write("new/nets.md", "Nets")
        assert watcher.next() == "made Nets"
        assert watcher.has_nothing(5 * SETTLE)
    assert list((place.show / "episodes").glob("*/*.html")), "the pages there are no articles"
    with place.watched() as watcher:
        assert watcher.has_nothing(3 * SETTLE)


@pytest.mark.slow
def test_a_folder_that_goes_and_comes_back_is_told_of_once_and_watched_again(place: Place) -> None:
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
        place.inbox.rename(place.inbox.with_name("away"))
        assert watcher.next().startswith("trouble inbox Cannot look into the folder")
        place.write("nets.md", "Nets")
        assert watcher.next() == "made Nets"


@pytest.mark.slow
def test_a_show_that_cannot_be_written_is_told_once_and_nothing_is_lost(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "_FIRST", 0.1)
    manifests = place.show / "episodes" / "broken"
    manifests.mkdir()
    (manifests / "episode.json").write_text("{", "utf-8")
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next().startswith("trouble ")
        assert watcher.has_nothing(1)
        shutil.rmtree(manifests)
        assert watcher.next() == "made Boats"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SpeechError("The cluster does not answer.", remedy="Start it."), "does not answer"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
    ],
)
def test_what_fails_for_no_fault_of_the_article_is_tried_again(
    place: Place,
    executor: Executor,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    words: str,
) -> None:
    monkeypatch.setattr(retrying, "_FIRST", 0.1)
    silent = Event()
    silent.set()

    def staff(setup: Setup) -> "nullcontext[Staff]":
        if silent.is_set():
            raise error
        return staffed(executor)(setup)

    place.means = replace(place.means, staff=staff)
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        told = watcher.next()
        assert told.startswith("trouble ")
        assert words in told
        assert watcher.has_nothing(0.5)
        silent.clear()
        assert watcher.next() == "made Boats"


@pytest.mark.slow
def test_settings_are_read_anew_for_each_round(place: Place) -> None:
    with place.watched() as watcher:
        settings = place.show / config.NAME
        settings.write_text(settings.read_text("utf-8").replace("Harbour Reads", "Sea Reads"))
        place.write("boats.md", "Boats")
        assert watcher.next() == "made Boats"
    assert "Sea Reads" in (place.show / "episodes" / "feed.xml").read_text("utf-8")


def rss(*titles: str) -> Page:
    first = datetime(2025, 1, 1, tzinfo=UTC)
    items = "".join(
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid>"
        f"<pubDate>{format_datetime(first + timedelta(days=number))}</pubDate>"
        f"<description>&lt;p&gt;Words of the {title}.&lt;/p&gt;</description></item>"
        for number, title in enumerate(titles)
    )
    body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
    return Page(body, "application/rss+xml", headers={"ETag": f'"{len(titles)}"'})


def test_a_feed_is_asked_again_and_again_and_only_sent_when_it_changed(
    place: Place, site: Site
) -> None:
    site.pages["/feed"] = rss("Tide", "Wind")
    with place.watched(site.url("/feed")) as watcher:
        assert watcher.next_ones(2) == ["made Tide", "made Wind"]
        assert watcher.has_nothing(1)
        site.pages["/feed"] = rss("Tide", "Wind", "Rain")
        assert watcher.next() == "made Rain"
        assert watcher.has_nothing(1)
    conditions = [headers.get("If-None-Match") for _, headers in site.asked]
    assert conditions[0] is None
    assert conditions.count('"2"') >= 2
    assert conditions[-1] == '"3"'
    assert len(site.asked) < 20


@pytest.mark.slow
def test_a_feed_that_fails_is_told_once_and_asked_less_often(
    place: Place, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "_FIRST", 0.3)
    site.pages["/feed"] = Page(status=500)
    with place.watched(site.url("/feed")) as watcher:
        assert watcher.next().startswith("trouble feed")
        assert watcher.has_nothing(2)
        assert len(site.asked) <= 4
        place.write("boats.md", "Boats")
        assert watcher.next() == "made Boats"
        site.pages["/feed"] = rss("Tide")
        assert watcher.next() == "made Tide"


@pytest.mark.slow
def test_an_entry_that_fails_is_told_once_and_does_not_stop_others(
    place: Place, site: Site
) -> None:
    page = rss("Tide", "Wind")
    gone = f"<link>{site.url('/gone')}</link><title>Tide</title>".encode()
    site.pages["/feed"] = replace(page, body=page.body.replace(b"<title>Tide</title>", gone))
    with place.watched(site.url("/feed")) as watcher:
        assert watcher.next_ones(2) == ["failed Tide", "made Wind"]
        assert watcher.has_nothing(1.5)
    assert [path for path, _ in site.asked].count("/gone") == 1, "it is left alone for a minute"
    assert [path for path, _ in site.asked].count("/feed") >= 3


def test_the_show_is_published_after_each_round_that_changed_it(
    place: Place, tmp_path: Path
) -> None:
    settings = place.show / config.NAME
    settings.write_text(
        settings.read_text("utf-8").replace("http://localhost:8000", "https://a.example")
    )
    target = tmp_path / "public"
    place.habits = replace(place.habits, publication=Publication(str(target)))
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
        assert watcher.next().startswith("published ")
        assert (target / "feed.xml").read_text("utf-8").count("<item>") == 1
        place.write("nets.md", "Nets")
        assert watcher.next() == "made Nets"
        assert watcher.next().startswith("published ")
        assert (target / "feed.xml").read_text("utf-8").count("<item>") == 2


@pytest.mark.slow
def test_what_an_earlier_run_did_not_publish_is_published_and_a_failure_told_once(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "_FIRST", 0.2)
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next() == "made Boats"
    target = tmp_path / "public"
    place.habits = replace(place.habits, publication=Publication(str(target)))
    with place.watched() as watcher:
        assert watcher.next() == "unchanged Boats"
        assert "Nobody else could listen" in watcher.next()
        assert watcher.has_nothing(1)
        place.write("nets.md", "Nets")
        assert watcher.next() == "made Nets"
        assert watcher.has_nothing(1)
        settings = place.show / config.NAME
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("http://localhost:8000", "https://a.example"))
        assert watcher.next().startswith("published ")


def test_what_cannot_be_watched_is_refused_at_once(place: Place) -> None:
    setup = place.means.load()
    article = place.write("boats.md", "Boats")
    for locator in (setup.episodes, place.inbox / "none", article):
        with pytest.raises(UsageError):
            watched_of([str(locator)], setup)
    with pytest.raises(UsageError, match="where to publish"):
        Watching(
            watched_of([str(place.inbox)], setup),
            replace(place.habits, publication=Publication()),
            place.means,
        )


@pytest.mark.slow
def test_a_watcher_that_the_system_refuses_looks_by_itself(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    def refused(*_: object, **__: object) -> Iterator[set[object]]:
        raise OSError('OS file watch limit reached. about ["/x"]')
        yield set()

    monkeypatch.setattr(watchfiles, "watch", refused)
    place.write("boats.md", "Boats")
    with place.watched() as watcher:
        assert watcher.next().endswith("does not tell of changes: OS file watch limit reached.")
        assert watcher.next() == "made Boats"
        place.write("nets.md", "Nets")
        assert watcher.next() == "made Nets"
