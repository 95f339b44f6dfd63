"""Results → the tables of `docs/performance.md` and its plot.

python bench/report.py RESULTS.json...      (several files are taken together)
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from aims import BESIDE_PIPE, HOUR, MEMORY, PRESETS, TEN_HOURS, TEN_MINUTES, aims, case, length
from plotting import Bar, Panel, plot
from results import Case, Figure, Results, Run, Subject, cpu, load, together, wall

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- measured -->", "<!-- end of measured -->"
_MADE = (Subject.COLD, Subject.WARM, Subject.EDITED, Subject.UNCHANGED)
_HEADS = (
    "",
    "preset",
    "workers",
    "seconds",
    "CPU seconds",
    "MB, largest process",
    "MB, together",
    "time beside `espeak-ng | lame`",
    "CPU beside it",
    "time beside the usual script",
)
_STEPS = (
    "synthesis",
    "LAME",
    "starting and reading, which an unchanged article costs too",
    "the rest: resampling, loudness, limiting, decoding and judging, writing",
)
_QUIET = 0.2  # cores: more than that, and the second worker has no core of its own
_NONE = "–"


def write(results: Results, docs: Path = DOCS) -> None:
    """Put the tables between the marks of `performance.md`, and the plot beside it."""
    page = docs / "performance.md"
    before, rest = page.read_text("utf-8").split(BEGIN)
    after = rest.split(END)[1]
    page.write_text(f"{before}{BEGIN}\n{figures(results)}\n{END}{after}", "utf-8")
    (docs / "performance.svg").write_text(picture(results), "utf-8")


def figures(results: Results) -> str:
    """Write all tables, in Markdown."""
    parts = ["### What was aimed at", _aims(results)]
    for minutes in sorted({known.minutes for known in results.cases()} - {0}):
        parts += [f"### {length(minutes).capitalize()}", _table(_HEADS, _rows(results, minutes))]
    parts += [*_shares(results), *_start_up(results), _told(results)]
    return "\n\n".join(parts)


def _aims(results: Results) -> str:
    rows = []
    for aim in aims(results):
        measured = "not measured" if aim.measured is None else f"{aim.measured:.3g}{aim.unit}"
        reached = "" if aim.measured is None else "yes" if aim.is_met else "**no**"
        rows.append((aim.what, f"≤ {aim.most:g}{aim.unit}", measured, reached))
    return _table(("", "aim", "measured", "reached"), rows)


def _rows(results: Results, minutes: int) -> Iterator[tuple[str, ...]]:
    for known in results.cases():
        if known.minutes == minutes:
            yield (
                f"paracast, {known.subject}" if known.workers else f"`{known.subject}`",
                known.preset,
                str(known.workers or _NONE),
                _number(results.median(known, wall), 2),
                _number(results.median(known, cpu), 2),
                _number(results.most(known, _largest), 0),
                _number(results.most(known, together), 0),
                _beside(results, known, Subject.PIPE),
                _beside(results, known, Subject.PIPE, cpu),
                _beside(results, known, Subject.USUAL),
            )


def _largest(run: Run) -> float:
    return run.cost.largest_mb


def _beside(results: Results, ours: Case, subject: Subject, figure: Figure = wall) -> str:
    if ours.subject not in _MADE:
        return _NONE
    other = Case(subject, ours.minutes, ours.preset)
    spread = results.beside(ours, other, figure=figure)
    return str(spread) if spread else _NONE


def _shares(results: Results) -> Iterator[str]:
    """Tell where the processor time of a cold run goes."""
    minutes = _longest(results)
    columns = [_shares_of(results, minutes, preset) for preset in PRESETS]
    if all(columns):
        yield f"### Where the processor time goes: {length(minutes)}"
        yield _table(("", *PRESETS), zip(_STEPS, *columns, strict=True))


def _shares_of(results: Results, minutes: int, preset: str) -> list[str]:
    cold = case(Subject.COLD, minutes, preset)
    parts = (
        Case(Subject.SYNTHESIS, minutes, preset),
        Case(Subject.ENCODING, minutes, preset),
        case(Subject.UNCHANGED, minutes, preset),
    )
    shares = [results.ratio(part, cold, figure=cpu) or 0.0 for part in parts]
    rest = 1 - sum(shares)
    return [f"{share:.0%}" for share in (*shares, rest)] if all(shares) else []


def _start_up(results: Results) -> Iterator[str]:
    ratio = results.beside(Case(Subject.START_UP), Case(Subject.PYTHON))
    seconds = results.median(Case(Subject.START_UP), wall)
    if ratio and seconds:
        yield (
            f"`{Subject.START_UP}` takes {1000 * seconds:.0f} ms, {ratio} times as long as "
            f"`{Subject.PYTHON}`."
        )


def _told(results: Results) -> str:
    """Say what it was measured with, and whether the machine was quiet."""
    told = ", ".join(f"{name} {version}" for name, version in results.machine.items())
    others = f"Other programs kept {results.others_cores:.2f} cores busy meanwhile"
    quiet = "." if results.others_cores < _QUIET else ": **too many to go by the seconds**."
    return f"Measured with {told}. {others}{quiet}"


def _number(value: float | None, decimals: int) -> str:
    return f"{value:.{decimals}f}" if value else _NONE


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar within a cell would end it."""
    lines = [" | ".join(cell.replace("|", r"\|") for cell in row) for row in (heads, *rows)]
    lines.insert(1, " | ".join(["---"] * len(heads)))
    return "\n".join(f"| {line} |" for line in lines)


