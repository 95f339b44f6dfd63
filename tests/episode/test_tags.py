import io
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen import id3
from strategies import TITLES, chapters

from paracast.episode.artwork import draw
from paracast.episode.division import MOST
from paracast.episode.model import Chapter, MediaFile
from paracast.episode.tags import TagFacts, id3_tag
from paracast.units import Digest, Hertz, LanguageTag, Samples

FACTS = TagFacts(
    title="Boats come home",
    author="Jo Doe",
    show="Harbour Reads",
    description="It was quiet.",
    language=LanguageTag("en-GB"),
    published=datetime(2026, 11, 24, 12, tzinfo=UTC),
    rate=Hertz(44100),
    length=Samples(44100 * 60),
    chapters=(
        Chapter(Samples(0), Samples(44100), "A long title for a short chapter"),
        Chapter(Samples(44100), Samples(44100 * 30), "Mid"),
        Chapter(Samples(44100 * 30), Samples(44100 * 60), "The end of it all"),
    ),
    artwork=draw("Harbour Reads", "", 600),
)


def read(tag: bytes) -> id3.ID3:
    return id3.ID3(io.BytesIO(tag + bytes(10)), translate=False)


def test_the_tag_is_version_3_and_tells_what_players_show() -> None:
    tag = id3_tag(FACTS)
    tags = read(tag)
    assert tag[:4] == b"ID3\x03"
    assert tags["TIT2"] == ["Boats come home"]
    assert tags["TPE1"] == ["Jo Doe"]
    assert tags["TALB"] == ["Harbour Reads"]
    assert tags["TCON"] == ["Podcast"]
    assert tags["TLAN"] == ["eng"]
    assert tags["TLEN"] == ["60000"]
    assert tags["TYER"] == ["2026"]
    assert b"TDRC" not in tag
    assert tags.getall("APIC")[0].data == FACTS.artwork


def test_chapters_stand_in_the_order_of_time_in_the_file_itself() -> None:
    tag = id3_tag(FACTS)
    places = [tag.index(title.encode("utf-16-le")) for title in ("A long title", "Mid", "The end")]
    assert places == sorted(places)
    assert (
        tag.index(b"chp0000") < tag.index(b"chp0001") < tag.index(b"chp0002") < tag.index(b"CTOC")
    )


def test_a_table_of_contents_lists_the_chapters() -> None:
    tags = read(id3_tag(FACTS))
    (contents,) = tags.getall("CTOC")
    assert contents.child_element_ids == ["chp0000", "chp0001", "chp0002"]
    assert contents.flags == id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in tags.getall("CHAP")] == [
        chapter.title for chapter in FACTS.chapters
    ]


def test_the_tags_size_is_that_of_its_bytes() -> None:
    tag = id3_tag(FACTS)
    size = sum(
        (byte & 0x7F) << shift for byte, shift in zip(tag[6:10], (21, 14, 7, 0), strict=True)
    )
    assert size == len(tag) - 10


@settings(deadline=None, max_examples=60)
@given(title=TITLES, author=st.text(max_size=80), made=chapters())
def test_any_title_gives_a_tag_that_can_be_read(
    title: str, author: str, made: tuple[Chapter, ...]
) -> None:
    tags = read(id3_tag(replace(FACTS, title=title, author=author, chapters=made)))
    assert len(tags.getall("CHAP")) == len(made)
    starts = [chapter.start_time for chapter in tags.getall("CHAP")]
    assert starts == sorted(starts)
    assert "TIT2" in tags


def test_a_chapters_link_and_picture_stand_in_its_frame() -> None:
    picture = draw("Winter", "", 300)
    file = MediaFile("picture-1.jpg", "image/jpeg", len(picture), Digest("d"))
    first, *others = FACTS.chapters
    linked = replace(first, url="https://example.org/#winter", picture=file)
    tag = id3_tag(replace(FACTS, chapters=(linked, *others), pictures={file.name: picture}))
    frames, *bare = (chapter.sub_frames for chapter in read(tag).getall("CHAP"))
    assert frames["WXXX:"].url == "https://example.org/#winter"
    assert (frames["APIC:"].mime, frames["APIC:"].data) == ("image/jpeg", picture)
    assert frames["TIT2"] == [first.title]
    assert [list(frame) for frame in bare] == [["TIT2"], ["TIT2"]]
    assert tag.index(b"chp0000") < tag.index(b"chp0001")  # though it is the largest


def test_a_tag_counts_as_many_chapters_as_an_episode_may_have() -> None:
    made = tuple(Chapter(Samples(n), Samples(n + 1), str(n)) for n in range(MOST))
    (contents,) = read(id3_tag(replace(FACTS, chapters=made))).getall("CTOC")
    assert contents.child_element_ids == [f"chp{number:04}" for number in range(MOST)]
