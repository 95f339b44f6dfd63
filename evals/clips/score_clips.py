"""Scores the judge of clips: good speech that it refuses, and faulty speech that it lets pass.

    python evals/clips/score_clips.py [--tuned] [--each 100]

Every clip is spoken on the spot; texts and faults are drawn with fixed seeds.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

from texts import Text, drawn, paragraphs, phrases, shortened
from voices import HELD, TUNED, Speaker, speaker

from faults import faulty
from paracast.speech.engine import Speech
from paracast.speech.judging.checking import Finding, judge
from paracast.speech.judging.forecast import forecast_of

_SEED = 7
_SHORT = 0.2  # of the clips are short utterances
_SPOILT_LENGTH = 60  # characters: shorter texts are not spoilt


@dataclass(slots=True)
class Score:
    """What the judge said.

    Attributes:
        good: clips judged; `alarms`: those refused, with the voice, the finding and the text.
        spoilt, caught: faulty clips judged and refused, by the name of what was done to them.
        sound, judging: seconds heard, and seconds that it took.
    """

    good: int = 0
    alarms: list[tuple[str, Finding, str]] = field(default_factory=list)
    spoilt: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    by_fault: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sound: float = 0.0
    judging: float = 0.0

    def rate(self, *names: str) -> float:
        """Return the share caught of faults whose names begin so."""
        chosen = [known for known in self.spoilt if known.startswith(names)]
        return sum(self.caught[n] for n in chosen) / sum(self.spoilt[n] for n in chosen)


Kinds: TypeAlias = Sequence[tuple[str, str, int]]


def score(kinds: Kinds, *, held: bool, each: int, spoil_every: int = 4) -> Score:
    """Judge `each` clips of every voice, and spoil one in so many of the longer ones."""
    result = Score()
    for place, kind in enumerate(kinds):
        voice, random = speaker(*kind), Random(_SEED + place)
        if voice is None:
            continue
        for number, text in enumerate(_chosen(voice, random, each, held=held)):
            spoil = number % spoil_every == 0 and len(text.said) > _SPOILT_LENGTH
            _judged(result, voice, text, random if spoil else None)
    return result


def _chosen(voice: Speaker, random: Random, each: int, *, held: bool) -> list[Text]:
    texts = paragraphs(held=held)
    short = shortened(texts, random, int(each * _SHORT))
    own = list(phrases(voice.language)) if voice.engine == "espeak" else []
    return [*own, *drawn(texts, random, max(1, each - len(short) - len(own))), *short][:each]


def _judged(result: Score, voice: Speaker, text: Text, spoiler: Random | None) -> None:
    request = voice.asks(text.said)
    speech = voice.say(request)
    begun = time.perf_counter()
    forecast = forecast_of(request, voice.language, voice.pace)
    finding = judge(speech, forecast)
    result.judging += time.perf_counter() - begun
    result.sound += speech.pcm.seconds
    result.good += 1
    if finding:
        result.alarms.append((f"{voice.engine} {voice.voice} {voice.rate}", finding, text.said))
    if spoiler is None or voice.engine == "tone":
        return
    for name, pcm in faulty(speech.pcm, spoiler):
        told = judge(Speech(pcm, ()), forecast)
        result.spoilt[name] += 1
        result.caught[name] += told is not None
        if told:
            result.by_fault[name][told.fault.name] += 1


def main() -> None:
    """Print what was refused and what was let pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tuned", action="store_true", help="the half that limits are chosen by")
    parser.add_argument("--each", type=int, default=100, help="clips of each voice")
    chosen = parser.parse_args()
    kinds = TUNED if chosen.tuned else HELD
    result = score(kinds, held=not chosen.tuned, each=chosen.each)
    speed = result.sound / result.judging
    print(f"{result.good} good clips, {result.sound / 60:.0f} minutes, judged at {speed:,.0f} x")
    print(f"refused: {len(result.alarms)} = {len(result.alarms) / result.good:.2%}")
    for voice, finding, text in result.alarms:
        print(
            f"  {voice}: {finding.fault.name} {finding.measured:.2f}/{finding.limit:.2f} {text!r}"
        )
    for name, count in result.spoilt.items():
        caught = f"{result.caught[name] / count:7.1%} of {count:4}"
        print(f"{name:24} {caught}  {dict(result.by_fault[name].most_common())}")


if __name__ == "__main__":
    main()
