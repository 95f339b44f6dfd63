"""Times a batch of articles beside one long article, and stops one in the middle.

    python bench/batch.py                               1,000 articles of 800 words, two workers
    python bench/batch.py --articles 100 --kill         kill it half-way, and run it again
    python bench/batch.py --articles 100 --cluster 2    on Dask's workers, beside as many processes

It needs Linux, and idle cores.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from articles import PACE, article
from measuring import memory_together, processor_seconds

PARACAST = (sys.executable, "-P", "-m", "paracast")
_HOUR = 60  # minutes
_HUNDRED = 100  # articles whose memory is compared
_REST = 1.0  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Look:
    """What the processes of a run had used at a moment.

    Attributes:
        at: seconds since the run began.
        processor: seconds, of all of them.
        memory: bytes, of all of them together (PSS).
        done: articles.
    """

    at: float
    processor: float
    memory: int
    done: int


@dataclass(slots=True)
class Ran:
    """A run of the command, and what it told of each article."""

    wall: float = 0.0
    told: list[dict[str, object]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    @property
    def sound(self) -> float:
        """Seconds of sound that were made."""
        made = (one["seconds"] for one in self.told if one["outcome"] == "made")
        return sum(float(str(seconds)) for seconds in made)

    @property
    def rate(self) -> float:
        """Seconds of sound a second."""
        return self.sound / self.wall

    def busy(self, cores: int) -> float:
        """Return the share of the cores that was used between the first result and the last."""
        during = [look for look in self.looks if 0 < look.done < len(self.told)]
        used = during[-1].processor - during[0].processor
        return used / (during[-1].at - during[0].at) / cores

    def memory(self, first: int, last: int) -> float:
        """Return the median memory while those articles were done, in MB."""
        return (
            statistics.median(look.memory for look in self.looks if first <= look.done <= last)
            / 1e6
        )


def main() -> None:
    """Run what is asked for, and print the figures."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        bench = Bench(Path(name), options.articles, options.words, options.workers)
        if options.cluster:
            bench.beside_a_cluster(options.cluster)
        elif options.kill:
            bench.killed()
        else:
            bench.beside_one_article()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=800, help="of an article")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", action="store_true", help="kill it half-way and run it again")
    parser.add_argument("--cluster", type=int, default=0, metavar="N", help="N workers of Dask")
    parser.add_argument("--folder", type=Path, help="where to work; it takes 5 MB an article")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder to work in, and how large the batch is."""

    folder: Path
    articles: int
    words: int
    workers: int

    def beside_one_article(self) -> None:
        """Compare a batch with an hour's article: how much sound a second, and how busy."""
        hour = self._hour()
        ran = self._make("batch", self._listed())
        again = self._hour("again")
        single = (hour.sound + again.sound) / (hour.wall + again.wall)
        cores = len(os.sched_getaffinity(0))
        last = len(ran.told)
        before, after = ran.memory(1, _HUNDRED), ran.memory(last - _HUNDRED, last - 1)
        print(f"one article of an hour: {hour.rate:.0f} and {again.rate:.0f} s of sound a second")
        print(f"{last} articles: {ran.wall:.0f} s, {ran.sound / 3600:.1f} h of sound")
        print(
            f"rate: {ran.rate:.0f} s of sound a second, beside one article {ran.rate / single:.3f}"
        )
        print(f"cores busy after the first result: {ran.busy(cores):.3f}")
        print(f"MB together: first {before:.0f}, last {after:.0f}, ratio {after / before:.3f}")
        print(f"articles a day: {last / ran.wall * 86400:,.0f}")

    def killed(self) -> None:
        """Kill a batch when half of it is done, and see what the next run does."""
        listed, half = self._listed(), self.articles // 2
        first = self._make("killed", listed, until=half)
        there, clips = self._manifests("killed"), self._clips("killed")
        second = self._make("killed", listed)
        outcomes = [one["outcome"] for one in second.told]
        guids = {str(one["guid"]) for one in second.told}
        kept = self._manifests("killed").items() >= there.items()
        again = len(clips) - len(clips & self._clips("killed"))
        print(f"killed after {first.wall:.0f} s: {len(there)} episodes, {len(clips)} clips kept")
        print(f"run again: {outcomes.count('unchanged')} unchanged, {outcomes.count('made')} made")
        print(f"{len(guids)} GUIDs, {self._items('killed')} items; as they were: {kept}")
        print(f"clips spoken again: {again}; now {len(self._clips('killed'))}")

    def beside_a_cluster(self, workers: int) -> None:
        """Compare a batch on Dask's workers with one on as many processes."""
        listed = self._listed()
        here = self._make("here", listed, "--jobs", str(workers))
        with _dask(self.folder, workers) as address:
            there = self._make("there", listed, "--executor", f"dask://{address}")
        again = self._make("again", listed, "--jobs", str(workers))
        own = (here.wall + again.wall) / 2
        print(f"{workers} processes: {here.wall:.1f} and {again.wall:.1f} s")
        print(f"{workers} Dask workers: {there.wall:.1f} s, ratio {there.wall / own:.3f}")

    def _hour(self, name: str = "hour") -> Ran:
        path = self.folder / f"{name}.md"
        path.write_text(article(_HOUR, seed=10**6 + len(name)), "utf-8")
        return self._make(name, path)

    def _listed(self) -> Path:
        """Write the articles, and a list of them."""
        names = []
        for number in range(self.articles):
            text = article(self.words / PACE, seed=number + 1)
            title, _, rest = text.partition("\n")
            path = self.folder / f"{number:05}.md"
            path.write_text(f"{title}, part {number + 1}\n{rest}", "utf-8")
            names.append(f"{path}\n")
        listed = self.folder / "articles.txt"
        listed.write_text("".join(names), "utf-8")
        return listed

    def _make(self, name: str, articles: Path, *options: str, until: int = 0) -> Ran:
        """Make articles into a show of that name; kill it when so many are done."""
        show, store = self.folder / name, self.folder / f"{name}-store"
        environment = os.environ | {"PARACAST_STORE": str(store)}
        if not show.exists():
            started = [*PARACAST, "init", str(show)]
            subprocess.run(started, env=environment, check=True, capture_output=True)
        source = ["--from", str(articles)] if articles.suffix == ".txt" else [str(articles)]
        jobs = [] if options else ["--jobs", str(self.workers)]
        command = [*PARACAST, "make", *source, "--show", str(show), "--json", *jobs, *options]
        ran = Ran()
        began = time.perf_counter()
        with (
            subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, start_new_session=True
            ) as process,
            _looking(process.pid, ran, began),
        ):
            for line in process.stdout or ():
                ran.told.append(json.loads(line))
                if until and len(ran.told) == until:
                    os.killpg(process.pid, signal.SIGKILL)
        ran.wall = time.perf_counter() - began
        if process.returncode and not until:
            raise subprocess.CalledProcessError(process.returncode, command)
        return ran

    def _manifests(self, show: str) -> dict[str, bytes]:
        found = (self.folder / show / "episodes").glob("*/episode.json")
        return {path.parent.name: path.read_bytes() for path in found}

    def _items(self, show: str) -> int:
        documents = (self.folder / show / "episodes").glob("*.xml")
        return sum(path.read_text("utf-8").count("<item>") for path in documents)

    def _clips(self, show: str) -> set[tuple[str, int]]:
        """Name the clips in the store, each with the file that it is: another if made again."""
        found = (self.folder / f"{show}-store").rglob("*.clip.kept")
        return {(path.name, path.stat().st_ino) for path in found}


@contextmanager
def _looking(process: int, ran: Ran, began: float) -> Iterator[None]:
    """Look at a process and all below it again and again."""
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_REST):
            used, memory = processor_seconds(process), memory_together(process)
            ran.looks.append(Look(time.perf_counter() - began, used, memory, len(ran.told)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def _dask(folder: Path, workers: int) -> Iterator[str]:
    """Run a scheduler and its workers, each a process of its own."""
    port = "18786"
    programs: list[tuple[str, ...]] = [("scheduler", "--host", "127.0.0.1", "--port", port)]
    programs += [("worker", f"127.0.0.1:{port}", "--nthreads", "1", "--nworkers", str(workers))]
    with (folder / "dask.log").open("wb") as log:
        running = [
            subprocess.Popen(
                [Path(sys.executable).with_name("dask"), *program, "--no-dashboard"],
                stdout=log,
                stderr=log,
                cwd=folder,
            )
            for program in programs
        ]
        try:
            time.sleep(5)  # until all workers have joined
            yield f"127.0.0.1:{port}"
        finally:
            for process in running:
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()
