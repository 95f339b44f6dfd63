"""What a user types to name an episode."""

from dataclasses import replace

import pytest
from samples import EPISODE

from paracast.episode.finding import find_episode
from paracast.errors import UsageError

BOATS = replace(EPISODE, guid="aaaa-1", folder="2026-02-03-boats", title="Boats")
HOME = replace(EPISODE, guid="aaaa-2", folder="2026-02-03-boats-come-home", title="Boats come home")
YEAR = replace(EPISODE, guid="bbbb-3", folder="2025-01-01-1984", title="1984")
ALL = (BOATS, HOME, YEAR)


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        ("1", BOATS),
        ("3", YEAR),
        ("2026-02-03-boats", BOATS),
        ("2026-02-03-boats-c", HOME),
        ("2025", YEAR),
        ("aaaa-2", HOME),
        ("bbbb", YEAR),
        ("boats", BOATS),
        ("boats-come-home", HOME),
        ("boats-c", HOME),
        ("COME", HOME),
        (" 1984 ", YEAR),
    ],
)
def test_an_episode_is_meant_by(wanted: str, meant: object) -> None:
    assert find_episode(wanted, ALL) is meant


@pytest.mark.parametrize("wanted", ["2026-02-03", "aaaa", "oats"])
def test_what_could_be_several_is_an_error_that_lists_them(wanted: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_episode(wanted, ALL)
    assert "could be 2 episodes" in caught.value.message
    assert BOATS.folder in caught.value.remedy
    assert "“Boats come home”" in caught.value.remedy


@pytest.mark.parametrize("wanted", ["", "  ", "0", "7", "whale", "bbb", "../boats"])
def test_what_names_none_is_an_error_that_says_how_to_list_them(wanted: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_episode(wanted, ALL)
    assert "paracast episodes" in caught.value.remedy


def test_of_many_the_first_are_listed() -> None:
    many = [replace(BOATS, guid=str(n), folder=f"boats-{n}") for n in range(30)]
    with pytest.raises(UsageError) as caught:
        find_episode("boats", many)
    assert "and 22 more" in caught.value.remedy
