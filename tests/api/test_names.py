import ast
import subprocess
import sys
from pathlib import Path

import pytest

import paracast

SOURCE = Path(paracast.__file__).read_text("utf-8")


def test_every_name_that_a_type_checker_sees_is_there_and_no_other() -> None:
    block = next(node for node in ast.parse(SOURCE).body if isinstance(node, ast.If))
    seen = {
        alias.name: f"{node.module}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted(seen) == sorted(set(paracast.__all__) - {"__version__"})
    for name, home in seen.items():
        assert getattr(paracast, name) is getattr(sys.modules[home], name)


def test_each_name_stands_there_once() -> None:
    assert len(paracast.__all__) == len(set(paracast.__all__))


def test_importing_paracast_loads_nothing_else() -> None:
    listed = (
        "import sys; before = set(sys.modules); import paracast; print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    ).stdout.split()
    assert loaded == ["paracast"]


def test_asking_for_a_show_loads_no_heavy_library() -> None:
    listed = "import sys; from paracast import Show; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"numpy", "soxr", "soundfile", "lameenc", "lxml", "PIL", "mutagen", "urllib3", "typer"}
    assert heavy.isdisjoint(loaded)


def test_all_names_are_listed_before_they_are_asked_for() -> None:
    listed = "import paracast; print('Show' in dir(paracast))"
    done = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Podcast'"):
        _ = paracast.Podcast  # type: ignore[attr-defined]


def test_a_star_brings_all_names() -> None:
    script = "from paracast import *; print(Show.__name__, read_article.__name__)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Show read_article\n"
