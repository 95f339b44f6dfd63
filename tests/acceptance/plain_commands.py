"""The command as users run it, in a terminal that is none: no colours, and warnings are errors."""

import os
import subprocess
import sys
from pathlib import Path

PLAIN = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONWARNINGS": "error"}


def paracast(
    *arguments: str | Path, cwd: Path, stdin: str | bytes = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "paracast", *map(str, arguments)],
        cwd=cwd,
        input=stdin if isinstance(stdin, str) else stdin.decode("utf-8", "surrogateescape"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=PLAIN,
        timeout=120,
        check=False,
    )
