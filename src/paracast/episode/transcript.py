"""Cues → WebVTT, SubRip and Podcasting 2.0 transcripts."""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from paracast.episode.model import Cue
from paracast.errors import ShelfError
from paracast.units import Hertz, Milliseconds, Samples, to_milliseconds

_VTT_WIDTH = 65  # characters a line: Podcasting 2.0, transcript format
_SRT_WIDTH = 42
_BREAKS = re.compile(r"\s+")


def to_vtt(cues: Sequence[Cue], rate: Hertz) -> str:
    """Write WebVTT (W3C, https://www.w3.org/TR/webvtt1/), one cue for each sentence."""
    parts, several = ["WEBVTT"], len(_names(cues)) > 1
    for number, cue in enumerate(cues, start=1):
        text = _voiced(cue) if several else _wrapped(_escaped(cue.text), _VTT_WIDTH)
        start, end = (_clock(at, rate, ".") for at in (cue.start, cue.end))
        parts.append(f"{number}\n{start} --> {end}\n{text}")
    return "\n\n".join(parts) + "\n"


def _voiced(cue: Cue) -> str:
    """Write a cue's lines with the name of who speaks before each turn (section 3.2.3 of WebVTT).

    The names do not count in the width of a line: players do not print them as text.
    """
    written, position, last = list[str](), 0, ""
    for line in _wrapped(cue.text, _VTT_WIDTH).split("\n"):
        words = list[str]()
        for word in line.split(" "):
            position = cue.text.index(word, position)
            name = _speaker(cue, position, word)
            if name != last:
                words.append(f"{'</v>' if last else ''}<v {_escaped(name)}>{_escaped(word)}")
            else:
                words.append(_escaped(word))
            position, last = position + len(word), name
        written.append(" ".join(words).replace(" </v>", "</v> "))
    return "\n".join(written) + "</v>"


def _speaker(cue: Cue, position: int, word: str) -> str:
    """Return who says a word: whose turn begins before its end."""
    begun = [turn.name for turn in cue.turns if turn.start < position + len(word)]
    return begun[-1] if begun else cue.turns[0].name


def _names(cues: Sequence[Cue]) -> set[str]:
    return {turn.name for cue in cues for turn in cue.turns}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_srt(cues: Sequence[Cue], rate: Hertz) -> str:
    """Write SubRip, as Podcasting 2.0 describes it."""
    parts = []
    for number, cue in enumerate(cues, start=1):
        start, end = (_clock(at, rate, ",") for at in (cue.start, cue.end))
        text = _wrapped(cue.text.replace("-->", "→"), _SRT_WIDTH)
        parts.append(f"{number}\n{start} --> {end}\n{text}\n")
    return "\n".join(parts)


def to_json(cues: Sequence[Cue], rate: Hertz) -> str:
    """Write Podcasting 2.0's JSON transcript; every segment has its end, which players need."""
    several = len(_names(cues)) > 1
    segments = [
        {
            "startTime": to_milliseconds(cue.start, rate) / 1000,
            "endTime": to_milliseconds(cue.end, rate) / 1000,
            "body": cue.text,
        }
        | ({"speaker": cue.turns[0].name} if several else {})
        for cue in cues
    ]
    document = {"version": "1.0.0", "segments": segments}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A cue as the JSON transcript keeps it: the written words, and when they begin."""

    seconds: float
    text: str


def from_json(data: bytes, where: str) -> tuple[Sentence, ...]:
    """Read the sentences of a JSON transcript.

    Raises:
        ShelfError: it is damaged.
    """
    try:
        segments = json.loads(data)["segments"]
        return tuple(Sentence(float(one["startTime"]), str(one["body"])) for one in segments)
    except (ValueError, KeyError, TypeError) as error:
        raise ShelfError(
            f"{where} is damaged: {error!r}.",
            remedy="Make the episode again, or remove its folder.",
        ) from error


def _wrapped(text: str, width: int) -> str:
    # A blank line would end the cue.
    return textwrap.fill(
        _BREAKS.sub(" ", text).strip(), width, break_long_words=False, break_on_hyphens=False
    )


def _clock(position: Samples, rate: Hertz, point: str) -> str:
    milliseconds = to_milliseconds(position, rate)
    return clock(milliseconds, point)


def clock(time: Milliseconds, point: str) -> str:
    """Write `hh:mm:ss.mmm`, with the point that a format wants."""
    seconds, rest = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{rest:03}"
