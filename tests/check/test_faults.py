"""Each fault is named by its rule, and a good show by none."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import feed_faults
import file_faults
import pytest
from faulty import Broken, begin

from paracast.check import Severity, check_folder
from paracast.check.captions import check_agreement, cues_of
from paracast.check.catalogue import rules

FAULTS = feed_faults.FAULTS + file_faults.FAULTS
FOLLOWING = feed_faults.FOLLOWING | file_faults.FOLLOWING


@pytest.mark.parametrize("deep", [True, False])
def test_nothing_is_wrong_with_what_paracast_makes(good: Path, *, deep: bool) -> None:
    assert check_folder(good, deep=deep) == ()


HEARD = re.compile(r"mp3-|true-peak|loudness|file-damaged|integrity|artwork-unreadable")
"""What is only found in what is decoded, or read from end to end."""


@pytest.mark.parametrize(
    ("rule", "breaks"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)]
)
def test_a_fault_is_named_and_nothing_else_is(
    good: Path, tmp_path: Path, rule: str, breaks: Callable[[Broken], None]
) -> None:
    show = Broken(good, tmp_path)
    breaks(show)
    deep = bool(HEARD.match(rule))  # what is heard takes a second to decode
    named = {finding.rule.name for finding in check_folder(show.folder, deep=deep)}
    allowed = {rule} | FOLLOWING.get(rule, set())
    if deep:
        allowed |= {"file-damaged", "enclosure-length"}  # other bytes than the manifest's
    assert rule in named
    assert named <= allowed


def test_words_that_look_like_tags_are_no_fault(tmp_path: Path) -> None:
    show = begin(tmp_path / "show").parent
    article = show / "tags.md"
    article.write_text("# The `<b>`bold`</b>` tag &amp;amp; more\n\nSay `<i x=1>` or 3 < 4 > 2.\n")
    command = ("make", article, "--show", show, "--voice", "tone:a440", "--quiet")
    subprocess.run([sys.executable, "-m", "paracast", *map(str, command)], check=True)
    assert "The &lt;b&gt;bold&lt;/b&gt; tag" in (show / "episodes" / "feed.xml").read_text("utf-8")
    assert check_folder(show / "episodes", deep=False) == ()


@pytest.mark.parametrize(
    ("subrip", "agree"),
    [("Say <b> now.", True), ("<i>Say</i> &lt;b> now.", False), ("<i>Say</i> now.", True)],
)
def test_formatting_of_subrip_is_no_word(subrip: str, *, agree: bool) -> None:
    web = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nSay &lt;b&gt; now.\n"
    srt = f"1\n00:00:00,000 --> 00:00:01,000\n{subrip}\n"
    cues = [cues_of(web, "text/vtt"), cues_of(srt, "application/x-subrip")]
    assert (not list(check_agreement(cues, "it"))) is agree  # type: ignore[arg-type]


def test_every_rule_has_a_fault_that_it_names() -> None:
    """What a server does, and what changed since the last time, has tests of its own."""
    elsewhere = {"guid-changed", "episode-lost", "enclosure-changed", "show-guid-changed"}
    elsewhere |= {"feed-page"}
    named = {name for name, _ in FAULTS} | elsewhere
    wanted = {rule.name for rule in rules() if not rule.name.startswith("server-")}
    assert wanted == named


def test_every_finding_says_where_what_why_and_how_to_mend_it(good: Path, tmp_path: Path) -> None:
    show = Broken(good, tmp_path)
    show.say("<itunes:explicit>false", "<itunes:explicit>no")
    (finding,) = check_folder(show.folder, deep=False)
    assert finding.place == "feed.xml"
    assert "'no'" in finding.seen
    assert "Apple" in finding.rule.source
    assert finding.rule.remedy == "Write true or false."
    assert finding.rule.severity is Severity.ERROR


class TestAgainstWhatWasPublished:
    """The feed that people have."""

    def named(self, show: Broken, before: bytes) -> set[str]:
        return {
            finding.rule.name for finding in check_folder(show.folder, deep=False, against=before)
        }

    def test_the_same_feed_is_no_change(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        assert self.named(show, show.feed.read_bytes()) == set()

    def test_a_changed_guid_is_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = show.feed.read_bytes()
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        assert self.named(show, before) == {"guid-changed"}

    def test_a_lost_episode_is_found_unless_it_was_removed(
        self, good: Path, tmp_path: Path
    ) -> None:
        show = Broken(good, tmp_path)
        before = show.feed.read_bytes().replace(b"</channel>", LOST + b"</channel>")
        assert self.named(show, before) == {"episode-lost"}
        (show.folder / "removed.json").write_text(json.dumps([{"guid": "lost"}]), "utf-8")
        assert self.named(show, before) == set()

    def test_other_bytes_at_the_same_address_are_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = re.sub(rb'length="\d+"', b'length="77"', show.feed.read_bytes(), count=1)
        assert self.named(show, before) == {"enclosure-changed"}

    def test_another_guid_of_the_show_is_found(self, good: Path, tmp_path: Path) -> None:
        show = Broken(good, tmp_path)
        before = re.sub(
            rb"<podcast:guid>[^<]*",
            b"<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c",
            show.feed.read_bytes(),
        )
        assert self.named(show, before) == {"show-guid-changed"}

    def test_the_feed_that_was_published_last_is_looked_at_by_itself(
        self, good: Path, tmp_path: Path
    ) -> None:
        show = Broken(good, tmp_path)
        (show.folder / ".published.xml").write_bytes(show.feed.read_bytes())
        show.say(r"(<guid[^>]*>)[^<]*", r"\1another")
        assert {one.rule.name for one in check_folder(show.folder, deep=False)} == {"guid-changed"}


LOST = (
    b'<item><title>Lost</title><guid isPermaLink="false">lost</guid>'
    b'<enclosure url="https://example.org/lost.mp3" length="1" type="audio/mpeg"/></item>'
)
