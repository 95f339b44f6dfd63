"""A player that seeks to a chapter hears its beginning."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from running import ARTICLE, paracast, run, set_preset

pytestmark = pytest.mark.slow

DELAY = 576 + 529
"""Samples before the sound in the stream, which `mpg123 -k` counts although it cuts them off."""

_SLACK = 3  # frames around the chapter in which the sound is looked for


def decoded(*command: str | Path) -> npt.NDArray[np.float64]:
    done = run(*command)
    assert done.returncode == 0, done.stderr.decode()
    return np.frombuffer(done.stdout, np.int16).astype(np.float64)


@pytest.fixture(scope="module", params=["standard", "compact"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    show = tmp_path_factory.mktemp("show")
    paracast("init", show)
    set_preset(show, request.param)
    told = paracast("make", ARTICLE, "--show", show, "--json")
    manifest: dict[str, Any] = json.loads((Path(str(told["folder"])) / "episode.json").read_bytes())
    return told | manifest


def place_of(
    heard: npt.NDArray[np.float64], whole: npt.NDArray[np.float64], near: int, slack: int
) -> int:
    """Return where in the whole a stretch of sound lies, looked for around a place."""
    first = max(0, near - slack)
    window = whole[first : near + slack + len(heard)]
    scores = np.correlate(window, heard, "valid")
    energies = np.sqrt(np.convolve(window**2, np.ones(len(heard)), "valid")) + 1e-9
    best = int((scores / energies).argmax())
    likeness = scores[best] / energies[best] / np.sqrt((heard**2).sum())
    assert likeness > 0.95, "nothing like it is there"
    return first + best


def loud_part(sound: npt.NDArray[np.float64], rate: int) -> slice:
    """Return a quarter of a second in which something is said, soon after the beginning."""
    quarter = rate // 4
    levels = [np.abs(sound[at : at + quarter]).mean() for at in range(quarter, 4 * rate, quarter)]
    at = quarter + quarter * int(np.argmax(levels))
    return slice(at, at + quarter)


def test_seeking_to_any_chapter_lands_within_a_frame_of_it(made: dict[str, Any]) -> None:
    path, rate = str(made["mp3"]), made["sound"]["rate"]
    frame = 1152 if rate >= 32000 else 576
    whole = decoded("ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-")
    assert len(whole) == made["sound"]["length"]
    again = decoded("mpg123", "-q", "-s", "-m", path)
    assert len(again) == len(whole)
    for chapter in made["chapters"][1:]:
        start = chapter["start"]
        seconds = start / rate
        ffmpeg = decoded(
            *("ffmpeg", "-v", "error", "-ss", f"{seconds:.6f}", "-i", path, "-t", "6"),
            *("-f", "s16le", "-"),
        )
        skipped = (start + DELAY) // frame
        mpg123 = decoded("mpg123", "-q", "-s", "-m", "-k", str(skipped), "-n", "400", path)
        for sound in (ffmpeg, mpg123):
            part = loud_part(sound, rate)
            found = place_of(sound[part], whole, start + part.start, _SLACK * frame)
            assert abs(found - part.start - start) <= frame
