"""Fuzz the readers of untrusted data, guided by what of their code each input reaches (atheris).

    pip install atheris
    python tests/fuzz/run.py --seconds 60 [READER…]

Each reader is fuzzed for so many seconds, one after the other. What breaks a reader's promise is
written to a folder, once for each place that it breaks at; the exit code is then 1. Put it below
`tests/fuzz/cases/READER/` with the change that mends the reader, and it is replayed by the tests.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fuzzing import Reader

_HERE = Path(__file__).parent
_FOLDERS = ("fuzz", "article", "episode", "site")
_INSTRUMENTED = (
    *("paracast", "markdown_it", "mdit_py_plugins", "feedparser", "tomllib", "email", "mutagen"),
    *("pypdf", "mammoth", "zipfile", "feedparser_sgmllib", "html", "urllib", "trafilatura", "json"),
)
_MEGABYTES = 1000
_HANGS = 30  # seconds after which an input is given up
_STATISTICS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERAGE = re.compile(r"cov: (\d+) ft: (\d+)")


def main() -> int:
    """Fuzz what the command line names; return an exit code."""
    options = _options()
    sys.path[:0] = [str(_HERE.parent / folder) for folder in _FOLDERS]
    if options.one:
        _fuzz(options.one, options.seconds, options.findings)
    from all_readers import READERS

    names = options.readers or sorted(READERS)
    if unknown := set(names) - READERS.keys():
        print(f"No such reader: {', '.join(sorted(unknown))}. There are {', '.join(READERS)}.")
        return 2
    options.findings.mkdir(parents=True, exist_ok=True)
    for name in names:
        print(_told(name, options.seconds, options.findings), flush=True)
    found = sorted(path for path in options.findings.rglob("*") if path.is_file())
    print(f"{len(found)} findings in {options.findings}")
    return 1 if found else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER")
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--findings", type=Path, default=Path("findings"), help="a folder")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    return parser.parse_args()


def _told(name: str, seconds: int, findings: Path) -> str:
    """Fuzz one reader in a process of its own; return what became of it, on one line."""
    began = time.monotonic()
    command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
    command += ["--findings", str(findings.resolve())]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (findings.parent / f"{findings.name}.log").open("a").write(ended.stderr)
    executions = _STATISTICS.search(ended.stderr)
    covered = _COVERAGE.findall(ended.stderr)
    first, last = (covered[0][0], covered[-1][0]) if covered else ("?", "?")
    return (
        f"{name:15} {executions[1] if executions else '?':>9} executions in "
        f"{time.monotonic() - began:4.0f} s, {last} places covered ({first} by the seeds), "
        f"exit code {ended.returncode}"
    )


def _fuzz(name: str, seconds: int, findings: Path) -> None:
    """Become a fuzzer of one reader, until the time is over; never returns."""
    import atheris

    with atheris.instrument_imports(include=list(_INSTRUMENTED)):
        from all_readers import READERS
        from fuzzing import LONGEST

        reader = READERS[name]
        seeds = [seed[:LONGEST] for seed in reader.seeds()]
        for seed in seeds:  # readers import what they need when they read
            with suppress(*reader.refusals):
                reader.read(seed)
    with tempfile.TemporaryDirectory(prefix="paracast-corpus-") as folder:
        corpus = Path(folder)
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)
        words = corpus / "words"  # it may as well be a seed
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in reader.words))
        keeper = _Keeper(reader, findings / name)
        arguments = [
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-timeout={_HANGS}",
            f"-rss_limit_mb={_MEGABYTES}",
            f"-artifact_prefix={findings}/{name}-",
            "-print_final_stats=1",
            "-len_control=20",
            str(corpus),
            *([f"-dict={words}"] if reader.words else []),
        ]
        atheris.Setup([sys.argv[0], *arguments], keeper.meet)
        atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


class _Keeper:
    """Notes what breaks a promise, and goes on: one fault must not hide another."""

    def __init__(self, reader: "Reader", folder: Path) -> None:
        self._reader, self._folder, self._known = reader, folder, set[str]()

    def meet(self, data: bytes) -> None:
        from fuzzing import SECONDS

        began = time.process_time()
        try:
            self._reader.meet(data)
        except Exception as error:  # noqa: BLE001  each kind of them is what is looked for
            where = traceback.extract_tb(error.__traceback__)
            ours = [frame for frame in where if "paracast" in frame.filename] or where
            place = f"{type(error).__name__} {ours[-1].filename}:{ours[-1].lineno}"
            self._keep(place, data, traceback.format_exc())
        if (took := time.process_time() - began) > SECONDS:
            self._keep("slow", data, f"{took:.1f} s\n")

    def _keep(self, place: str, data: bytes, told: str) -> None:
        if place in self._known:
            return
        self._known.add(place)
        self._folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(place.encode()).hexdigest()[:8]
        (self._folder / name).write_bytes(data)
        (self._folder / f"{name}.txt").write_text(f"{place}\n{told}", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
