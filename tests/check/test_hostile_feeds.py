"""Whatever a feed or a file holds, it is judged, and nothing stumbles over it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from faulty import Broken
from feed_faults import say
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paracast.check import check_folder


def declared(show: Broken, entities: str, name: str) -> None:
    show.say("<rss", f"<!DOCTYPE rss [{entities}]><rss")
    show.say("<title>", f"<title>&{name};")


ODD: dict[str, Callable[[Broken], None]] = {
    "half an address": say(r'(<enclosure url=)"[^"]*', r'\1"http://[boats'),
    "a port of letters": say(r'(<enclosure url=)"[^"]*', r'\1"http://boats:x/'),
    "a name with a zero byte": say("boats-come-home.mp3", "%00.mp3"),
    "a name that no disk takes": say("boats-come-home.mp3", f"{'a' * 5000}.mp3"),
    "a folder for a file": say("/boats-come-home.vtt", ""),
    "a number of many digits": say(r' length="\d+"', f' length="{"9" * 5000}"'),
    "digits of another script": say(r"<itunes:duration>\d+", "<itunes:duration>٣"),
    "an address of its own for itself": say(r'href="[^"]*feed.xml"', 'href="http://[x/feed.xml"'),
    "entities within entities": lambda show: declared(
        show, f'<!ENTITY a "{"a" * 99}"><!ENTITY b "{"&a;" * 99}"><!ENTITY c "{"&b;" * 99}">', "c"
    ),
    "an instruction": say("<channel>", "<?php echo?><channel>"),
    "half a tag": lambda show: show.mp3(lambda data: data[:3000]),
    "half a header": lambda show: show.mp3(lambda data: data[: data.index(b"Info") + 6]),
    "nothing": lambda show: show.mp3(lambda _: b""),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_judged(good: Path, tmp_path: Path, name: str) -> None:
    show = Broken(good, tmp_path)
    ODD[name](show)
    check_folder(show.folder, deep=name.startswith("half a"))


def test_a_comment_is_no_part_of_a_value(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.say("<title>", "<title><!-- the show's -->")
    show.say("(<guid[^>]*>)", r"\1<!-- for ever -->")
    assert check_folder(show.folder, deep=False) == ()


def test_an_entity_brings_no_file_in(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    secret = tmp_path / "secret"
    secret.write_text("secret words", "utf-8")
    declared(show, f'<!ENTITY it SYSTEM "{secret.as_uri()}">', "it")
    assert "secret words" not in str(check_folder(show.folder, deep=False))


def test_a_link_out_of_the_folder_is_not_followed(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    path = show.file(".vtt")
    elsewhere = tmp_path / "elsewhere.vtt"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert [one.rule.name for one in check_folder(show.folder, deep=False)] == ["file-missing"]


def test_the_former_name_of_the_podcast_namespace_means_the_same(
    good: Path, tmp_path: Path
) -> None:
    show = Broken(good, tmp_path)
    former = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
    show.say("https://podcastindex.org/namespace/1.0", former)
    assert check_folder(show.folder, deep=False) == ()


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(
        ["feed.xml", ".vtt", ".srt", ".transcript.json", ".chapters.json", ".mp3"]
    ),
    at=st.floats(0, 1),
    length=st.integers(0, 40),
    junk=st.one_of(
        st.binary(max_size=20), st.sampled_from([b"-->", b"[" * 9999, b"1" * 999, b"<"])
    ),
)
def test_whatever_is_damaged_is_judged(  # noqa: PLR0913  where, how much, and by what
    good: Path, tmp_path: Path, *, name: str, at: float, length: int, junk: bytes
) -> None:
    (original,) = good.rglob(f"*{name}")
    data = original.read_bytes()
    # An MP3's tag and first frames are where there is something to misread.
    place = int(at * min(len(data), 70_000))
    folder = tmp_path / "copy"
    if not folder.exists():
        shutil.copytree(good, folder)
    damaged = folder / original.relative_to(good)
    damaged.write_bytes(data[:place] + junk + data[place + length :])
    check_folder(folder, deep=False)
    damaged.write_bytes(data)
