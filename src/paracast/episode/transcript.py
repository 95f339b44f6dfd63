"""Words on the timeline → WebVTT, SubRip and Podcasting 2.0 transcripts; and their sentences back.

Each is written piece by piece: a long book's words need not be held at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import msgspec

from paracast.episode.captions import cues_of
from paracast.episode.model import Cue, TimedSentence, Word
from paracast.errors import ShelfError
from paracast.units import Hertz, Milliseconds, to_milliseconds

_VTT_WIDTH = 65  # characters a line: Podcasting 2.0, transcript format
_SRT_WIDTH = 42
NO_OPENINGS: Final[Mapping[int, str]] = MappingProxyType({})
_quoted = json.JSONEncoder(ensure_ascii=False).encode


def to_vtt(sentences: Iterable[TimedSentence], rate: Hertz) -> Iterator[str]:
    """Write WebVTT (W3C, https://www.w3.org/TR/webvtt1/): each sentence a cue, or several."""
    yield "WEBVTT\n"
    for number, cue in enumerate(cues_of(sentences, _VTT_WIDTH, rate), start=1):
        yield f"\n{number}\n{_times(cue, rate, '.')}\n{_voiced(cue)}\n"


def _voiced(cue: Cue) -> str:
    """Write a cue's lines with the name of who speaks before each turn (section 3.2.3 of WebVTT).

    The names do not count in the width of a line: players do not print them as text.
    """
    written, gap, last = list[str](), "", ""
    for line in cue.lines:
        for word in line:
            text = word.text.rstrip()
            if word.speaker != last:
                written.append("</v>" if last else "")
                written.append(f"{gap}<v {_escaped(word.speaker)}>{_escaped(text)}")
            else:
                written.append(gap + _escaped(text))
            gap, last = word.text[len(text) :], word.speaker
        gap = "\n"
    return "".join(written) + ("</v>" if last else "")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_srt(sentences: Iterable[TimedSentence], rate: Hertz) -> Iterator[str]:
    """Write SubRip, as Podcasting 2.0 describes it."""
    gap = ""
    for number, cue in enumerate(cues_of(sentences, _SRT_WIDTH, rate), start=1):
        lines = ("".join(word.text for word in line).rstrip() for line in cue.lines)
        text = "\n".join(lines).replace("-->", "→")
        yield f"{gap}{number}\n{_times(cue, rate, ',')}\n{text}\n"
        gap = "\n"


def to_json(
    sentences: Iterable[TimedSentence], rate: Hertz, openings: Mapping[int, str] = NO_OPENINGS
) -> Iterator[str]:
    """Write Podcasting 2.0's JSON transcript, each word a segment; every one has its end.

    Apps put segments in a row with a space between. `sentences`, which they pass over, has the
    article's own text, and when its sentences begin and end: `from_json` reads it.

    Args:
        sentences: their words.
        rate: of the episode.
        openings: what begins with a sentence, by its number: `heading`, `paragraph`, …
    """
    whole, gap = list[str](), "\n"
    yield '{"version": "1.0.0", "segments": ['
    for number, sentence in enumerate(sentences):
        words = ",\n".join(_segment(word, " ".join(word.text.split()), rate) for word in sentence)
        yield gap + words
        gap = ",\n"
        text = "".join(word.text for word in sentence)
        said = _segment(Word(text, sentence[0].start, sentence[-1].end), text, rate)
        opens = f', "opens": {_quoted(openings[number])}' if number in openings else ""
        whole.append(f"{said[:-1]}{opens}}}")
    yield '\n], "sentences": [\n'
    yield ",\n".join(whole)
    yield "\n]}\n"


def _segment(word: Word, body: str, rate: Hertz) -> str:
    start, end = to_milliseconds(word.start, rate) / 1000, to_milliseconds(word.end, rate) / 1000
    speaker = f', "speaker": {_quoted(word.speaker)}' if word.speaker else ""
    return f'{{"startTime": {start}, "endTime": {end}, "body": {_quoted(body)}{speaker}}}'


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the JSON transcript keeps of a sentence: the written words, and when they begin."""

    seconds: float
    text: str


class _Timed(msgspec.Struct, rename="camel"):
    start_time: float
    body: str


class _Transcript(msgspec.Struct):
    """Before there were words, the segments were sentences."""

    segments: list[_Timed]
    sentences: list[_Timed] | None = None


def from_json(data: bytes, where: str) -> tuple[Sentence, ...]:
    """Read the sentences of a JSON transcript.

    Raises:
        ShelfError: it is damaged.
    """
    try:
        read = msgspec.json.decode(data, type=_Transcript)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ShelfError(
            f"{where} is damaged: {error}.",
            remedy="Make the episode again, or remove its folder.",
        ) from error
    sentences = read.segments if read.sentences is None else read.sentences
    return tuple(Sentence(one.start_time, one.body) for one in sentences)


def _times(cue: Cue, rate: Hertz, point: str) -> str:
    start, end = (clock(to_milliseconds(at, rate), point) for at in (cue.start, cue.end))
    return f"{start} --> {end}"


def clock(time: Milliseconds, point: str) -> str:
    """Write `hh:mm:ss.mmm`, with the point that a format wants."""
    seconds, rest = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"
