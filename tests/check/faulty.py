"""A good show, and one fault at a time put into a copy of it."""

import json
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mutagen import id3
from PIL import Image

from paracast import config

ADDRESS = "https://example.org/harbour/"
_SECTION = " ".join(
    f"Boat number {number} came home before noon, and its nets were full." for number in range(12)
)
TEXT = f"""# Boats come home

Seven boats were out. {_SECTION}

## The nets filled

{_SECTION}

## The evening sun

Nobody expected it. {_SECTION}
"""
SETTINGS = """[show]
email = "jane@example.org"
author = "Jane Doe"
description = "Stories of a harbour."
"""


def begin(folder: Path) -> Path:
    """Make a show with one episode; return its `episodes/`."""
    config.init_show(folder, title="Harbour Reads", url=ADDRESS)
    settings = folder / "paracast.toml"
    settings.write_text(settings.read_text("utf-8").replace("[show]\n", SETTINGS), "utf-8")
    (folder / "boats.md").write_text(TEXT, "utf-8")
    command = ("make", folder / "boats.md", "--show", folder, "--voice", "tone:a440", "--quiet")
    subprocess.run([sys.executable, "-m", "paracast", *map(str, command)], check=True)
    return folder / "episodes"


class Broken:
    """A copy of a show, to be broken."""

    def __init__(self, good: Path, folder: Path) -> None:
        self.folder = folder / "episodes"
        shutil.copytree(good, self.folder)
        self.feed = self.folder / "feed.xml"
        self.episode = next(self.folder.glob("2*"))

    def file(self, ending: str) -> Path:
        return next(self.episode.glob(f"*{ending}"))

    def say(self, old: str, new: str) -> None:
        """Let the feed say something else."""
        text = self.feed.read_text("utf-8")
        changed = re.sub(old, new, text, count=1, flags=re.DOTALL)
        assert changed != text, f"{old} is not in the feed"
        self.feed.write_text(changed, "utf-8")

    def rewrite(self, ending: str, change: Callable[[str], str]) -> None:
        path = self.file(ending)
        text = path.read_text("utf-8")
        changed = change(text)
        assert changed != text
        path.write_text(changed, "utf-8")

    def mp3(self, change: Callable[[bytes], bytes], *, tell: bool = True) -> None:
        """Change the MP3's bytes; the feed tells the new length."""
        path = self.file(".mp3")
        before = path.read_bytes()
        after = change(before)
        assert after != before
        path.write_bytes(after)
        if tell:
            self._tell(len(before), len(after))

    def _tell(self, before: int, after: int) -> None:
        if before != after:
            self.say(f'length="{before}"', f'length="{after}"')

    def tag(self, change: Callable[[id3.ID3], None], version: int = 3) -> None:
        path = self.file(".mp3")
        before = path.stat().st_size
        tags = id3.ID3(path, translate=False)
        change(tags)
        tags.save(path, v2_version=version)
        self._tell(before, path.stat().st_size)

    def chapters(self, change: Callable[[list[dict[str, Any]]], None]) -> None:
        path = self.file(".chapters.json")
        read = json.loads(path.read_bytes())
        change(read["chapters"])
        path.write_text(json.dumps(read), "utf-8")

    def picture(self) -> Path:
        (path,) = self.folder.glob("artwork-*.jpg")
        return path

    def artwork(self, change: Callable[[Image.Image], Image.Image], kind: str = "JPEG") -> None:
        path = self.picture()
        with Image.open(path) as image:
            changed = change(image)
        changed.save(path, kind)


def frames_at(data: bytes) -> int:
    """Return where an MP3's first frame begins."""
    size = sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(data[6:10]))
    return 10 + size


def recounted(data: bytes, frames: int) -> bytes:
    """Let the header tell another number of frames."""
    place = data.index(b"Info", frames_at(data)) + 8
    return data[:place] + struct.pack(">I", frames) + data[place + 4 :]


def louder(path: Path, decibels: float) -> None:
    """Encode an MP3 anew, at another loudness, without a limiter."""
    encoded(path, gain=10 ** (decibels / 20))


def encoded(path: Path, *, gain: float = 1, channels: int = 1, bitrate: int = 96) -> None:
    """Encode an MP3 anew, by another encoder; its tag stays."""
    import lameenc
    import numpy as np
    import soundfile

    samples, rate = soundfile.read(path, dtype="float32")
    scaled = np.clip(samples * gain, -1, 1)
    lame = lameenc.Encoder()
    lame.silence()
    lame.set_channels(channels)
    lame.set_in_sample_rate(rate)
    lame.set_out_sample_rate(rate)
    lame.set_bit_rate(bitrate)
    lame.set_quality(7)
    whole = path.read_bytes()
    sound = lame.encode(np.repeat((scaled * 32767).astype(np.int16), channels).tobytes())
    path.write_bytes(whole[: frames_at(whole)] + bytes(sound + lame.flush()))
