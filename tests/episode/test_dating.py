"""Dates as users write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.episode.dating import published_at
from paracast.errors import UsageError

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-31", datetime(2026, 1, 31, tzinfo=UTC)),
        ("2026-01-31T18:00+01:00", datetime(2026, 1, 31, 17, tzinfo=UTC)),
        ("2026-01-31T18:00:30Z", datetime(2026, 1, 31, 18, 0, 30, tzinfo=UTC)),
        ("2026-06-01", datetime(2026, 6, 1, tzinfo=UTC)),
    ],
)
def test_a_day_or_a_moment_with_its_zone_is_a_date(written: str, meant: datetime) -> None:
    assert published_at(written, NOW) == meant


@pytest.mark.parametrize(
    "written", ["", "soon", "2026-02-30", "31.1.2026", "2026-01-31T18:00", "0001-01-01T00:00+14:00"]
)
def test_anything_else_is_an_error_that_shows_how_to_write_one(written: str) -> None:
    with pytest.raises(UsageError) as caught:
        published_at(written, NOW)
    assert "2026-01-31" in caught.value.remedy


def test_a_date_in_the_future_must_be_meant() -> None:
    with pytest.raises(UsageError, match="in the future"):
        published_at("2026-06-01T12:00:01Z", NOW)
    assert published_at("2027-01-01", NOW, allow_future=True).year == 2027


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_date_or_an_error(written: str) -> None:
    try:
        moment = published_at(written, NOW)
    except UsageError:
        return
    assert moment <= NOW
