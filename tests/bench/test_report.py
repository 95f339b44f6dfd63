"""What the bench writes of its results."""

import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from aims import aims
from measuring import Cost
from report import BEGIN, END, figures, picture, write
from results import Case, Results, Run, Subject, cpu, load, save

SVG = "{http://www.w3.org/2000/svg}"
PRESETS = ("standard", "compact")


def run(case: Case, number: int, seconds: float) -> Run:
    """Round 0 is slow and large: its time must not count, and its memory must."""
    drift = 1.0 + number  # a machine that gets slower and slower
    wall, cpu = (seconds * drift if number else 99), 2 * seconds * drift
    cost = Cost(wall, cpu, 100, 190 - number, others_cores=0.5)
    return Run(case, number, cost, sound_seconds=60 * case.minutes, spoken=1)


def measured(*minutes: int, rounds: int = 3) -> Results:
    """Return runs in which paracast always takes half as long as what stands beside it."""
    cases = {Case(Subject.START_UP): 0.2, Case(Subject.PYTHON): 0.01}
    for length, preset in product(minutes, PRESETS):
        for subject in (Subject.PIPE, Subject.USUAL, Subject.SYNTHESIS, Subject.ENCODING):
            cases[Case(subject, length, preset)] = 2.0 * length
        for subject in (Subject.COLD, Subject.EDITED, Subject.UNCHANGED, Subject.HOUR):
            cases[Case(subject, length, preset, 2)] = 1.0 * length
    return Results(
        {"cores": "2"}, tuple(run(c, n, s) for n in range(rounds + 1) for c, s in cases.items())
    )


def test_a_ratio_is_taken_within_a_round_so_drift_does_not_matter() -> None:
    cold, pipe = Case(Subject.COLD, 10, "standard", 2), Case(Subject.PIPE, 10, "standard")
    assert str(measured(10).beside(cold, pipe)) == "0.50"


def test_a_ratio_may_stand_beside_a_sum() -> None:
    steps = (Case(Subject.SYNTHESIS, 10, "standard"), Case(Subject.ENCODING, 10, "standard"))
    results = measured(10)
    assert results.ratio(Case(Subject.COLD, 10, "standard", 2), *steps, figure=cpu) == 0.25


def test_the_first_round_counts_for_memory_only() -> None:
    results = measured(10)
    cold = Case(Subject.COLD, 10, "standard", 2)
    assert results.most(cold, lambda run: run.cost.together_mb) == 190
    assert results.median(cold, lambda run: run.cost.wall_seconds) == 30


def test_results_survive_being_kept(tmp_path: Path) -> None:
    results = measured(10, 600)
    save(results, tmp_path / "results.json")
    assert load([tmp_path / "results.json"]) == results


def test_results_of_two_runs_can_be_taken_together(tmp_path: Path) -> None:
    for minutes in (10, 60):
        save(measured(minutes), tmp_path / f"{minutes}.json")
    together = load(tmp_path / f"{minutes}.json" for minutes in (10, 60))
    assert {case.minutes for case in together.cases()} == {0, 10, 60}


def test_an_aim_that_was_not_measured_is_not_met() -> None:
    assert not any(aim.is_met for aim in aims(Results({}, ())))


def test_every_aim_is_measured_by_the_three_lengths() -> None:
    assert all(aim.measured is not None for aim in aims(measured(10, 60, 600)))


def test_a_missed_aim_is_told() -> None:
    told = figures(measured(60))
    assert "| 1 hour, one word edited: time | ≤ 1.5 s | 180 s | **no** |" in told
    assert "| 1 hour, one word edited: paragraphs synthesised | ≤ 1 | 1 | yes |" in told


def test_a_machine_with_busy_neighbours_is_told() -> None:
    assert "0.50 cores busy meanwhile: **too many" in figures(measured(10))


def test_the_shares_of_the_processor_time_are_those_of_the_longest_up_to_an_hour() -> None:
    told = figures(measured(10, 60, 600))
    assert "Where the processor time goes: 1 hour" in told
    assert "| synthesis | 200% | 200% |" in told


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    for table in re.findall(r"(?:^\|.*\n?)+", figures(measured(10, 60, 600)), re.MULTILINE):
        rows = [re.sub(r"\\\|", "", row).count("|") for row in table.splitlines()]
        assert len(rows) > 2
        assert len(set(rows)) == 1


@pytest.mark.parametrize("minutes", [(), (10,), (10, 60, 600)])
def test_the_plot_is_well_formed_and_has_a_bar_for_every_cold_run(minutes: tuple[int, ...]) -> None:
    drawn = ET.fromstring(picture(measured(*minutes)))  # noqa: S314  our own
    labels = [text.text for text in drawn.iter(f"{SVG}text")]
    assert labels.count("10 minutes, standard") == (2 if 10 in minutes else 0)
    assert labels.count("10 hours, compact") == (2 if 600 in minutes else 0)


def test_bars_stay_within_the_plot() -> None:
    drawn = ET.fromstring(picture(measured(10, 60, 600)))  # noqa: S314  our own
    width = float(drawn.attrib["width"])
    for bar in drawn.iter(f"{SVG}rect"):
        assert 0 < float(bar.get("x", 0)) + float(bar.attrib["width"]) <= width


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{BEGIN}\nof last year\n{END}\nafter\n", "utf-8")
    write(measured(10), tmp_path)
    write(measured(10), tmp_path)
    text = page.read_text("utf-8")
    assert text.startswith(f"before\n{BEGIN}\n### What was aimed at")
    assert text.endswith(f"{END}\nafter\n")
    assert "of last year" not in text
    assert (tmp_path / "performance.svg").exists()
