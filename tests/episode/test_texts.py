import html
import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from strategies import chapters, sentences

from paracast.episode import chapters as chapter_files
from paracast.episode import transcript
from paracast.episode.heard import Heard, heard_in
from paracast.episode.model import Chapter, MediaFile, TimedSentence, Word
from paracast.errors import ShelfError
from paracast.units import Digest, Hertz, Milliseconds, Samples, to_milliseconds

RATE = Hertz(44100)
TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d+):(\d\d):(\d\d)[.,](\d{3})")


def times(document: str) -> list[tuple[int, int]]:
    found = []
    for line in document.splitlines():
        if match := TIMES.fullmatch(line):
            h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
            found.append(
                (((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2)
            )
    return found


def one(text: str, start: int = 0, end: int = 44100) -> list[TimedSentence]:
    """Time the words of a sentence evenly."""
    pieces = re.findall(r"\S+\s*", text)
    bounds = [start + (end - start) * place // len(pieces) for place in range(len(pieces) + 1)]
    times = zip(pieces, pairwise(map(Samples, bounds)), strict=True)
    return [tuple(Word(piece, *span) for piece, span in times)]


def blocks(document: str) -> list[list[str]]:
    """Return the lines of each cue's text."""
    cues = re.split(r"\n\n(?=\d+\n[\d:.,]+ --> )", "\n\n" + document.removeprefix("WEBVTT\n"))
    return [cue.strip("\n").split("\n")[2:] for cue in cues if cue.strip("\n")]


def unspaced(text: str) -> str:
    return "".join(text.split())


@given(sentences())
def test_cues_show_every_word_once_in_two_lines_at_most_that_fit(
    made: list[TimedSentence],
) -> None:
    text = unspaced("".join(word.text for sentence in made for word in sentence))
    for write, width in ((transcript.to_vtt, 65), (transcript.to_srt, 42)):
        document = "".join(write(made, RATE))
        plain = (
            [
                [html.unescape(re.sub("<[^>]*>", "", line)) for line in cue]
                for cue in blocks(document)
            ]
            if write is transcript.to_vtt
            else blocks(document)
        )
        assert all(1 <= len(cue) <= 2 for cue in plain)
        assert all(0 < len(line) <= width for cue in plain for line in cue)
        assert unspaced("".join(line for cue in plain for line in cue)) == text.replace(
            "-->", "→" if write is transcript.to_srt else "-->"
        )


@given(sentences())
def test_every_cue_has_a_place_and_none_overlaps_another(made: list[TimedSentence]) -> None:
    for document in (
        "".join(transcript.to_vtt(made, RATE)),
        "".join(transcript.to_srt(made, RATE)),
    ):
        spans = times(document)
        assert len(spans) == len(blocks(document)) >= len(made)
        assert all(start < end for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
        starts = {start for start, _ in spans}
        assert {to_milliseconds(sentence[0].start, RATE) for sentence in made} <= starts


@given(sentences())
def test_the_json_transcript_has_every_word_with_its_times_and_speaker(
    made: list[TimedSentence],
) -> None:
    document = json.loads("".join(transcript.to_json(made, RATE)))
    words = [word for sentence in made for word in sentence]
    assert document["version"] == "1.0.0"
    assert [one["body"] for one in document["segments"]] == [
        " ".join(word.text.split()) for word in words
    ]
    assert [one.get("speaker", "") for one in document["segments"]] == [
        word.speaker for word in words
    ]
    assert [(one["startTime"], one["endTime"]) for one in document["segments"]] == [
        (to_milliseconds(word.start, RATE) / 1000, to_milliseconds(word.end, RATE) / 1000)
        for word in words
    ]
    assert all(one["endTime"] > one["startTime"] for one in document["segments"])


@given(sentences())
def test_a_json_transcript_gives_its_words_back_where_they_stand_and_when_they_are_said(
    made: list[TimedSentence],
) -> None:
    written = "".join(transcript.to_json(made, RATE, {0: "heading"})).encode()
    read = heard_in(written, "here")
    assert [one.text for one in read] == ["".join(word.text for word in said) for said in made]
    assert [one.opens for one in read] == ["heading", *[""] * (len(made) - 1)][: len(made)]
    for one, said in zip(read, made, strict=True):
        assert (one.start, one.end) == (
            to_milliseconds(said[0].start, RATE),
            to_milliseconds(said[-1].end, RATE),
        )
        told = [word for word in said if word.text.split()]
        assert [start for _, start in one.words] == [
            to_milliseconds(word.start, RATE) for word in told
        ]
        for (place, _), word in zip(one.words, told, strict=True):
            assert one.text.startswith(word.text.split()[0], place)


def test_words_that_are_not_the_sentences_own_are_nowhere_in_it() -> None:
    (heard,) = heard_in(
        b'{"segments": [{"startTime": 0, "endTime": 1, "body": "Tide"}],'
        b' "sentences": [{"startTime": 0, "endTime": 1, "body": "A boat."}]}',
        "here",
    )
    assert (heard.text, heard.words) == ("A boat.", ())


def test_a_transcript_of_sentences_only_is_heard_without_words() -> None:
    old = b'{"version": "1.0.0", "segments": [{"startTime": 1.5, "endTime": 2, "body": "A boat."}]}'
    assert heard_in(old, "here") == (Heard(Milliseconds(1500), Milliseconds(2000), "A boat."),)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"segments": [{"startTime": "x"}]}', b"\xff"])
def test_a_damaged_transcript_is_an_error_that_names_it(data: bytes) -> None:
    with pytest.raises(ShelfError, match=r"a\.json"):
        heard_in(data, "a.json")


def test_webvtt_shows_the_written_words_escaped() -> None:
    document = "".join(transcript.to_vtt(one("A < B & C --> D, they said."), RATE))
    assert document == (
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nA &lt; B &amp; C --&gt; D, they said.\n"
    )


def test_a_blank_line_in_the_text_does_not_end_the_cue() -> None:
    assert "".join(transcript.to_srt(one("One.\n\nTwo."), RATE)) == (
        "1\n00:00:00,000 --> 00:00:01,000\nOne. Two.\n"
    )


def test_hours_are_written_out() -> None:
    late = one("Late.", 44100 * 3661, 44100 * 3662)
    assert "01:01:01.000 --> 01:01:02.000" in "".join(transcript.to_vtt(late, RATE))


LONG = (
    "What happened next cost $18,500, took eleven weeks, and is the reason why a place that had "
    "almost stopped meeting now eats together on the first Friday of every month."
)


def test_a_long_sentence_is_cut_where_a_reader_pauses_each_piece_timed_by_its_words() -> None:
    made = one(LONG)
    document = "".join(transcript.to_srt(made, RATE))
    assert blocks(document) == [
        ["What happened next cost", "$18,500, took eleven weeks,"],
        ["and is the reason why a place", "that had almost stopped meeting"],
        ["now eats together on the", "first Friday of every month."],
    ]
    begun = {word.text.strip(): to_milliseconds(word.start, RATE) for word in made[0]}
    assert [start for start, _ in times(document)] == [0, begun["and"], begun["now"]]


def test_no_word_stands_alone_on_a_second_line() -> None:
    text = "On most maps Little Haven is a name without a dot."
    assert blocks("".join(transcript.to_srt(one(text), RATE))) == [
        ["On most maps Little Haven", "is a name without a dot."]
    ]


def test_a_cue_stays_until_the_next_but_not_through_a_long_pause() -> None:
    made = [
        *one("One.", 0, 44100),
        *one("Two.", 44100 + 4410, 2 * 44100),
        *one("Three.", 3 * 44100, 4 * 44100),
    ]
    assert times("".join(transcript.to_vtt(made, RATE))) == [(0, 1100), (1100, 2500), (3000, 4000)]


def test_voices_are_named_in_every_piece_of_a_sentence_that_is_cut() -> None:
    (words,) = one(LONG)
    named = tuple(replace(w, speaker="Ann" if w.start < 30000 else "B & C") for w in words)
    document = "".join(transcript.to_vtt([named], RATE))
    assert [cue[0][:7] for cue in blocks(document)] == ["<v Ann>", "<v Ann>"]
    assert "</v> <v B &amp; C>" in document
    for cue in blocks(document):
        text = "\n".join(cue)
        assert text.count("<v ") == text.count("</v>")
        assert text.endswith("</v>")


@given(chapters())
def test_chapters_rise_in_whole_seconds(made: tuple[Chapter, ...]) -> None:
    document = json.loads(chapter_files.to_json(made, RATE, "Title", "https://example.org/a/"))
    starts = [chapter["startTime"] for chapter in document["chapters"]]
    assert starts == sorted(starts)
    assert starts[0] == 0
    for start, chapter in zip(starts, made, strict=True):
        assert 0 <= chapter.start / RATE - start < 1


def test_the_chapters_file_tells_links_and_where_pictures_are() -> None:
    picture = MediaFile("picture-1.jpg", "image/jpeg", 3, Digest("d"))
    made = (
        Chapter(Samples(0), Samples(44100 * 40), "Start"),
        Chapter(Samples(44100 * 40), Samples(44100 * 90), "Winter", "https://a.example/", picture),
    )
    document = json.loads(chapter_files.to_json(made, RATE, "T", "https://example.org/2026-a/"))
    assert document["chapters"] == [
        {"startTime": 0, "title": "Start"},
        {
            "startTime": 40,
            "title": "Winter",
            "img": "https://example.org/2026-a/picture-1.jpg",
            "url": "https://a.example/",
        },
    ]
