import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from paracast import config
from paracast.episode.shelf import Shelf
from paracast.errors import ArticleError, ShelfError, SpeechError
from paracast.pipeline.batch import Batch, Order, Result, orders_of
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import Tell, tell_nobody
from paracast.pipeline.feeding import WrittenFeed, write_feed
from paracast.pipeline.outcome import Made, Outcome
from paracast.pipeline.setup import Setup
from paracast.pipeline.slots import Slot
from paracast.pipeline.speaking import open_studio
from paracast.pipeline.workers.executors import processes
from paracast.pipeline.workers.staffing import Staff, Workers, staff

WORDS = "Seven boats came home before noon."


def nobody(_: str) -> AbstractContextManager[Tell]:
    return nullcontext(tell_nobody)


def batch_of(setup: Setup, executor: Executor, count: int = 2) -> Batch:
    return Batch(Staff(setup, count, lambda: open_studio(setup, executor)), nobody)


def written(show: Path, texts: Iterable[str]) -> list[Commission]:
    commissions = []
    for number, text in enumerate(texts):
        (show / f"{number}.md").write_text(text, "utf-8")
        commissions.append(Commission(str(show / f"{number}.md")))
    return commissions


def made(
    commissions: Iterable[Commission], setup: Setup, executor: Executor
) -> list[Result[Commission]]:
    batch = batch_of(setup, executor)
    return list(batch.make(orders_of(commissions, batch.staff)))


def toned(show: Path, settings: str = "") -> Setup:
    if settings:
        (show / "paracast.toml").write_text(f'[show]\ntitle = "Reads"\n{settings}\n', "utf-8")
    return config.load(show, voice="tone:a440")


def titles(show: Path) -> list[str]:
    return [episode.title for episode in Shelf(show / "episodes").episodes()]


def test_episodes_stand_in_the_order_of_their_articles_whichever_is_ready_first(
    show: Path, executor: Executor
) -> None:
    long = "\n\n".join(f"{WORDS} {number}" for number in range(40))
    texts = [f"# Tale {number}\n\n{long if number == 0 else WORDS}" for number in range(6)]
    results = made(written(show, texts), toned(show), executor)
    assert {one.made.outcome for one in results if one.made} == {Outcome.MADE}
    assert results[0].made
    assert results[0].made.episode.title != "Tale 0", "the long one is not ready first"
    assert titles(show) == [f"Tale {number}" for number in (5, 4, 3, 2, 1, 0)]


def test_an_article_that_cannot_be_made_is_told_and_stops_no_other(
    show: Path, executor: Executor
) -> None:
    commissions = written(show, [f"# Tale {number}\n\n{WORDS}" for number in range(4)])
    (show / "1.md").write_text("")
    commissions.insert(2, Commission(str(show / "missing.md")))
    results = made(commissions, toned(show), executor)
    failed = {Path(one.subject.locator).name: one.error for one in results if one.error}
    assert failed.keys() == {"1.md", "missing.md"}
    assert all(isinstance(error, ArticleError) for error in failed.values())
    assert titles(show) == ["Tale 3", "Tale 2", "Tale 0"]
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == 3

    (show / "1.md").write_text(f"# Tale 1\n\n{WORDS}")
    outcomes = {
        Path(one.subject.locator).name: one.made.outcome.value
        for one in made(commissions, toned(show), executor)
        if one.made
    }
    assert outcomes == {
        "0.md": "unchanged",
        "1.md": "made",
        "2.md": "unchanged",
        "3.md": "unchanged",
    }


def test_a_serial_show_numbers_in_order_and_a_bad_article_leaves_no_gap(
    show: Path, executor: Executor
) -> None:
    long = "\n\n".join(f"{WORDS} {number}" for number in range(30))
    texts = [f"# Tale {n}\n\n{long if n in {0, 3} else WORDS}" for n in range(6)]
    commissions = written(show, texts)
    (show / "2.md").write_text("")
    made(commissions, toned(show, 'type = "serial"'), executor)
    told = [(episode.number, episode.title) for episode in Shelf(show / "episodes").episodes()]
    assert told == [(5, "Tale 5"), (4, "Tale 4"), (3, "Tale 3"), (2, "Tale 1"), (1, "Tale 0")]


def order(number: int, make: Callable[[Tell, Slot], Made]) -> Order[int]:
    return Order(number, str(number), make)


