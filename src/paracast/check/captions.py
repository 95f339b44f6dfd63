"""Transcripts: WebVTT, SubRip and JSON, each by itself and beside the others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from paracast.check import sources
from paracast.check.model import Finding, Rule, advice, error, warning
from paracast.check.values import json_of, seconds

_MAKE = "Make the episode again: paracast make ARTICLE"
_VTT = error("vtt-malformed", sources.VTT, _MAKE)
_SRT = error("srt-malformed", sources.SUBRIP, _MAKE)
_JSON = error("transcript-json", f"{sources.PODCAST}, transcripts", _MAKE)
_ENCODING = error("transcript-encoding", sources.VTT, "Save it as UTF-8.")
_REVERSED = error("cue-reversed", sources.VTT, _MAKE)
_ORDER = error("cue-order", sources.VTT, _MAKE)
_BEYOND = error("cue-beyond-end", sources.LISTENERS, _MAKE)
_LINES = warning("cue-lines", f"{sources.PODCAST}, transcripts: two at most", _MAKE)
_WIDE = advice(
    "cue-wide", f"{sources.PODCAST}, transcripts: 65 characters; 42 of a subtitle", _MAKE
)
_OVERLAP = advice("cue-overlap", f"{sources.LISTENERS}: they show one at a time", _MAKE)
_EMPTY = warning("transcript-empty", sources.LISTENERS, _MAKE)
_DIFFER = warning("transcripts-differ", sources.LISTENERS, _MAKE)
_DRIFT = warning("transcripts-drift", sources.LISTENERS, _MAKE)

_TIMES = {
    "text/vtt": r"(?:(\d{2,9}):)?([0-5]\d):([0-5]\d)\.(\d{3})",
    "application/x-subrip": r"(\d{2,9}):([0-5]\d):([0-5]\d),(\d{3})",
}
_CUES = {
    kind: re.compile(rf"{time}[ \t]+-->[ \t]+{time}(?:[ \t].*)?\Z", re.ASCII)
    for kind, time in _TIMES.items()
}
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_WIDEST, _MOST_LINES = {"text/vtt": 65, "application/x-subrip": 42}, 2
_SLACK = 1.0  # seconds
_BLINK = 0.01  # seconds: what rounding comes to
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class Spoken:
    """A cue, or a segment: seconds from the beginning, and what is said."""

    start: float
    end: float
    lines: tuple[str, ...]


def read_transcript(data: bytes, kind: str, place: str) -> list[Spoken] | Finding:
    """Return a transcript's cues, or what is wrong with it.

    Args:
        data: the file.
        kind: its media type.
        place: what to call it.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return _ENCODING.at(place, "It is not UTF-8.")
    cues = cues_of(text, kind)
    if isinstance(cues, str):
        return {"text/vtt": _VTT, "application/json": _JSON}.get(kind, _SRT).at(place, cues)
    return cues


def check_cues(cues: Sequence[Spoken], kind: str, seconds: float, place: str) -> Iterator[Finding]:
    """Check the cues of a transcript of some media type, of a sound that lasts so many seconds."""
    if not cues:
        yield _EMPTY.at(place, "It says nothing.")
    yield from _first(_REVERSED, place, (c for c in cues if c.end <= c.start))
    pairs = list(pairwise(cues))
    yield from _first(_ORDER, place, (later for one, later in pairs if later.start < one.start))
    yield from _first(_OVERLAP, place, (b for a, b in pairs if a.start <= b.start < a.end - _BLINK))
    yield from _first(_BEYOND, place, (c for c in cues if c.end > seconds + _SLACK))
    if kind in _WIDEST:
        yield from _first(_LINES, place, (c for c in cues if len(c.lines) > _MOST_LINES))
        yield from _first(_WIDE, place, (c for c in cues if _width(c) > _WIDEST[kind]))


def _width(cue: Spoken) -> int:
    return max(len(_MARKUP.sub("", line)) for line in cue.lines)


