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
    parts = ["WEBVTT"]
    for number, cue in enumerate(cues, start=1):
        escaped = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        start, end = (_clock(at, rate, ".") for at in (cue.start, cue.end))
        parts.append(f"{number}\n{start} --> {end}\n{_wrapped(escaped, _VTT_WIDTH)}")
    return "\n\n".join(parts) + "\n"


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
    segments = [
        {
            "startTime": to_milliseconds(cue.start, rate) / 1000,
            "endTime": to_milliseconds(cue.end, rate) / 1000,
            "body": cue.text,
        }
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
