"""What was measured, kept as JSON, and the medians and ratios that follow from it."""

import json
import statistics
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from measuring import Cost


class Subject(StrEnum):
    """What was timed: paracast in four situations, and what stands beside it."""

    COLD = "cold"
    WARM = "warm"
    EDITED = "one word edited"
    UNCHANGED = "nothing changed"
    START_UP = "paracast --help"
    PIPE = "espeak-ng | lame"
    USUAL = "the usual script"
    HOUR = "one hour of it, cold"
    SYNTHESIS = "synthesis alone"
    ENCODING = "lameenc alone"
    PYTHON = "python -c pass"


@dataclass(frozen=True, slots=True)
class Case:
    """A subject, and what it is timed with.

    Attributes:
        minutes: of the article; 0 where there is none.
        workers: 0 where that is not asked.
    """

    subject: Subject
    minutes: int = 0
    preset: str = ""
    workers: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One process tree from its beginning to its end.

    Attributes:
        round: in one round everything is run once, so ratios are taken within it. In round 0
            memory is watched closely, and its times do not count.
        sound_seconds: of the episode; 0 where there is none.
        spoken: paragraphs that were synthesised.
        rewritten: files of the show that are not the same as before; told of `UNCHANGED`.
    """

    case: Case
    round: int
    cost: Cost
    sound_seconds: float = 0.0
    spoken: int = 0
    rewritten: int = 0


Figure: TypeAlias = Callable[[Run], float]
"""Takes a number out of a run."""


def wall(run: Run) -> float:
    """Return seconds until the command ended."""
    return run.cost.wall_seconds


def cpu(run: Run) -> float:
    """Return seconds of all processors."""
    return run.cost.cpu_seconds


def together(run: Run) -> float:
    """Return MB that all processes had at one time."""
    return run.cost.together_mb


def wall_per_hour(run: Run) -> float:
    """Return the wall seconds that an hour of sound takes."""
    return run.cost.wall_seconds / run.sound_seconds * 3600


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of ratios, and their limits."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        """Write it as a table has it."""
        if self.least == self.most:
            return f"{self.median:.2f}"
        return f"{self.median:.2f} ({self.least:.2f}–{self.most:.2f})"


@dataclass(frozen=True, slots=True)
class Results:
    """All runs, and which machine and programs they were made with."""

    machine: dict[str, str]
    runs: tuple[Run, ...]

    def median(self, case: Case, figure: Figure) -> float | None:
        """Return the median of a figure; None where the case was not measured."""
        values = [figure(run) for run in self._timed(case)]
        return statistics.median(values) if values else None

    def most(self, case: Case, figure: Figure) -> float | None:
        """Return the highest that a figure was in any round, such as a peak of memory."""
        return max((figure(run) for run in self.runs if run.case == case), default=None)

    def beside(self, ours: Case, *theirs: Case, figure: Figure = wall) -> Spread | None:
        """Return a figure's ratio to the sum of others, round by round."""
        ratios = []
        for run in self._timed(ours):
            others = [o for case in theirs for o in self._timed(case) if o.round == run.round]
            if len(others) == len(theirs):
                ratios.append(figure(run) / sum(map(figure, others)))
        if not ratios:
            return None
        return Spread(statistics.median(ratios), min(ratios), max(ratios))

    def ratio(self, ours: Case, *theirs: Case, figure: Figure = wall) -> float | None:
        """Return the median of `beside`."""
        spread = self.beside(ours, *theirs, figure=figure)
        return spread.median if spread else None

    @property
    def others_cores(self) -> float:
        """How many cores other programs kept busy: the mean of all that is timed."""
        timed = [run.cost for run in self.runs if run.round]
        elapsed = sum(cost.wall_seconds for cost in timed)
        return sum(c.others_cores * c.wall_seconds for c in timed) / elapsed if elapsed else 0.0

    def cases(self) -> list[Case]:
        """Return what was timed, in the order in which it was."""
        return list(dict.fromkeys(run.case for run in self.runs if run.round))

    def _timed(self, case: Case) -> list[Run]:
        return [run for run in self.runs if run.case == case and run.round]


def save(results: Results, path: Path) -> None:
    """Write results as JSON."""
    path.write_text(json.dumps(asdict(results), indent=1) + "\n", "utf-8")


def load(paths: Iterable[Path]) -> Results:
    """Read results; those of several files together, as if they came of one run."""
    read = [json.loads(path.read_text("utf-8")) for path in paths]
    return Results(
        read[0]["machine"], tuple(_run(entry) for part in read for entry in part["runs"])
    )


def _run(entry: dict[str, Any]) -> Run:
    case = {**entry.pop("case")}
    return Run(Case(Subject(case.pop("subject")), **case), cost=Cost(**entry.pop("cost")), **entry)
