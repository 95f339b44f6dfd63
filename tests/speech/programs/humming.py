"""A program that hums a text into a WAV file, or does what its first word says."""

import argparse
import math
import os
import struct
import subprocess
import sys
import time
import wave
from pathlib import Path

RATE = 8000


def tone(seconds: float, loud: int) -> bytes:
    samples = (round(loud * math.sin(n * 0.3)) for n in range(round(RATE * seconds)))
    return b"".join(struct.pack("<h", sample) for sample in samples)


def hummed(text: str, stretch: float) -> bytes:
    words = (
        tone(0.06 * len(word) * stretch, 9000)
        + tone((0.25 if word[-1] in ".!?" else 0.04) * stretch, 0)
        for word in text.split()
    )
    return b"".join(words)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--file")
    parser.add_argument("--text")
    parser.add_argument("--out")
    parser.add_argument("--rate", type=int, default=175)
    given = parser.parse_args()
    text = given.text or (Path(given.file).read_text("utf-8") if given.file else sys.stdin.read())
    doing = text.split()[0]
    if doing == "fail":
        sys.stderr.write("line one\nno model found\n\n")
        sys.exit(7)
    if doing == "crash":
        os.abort()
    if doing == "hang":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path("children").write_text(f"{os.getpid()} {child.pid}")
        time.sleep(600)
    if doing == "nothing":
        return
    if doing == "garbage":
        Path(given.out).write_text("I am a text. " * 100)
        return
    with wave.open(given.out or sys.stdout.buffer, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"" if doing == "empty" else hummed(text, 175 / given.rate))


main()
