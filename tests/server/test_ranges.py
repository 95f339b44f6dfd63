import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.server.ranges import Span, spans_of

LENGTHS = st.integers(0, 500)


@given(st.integers(0, 600), st.integers(0, 600), LENGTHS)
def test_a_range_is_the_slice_that_it_says(first: int, more: int, length: int) -> None:
    meant = range(length)[first : first + more + 1]
    found = spans_of(f"bytes={first}-{first + more}", length)
    assert found == ((Span(meant[0], meant[-1] + 1),) if meant else ())


@given(st.integers(0, 600), LENGTHS)
def test_a_start_alone_means_all_that_follows(first: int, length: int) -> None:
    found = spans_of(f"bytes={first}-", length)
    assert found == ((Span(first, length),) if first < length else ())


@given(st.integers(0, 600), LENGTHS)
def test_an_end_alone_means_the_last_bytes(count: int, length: int) -> None:
    meant = range(length)[max(0, length - count) :]
    assert spans_of(f"bytes=-{count}", length) == ((Span(meant[0], length),) if meant else ())


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 20)), min_size=1, max_size=20))
def test_several_ranges_are_all_their_bytes_once_and_in_order(asked: list[tuple[int, int]]) -> None:
    header = "bytes=" + ", ".join(f"{first}-{first + more}" for first, more in asked)
    found = spans_of(header, 110)
    assert found is not None
    sent = [place for span in found for place in range(span.start, span.end)]
    meant = {place for first, more in asked for place in range(first, first + more + 1)}
    assert sent == sorted(place for place in meant if place < 110)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes",
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=--1",
        "bytes=1-2-3",
        "bytes=0-1,x",
        "bytes=0x1-2",
        "lines=1-2",
    ],
)
def test_what_is_no_range_is_taken_as_not_there(header: str) -> None:
    assert spans_of(header, 100) is None


@pytest.mark.parametrize(
    "header",
    [
        "bytes=" + ",".join(f"{n}-{n}" for n in range(0, 60, 2)),
        "bytes=0-" + "9" * 2000,
        "bytes=" + "0-," * 400,
    ],
)
def test_more_than_players_ask_for_is_refused(header: str) -> None:
    assert spans_of(header, 100) == ()


@given(st.text(max_size=40))
def test_whatever_follows_bytes_gives_spans_within_the_file_or_none(words: str) -> None:
    for start, end in spans_of(f"bytes={words}", 100) or ():
        assert 0 <= start < end <= 100


def test_the_unit_may_be_in_capitals() -> None:
    assert spans_of("Bytes = 0-1", 100) == (Span(0, 2),)
