"""The page on Python: what it shows runs, prints what it says, and has types."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/python.md").read_text("utf-8")
ARTICLE = re.findall(r"```markdown\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", PAGE, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out what the page says that there is: its article, and each example as a script."""
    (tmp_path / "harbour.md").write_text(ARTICLE[0], "utf-8")
    for number, (script, _) in enumerate(EXAMPLES):
        (tmp_path / f"example{number}.py").write_text(script, "utf-8")
    return tmp_path


def test_every_example_runs_as_a_plain_script_and_prints_what_the_page_says(folder: Path) -> None:
    assert len(EXAMPLES) >= 9
    for number, (script, told) in enumerate(EXAMPLES):
        done = subprocess.run(
            [sys.executable, "-W", "error", f"example{number}.py"],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), script
        assert done.stdout == told or not told, script
        assert done.stdout, script


@pytest.mark.slow
def test_a_users_own_type_checker_sees_all_types_of_the_examples(folder: Path) -> None:
    scripts = [path.name for path in sorted(folder.glob("example*.py"))]
    strict = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file",
        "",
        "--scripts-are-modules",
    ]
    done = subprocess.run(
        [*strict, *scripts], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
