"""What the transcripts say, against what a player would hear: the decoded MP3."""

import json
import re
from concurrent.futures import Executor
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from one_at_a_time import make_episode

from paracast import config
from paracast.pipeline.commission import Commission
from paracast.pipeline.events import tell_nobody
from paracast.pipeline.speaking import open_studio

FRAME = 1152 / 44100  # seconds: as long as 576 samples at 22.05 kHz
TONES = """# Boats come home

Seven boats came home before noon. It cost $350 million, they said, in 1987.

> Nobody & his cousin went home; everybody danced.

The crowd chanted “no somos traficantes” – and left for Feb. 28, at last.
"""
SPOKEN = {"$350": 3, "million,": 2, "1987.": 3, "28,": 2, "traficantes” –": 2}
"""How many tones a written word is: one for each spoken word, and for a sign that stands alone."""

STORY = Path(__file__).parents[2] / "docs" / "articles" / "the-bell-of-little-haven.md"


class Heard:
    """An episode's sound and its transcripts."""

    def __init__(self, folder: Path) -> None:
        (mp3,) = folder.glob("*.mp3")
        samples, self.rate = soundfile.read(mp3)
        self.seconds = len(samples) / self.rate
        self._block = self.rate // 500
        count = len(samples) // self._block
        squares = samples[: count * self._block].reshape(count, self._block) ** 2
        self.levels = np.sqrt(squares.mean(axis=1))
        (transcript,) = folder.glob("*.transcript.json")
        document = json.loads(transcript.read_text("utf-8"))
        self.words = document["segments"]
        self.sentences = document["sentences"]
        self.cues = {
            kind: [_seconds(time) for time in re.findall(r"([\d:.,]+) -->", text)]
            for kind in ("vtt", "srt")
            for text in (next(folder.glob(f"*.{kind}")).read_text("utf-8"),)
        }

    def onsets(self, audible: float, silence: float) -> npt.NDArray[np.float64]:
        """Return when it begins to sound after silence, in seconds, to 2 ms.

        Args:
            audible: the level of sound, relative to what is loud.
            silence: how many seconds of it must come before.
        """
        (loud,) = np.nonzero(self.levels > audible * np.percentile(self.levels, 95))
        gaps = np.diff(loud, prepend=-np.inf)
        found: npt.NDArray[np.float64] = loud[gaps * self._block > silence * self.rate] * (
            self._block / self.rate
        )
        return found


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


def made(show: Path, executor: Executor, article: str, *, voice: str, preset: str) -> Heard:
    path = show / "paracast.toml"
    path.write_text(path.read_text().replace('# preset = "standard"', f'preset = "{preset}" #'))
    (show / "article.md").write_text(article, "utf-8")
    setup = config.load(show, voice=voice)
    commission = Commission(str(show / "article.md"))
    episode = make_episode(commission, open_studio(setup, executor), tell_nobody).episode
    return Heard(show / "episodes" / episode.folder)


def nearest(times: npt.ArrayLike, to: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return by how much each time is off from the nearest of others."""
    distances = np.asarray(times)[:, None] - np.asarray(to)[None, :]
    closest: npt.NDArray[np.float64] = distances[
        np.arange(len(distances)), np.abs(distances).argmin(axis=1)
    ]
    return closest


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_every_word_is_heard_where_the_transcripts_say_to_one_frame(
    show: Path, executor: Executor, preset: str
) -> None:
    heard = made(show, executor, TONES, voice="tone:a440", preset=preset)
    onsets = heard.onsets(audible=0.3, silence=0.02)
    bodies = [word["body"] for word in heard.words]
    firsts = list(accumulate((SPOKEN.get(body, 1) for body in bodies), initial=0))
    assert len(onsets) == firsts.pop()
    starts = np.array([word["startTime"] for word in heard.words])
    assert np.abs(starts - onsets[firsts]).max() <= FRAME
    for begun in (*heard.cues.values(), [one["startTime"] for one in heard.sentences]):
        assert np.abs(nearest(begun, onsets)).max() <= FRAME


@pytest.mark.parametrize("preset", ["standard", "compact"])
def test_espeaks_words_after_a_pause_are_heard_within_50_ms(
    show: Path, executor: Executor, preset: str
) -> None:
    heard = made(show, executor, STORY.read_text("utf-8"), voice="espeak:en-us", preset=preset)
    onsets = heard.onsets(audible=0.02, silence=0.1)
    starts = [one["startTime"] for one in heard.words]
    assert len(onsets) > 100
    assert np.abs(nearest(onsets, starts)).max() <= 0.05
    assert np.abs(nearest([one["startTime"] for one in heard.sentences], onsets)).max() <= 0.05
    for begun in heard.cues.values():
        assert set(begun) <= set(starts)