def _first(rule: Rule, place: str, wrong: Iterator[Spoken]) -> Iterator[Finding]:
    """Tell of the first cue that breaks a rule, and of how many do."""
    found = list(wrong)
    if found:
        one, more = found[0], f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield rule.at(place, f"The cue at {one.start:.3f} s, to {one.end:.3f} s{more}.")


def check_agreement(texts: Sequence[Sequence[Spoken]], place: str) -> Iterator[Finding]:
    """Check that an episode's transcripts say the same words, and at the same time."""
    # SubRip escapes nothing: what looks like a tag there is one, or is what the article says.
    readings = (texts, [[_unmarked(cue) for cue in cues] for cues in texts])
    alike = next((each for each in readings if len({_said(cues) for cues in each}) <= 1), None)
    if alike is None:
        yield _DIFFER.at(place, "Its transcripts do not say the same words.")
        return
    starts = [_starts(cues) for cues in alike]
    for one, other in pairwise(starts):
        apart = max((abs(one[at] - other[at]) for at in one.keys() & other.keys()), default=0.0)
        if apart > _SLACK:
            yield _DRIFT.at(place, f"One says the same words {apart:.1f} s before another.")


def _said(cues: Sequence[Spoken]) -> str:
    return _letters("".join(line for cue in cues for line in cue.lines))


def _unmarked(cue: Spoken) -> Spoken:
    return replace(cue, lines=tuple(_MARKUP.sub("", line) for line in cue.lines))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _starts(cues: Sequence[Spoken]) -> dict[int, float]:
    """Return when cues begin, by how many letters were said before them."""
    said, starts = 0, dict[int, float]()
    for cue in cues:
        starts.setdefault(said, cue.start)
        said += sum(len(_letters(line)) for line in cue.lines)
    return starts


def cues_of(text: str, kind: str) -> list[Spoken] | str:
    """Return a transcript's cues, or what is wrong with it."""
    if kind == "application/json":
        return _segments(text)
    if kind == "text/vtt" and not re.match(r"WEBVTT(?:[ \t][^\n]*)?(?:\n\n|\n?\Z)", text):
        return "It does not begin with WEBVTT and an empty line."
    blocks = re.split(r"\n{2,}", text.strip("\n"))
    cues = list[Spoken]()
    for block in blocks[1:] if kind == "text/vtt" else blocks:
        lines = block.split("\n")
        if lines[0].startswith(("NOTE", "STYLE", "REGION")) or not block.strip():
            continue
        timing = next((place for place, line in enumerate(lines[:2]) if "-->" in line), None)
        times = _CUES[kind].match(lines[timing]) if timing is not None else None
        if timing is None or times is None:
            return f"There is no time in “{block[:40]}”."
        if kind != "text/vtt" and not (timing == 1 and lines[0].strip().isdecimal()):
            return f"There is no number in “{block[:40]}”."
        said = (line for line in lines[timing + 1 :] if line)
        told = tuple(map(_plain, said) if kind == "text/vtt" else said)
        cues.append(
            Spoken(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), told or ("",))
        )
    return cues


def _plain(line: str) -> str:
    """Read a line of WebVTT: tags are no words, and what is escaped is."""
    bare = _MARKUP.sub("", line)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, milli = (int(part or 0) for part in parts)
    return (hours * 60 + minutes) * 60 + seconds + milli / _MILLI


def _segments(text: str) -> list[Spoken] | str:
    try:
        read = json_of(text)
        found = [_segment(one) for one in read["segments"]]
    except (ValueError, TypeError, KeyError) as failure:
        return f"It is no transcript: {str(failure)[:80]}."
    return found if isinstance(read.get("version"), str) else "It tells no version."


def _segment(one: Any) -> Spoken:  # noqa: ANN401  whatever JSON holds
    return Spoken(seconds(one["startTime"]), seconds(one["endTime"]), (str(one["body"]),))
