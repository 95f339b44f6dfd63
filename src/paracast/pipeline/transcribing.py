"""The words on the timeline → transcripts."""

from collections.abc import Sequence
from itertools import accumulate, chain

from paracast.audio.programme import Programme
from paracast.episode.model import TimedSentence, Turn
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
    blocks = tuple(sentences_of(utterances, programme, turns))
    sentences = tuple(chain.from_iterable(blocks))
    written = (
        to_vtt(sentences, rate),
        to_srt(sentences, rate),
        to_json(sentences, rate, _openings(utterances, blocks)),
    )
    return tuple("".join(pieces).encode() for pieces in written)


def _openings(
    utterances: Sequence[Utterance], blocks: Sequence[Sequence[TimedSentence]]
) -> dict[int, str]:
    """Return what begins with a sentence, by its number: a heading, a paragraph and so on."""
    firsts = accumulate((len(block) for block in blocks), initial=0)
    said = zip(utterances, blocks, firsts, strict=False)  # the last sum begins nothing
    return {first: utterance.role.value for utterance, block, first in said if block}