def test_no_more_articles_are_in_hand_than_keep_the_workers_busy(
    show: Path, executor: Executor
) -> None:
    begun, ended = 0, 0

    def orders() -> Iterator[Order[int]]:
        nonlocal begun
        for number in range(500):
            begun += 1
            yield order(number, failing)

    def failing(tell: Tell, slot: Slot) -> Made:
        del tell, slot
        raise ArticleError("There is nothing to say.", remedy="Say something.")

    most = 0
    for _ in batch_of(toned(show), executor, count=3).make(orders()):
        ended += 1
        most = max(most, begun - ended)
    assert ended == 500
    assert most <= 5
    assert threading.active_count() < 20


def test_what_fails_of_two_articles_in_the_same_way_ends_the_batch(
    show: Path, executor: Executor
) -> None:
    commissions = written(show, [f"# Tale {number}\n\n{WORDS}" for number in range(50)])
    setup = config.load(show, voice="espeak:xx-none")
    results = []
    with pytest.raises(SpeechError, match="xx-none"):
        results.extend(made(commissions, setup, executor))
    assert titles(show) == []


def test_a_fault_of_ours_costs_one_article_and_is_told_with_all_that_helps_to_find_it(
    show: Path, executor: Executor, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(tell: Tell, slot: Slot) -> Made:
        del tell, slot
        raise KeyError("nothing")

    batch = batch_of(toned(show), executor)
    (good,) = orders_of(written(show, [f"# Tale\n\n{WORDS}"]), batch.staff)
    orders = [order(0, faulty), order(1, good.make), order(2, faulty)]
    results = {one.subject: one for one in batch.make(orders)}
    assert results[1].made
    assert "paracast itself failed: KeyError('nothing')" in str(results[0].error)
    assert results[2].error
    assert "Traceback" in caplog.text
    assert titles(show) == ["Tale"]


def test_a_show_that_cannot_be_written_ends_the_batch(show: Path, executor: Executor) -> None:
    def unwritable(tell: Tell, slot: Slot) -> Made:
        del tell, slot
        raise ShelfError("Cannot write.", remedy="Free some space.")

    batch = batch_of(toned(show), executor)
    with pytest.raises(ShelfError, match="Cannot write"):
        list(batch.make(order(number, unwritable) for number in range(50)))


def test_a_batch_that_is_stopped_ends_soon_and_what_was_made_is_in_the_feed(show: Path) -> None:
    long = "\n\n".join(f"{WORDS} {number}" for number in range(60))
    texts = [f"# Tale {n}\n\n{WORDS if n < 2 else long}" for n in range(6)]
    commissions, setup = written(show, texts), toned(show)
    with staff(setup, Workers(2)) as workers:
        with closing(Batch(workers, nobody).make(orders_of(commissions, workers))) as results:
            next(results)
        began = time.monotonic()
    assert time.monotonic() - began < 10
    there = titles(show)
    assert 0 < len(there) < 6
    assert (show / "episodes" / "feed.xml").read_text().count("<item>") == len(there)
    with processes(2) as executor:
        made(commissions, setup, executor)
    assert sorted(titles(show)) == [f"Tale {number}" for number in range(6)]


def test_the_feed_is_written_on_the_way_and_at_the_end(show: Path, executor: Executor) -> None:
    setup, feeds = toned(show), list[WrittenFeed]()
    commissions = written(show, [f"# Tale {number}\n\n{WORDS}" for number in range(12)])
    batch = replace(batch_of(setup, executor), fed=feeds.append, every=0.0)
    on_the_way = 0
    for _ in batch.make(orders_of(commissions, batch.staff)):
        on_the_way += (show / "episodes" / "feed.xml").exists()
    assert on_the_way > 0
    assert [feed.episodes for feed in feeds] == [12]
    assert write_feed(setup).episodes == 12


def test_every_article_has_a_display_while_it_is_made(show: Path, executor: Executor) -> None:
    opened, closed = list[str](), list[str]()

    @contextmanager
    def watch(name: str) -> Iterator[Tell]:
        opened.append(name)
        yield tell_nobody
        closed.append(name)

    commissions = written(show, [f"# Tale {number}\n\n{WORDS}" for number in range(3)])
    batch = replace(batch_of(toned(show), executor), watch=watch)
    list(batch.make(orders_of(commissions, batch.staff)))
    assert sorted(opened) == sorted(closed) == [one.locator for one in commissions]
