"""The words on the timeline → transcripts."""

from collections.abc import Sequence

from paracast.audio.programme import Programme
from paracast.episode.model import Turn
from paracast.episode.timeline import sentences_of
from paracast.episode.transcript import to_json, to_srt, to_vtt
from paracast.script.model import Utterance

TRANSCRIPTS = (
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("transcript.json", "application/json"),
)
"""What the files' names end in, and what they are, in the order of `transcribe`."""


def transcribe(
    utterances: Sequence[Utterance], programme: Programme, turns: Sequence[Sequence[Turn]]
) -> tuple[bytes, ...]:
    """Write the transcripts of a programme.

    Args:
        utterances: what is said.
        programme: on whose timeline.
        turns: who speaks, for each utterance.
    """
    rate = programme.encoding.rate
    sentences = tuple(sentences_of(utterances, programme, turns))
    return tuple("".join(write(sentences, rate)).encode() for write in (to_vtt, to_srt, to_json))
