"""Fifty episodes of different lengths, voices and presets, by a meter that is not ours."""

import random
import re
from pathlib import Path

import pytest
from running import ARTICLE, paracast, run, set_preset

pytestmark = pytest.mark.slow

TARGET, TOLERANCE, CEILING = -16.0, 0.3, -1.0
RUNS = 50
VOICES = [
    *("narrator", "quotation", "espeak:en-gb", "espeak:en-us+m3", "espeak:en-us+f2"),
    *("espeak:en-us+klatt", "espeak:en-gb-scotland", "spanish", "french", "german"),
    *("espeak:it", "espeak:pl", "espeak:en-us+whisper", "tone:a440"),
]


def metered(mp3: str) -> tuple[float, float]:
    """Return integrated loudness in LUFS and true peak in dBTP, as ffmpeg's ebur128 finds them."""
    options = ("-hide_banner", "-nostats", "-i", mp3, "-af", "ebur128=peak=true")
    report = run("ffmpeg", *options, "-f", "null", "-").stderr.decode()
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", report)[-1])
    return loudness, peak


def test_every_episode_is_on_loudness_and_below_the_ceiling(tmp_path: Path) -> None:
    chance = random.Random(1770)  # noqa: S311  no secret
    paragraphs = [p for p in ARTICLE.read_text("utf-8").split("\n\n") if len(p) > 200]
    missed = []
    for preset in ("standard", "compact"):
        show = tmp_path / preset
        paracast("init", show)
        set_preset(show, preset)
    for number in range(RUNS):
        turn, place = divmod(number, len(VOICES))
        preset, voice = ("standard", "compact")[turn % 2], VOICES[place]
        text = "\n\n".join(chance.sample(paragraphs, chance.choice((1, 1, 2, 4, 8))))
        article = tmp_path / f"{number}.md"
        article.write_text(f"# Episode {number}\n\n{text}\n", "utf-8")
        told = paracast(*("make", article, "--show", tmp_path / preset, "--voice", voice, "--json"))
        loudness, peak = metered(str(told["mp3"]))
        if abs(loudness - TARGET) > TOLERANCE or peak > CEILING:
            missed.append(f"{voice}, {preset}, {told['seconds']} s: {loudness} LUFS, {peak} dBTP")
    assert not missed
