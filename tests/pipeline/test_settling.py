from math import inf
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from paracast.article.answers import BusyError
from paracast.errors import ArticleError, SpeechError
from paracast.pipeline.watch.retrying import Retries, is_its_own, pause_after
from paracast.pipeline.watch.settling import Sight, Sights, State, seen, settled, settles_at

BOATS, NETS = Path("boats.md"), Path("nets.md")
SETTLE = 2.0


def test_a_file_is_whole_when_it_has_been_still_for_a_while() -> None:
    sights = seen({}, {BOATS: State(10, 1)}, now=100)
    assert settled(sights, 101.9, SETTLE) == {}
    assert settles_at(sights, 100, SETTLE) == 102
    assert settled(sights, 102, SETTLE) == {BOATS: State(10, 1)}


def test_a_file_that_grows_begins_anew_and_others_do_not() -> None:
    sights = seen({}, {BOATS: State(10, 1), NETS: State(5, 1)}, now=100)
    sights = seen(sights, {BOATS: State(20, 1), NETS: State(5, 1)}, now=101)
    assert settled(sights, 102, SETTLE) == {NETS: State(5, 1)}
    assert settles_at(sights, 102, SETTLE) == 103


def test_a_file_that_was_written_again_in_the_same_length_begins_anew() -> None:
    sights = seen({}, {BOATS: State(10, 1)}, now=100)
    sights = seen(sights, {BOATS: State(10, 2)}, now=101)
    assert settled(sights, 102, SETTLE) == {}


def test_a_time_long_ago_is_no_proof_that_a_file_is_whole() -> None:
    """Copies are given the time of what they are copies of."""
    assert settled(seen({}, {BOATS: State(10, 0)}, now=100), 100, SETTLE) == {}


def test_an_empty_file_is_never_whole() -> None:
    sights = seen({}, {BOATS: State(0, 1)}, now=100)
    assert settled(sights, 1e9, SETTLE) == {}
    assert settles_at(sights, 100, SETTLE) == inf


def test_a_file_that_is_gone_is_forgotten_and_settles_again_when_it_is_back() -> None:
    sights = seen({}, {BOATS: State(10, 1)}, now=100)
    sights = seen(sights, {}, now=101)
    assert sights == {}
    assert settled(seen(sights, {BOATS: State(10, 1)}, now=103), 103, SETTLE) == {}


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 3), st.integers(1, 3)), min_size=1))
def test_what_is_taken_was_the_same_for_as_long_as_it_must_be(
    looks: list[tuple[float, int, int]],
) -> None:
    sights: Sights = {}
    now, same_since, before = 0.0, 0.0, State(0, 0)
    for later, length, changed in looks:
        now += later
        state = State(length, changed)
        if state != before:
            same_since, before = now, state
        sights = seen(sights, {BOATS: state}, now)
        assert sights == {BOATS: Sight(state, same_since)}
        assert (BOATS in settled(sights, now, SETTLE)) == (now - same_since >= SETTLE)


def test_what_fails_again_and_again_is_left_alone_for_longer_and_longer_up_to_a_day() -> None:
    assert [pause_after(times) for times in (1, 2, 3, 4)] == [60, 120, 240, 480]
    assert pause_after(10**9) == 86_400
    assert pause_after(10, longest=300) == 300


def test_a_failure_is_news_once_and_again_when_it_is_another_or_of_something_else() -> None:
    retries, gone = Retries[str](), ArticleError("Gone.", remedy="Look.")
    assert retries.failed("a", gone, 0, again=True)
    assert not retries.failed("a", gone, 60, again=True)
    assert retries.failed("a", ArticleError("Busy.", remedy="Wait."), 180, again=True)
    assert retries.failed("b", gone, 180, again=True)
    retries.succeeded("a")
    assert retries.failed("a", gone, 400, again=True)


def test_a_failure_is_tried_again_in_time_or_as_soon_as_it_has_changed() -> None:
    retries, bad = Retries[str](), ArticleError("Bad.", remedy="Mend it.")
    retries.failed("a", bad, 100, state="first", again=True)
    assert not retries.may_try("a", 159, "first")
    assert retries.may_try("a", 160, "first")
    assert retries.may_try("a", 101, "second")
    assert retries.again_at(100) == 160
    retries.failed("a", bad, 160, state="first", again=False)
    assert not retries.may_try("a", 1e12, "first")
    assert retries.again_at(160) == inf


def test_a_server_is_not_asked_before_the_time_that_it_names() -> None:
    retries = Retries[str]()
    busy = BusyError("Asked too often.", remedy="Wait.", seconds=3600)
    retries.failed("feed", busy, 100, again=True)
    assert retries.due("feed") == 3700


def test_only_an_articles_own_errors_wait_until_it_changes() -> None:
    assert is_its_own(ArticleError("Nothing to say.", remedy="Write."))
    assert not is_its_own(SpeechError("The engine crashed.", remedy="Mend it."))
