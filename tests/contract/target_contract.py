"""What every target promises; each one's tests inherit it."""

import hashlib
from abc import abstractmethod
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from paracast.errors import PublishError
from paracast.publish.model import Local
from paracast.publish.target import PublishTarget
from paracast.units import Digest

ODD = (
    "-rf.mp3",
    "--delete/-e sh.vtt",
    "two\nlines/a\nb.txt",
    "$(touch hurt);`touch hurt`/a b'\"&|.html",
    "ü ☃/*?[a]\\x.json",
    "a%20b/#c?d.xml",
)


def local(path: str, data: bytes) -> Local:
    return Local(path, data, len(data), Digest(hashlib.sha256(data).hexdigest()))


class TargetContract:
    """Give it a place that holds nothing yet."""

    odd: ClassVar[tuple[str, ...]] = ODD

    @pytest.fixture(autouse=True)
    def place(self) -> None:
        """Make the place that `opened` opens, and let it hold nothing."""

    @abstractmethod
    def opened(self) -> AbstractContextManager[PublishTarget]:
        """Open the same place each time."""

    def holds(self) -> dict[str, bytes]:
        with self.opened() as target:
            return {path: target.read(path) for path in target.inventory()}

    def test_a_place_where_nothing_was_published_holds_nothing(self) -> None:
        assert self.holds() == {}

    def test_what_was_uploaded_is_held_with_its_bytes(self) -> None:
        large = bytes(range(256)) * 12_000  # three pieces
        with self.opened() as target:
            told = target.upload(local("a/large.mp3", large))
            target.upload(local("feed.xml", b"<rss/>"))
            target.upload(local("a/empty.vtt", b""))
        assert self.holds() == {"a/large.mp3": large, "feed.xml": b"<rss/>", "a/empty.vtt": b""}
        with self.opened() as target:
            assert target.inventory()["a/large.mp3"] == told

    def test_a_file_is_replaced_and_its_stamp_or_length_tells_so(self) -> None:
        with self.opened() as target:
            before = target.upload(local("a/b.mp3", b"old"))
        with self.opened() as target:
            after = target.upload(local("a/b.mp3", b"new one"))
        assert before != after
        assert self.holds() == {"a/b.mp3": b"new one"}

    def test_what_was_just_done_is_told_at_once(self) -> None:
        with self.opened() as target:
            target.upload(local("feed.xml", b"old"))
            target.upload(local("a.mp3", b"a"))
        with self.opened() as target:
            told = target.upload(local("feed.xml", b"new"))
            target.remove("a.mp3")
            assert target.inventory() == {"feed.xml": told}
            assert target.read("feed.xml") == b"new"

    def test_what_is_removed_is_gone_and_the_rest_stays(self) -> None:
        with self.opened() as target:
            target.upload(local("a/b/c.mp3", b"c"))
            target.upload(local("a/d.mp3", b"d"))
            target.upload(local("e.mp3", b"e"))
        with self.opened() as target:
            target.remove("a/b/c.mp3")
            target.remove("e.mp3")
        assert self.holds() == {"a/d.mp3": b"d"}

    def test_removing_what_is_gone_is_no_error(self) -> None:
        with self.opened() as target:
            target.upload(local("a.mp3", b"a"))
        with self.opened() as target:
            target.remove("never/there.mp3")
            target.remove("a.mp3")
            target.upload(local("b.mp3", b"b"))
        assert self.holds() == {"b.mp3": b"b"}

    def test_names_that_look_like_options_or_commands_do_no_harm(self) -> None:
        with self.opened() as target:
            for name in self.odd:
                target.upload(local(name, name.encode()))
        assert self.holds() == {name: name.encode() for name in self.odd}
        with self.opened() as target:
            for name in self.odd[1:]:
                target.remove(name)
        assert self.holds() == {self.odd[0]: self.odd[0].encode()}

    def test_a_file_that_changed_since_it_was_compared_replaces_nothing(
        self, tmp_path: Path
    ) -> None:
        with self.opened() as target:
            target.upload(local("a.mp3", b"as it was"))
        other = tmp_path / "other.mp3"
        other.write_bytes(b"as it is!")
        announced = replace(local("a.mp3", b"expected."), content=other)
        with pytest.raises(PublishError, match="changed"), self.opened() as target:
            target.upload(announced)
        with self.opened() as target:
            assert target.read("a.mp3") == b"as it was"
