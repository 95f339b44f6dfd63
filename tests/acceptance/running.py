"""The command as users run it, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "docs" / "articles" / "the-bell-of-little-haven.md"


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, check=False, timeout=600
    )


def paracast(*arguments: str | Path, store: Path | None = None) -> dict[str, object]:
    """Run a command that succeeds; return what it tells as JSON, if it was asked to."""
    done = subprocess.run(
        [sys.executable, "-m", "paracast", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=600,
        env=os.environ | ({"PARACAST_STORE": str(store)} if store else {}),
    )
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, object] = json.loads(done.stdout) if "--json" in arguments else {}
    return told


def set_preset(show: Path, preset: str) -> None:
    """Let a show that was just begun have a preset."""
    settings = show / "paracast.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[audio]\n", f'[audio]\npreset = "{preset}"\n'), "utf-8")
