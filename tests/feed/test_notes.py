import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import EPISODE, LINKED

from paracast.episode.model import Chapter, Mention
from paracast.feed.notes import DISCLOSURE, LONGEST_WHOLE, notes_for, notes_of
from paracast.feed.wording import LONGEST, cut, escaped_size, is_safe, size
from paracast.units import Samples

ANY = st.text(st.characters(), max_size=300)


class Reader(HTMLParser):
    """Takes notes apart as an app would."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.links += [value or "" for _, value in attrs]
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(deadline=None, max_examples=80)
@given(
    description=st.text(st.characters(), max_size=6000),
    titles=st.lists(ANY, max_size=60),
    links=st.lists(st.tuples(ANY, ANY | ANY.map("https://{}".format)), max_size=60),
    source=ANY | ANY.map("https://example.org/{}".format),
)
def test_notes_of_any_words_are_safe_html_within_what_directories_take(
    description: str, titles: list[str], links: list[tuple[str, str]], source: str
) -> None:
    chapters = tuple(Chapter(Samples(i), Samples(i + 1), title) for i, title in enumerate(titles))
    mentions = tuple(Mention(Samples(i), words, url) for i, (words, url) in enumerate(links))
    episode = replace(
        EPISODE,
        description=description,
        chapters=chapters,
        mentions=mentions,
        source=replace(EPISODE.source, url=source, name=source, site=source),
    )
    notes = notes_for(episode)
    for written, most in ((notes.description, LONGEST), (notes.whole, LONGEST_WHOLE)):
        reader = Reader()
        reader.feed(written)
        reader.close()
        assert len(written.encode()) <= most
        assert not reader.open
        assert reader.tags <= {"p", "ul", "li", "a"}
        assert all(is_safe(url) for url in reader.links)
    assert notes.description.endswith(f"<p>{DISCLOSURE}</p>")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://a.org", "data:text/html,x", "https://a b", "//a", ""]
)
def test_only_the_web_and_mailboxes_are_linked(url: str) -> None:
    mentions = (Mention(Samples(0), "words", url), Mention(Samples(0), "mail", "mailto:a@b.org"))
    source = replace(EPISODE.source, url=url)
    notes = notes_of(replace(EPISODE, mentions=mentions, source=source))
    assert re.findall("<a [^>]*>", notes) == ['<a href="mailto:a@b.org">']
    assert "Source" not in notes


def test_what_a_user_calls_a_file_is_told_nobody() -> None:
    assert "a.txt" not in notes_of(EPISODE)


def test_what_a_description_has_no_room_for_stands_in_the_whole_notes() -> None:
    long = replace(LINKED, description="It was quiet that morning. " * 200)
    notes = notes_for(long)
    assert "…" in notes.description
    assert "…" not in notes.whole
    assert len(notes.whole) > 200 * 27
    assert notes_for(LINKED).whole == ""
    assert notes_for(LINKED).description == notes_of(LINKED)


def test_lines_of_a_description_become_paragraphs() -> None:
    notes = notes_of(replace(EPISODE, description="One.\n\n Two.\r\nThree."))
    assert notes.startswith("<p>One.</p><p>Two.</p><p>Three.</p><p>Read")


def test_a_text_without_spaces_is_cut_between_characters() -> None:
    notes = notes_of(replace(EPISODE, description="静かな朝だった。" * 400))
    summary = notes.partition("</p>")[0]
    assert summary.endswith(" …")
    assert 3700 < len(summary.encode()) <= LONGEST


def test_an_episode_that_nobody_synthesised_discloses_nothing() -> None:
    assert DISCLOSURE not in notes_of(replace(EPISODE, voices=()))


@given(text=st.text(max_size=80), room=st.integers(-2, 60))
def test_a_cut_text_is_a_beginning_that_fits(text: str, room: int) -> None:
    for measure in (size, escaped_size, len):
        kept = cut(text, room, measure)
        assert measure(kept) <= max(0, room)
        assert kept == text or text.startswith(kept.removesuffix(" …"))


def test_a_text_is_cut_after_a_word_and_never_within_what_is_written_as_one() -> None:
    assert cut("one two three", 9, len) == "one two …"
    assert cut("cafe\u0301 noir", 6, len) == "caf …"
    assert cut("👩\u200d👩\u200d👧 at sea", 5, len) == ""
    assert cut("exactly", 7, len) == "exactly"


def test_notes_list_chapters_from_three_on() -> None:
    titles = ("Start", "<Winter>", "Thaw")
    chapters = tuple(
        Chapter(Samples(i * 44100 * 65), Samples((i + 1) * 44100 * 65), title)
        for i, title in enumerate(titles)
    )
    notes = notes_of(replace(EPISODE, chapters=chapters))
    assert "<li>00:00:00 Start</li><li>00:01:05 &lt;Winter&gt;</li><li>00:02:10 Thaw</li>" in notes
    assert "<li>" not in notes_of(replace(EPISODE, chapters=chapters[:2]))


def at(seconds: int) -> Samples:
    return Samples(44100 * seconds)


def mentioned(count: int) -> tuple[Mention, ...]:
    return tuple(
        Mention(at(n), f"Link {n}", f"https://example.com/{n:03}/{'x' * 40}") for n in range(count)
    )


def test_links_come_behind_the_chapters_each_with_its_time_last() -> None:
    notes = notes_of(LINKED)
    assert notes.index("<li>00:02:10 Thaw</li>") < notes.index("<p>Links:</p>")
    link = '<a href="https://example.com/a?b=c&amp;d=e">The &lt;long&gt; report</a>'
    assert f"<li>{link} (00:00:42)</li>" in notes
    stamped = re.findall(r"<(?:p|li)>[(\[]?\d[\d:]+ ", notes)
    assert len(stamped) == len(LINKED.chapters)


def test_the_article_itself_is_named_once() -> None:
    source = replace(LINKED.source, url=LINKED.mentions[0].url)
    assert notes_of(replace(LINKED, source=source)).count("https://example.com/a?b=c") == 1


def test_links_give_way_to_a_line_of_the_summary_and_to_all_chapters() -> None:
    summary = "It was quiet that morning. " * 14
    many = replace(LINKED, description=summary, mentions=mentioned(200))
    notes = notes_of(many)
    assert notes.startswith("<p>It was quiet that morning.")
    assert notes.count("</li>") > len(LINKED.chapters) + 20
    assert "Link 0<" in notes
    assert "Link 199<" not in notes
    assert all(chapter.title[1:4] in notes for chapter in LINKED.chapters)
    few = notes_of(replace(many, mentions=mentioned(3)))
    assert summary.strip() in few


def test_chapters_are_listed_all_or_not_at_all() -> None:
    chapters = tuple(Chapter(at(40 * n), at(40 * n + 40), "Winter " * 8) for n in range(200))
    notes = notes_of(replace(LINKED, chapters=chapters))
    assert "Winter" not in notes
    assert "Links:" in notes
    assert notes_of(replace(LINKED, chapters=chapters[:40])).count("<li>00:") == 40
