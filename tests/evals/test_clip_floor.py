"""How well clips are judged, with floors that must not fall.

Measured when they were set: see `evals/clips/README.md`.
"""

import pytest
from score_clips import Score, score
from voices import HELD

QUICK = (
    ("espeak", "en-gb-scotland", 175), ("espeak", "en-us+f4", 90), ("espeak", "en-us+Annie", 430),
    ("espeak", "nb", 150), ("tone", "a220", 140),
)  # fmt: skip
SILENT = ("all silent", "2 s of silence inside", "second half silent")
REPEATED = ("1.0 s repeated", "2.0 s repeated", "3.6 s repeated")


@pytest.fixture(scope="module")
def few() -> Score:
    return score(QUICK, held=False, each=30, spoil_every=3)


@pytest.fixture(scope="module")
def many() -> Score:
    return score(HELD, held=True, each=100)


def test_no_good_speech_of_a_few_voices_is_refused(few: Score) -> None:
    assert few.good == 30 * len(QUICK)
    assert len(few.alarms) <= 1, few.alarms


def test_most_spoilt_speech_of_a_few_voices_is_refused(few: Score) -> None:
    assert few.rate(*SILENT) == 1.0
    assert few.rate("overdriven") >= 0.9
    assert few.rate("last 25", "last 50") >= 0.8
    assert few.rate(*REPEATED) >= 0.8


@pytest.mark.slow
def test_hardly_any_good_speech_is_refused(many: Score) -> None:
    assert many.good >= 2000
    assert len(many.alarms) <= 0.003 * many.good, many.alarms


@pytest.mark.slow
@pytest.mark.parametrize(
    ("faults", "floor"),
    [(SILENT, 1.0), (("overdriven",), 0.99), (("last 25", "last 50"), 0.95),
     (("first 25",), 0.65), (("first 50",), 0.83), (REPEATED, 0.92)],
)  # fmt: skip
def test_spoilt_speech_is_refused(many: Score, faults: tuple[str, ...], floor: float) -> None:
    assert many.rate(*faults) >= floor
