"""One round: paracast and what it stands beside, each run once, one after the other."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import article, edited
from measuring import Cost, measure
from results import Case, Run, Subject

BITRATES = {"standard": 96, "compact": 64}
"""What paracast's presets are, in kbit/s."""

PARACAST = (sys.executable, "-P", "-m", "paracast")
_LAME = {"standard": "--resample 44.1 -b 96 -q 5", "compact": "-b 64 -q 5"}
_MAKING = (Subject.COLD, Subject.WARM, Subject.EDITED, Subject.UNCHANGED)
_LONG = 60  # minutes above which pydub's `+=` would take hours, and an hour is made for comparison
_BENCH = Path(__file__).parent


def start_up(number: int) -> list[Run]:
    """Time how long the command takes to say what it can do, beside Python itself."""
    commands = {
        Subject.START_UP: (*PARACAST, "--help"),
        Subject.PYTHON: (sys.executable, "-c", "pass"),
    }
    return [Run(Case(s), number, _cost(c, number)[0]) for s, c in commands.items()]


@dataclass(frozen=True, slots=True)
class Round:
    """Articles of one length with one preset.

    Attributes:
        folder: an empty one.
        number: 0 for the round in which memory is watched closely, and time does not count.
        wanted: subjects to time; `SYNTHESIS` stands for both steps by themselves, and needs `COLD`.
    """

    folder: Path
    minutes: int
    preset: str
    number: int
    wanted: Collection[Subject]

    def runs(self, workers: Sequence[int]) -> Iterator[Run]:
        """Run everything."""
        source = self._written("article.md", article(self.minutes))
        yield from self._others(source)
        for count in workers:
            yield from self._makes(source, count)
        if Subject.COLD in self.wanted and self.minutes > _LONG:
            hour = self._written("hour.md", article(_LONG))
            yield self._make(Subject.HOUR, hour, self.folder / "hour", workers[0])
        if Subject.SYNTHESIS in self.wanted and self.minutes <= _LONG:
            yield from self._steps(
                source, next((self.folder / f"first{workers[0]}").rglob("*.mp3"))
            )

    def _written(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def _others(self, source: Path) -> Iterator[Run]:
        """Do with other programs what a user would do without paracast."""
        if not set(_MAKING) & set(self.wanted):
            return
        spoken, mp3 = self.folder / "spoken.txt", self.folder / "other.mp3"
        spoken.write_bytes(_printed(*PARACAST, "text", source, "--spoken"))
        speak = f"espeak-ng -v en-us -s 175 -f {shlex.quote(str(spoken))} --stdout"
        encode = f"lame --quiet -m m {_LAME[self.preset]} - {shlex.quote(str(mp3))}"
        yield self._other(Subject.PIPE, "sh", "-c", f"{speak} | {encode}")
        if self.preset == "compact" and self.minutes <= _LONG and Subject.COLD in self.wanted:
            script = _BENCH / "usual_script.py"
            yield self._other(Subject.USUAL, sys.executable, script, spoken, mp3)

    def _other(self, subject: Subject, *command: object) -> Run:
        return Run(self._case(subject), self.number, _cost(command, self.number)[0])

    def _makes(self, source: Path, workers: int) -> Iterator[Run]:
        """Make an episode, make it in another show, edit a word, and change nothing."""
        first, second = self.folder / f"first{workers}", self.folder / f"second{workers}"
        shows = {
            Subject.COLD: first,
            Subject.WARM: second,
            Subject.EDITED: second,
            Subject.UNCHANGED: second,
        }
        text = source.read_text("utf-8")
        last = max(map(_MAKING.index, filter(_MAKING.__contains__, self.wanted)), default=-1)
        for subject in _MAKING[: last + 1]:
            if subject is Subject.EDITED:
                source.write_text(edited(text), "utf-8")
            run = self._make(subject, source, shows[subject], workers)
            if subject in self.wanted:
                yield run
        source.write_text(text, "utf-8")
        shutil.rmtree(second, ignore_errors=True)

    def _make(self, subject: Subject, source: Path, show: Path, workers: int) -> Run:
        """Make the article's episode; all shows of so many workers have one store."""
        if not show.exists():
            self._begin(show)
        before = _files(show / "episodes")
        store = self.folder / f"store{workers}{'-hour' if subject is Subject.HOUR else ''}"
        command = (*PARACAST, "make", source, "--show", show, "--jobs", workers, "--json")
        cost, printed = _cost(command, self.number, store)
        facts = json.loads(printed)
        return Run(
            self._case(subject, workers),
            self.number,
            cost,
            sound_seconds=facts["seconds"],
            spoken=facts["paragraphs"] - facts["reused"],
            rewritten=len(before.items() - _files(show / "episodes").items()),
        )

    def _begin(self, show: Path) -> None:
        _printed(*PARACAST, "init", show)
        settings = show / "paracast.toml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("[audio]", f'[audio]\npreset = "{self.preset}"'), "utf-8")

    def _steps(self, source: Path, mp3: Path) -> Iterator[Run]:
        """Take the processor time of what nobody can do without: of the same words and sound."""
        said = self.folder / "article.json"
        said.write_bytes(_printed(*PARACAST, "text", source, "--json"))
        alone = (sys.executable, _BENCH / "alone.py")
        for subject, arguments in {
            Subject.SYNTHESIS: ("synthesis", said),
            Subject.ENCODING: ("encoding", mp3, BITRATES[self.preset]),
        }.items():
            seconds = float(_printed(*alone, *arguments))
            yield Run(self._case(subject), self.number, Cost(seconds, seconds, 0, 0))

    def _case(self, subject: Subject, workers: int = 0) -> Case:
        return Case(subject, self.minutes, self.preset, workers)


def _files(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Tell files apart from others that have taken their places, or have been written again."""
    status = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {path: (s.st_ino, s.st_mtime_ns, s.st_size) for path, s in status.items()}


def _cost(command: Sequence[object], number: int, store: Path | None = None) -> tuple[Cost, bytes]:
    own = {"PARACAST_STORE": str(store)} if store else {}
    return measure([*map(str, command)], environment=os.environ | own, closely=number == 0)


def _printed(*command: object) -> bytes:
    return subprocess.run([*map(str, command)], check=True, stdout=subprocess.PIPE).stdout
