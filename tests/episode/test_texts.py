import json
import re
from itertools import pairwise

from hypothesis import given
from strategies import chapters, cues

from paracast.episode import chapters as chapter_files
from paracast.episode import transcript
from paracast.episode.model import Chapter, Cue, MediaFile
from paracast.script import Role
from paracast.units import Digest, Hertz, Samples

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


@given(cues())
def test_every_cue_has_a_place_and_none_overlaps_another(made: list[Cue]) -> None:
    for document in (transcript.to_vtt(made, RATE), transcript.to_srt(made, RATE)):
        spans = times(document)
        assert len(spans) == len(made)
        assert all(start < end for start, end in spans)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(cues())
def test_the_json_transcript_has_every_word_and_every_end(made: list[Cue]) -> None:
    document = json.loads(transcript.to_json(made, RATE))
    assert document["version"] == "1.0.0"
    assert [segment["body"] for segment in document["segments"]] == [cue.text for cue in made]
    assert all(s["endTime"] > s["startTime"] for s in document["segments"])


def test_webvtt_shows_the_written_words_escaped_in_lines_that_fit() -> None:
    text = "A < B & C --> D, they said, for the harbour was quiet that morning and nobody came."
    cue = Cue(Samples(0), Samples(44100), text, Role.PARAGRAPH)
    document = transcript.to_vtt([cue], RATE)
    assert document.startswith(
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:01.000\nA &lt; B &amp; C --&gt; D"
    )
    assert all(len(line) <= 65 for line in document.splitlines())


def test_a_blank_line_in_the_text_does_not_end_the_cue() -> None:
    cue = Cue(Samples(0), Samples(44100), "One.\n\nTwo.", Role.TABLE)
    assert transcript.to_srt([cue], RATE) == "1\n00:00:00,000 --> 00:00:01,000\nOne. Two.\n"


def test_hours_are_written_out() -> None:
    cue = Cue(Samples(44100 * 3661), Samples(44100 * 3662), "Late.", Role.PARAGRAPH)
    assert "01:01:01.000 --> 01:01:02.000" in transcript.to_vtt([cue], RATE)


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
