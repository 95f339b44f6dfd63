"""What paracast is meant to reach, held against what was measured."""

from collections.abc import Iterable
from dataclasses import dataclass

from results import Case, Results, Subject, cpu, together, wall, wall_per_hour

TEN_MINUTES, HOUR, TEN_HOURS = 10, 60, 600
PRESETS = ("standard", "compact")
WORKERS = 2  # what the aims are stated for

BESIDE_PIPE = {
    (TEN_MINUTES, "standard"): 0.65,
    (HOUR, "standard"): 0.55,
    (TEN_MINUTES, "compact"): 0.8,
    (HOUR, "compact"): 0.65,
}
"""The most that a cold run may take beside `espeak-ng | lame`, by minutes and preset."""

MEMORY = {TEN_HOURS: 200.0}
"""MB that all processes together may have, by minutes."""

_BESIDE_SCRIPT = 0.5
_BESIDE_STEPS = 1.3
_EDITED, _UNCHANGED = 1.5, 0.6  # seconds


@dataclass(frozen=True, slots=True)
class Aim:
    """One of them.

    Attributes:
        measured: None where it was not.
    """

    what: str
    most: float
    measured: float | None
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether it was measured, and holds to the second decimal."""
        return self.measured is not None and round(self.measured, 2) <= self.most


def aims(results: Results) -> list[Aim]:
    """List all aims. Where a preset is not named, the worse of both counts."""
    return [*_speed(results), *_again(results), *_long(results)]


def case(subject: Subject, minutes: int, preset: str) -> Case:
    """Return paracast's case that the aims are stated for."""
    return Case(subject, minutes, preset, WORKERS)


def length(minutes: int) -> str:
    """Say how long an article is."""
    hours, rest = divmod(minutes, 60)
    number, unit = (minutes, "minute") if rest or not hours else (hours, "hour")
    return f"{number} {unit}{'s' * (number != 1)}"


def _speed(results: Results) -> Iterable[Aim]:
    for (minutes, preset), most in BESIDE_PIPE.items():
        cold, pipe = case(Subject.COLD, minutes, preset), Case(Subject.PIPE, minutes, preset)
        what = f"{length(minutes)}, {preset}: time beside `espeak-ng | lame`"
        yield Aim(what, most, results.ratio(cold, pipe))
    for minutes in (TEN_MINUTES, HOUR):
        cold, script = (
            case(Subject.COLD, minutes, "compact"),
            Case(Subject.USUAL, minutes, "compact"),
        )
        what = f"{length(minutes)}, compact: time beside the usual script"
        yield Aim(what, _BESIDE_SCRIPT, results.ratio(cold, script))
    needed = (Subject.SYNTHESIS, Subject.ENCODING)
    ratios = [
        results.ratio(case(Subject.COLD, HOUR, p), *(Case(s, HOUR, p) for s in needed), figure=cpu)
        for p in PRESETS
    ]
    what = "1 hour: processor time beside synthesis and lameenc, each by itself"
    yield Aim(what, _BESIDE_STEPS, _worst(ratios))


def _again(results: Results) -> Iterable[Aim]:
    edited = [case(Subject.EDITED, HOUR, preset) for preset in PRESETS]
    same = [case(Subject.UNCHANGED, HOUR, preset) for preset in PRESETS]
    took = "1 hour, one word edited: "
    yield Aim(f"{took}time", _EDITED, _worst(results.median(c, wall) for c in edited), " s")
    yield Aim(
        f"{took}paragraphs synthesised",
        1,
        _worst(results.most(c, lambda run: run.spoken) for c in edited),
    )
    took = "1 hour, nothing changed: "
    yield Aim(f"{took}time", _UNCHANGED, _worst(results.median(c, wall) for c in same), " s")
    yield Aim(
        f"{took}files rewritten",
        0,
        _worst(results.most(c, lambda run: run.rewritten) for c in same),
    )


def _long(results: Results) -> Iterable[Aim]:
    cold = [case(Subject.COLD, TEN_HOURS, preset) for preset in PRESETS]
    what = "10 hours: memory of all processes together"
    yield Aim(what, MEMORY[TEN_HOURS], _worst(results.most(c, together) for c in cold), " MB")
    ratios = [
        results.ratio(c, case(Subject.HOUR, TEN_HOURS, c.preset), figure=wall_per_hour)
        for c in cold
    ]
    yield Aim("10 hours: time for an hour of sound, beside 1 hour alone", 1.0, _worst(ratios))


def _worst(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)