def picture(results: Results) -> str:
    """Draw what matters most, as an SVG."""
    panels = (_speed(results), _again(results), _memory(results))
    return plot("How fast paracast is", [panel for panel in panels if panel.bars])


def _speed(results: Results) -> Panel:
    bars = []
    for known in _cold(results):
        ratio = results.ratio(known, Case(Subject.PIPE, known.minutes, known.preset))
        if ratio:
            aim = BESIDE_PIPE.get((known.minutes, known.preset))
            bars.append(Bar(_name(known), ratio, f"{ratio:.2f}", known.preset, aim))
    return Panel(
        "From article to feed, beside espeak-ng | lame",
        "The whole command, nothing kept from before, two workers. The mark: the aim.",
        bars,
        (1.0, "espeak-ng | lame = 1"),
    )


def _again(results: Results) -> Panel:
    minutes = _longest(results)
    first = case(Subject.COLD, minutes, "standard")
    bars = []
    for subject in _MADE:
        ratio = results.ratio(case(subject, minutes, "standard"), first)
        if ratio:
            bars.append(Bar(subject.capitalize(), ratio, f"{ratio:.2f}", "plain"))
    return Panel(
        f"Made again, beside the first time: {length(minutes)}, standard",
        "Cold: nothing was kept. Warm: in another show, everything was kept.",
        bars,
    )


def _memory(results: Results) -> Panel:
    bars = []
    for known in _cold(results):
        peak = results.most(known, together)
        if peak:
            aim = MEMORY.get(known.minutes)
            bars.append(Bar(_name(known), peak, f"{peak:.0f} MB", known.preset, aim))
    return Panel(
        "Memory", "The most that all processes together had at one time. The mark: the aim.", bars
    )


def _cold(results: Results) -> list[Case]:
    wanted = [case(Subject.COLD, m, p) for m in (TEN_MINUTES, HOUR, TEN_HOURS) for p in PRESETS]
    return [known for known in wanted if known in results.cases()]


def _longest(results: Results) -> int:
    """Return the minutes of the longest article up to an hour; 0 where there is none."""
    return max((known.minutes for known in _cold(results) if known.minutes <= HOUR), default=0)


def _name(known: Case) -> str:
    return f"{length(known.minutes)}, {known.preset}"


if __name__ == "__main__":
    write(load(map(Path, sys.argv[1:])))
