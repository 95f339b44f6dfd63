"""Times paracast beside what people would do instead: whole processes, interleaved.

    python bench/performance.py --quick                      what .ci/run does: two minutes
    python bench/performance.py --results R.json --write     everything: an hour of a quiet machine
    python bench/performance.py --minutes 60 --only edited   one scenario

It needs Linux, and Debian's `espeak-ng`, `lame` and `ffmpeg`.
"""

import argparse
import compileall
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import report
from results import Case, Results, Run, Subject, save
from scenarios import BITRATES, PARACAST, Round, start_up

DOCS = Path(__file__).parents[1] / "docs"
SCENARIOS = {
    "start-up": {Subject.START_UP},
    "cold": {Subject.COLD},
    "warm": {Subject.WARM},
    "edited": {Subject.EDITED},
    "unchanged": {Subject.UNCHANGED},
    "alone": {Subject.SYNTHESIS, Subject.COLD},
}
_HOUR = 60  # minutes


def main() -> int:
    """Measure what is asked for, print it, and write it where it is wanted."""
    options = _options()
    _compile()
    results = Results(_machine(), ())
    for runs in _rounds(options):
        for run in runs:
            print(_line(run), flush=True)
            results = Results(results.machine, (*results.runs, run))
        if options.results:
            save(results, options.results)  # now already: the rest may take an hour
    print("\n" + report.figures(results))
    if options.write:
        report.write(results, DOCS)
    return int(options.most is not None and _slowest(results) > options.most)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="ten minutes only, in three rounds, two workers")
    add("--only", nargs="+", choices=SCENARIOS, help="scenarios; all unless told")
    add("--runs", type=int, help="rounds of ten minutes; an hour gets half as many, ten hours one")
    add("--minutes", type=int, nargs="+", help="of the articles; 10, 60 and 600 unless told")
    add("--preset", nargs="+", choices=sorted(BITRATES), default=list(BITRATES))
    add("--workers", type=int, nargs="+", help="2 and 1 unless told")
    add("--results", type=Path, help="where to keep everything measured, as JSON")
    add("--write", action="store_true", help="write tables and plot into docs/")
    add("--most", type=float, help="fail where a cold run is above it, beside espeak-ng | lame")
    options = parser.parse_args()
    options.only = options.only or [s for s in SCENARIOS if not (options.quick and s == "alone")]
    options.runs = options.runs or (3 if options.quick else 5)
    options.minutes = options.minutes or ([10] if options.quick else [10, 60, 600])
    options.workers = options.workers or ([2] if options.quick else [2, 1])
    return options


def _compile() -> None:
    """Compile paracast, as installing it would have done: a checkout has no bytecode."""
    spec = importlib.util.find_spec("paracast")
    for folder in (spec and spec.submodule_search_locations) or ():
        compileall.compile_dir(folder, quiet=1)


def _machine() -> dict[str, str]:
    """Say what the figures depend on."""
    ours = [line.split() for line in _printed(*PARACAST, "version").splitlines()]
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version for name, version in ours if name in {"paracast", "lameenc"}},
        "espeak-ng": _printed("espeak-ng", "--version").split()[3],
        "lame": _printed("lame", "--version").split()[3],
    }


def _printed(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _rounds(options: argparse.Namespace) -> Iterator[Iterable[Run]]:
    """Run everything that is asked for, a round at a time."""
    wanted = {subject for name in options.only for subject in SCENARIOS[name]}
    if Subject.START_UP in wanted:
        for number in range(2 * options.runs + 1):
            yield start_up(number)
    for minutes in options.minutes if wanted != {Subject.START_UP} else ():
        for number in _numbers(minutes, options.runs):
            for preset in options.preset:
                with tempfile.TemporaryDirectory() as folder:
                    asked = Round(Path(folder), minutes, preset, number, wanted)
                    yield asked.runs(options.workers)


def _numbers(minutes: int, runs: int) -> range:
    """Number the rounds: fewer of what takes long, and of ten hours none that is not timed."""
    if minutes > _HOUR:
        return range(1, 2)
    return range((runs if minutes < _HOUR else (runs + 1) // 2) + 1)


def _line(run: Run) -> str:
    case, cost = run.case, run.cost
    return (
        f"{run.round}  {case.minutes:3} min  {case.preset:8}  {case.subject:20}  "
        f"{case.workers or '-'} workers  {cost.wall_seconds:7.2f} s  "
        f"{cost.cpu_seconds:7.2f} s CPU  {cost.together_mb:4.0f} MB"
    )


def _slowest(results: Results) -> float:
    """Return the worst ratio of a cold run to `espeak-ng | lame`, of each its best round.

    Neighbours spoil rounds; what has become slower is so in every one.
    """
    cold = [case for case in results.cases() if case.subject is Subject.COLD]
    ratios = [results.beside(c, Case(Subject.PIPE, c.minutes, c.preset)) for c in cold]
    return max((ratio.least for ratio in ratios if ratio), default=0.0)


if __name__ == "__main__":
    sys.exit(main())
