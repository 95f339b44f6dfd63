from hypothesis import given, settings
from hypothesis import strategies as st
from samples import EPISODE, SHOW, many

from paracast.feed import FeedOptions, advice, render_documents
from paracast.feed.paging import pages_of


def test_without_a_limit_the_feed_holds_all() -> None:
    (page,) = pages_of(many(5), 0)
    assert (page.name, len(page.episodes), page.previous) == ("feed.xml", 5, "")


@settings(deadline=None)
@given(count=st.integers(0, 40), limit=st.integers(1, 12))
def test_each_episode_is_in_a_document_and_the_newest_are_in_the_feed(
    count: int, limit: int
) -> None:
    episodes = many(count)
    *archives, newest = pages_of(episodes, limit)
    assert list(newest.episodes) == episodes[:limit]
    assert all(len(archive.episodes) == limit for archive in archives)
    listed = {episode.guid for page in (*archives, newest) for episode in page.episodes}
    assert listed == {episode.guid for episode in episodes}
    assert [page.previous for page in archives] == ["", *(a.name for a in archives)][
        : len(archives)
    ]
    assert newest.previous == (archives[-1].name if archives else "")


def test_archives_stay_as_they_are_to_the_byte_while_episodes_are_added() -> None:
    known: dict[str, bytes] = {}
    for count in range(1, 12):
        written = render_documents(
            SHOW, many(count, EPISODE), FeedOptions(3), artwork_name="artwork-1.jpg"
        )
        archives = {name: data for name, data in written.items() if name != "feed.xml"}
        assert known.items() <= archives.items()
        known = archives
    assert len(known) == 3


def test_a_feed_beyond_a_megabyte_is_told_a_limit_that_fits() -> None:
    assert advice(1_000_000, 300) == ""
    told = advice(3_200_000, 1000)
    assert "3.2 MB;" in told
    assert "limit = 250 " in told
    assert "refuse" in advice(5_000_001, 1000)
    assert advice(9_000_000, 1) == ""
