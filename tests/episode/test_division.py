from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paracast.episode.division import MOST, SHORTEST, Section, divided, title_of


def titles(sections: list[Section], seconds: float) -> list[str]:
    return [
        title_of([sections[number].title for number in chapter.named_after])
        for chapter in divided(sections, seconds)
    ]


def article(*headings: tuple[int, int, str]) -> list[Section]:
    return [Section("The article", 0, 0), *(Section(t, second, n) for second, n, t in headings)]


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[Section], float]:
    gaps = draw(st.lists(st.integers(0, 90), min_size=1, max_size=60))
    sections, second = [Section("0", draw(st.integers(0, 20)), 0)], 20
    for number, gap in enumerate(gaps, start=1):
        second += gap
        sections.append(Section(str(number), second, draw(st.integers(1, 6))))
    return sections, second + draw(st.floats(0.1, 100))


@given(timelines())
def test_chapters_hold_every_section_in_order_and_none_is_too_short(
    timeline: tuple[list[Section], float],
) -> None:
    sections, seconds = timeline
    chapters = divided(sections, seconds)
    assert [n for chapter in chapters for n in chapter.made_of] == list(range(len(sections)))
    begins = [0, *(sections[chapter.made_of.start].second for chapter in chapters[1:]), seconds]
    assert len(chapters) == 1 or all(two - one >= SHORTEST for one, two in pairwise(begins))
    assert all(set(chapter.named_after) <= set(chapter.made_of) for chapter in chapters)
    assert all(chapter.named_after for chapter in chapters)


@given(timelines())
def test_no_heading_is_passed_over_that_could_begin_a_chapter(
    timeline: tuple[list[Section], float],
) -> None:
    sections, seconds = timeline
    chapters = divided(sections, seconds)
    begins = [0, *(sections[chapter.made_of.start].second for chapter in chapters[1:]), seconds]
    firsts = {chapter.made_of.start for chapter in chapters}
    for number, section in enumerate(sections):
        near = any(abs(section.second - begin) < SHORTEST for begin in begins)
        assert number in firsts or near


def test_each_heading_begins_a_chapter_where_there_is_time() -> None:
    sections = article((60, 2, "Winter"), (120, 2, "Thaw"))
    assert titles(sections, 180) == ["The article", "Winter", "Thaw"]


def test_a_short_section_is_part_of_the_chapter_before_it() -> None:
    sections = article((60, 2, "Winter"), (120, 2, "A note"), (130, 2, "Thaw"), (200, 2, "Sources"))
    assert titles(sections, 210) == ["The article", "Winter", "Thaw"]


def test_a_heading_right_below_another_joins_its_title() -> None:
    sections = article((60, 1, "Part One"), (62, 2, "The Harbour"), (300, 2, "The Sea"))
    assert titles(sections, 600) == ["The article", "Part One: The Harbour", "The Sea"]
    assert title_of(["1.", "The Harbour"]) == "1. The Harbour"


def test_a_higher_heading_is_kept_before_a_lower_one() -> None:
    sections = article((100, 3, "Detail"), (120, 2, "Winter"))
    assert titles(sections, 300) == ["The article", "Winter"]


def test_a_title_and_a_notice_alone_are_no_chapter() -> None:
    sections = article((8, 2, "Winter"), (100, 2, "Thaw"))
    assert titles(sections, 200) == ["Winter", "Thaw"]
    sections = article((8, 2, "A note"), (14, 2, "Winter"), (100, 2, "Thaw"))
    assert titles(sections, 200) == ["Winter", "Thaw"]


def test_a_short_episode_is_one_chapter_with_its_title() -> None:
    assert titles(article((8, 2, "Winter"), (12, 2, "Thaw")), 20) == ["The article"]


def test_a_book_has_as_many_chapters_as_a_table_of_contents_can_count() -> None:
    parts = [
        heading
        for part in range(40)
        for heading in (
            (1000 + part * 1000, 1, f"Part {part}"),
            *((1000 + part * 1000 + 100 * n, 2, f"Chapter {part}.{n}") for n in range(1, 10)),
        )
    ]
    found = titles(article(*parts), 42_000)
    assert len(found) == MOST
    assert [title for title in found if title.startswith("Part")] == [
        f"Part {n}" for n in range(40)
    ]


@pytest.mark.parametrize("title", ["Winter " * 40, "W" * 300, "港" * 300, "Winter,   and\nthaw"])
def test_a_title_fits_a_line(title: str) -> None:
    line = title_of([title])
    assert 1 < len(line) <= 80
    assert "\n" not in line
    assert line.endswith("…") == (len(title) > 80)
