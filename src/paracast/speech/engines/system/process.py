"""The process that has a pyttsx3 driver to itself, for one utterance or one list of voices.

    python -m paracast.speech.engines.system.process voices DRIVER SECONDS OUT
    python -m paracast.speech.engines.system.process speak DRIVER SECONDS VOICE RATE TEXT_FILE OUT

What it fails of stands on standard error, in the last line.
"""

import faulthandler
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import pyttsx3
import soundfile

_LOOK = 0.02  # seconds between two looks at a file
_STILL = 0.3  # seconds without growth after which a file counts as written
_EMPTY = 5.0  # seconds after which a file without sound will have none
_MARGIN = 30.0  # seconds after its limit in which the parent ends this; then it is an orphan


def main() -> None:
    """Do what the arguments say, and end without the drivers' own clearing up, which may hang."""
    task, driver, seconds, *arguments = sys.argv[1:]
    faulthandler.dump_traceback_later(float(seconds) + _MARGIN, exit=True)
    engine = pyttsx3.init(driver)
    if task == "voices":
        (out,) = arguments
        Path(out).write_text(json.dumps(_voices(engine)), "utf-8")
    else:
        voice, rate, text, out = arguments
        _speak(engine, voice, int(rate), (Path(text), Path(out)))
    sys.stdout.flush()
    os._exit(0)


def _voices(engine: Any) -> list[list[str]]:  # noqa: ANN401  pyttsx3's own, untyped
    return [
        [voice.id, voice.name or voice.id, str(voice.gender or ""), *map(_tag, voice.languages)]
        for voice in engine.getProperty("voices")
    ]


def _tag(language: str | bytes) -> str:
    """Read a language as one driver or the other gives it: `en_US`, or with bytes around."""
    text = language.decode("utf-8", "replace") if isinstance(language, bytes) else str(language)
    return "".join(c for c in text if c.isalnum() or c in "-_").replace("_", "-")


def _speak(engine: Any, voice: str, rate: int, files: tuple[Path, Path]) -> None:  # noqa: ANN401
    text, out = files
    failures: list[Exception] = []
    engine.connect("error", lambda **told: failures.append(told["exception"]))
    engine.setProperty("voice", voice)
    engine.setProperty("rate", rate)
    engine.save_to_file(text.read_text("utf-8"), str(out))
    engine.runAndWait()
    if failures:
        raise failures[0]
    _wait_for(out)


def _wait_for(path: Path) -> None:
    """Wait until a file has sound and no longer grows: a driver may return before it is there.

    How long that may take, the parent decides.
    """
    size, since = -1, time.monotonic()
    while True:
        now = path.stat().st_size if path.exists() else -1
        if now != size:
            size, since = now, time.monotonic()
        quiet = time.monotonic() - since
        if size > 0 and quiet > _STILL and _has_sound(path):
            return
        if size >= 0 and quiet > _EMPTY:
            sys.exit(f"the driver wrote a file of {size} bytes without sound")
        time.sleep(_LOOK)


def _has_sound(path: Path) -> bool:
    try:
        return bool(soundfile.info(path).frames)
    except soundfile.LibsndfileError:
        return False


if __name__ == "__main__":
    main()
