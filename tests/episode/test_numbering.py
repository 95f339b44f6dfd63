"""Where episodes stand in their show."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import EPISODE

from paracast.episode.model import Episode, Kind
from paracast.episode.numbering import ANYWHERE, Asked, Standing, standing_of
from paracast.episode.promises import Promise
from paracast.episode.show import Show
from paracast.errors import UsageError
from paracast.feed.numbering import numbers_of

PLAIN = Show("Reads")
SERIAL = Show("Reads", type="serial", season=2)


def episode(guid: str, kind: Kind = "full", season: int = 2, number: int = 0) -> Episode:
    return replace(EPISODE, guid=guid, kind=kind, season=season, number=number)


def test_an_episode_of_a_plain_show_has_no_number() -> None:
    assert standing_of(ANYWHERE, PLAIN, None, [episode("a", number=3)]) == Standing()


def test_an_episode_belongs_to_the_shows_season() -> None:
    show = replace(PLAIN, season=4)
    assert standing_of(ANYWHERE, show, None, []) == Standing("full", 4, 0)


def test_a_serial_show_counts_the_full_episodes_of_each_season() -> None:
    others = [episode("a", number=3), episode("b", "bonus", number=9), episode("c", season=4)]
    assert standing_of(ANYWHERE, SERIAL, None, others) == Standing("full", 2, 4)
    assert standing_of(Asked(season=1), SERIAL, None, others) == Standing("full", 1, 1)


def test_episodes_that_were_made_before_the_show_was_serial_are_counted() -> None:
    show = replace(SERIAL, season=0)
    before = [episode("b", season=0), episode("a", season=0)]
    new = standing_of(ANYWHERE, show, None, before)
    assert new.number == 3
    numbers = numbers_of(show, [episode("c", season=0, number=3), *before])
    assert numbers == {"a": 1, "b": 2, "c": 3}


@pytest.mark.parametrize("kind", ["trailer", "bonus"])
def test_a_trailer_or_bonus_stands_outside_unless_told(kind: Kind) -> None:
    assert standing_of(Asked(kind), SERIAL, None, []) == Standing(kind)
    asked = Asked(kind, season=1, number=2)
    others = [episode("a", season=1, number=2)]
    assert standing_of(asked, SERIAL, None, others) == Standing(kind, 1, 2)


def test_what_is_known_stays() -> None:
    known = episode("a", season=1, number=5)
    assert standing_of(ANYWHERE, SERIAL, known, [known]) == Standing("full", 1, 5)
    assert standing_of(ANYWHERE, PLAIN, known, [known]) == Standing("full", 1, 5)


def test_an_episode_that_becomes_a_trailer_loses_its_number() -> None:
    known = episode("a", number=5)
    assert standing_of(Asked("trailer"), SERIAL, known, [known]) == Standing("trailer", 2, 0)


def test_a_number_that_is_taken_is_refused_with_the_next_one() -> None:
    others = [episode("a", number=3), episode("b", number=4)]
    with pytest.raises(UsageError) as caught:
        standing_of(Asked(number=3), SERIAL, None, others)
    assert "the next is 5" in caught.value.remedy


def test_what_was_numbered_twice_elsewhere_can_still_be_made_anew() -> None:
    one, two = episode("a", number=3), episode("b", number=3)
    assert standing_of(ANYWHERE, SERIAL, one, [one, two]) == Standing.of(one)


@given(st.lists(st.sampled_from([1, 2, 3]), max_size=12))
def test_numbers_of_a_season_are_counted_up_from_one(seasons: Sequence[int]) -> None:
    made: list[Episode] = []
    for index, season in enumerate(seasons):
        standing = standing_of(Asked(season=season), SERIAL, None, made)
        made.append(episode(str(index), "full", standing.season, standing.number))
    for season in set(seasons):
        numbers = [one.number for one in made if one.season == season]
        assert numbers == list(range(1, len(numbers) + 1))


def test_what_an_episode_was_elsewhere_holds_unless_something_else_is_asked() -> None:
    promise = Promise("g", EPISODE.published, ("here",), "bonus", season=1, number=2)
    assert ANYWHERE.over(promise) == Asked("bonus", 1, 2)
    assert Asked("full", season=0).over(promise) == Asked("full", 0, 2)


def test_what_was_asked_for_is_known_to_be_so_already() -> None:
    known = episode("a", "bonus", season=1, number=0)
    assert ANYWHERE.fits(known)
    assert Asked("bonus", 1, 0).fits(known)
    assert not Asked("full").fits(known)
    assert not Asked(season=2).fits(known)
    assert not Asked(number=1).fits(known)


def test_each_season_has_free_numbers_of_its_own() -> None:
    show = replace(SERIAL, season=0)
    second = [episode("c"), episode("b", number=1), episode("a")]  # all of season 2
    first = [episode("old", season=1)]
    assert numbers_of(show, [*second, *first]) == {"old": 1, "a": 2, "b": 1, "c": 3}
