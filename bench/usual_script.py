"""What many scripts do: one espeak-ng process a paragraph, pydub `+=`, normalise, export.

python bench/usual_script.py SPOKEN.txt EPISODE.mp3
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from pydub import AudioSegment, effects

_PAUSE = 600  # milliseconds after a paragraph, as paracast has it


def main(text: Path, episode: Path) -> None:
    """Make an MP3 of 22.05 kHz and 64 kbit/s at LAME's quality 5, like the preset `compact`."""
    programme = AudioSegment.empty()
    with tempfile.TemporaryDirectory() as folder:
        for number, paragraph in enumerate(text.read_text("utf-8").split("\n\n")):
            sound = Path(folder) / f"{number}.wav"
            speak = ["espeak-ng", "-v", "en-us", "-s", "175", "-w", str(sound)]
            subprocess.run(speak, input=paragraph.encode(), check=True)
            programme += AudioSegment.from_wav(sound)
            programme += AudioSegment.silent(_PAUSE, frame_rate=programme.frame_rate)
    effects.normalize(programme).export(
        episode, format="mp3", bitrate="64k", parameters=["-ac", "1", "-compression_level", "5"]
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
