"""Times `paracast make` beside `espeak-ng --stdout | lame`, whole processes, interleaved."""

import argparse
import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paracast.audio.options import AudioOptions, Preset, encoding_for
from paracast.units import Hertz

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "docs" / "articles" / "the-bell-of-little-haven.md"
PRESETS: tuple[Preset, ...] = ("standard", "compact")
SPOKEN = Hertz(22050)  # eSpeak NG's own


def main() -> int:
    """Run both in turn and print medians and the ratio of each pair."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", nargs="?", type=Path, default=ARTICLE)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--preset", choices=PRESETS, default="standard")
    parser.add_argument("--most", type=float, help="fail where the median ratio is above this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "spoken.txt"
        text.write_bytes(_paracast("text", options.article, "--spoken"))
        pairs = [
            (
                _make(Path(folder) / f"show{run}", options.article, options.preset),
                _reference(text, options.preset),
            )
            for run in range(options.runs + 1)
        ][1:]  # the first pair warms the machine's caches
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"preset {options.preset}, {options.runs} runs in turn, medians")
    print(f"paracast make              {statistics.median(ours for ours, _ in pairs):6.2f} s")
    print(f"espeak-ng --stdout | lame  {statistics.median(theirs for _, theirs in pairs):6.2f} s")
    print(f"ratio                      {ratio:6.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process            {peak:6.0f} MB")
    return int(options.most is not None and ratio > options.most)


def _paracast(*arguments: object) -> bytes:
    command = [sys.executable, "-m", "paracast", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _make(show: Path, article: Path, preset: str) -> float:
    """Make the article's episode in a new show; return the seconds it took."""
    _paracast("init", show)
    settings = show / "paracast.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[audio]\n", f'[audio]\npreset = "{preset}"\n'), "utf-8")
    os.environ["PARACAST_STORE"] = str(show / "store")  # nothing was spoken before
    began = time.perf_counter()
    _paracast("make", article, "--show", show, "--quiet")
    return time.perf_counter() - began


def _reference(text: Path, preset: Preset) -> float:
    """Say and encode the same words the way a shell would; return the seconds it took."""
    speak = f"espeak-ng -v en-us -s 175 -f {shlex.quote(str(text))} --stdout"
    asked = encoding_for(AudioOptions(preset), SPOKEN)
    how = f"--resample {asked.rate / 1000} -b {asked.bitrate} -q {asked.quality}"
    encode = f"lame --quiet -m m {how} - {shlex.quote(str(text.with_suffix('.mp3')))}"
    began = time.perf_counter()
    subprocess.run(["sh", "-c", f"{speak} | {encode}"], check=True, capture_output=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
