"""A file of sound → the loudspeaker, where this machine has a player."""

import shutil
import subprocess
import sys
from pathlib import Path

_PLAYERS = (("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"))


def play(path: Path) -> None:
    """Play a file if there is a player; without one, or without a sound card, it stays silent."""
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME)
        return
    player = next((one for one in _PLAYERS if shutil.which(one[0])), None)
    if player:
        subprocess.run([*player, str(path)], capture_output=True, check=False)  # noqa: S603  a fixed list
