"""Chapters of episodes from elsewhere."""

import io
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen import id3

from paracast.episode.chapter_frames import points_in
from paracast.episode.points import Point, chapters_at, points_of
from paracast.units import Hertz, Samples

RATE = Hertz(44100)
HOUR = Samples(RATE * 3600)


def tagged(path: Path, version: int, *, title: str = "Début", url: str = "") -> Path:
    """Write a tag as another program does: mutagen, in the order of its choice."""
    tags = id3.ID3()
    tags.add(id3.TIT2(id3.Encoding.UTF16, "Whole"))
    for number, start in enumerate((90_500, 0)):
        inner: list[id3.Frame] = [id3.TIT2(id3.Encoding.UTF16, f"{title} {number}")]
        inner += [id3.WXXX(id3.Encoding.LATIN1, "about", url)] if url else []
        tags.add(
            id3.CHAP(
                element_id=f"c{number}",
                start_time=start,
                end_time=start + 1000,
                start_offset=0xFFFFFFFF,
                end_offset=0xFFFFFFFF,
                sub_frames=inner,
            )
        )
    if version == 3:
        tags.update_to_v23()
    data = io.BytesIO()
    tags.save(data, v2_version=version)
    path.write_bytes(data.getvalue() + b"\xff\xfb" + bytes(500))
    return path


@pytest.mark.parametrize("version", [3, 4])
def test_chapters_of_a_tag_are_read_in_order_of_time(tmp_path: Path, version: int) -> None:
    path = tagged(tmp_path / "a.mp3", version, url="https://example.com/x")
    assert points_in(path) == [
        Point(0.0, "Début 1", "https://example.com/x"),
        Point(90.5, "Début 0", "https://example.com/x"),
    ]


@given(st.binary(max_size=400), st.integers(3, 4), st.integers(0, 2**28 - 1))
def test_no_tag_does_any_harm(data: bytes, version: int, size: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        sizes = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        path = Path(folder, "a.mp3")
        path.write_bytes(b"ID3" + bytes((version, 0, 0)) + sizes + b"CHAP" + data)
        assert isinstance(points_in(path), list)


def test_a_chapters_file_is_read_and_a_damaged_one_has_none() -> None:
    listed = [{"startTime": 0, "title": " A  b "}, {"startTime": 1.5, "img": "x", "toc": False}]
    assert points_of(json.dumps({"chapters": listed}).encode()) == [Point(0, "A b"), Point(1.5, "")]
    for data in (b"", b"[]", b'{"chapters": [{"title": "A"}]}', b"\xff"):
        assert points_of(data) == []


def test_a_chapters_link_leads_to_the_web_or_nowhere() -> None:
    points = [Point(0, "A", "javascript:alert(1)"), Point(60, "B", "https://example.com/")]
    assert [one.url for one in chapters_at(points, RATE, HOUR)] == ["", "https://example.com/"]


seconds = st.floats(-10, 4000, allow_nan=False) | st.just(float("nan")) | st.just(float("inf"))


@given(st.lists(st.builds(Point, seconds, st.sampled_from(["", "A", "B"]))))
def test_chapters_begin_at_whole_seconds_in_order_and_last_to_the_end(points: list[Point]) -> None:
    chapters = chapters_at(points, RATE, HOUR)
    assert all(chapter.start % RATE == 0 for chapter in chapters)
    assert all(one.start < one.end == two.start for one, two in pairwise(chapters))
    if chapters:
        assert chapters[-1].start < chapters[-1].end == HOUR
